"""What may be written in coverage.yaml: what the insurance pays for (docs/rules.md § 1)."""

from typing import Annotated

from pydantic import Field, StrictInt

from .entry import Entry, Id, Text


class PlanEntry(Entry):
    name: Text
    lead: Text


class AccidentEntry(Entry):
    title: Text
    story: Text
    """What happened, in one to three sentences."""
    caution: Text | None = None
    """What no measure of the company can exclude."""


class SubRiskEntry(Entry):
    name: Text
    accidents: dict[Id, AccidentEntry]


class RiskEntry(Entry):
    name: Text
    plans: tuple[Id, ...]
    """The plans that pay for it."""
    sub_risks: Annotated[dict[Id, SubRiskEntry], Field(min_length=1)]


class Limit(Entry):
    yen: Annotated[StrictInt, Field(ge=1, le=10**12)]
    per: Text
    """What the limit is counted for, as in "per claim"."""


class DamageEntry(Entry):
    name: Text
    help: Text
    limit: Limit | None = None


class CostEventEntry(Entry):
    name: Text
    plans: tuple[Id, ...]


class CoverageFile(Entry):
    """coverage.yaml: what the insurance pays for."""

    plans: Annotated[dict[Id, PlanEntry], Field(min_length=1)]
    risks: Annotated[dict[Id, RiskEntry], Field(min_length=1)]
    damages: dict[Id, DamageEntry]
    cost_events: dict[Id, CostEventEntry]
