"""A small edition that uses every part of rules 2, to be changed and written like that of `writing.py`."""

from typing import Any

from scoring import Edition, Facts, read_facts
from tests.scoring.writing import Values, domain, gate, question, scale, small_edition, text, texts, tier

WRITTEN: dict[str, Any] = {
    "edition": "tiny/2026-10",
    "plan": "wide",
    "as_of": "2026-12-01",
    "people": 12,
    "profile": {"website": True},
    "answers": {
        "locks": {"has": 11, "of": 12},
        "keys": "yes",
        "glass": {"parts": ["film", "bars"]},
        "drill": {"on": "2025-12-01"},
        "site": "unknown",
    },
    "credits": ["calm"],
    "particulars": {"incidents": {"value": "yes", "details": "2025年に1件"}, "records": 999, "care": "none"},
    "premium": 100_000,
}
"""A facts file of a company in this edition."""


def _scale(measure: str, key: str, bounds: list[int | None], **factors: int) -> Values:
    found = scale(**factors) | {"measure": measure}
    for option, bound in zip(found["options"].values(), bounds, strict=True):
        option.update({} if bound is None else {key: bound})
    return found


def _question(of: str, weight: int, cost: Values, **more: Any) -> Values:
    found = question(of, weight, **more) | {"cost": cost, "cost_because": text("estimated")}
    del found["effort"]
    return found


def counting_edition() -> dict[str, Values]:
    """Locks are counted, windows ticked, drills dated, keys chosen; work is in hours and yen."""
    values = small_edition()
    asked, tariff = values["questions.yaml"], values["tariff.yaml"]
    asked["scales"] = {
        "share": _scale("share", "from", [0, 1, 50, 95], none=0, some=30, most=70, all=100),
        "parts": _scale("parts", "from", [0, 60, 100], none=0, most=70, all=100),
        "recency": _scale(
            "date", "within_months", [None, 24, 12, 6], never=0, within_24=30, within_12=90, within_6=100
        ),
        "written": scale(no=0, yes=100),
    }
    per_person = {"some": {"hours": 2}, "most": {"hours": 4, "yen": 1000}, "all": {"hours": 6, "yen": 2000}}
    per_person["most"]["yen_yearly_per_person"] = 50
    per_person["all"]["yen_yearly_per_person"] = 100
    ticks = {part: {"label": text(part)} for part in ("bars", "film", "alarm")}
    doors = {door: {"label": text(door)} for door in ("front", "back", "cellar", "roof")}
    asked["domains"] = {
        "doors": domain(
            locks=_question("share", 5, per_person, unit=text("locks"), which=doors, met=text("locked at night")),
            keys=_question("written", 2, {"yes": {"hours": 1}}),
        ),
        "windows": domain(
            glass=_question("parts", 2, {"most": {}, "all": {"yen_yearly": 500, "who": "supplier"}}, parts=ticks),
            drill=_question("recency", 2, {"within-6": {"hours": 3, "yen": 300}}),
            site=_question("written", 1, {"yes": {}}, applies_if="website"),
        ),
    }
    asked["particulars"] = _particulars()
    asked["contradictions"] = _contradictions()
    tariff["tiers"] = {
        "t0": tier(0, 0, 0),
        "t1": tier(40, 10, 25, gate("locks", "some")) | {"rate_to": 20, "credits_at_most": 5},
        "t2": tier(80, 40, 60, gate("drill", "within-12")) | {"rate_to": 60, "credits_at_most": 12},
    }
    tariff["review"] = {"second_signature_from": 45, "conditional": {"days_at_most": 90, "never": ["locks"]}}
    return values


def _particular(kind: str, **more: Any) -> Values:
    return {**texts("name", "ask", "help"), "kind": kind, "required": True, **more}


def _particulars() -> Values:
    return {
        "incidents": _particular("yes_no", details_if="yes", refer_if="yes"),
        "records": _particular("number", required=False, refer_if=1000),
        "care": _particular("choice", options={key: {"label": text(key)} for key in ("none", "partly")}),
        "clouds": _particular("text", required=False, applies_if="website"),
        "since": _particular("date", required=False),
    }


def _contradictions() -> Values:
    return {
        "calm-with-incidents": {
            "credits": {"calm": True},
            "particulars": {"incidents": "yes"},
            "say": text("calm?"),
        },
        "keys-without-locks": {"at_least": {"keys": "yes"}, "at_most": {"locks": "some"}, "say": text("no locks?")},
        "site-without-website": {"at_least": {"site": "yes"}, "facts": {"website": False}, "say": text("no site?")},
    }


def facts(edition: Edition, **changes: Any) -> Facts:
    """The facts of that file with changes; ... leaves a key out."""
    mapping = {key: value for key, value in {**WRITTEN, **changes}.items() if value is not ...}
    return read_facts(mapping, {edition.id: edition})
