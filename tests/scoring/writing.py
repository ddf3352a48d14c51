"""Editions as plain values that a test changes and writes to a directory."""

import copy
import json
import re
from pathlib import Path
from typing import Any

Values = dict[str, Any]


def text(words: str) -> Values:
    return {"ja": f"{words}(日本語)", "en": words}


def texts(*keys: str) -> Values:
    return {key: text(key) for key in keys}


def scale(**factors: int) -> Values:
    options = {name.replace("_", "-"): {"factor": f, "label": text(name)} for name, f in factors.items()}
    return {"name": text("scale"), "options": options}


def question(scale: str, weight: int, effort: str = "M", **more: Any) -> Values:
    return {
        **texts("name", "ask", "scope", "why", "check", "evidence", "marking", "action"),
        "scale": scale,
        "weight": weight,
        "because": text("weighed"),
        "effort": effort,
        "evidence_required": False,
        "mitigates": ["fire"],
        **more,
    }


def domain(**questions: Values) -> Values:
    return {**texts("name", "lead"), "questions": {key.replace("_", "-"): q for key, q in questions.items()}}


def tier(score: int, rate: int, ceiling: int, *gates: Values) -> Values:
    return {
        **texts("name", "because"),
        "score": score,
        "rate": rate,
        "ceiling": ceiling,
        "gates": list(gates),
    }


def gate(question: str, at_least: str, **more: Any) -> Values:
    return {"question": question, "at_least": at_least, "because": text("needed"), **more}


def credit(points: int, **more: Any) -> Values:
    return {**texts("name", "help", "evidence", "because"), "points": points, **more}


def small_edition() -> dict[str, Values]:
    """Four questions in two domains, three tiers, a group with a bonus: small enough to reckon by hand."""
    return {
        "questions.yaml": {
            "questionnaire": "tiny",
            "edition": "2026-10",
            **texts("title", "notice"),
            "profile": {"website": texts("name", "ask", "help")},
            "scales": {"coverage": scale(none=0, some=30, all=100), "written": scale(no=0, yes=100)},
            "unknown": {"label": text("unknown"), "note": text("counts as nothing")},
            "domains": {
                "doors": domain(locks=question("coverage", 5), keys=question("written", 2, "S")),
                "windows": domain(
                    glass=question("coverage", 2, "L"),
                    site=question("written", 1, "S", applies_if="website"),
                ),
            },
            "glossary": {"lock": texts("term", "meaning")},
        },
        "tariff.yaml": small_tariff(),
        "coverage.yaml": {
            "plans": {"basic": texts("name", "lead"), "wide": texts("name", "lead")},
            "risks": {
                "loss": {
                    "name": text("loss"),
                    "plans": ["wide"],
                    "sub_risks": {"burning": {"name": text("burning"), "accidents": {"fire": texts("title", "story")}}},
                }
            },
            "damages": {"compensation": {**texts("name", "help"), "limit": {"yen": 1000, "per": text("claim")}}},
            "cost_events": {"event": {"name": text("event"), "plans": ["basic", "wide"]}},
        },
    }


def small_tariff() -> Values:
    return {
        "tiers": {
            "t0": tier(0, 0, 0),
            "t1": tier(40, 10, 25, gate("locks", "some")),
            "t2": tier(80, 40, 60, gate("keys", "yes"), gate("site", "yes", plan="wide")),
        },
        "credits": {
            "iso": credit(15, group="certification"),
            "mark": credit(10, group="certification"),
            "pledge": credit(3, excluded_by="certification"),
            "calm": credit(5),
            "later": credit(9, active=False, inactive_because=text("not yet")),
        },
        "groups": {"certification": {"name": text("group"), "bonus": {"points": 5, "when": ["iso", "mark"]}}},
        "credits_at_most": 22,
        "cap": 60,
        "validity": {"certificate_months": 12, "report_days": 90},
    }


def write(root: Path, values: dict[str, Values]) -> Path:
    """Write an edition to the directory that it names; JSON is YAML too."""
    asked = values["questions.yaml"]
    directory = root / str(asked.get("questionnaire", "tiny")) / str(asked.get("edition", "2026-10"))
    directory.mkdir(parents=True, exist_ok=True)
    for name, value in copy.deepcopy(values).items():
        (directory / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    (directory / "CHANGELOG.md").write_text("# First\n", encoding="utf-8")
    return directory


WHY = "because: {ja: 理由, en: reason}"


def give_reasons(directory: Path) -> None:
    """Write a reason beside every weight, tier, gate and credit of a copy of the first edition, which has none."""
    questions, tariff = directory / "questions.yaml", directory / "tariff.yaml"
    text = questions.read_text(encoding="utf-8")
    questions.write_text(re.sub(r"^( +)weight: .*$", rf"\g<0>\n\1{WHY}", text, flags=re.M), encoding="utf-8")
    text = re.sub(r"^( {4})(score|points): .*$", rf"\g<0>\n\1{WHY}", tariff.read_text(encoding="utf-8"), flags=re.M)
    tariff.write_text(re.sub(r"(- \{question: .*)\}$", rf"\1, {WHY}}}", text, flags=re.M), encoding="utf-8")
