"""JSON Schemas of the files of an edition, generated from the models that check them."""

import json
from collections.abc import Mapping
from typing import Any

from .loading import MODELS

HEAD = "# yaml-language-server: $schema=../../schemas/{}"
"""The first line of an edition's file: editors that read it complete and check while one types."""


def schemas() -> Mapping[str, str]:
    """File name -> JSON Schema as text, one for each file of an edition."""
    return {schema_name(file): _written(file) for file in MODELS}


def schema_name(file: str) -> str:
    """The schema's file name for an edition's file: "tariff.yaml" -> "tariff.schema.json"."""
    return file.replace(".yaml", ".schema.json")


def _written(file: str) -> str:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_without_null(MODELS[file].model_json_schema()),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _without_null(part: Any) -> Any:
    """A key that may be absent may not be empty: the reader of YAML refuses null, so the schema does too."""
    if isinstance(part, list):
        return [_without_null(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    part = {key: _without_null(entry) for key, entry in part.items()}
    if "anyOf" in part:
        left = [entry for entry in part.pop("anyOf") if entry != {"type": "null"}]
        part = {**left[0], **part} if len(left) == 1 else {"anyOf": left, **part}
    if part.get("default", 0) is None:
        del part["default"]
    return part
