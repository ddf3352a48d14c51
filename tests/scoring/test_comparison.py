"""`assess diff` says in words, and in full, what changed from one edition to another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring import Text, changes, load_edition
from tests.scoring.counting import counting_edition
from tests.scoring.writing import Values, credit, gate, question, small_edition, text, texts, tier, write


def changed(root: Path, edition: Callable[[], dict[str, Values]] = small_edition, /, **changes_of: Any) -> list[str]:
    """What `changes` says when parts of the small edition, named "file__path__to__key", are other."""
    old, values = edition(), edition()
    for place, value in changes_of.items():
        file, *above, last = place.split("__")
        part: Any = values[f"{file}.yaml"]
        for key in above:
            part = part[key]
        part.pop(last) if value is ... else part.update({last: value})
    return changes(load_edition(write(root / "old", old)), load_edition(write(root / "new", values)))


LOCKS = "questions__domains__doors__questions__locks"


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (f"{LOCKS}__weight", 6, "question locks: weight 5 → 6"),
        (f"{LOCKS}__effort", "S", "question locks: effort M → S"),
        (f"{LOCKS}__evidence_required", True, "question locks: evidence required no → yes"),
        (f"{LOCKS}__applies_if", "website", "question locks: applies if nothing → website"),
        (f"{LOCKS}__why", {"ja": "why(日本語)", "en": "because"}, "question locks: why (en) “why” → “because”"),
        (f"{LOCKS}__why", {"ja": "理由", "en": "why"}, "question locks: why (ja) “why(日本語)” → “理由”"),
        (f"{LOCKS}__references", {"cis": ["6.3"]}, "question locks: references: cis: 6.3 added"),
        ("questions__scales__coverage__options__some__factor", 40, "scale coverage: options some: factor 30 → 40"),
        ("questions__title", {"ja": "題", "en": "title"}, "title (ja) “title(日本語)” → “題”"),
        ("questions__profile__shop", texts("name", "ask", "help"), "profile fact shop: added"),
        ("questions__glossary__lock", ..., "glossary lock: removed"),
        ("tariff__tiers__t1__score", 45, "tier t1: score 40 → 45"),
        ("tariff__tiers__t1__ceiling", 30, "tier t1: ceiling 25 → 30"),
        ("tariff__tiers__t1__gates", [], "tier t1: gates: locks at least some removed"),
        ("tariff__tiers__t3", tier(90, 50, 60), "tier t3: added (score 90, rate 50, ceiling 60, 0 gates)"),
        ("tariff__credits__calm__points", 6, "credit calm: points 5 → 6"),
        ("tariff__credits__calm", ..., "credit calm: removed"),
        ("tariff__credits__quiet", credit(2), "credit quiet: added (2 points)"),
        ("tariff__credits__later__active", True, "credit later: active no → yes"),
        ("tariff__groups__certification__bonus", ..., "group certification: bonus points 5, when iso, mark → nothing"),
        ("tariff__credits_at_most", 30, "credits at most 22 → 30"),
        ("questions__notice", {"ja": "notice(日本語)", "en": "mind"}, "notice (en) “notice” → “mind”"),
        ("questions__unknown__note", ..., "unknown: note “counts as nothing(日本語)” / “counts as nothing” → nothing"),
        (
            "questions__domains__doors__lead",
            {"ja": "扉", "en": "lead"},
            "domain doors: lead (ja) “lead(日本語)” → “扉”",
        ),
        ("coverage__plans__wide__lead", {"ja": "広", "en": "lead"}, "plan wide: lead (ja) “lead(日本語)” → “広”"),
        ("tariff__validity__report_days", 60, "validity: report days 90 → 60"),
        ("coverage__risks__loss__plans", ["basic", "wide"], "risk loss: plans: basic added"),
        ("coverage__damages__compensation__limit__yen", 2000, "damage compensation: limit: yen 1000 → 2000"),
        ("coverage__cost_events__event__plans", ["wide"], "cost event event: plans: basic removed"),
    ],
)
def test_one_change_is_one_line_of_words(tmp_path: Path, place: str, value: Any, line: str) -> None:
    assert line in changed(tmp_path, **{place: value})


CALM = "tariff__credits__calm"
TOLD = "questions__particulars"
RULE = "questions__contradictions__keys-without-locks"


@pytest.mark.parametrize(
    ("changes_of", "line"),
    [
        ({"questions__scales__share__options__most__from": 60}, "scale share: options most: from percent 50 → 60"),
        (
            {"questions__scales__recency__options__within-12__within_months": 18},
            "scale recency: options within-12: within months 12 → 18",
        ),
        ({"questions__scales__share__options__some__target": False}, "scale share: options some: target yes → no"),
        (
            {"questions__scales__share__because": text("so it is")},
            "scale share: because nothing → “so it is(日本語)” / “so it is”",
        ),
        ({f"{LOCKS}__cost__all__hours": 9}, "question locks: cost all: hours 6 → 9"),
        ({f"{LOCKS}__cost__all__who": "supplier"}, "question locks: cost all: who self → supplier"),
        (
            {f"{LOCKS}__because": {"ja": "重い", "en": "weighed"}},
            "question locks: because (ja) “weighed(日本語)” → “重い”",
        ),
        ({f"{LOCKS}__unit": text("doors")}, "question locks: unit (en) “locks” → “doors”"),
        (
            {"questions__domains__windows__questions__glass__parts__wire": {"label": text("wire")}},
            "question glass: parts wire: added",
        ),
        ({"tariff__tiers__t1__rate_to": 30}, "tier t1: rate to 20 → 30"),
        ({"tariff__tiers__t1__credits_at_most": 4}, "tier t1: credits at most 5 → 4"),
        (
            {f"{CALM}__cost": {"hours": 2}, f"{CALM}__cost_because": text("a page")},
            "credit calm: cost nothing → hours 2, yen 0, yen yearly 0, yen yearly per person 0, who self",
        ),
        ({"tariff__review__second_signature_from": 50}, "review: second signature from 45 → 50"),
        ({"tariff__review__conditional__days_at_most": 60}, "review: conditional: days at most 90 → 60"),
        ({"tariff__review__conditional__never": []}, "review: conditional: never: locks removed"),
        ({f"{TOLD}__records__refer_if": 500}, "particular records: refer if 1000 → 500"),
        ({f"{TOLD}__clouds__applies_if": ...}, "particular clouds: applies if website → nothing"),
        ({f"{RULE}__at_most__locks": "none"}, "contradiction keys-without-locks: at most locks some → none"),
        ({f"{RULE}__say": {"ja": "鍵?", "en": "no locks?"}}, "contradiction keys-without-locks: say (ja) "),
        ({"questions__profile__website__marking": text("a page")}, "profile fact website: marking nothing → "),
    ],
)
def test_what_came_with_rules_2_is_compared_to_its_last_part(
    tmp_path: Path, changes_of: dict[str, Any], line: str
) -> None:
    assert any(told.startswith(line) for told in changed(tmp_path, counting_edition, **changes_of))


def test_a_gate_is_shown_with_its_plan(tmp_path: Path) -> None:
    lines = changed(tmp_path, tariff__tiers__t1__gates=[gate("keys", "yes", plan="wide")])
    assert lines == [
        "tier t1: gates: locks at least some removed",
        "tier t1: gates: keys at least yes (wide only) added",
    ]


def test_an_added_question_says_where_it_is_and_what_it_weighs(tmp_path: Path) -> None:
    lines = changed(tmp_path, questions__domains__doors__questions__bell=question("written", 3))
    assert lines[0] == "question bell: added (doors, weight 3, scale written)"


def test_whatever_is_added_is_read_in_full_by_the_second_pair_of_eyes(tmp_path: Path) -> None:
    own = {"no": {"label": text("never")}, "yes": {"label": text("always")}}
    bell = question("written", 3, "S", evidence_required=True, references={"cis": ["6.3"]}, options=own)
    lines = changed(tmp_path, questions__domains__doors__questions__bell=bell)
    parts = ("name", "ask", "scope", "why", "check", "evidence", "marking", "action")
    assert lines[1:17] == [
        f"question bell: {part} ({language}) “{told}”"
        for part in parts
        for language, told in (("ja", f"{part}(日本語)"), ("en", part))
    ]
    assert lines[17:] == [
        "question bell: scale written",
        "question bell: weight 3",
        "question bell: because (ja) “weighed(日本語)”",
        "question bell: because (en) “weighed”",
        "question bell: effort S",
        "question bell: evidence required yes",
        "question bell: mitigates fire",
        "question bell: options no: label (ja) “never(日本語)”",
        "question bell: options no: label (en) “never”",
        "question bell: options no: factor 0",
        "question bell: options yes: label (ja) “always(日本語)”",
        "question bell: options yes: label (en) “always”",
        "question bell: options yes: factor 100",
        "question bell: references: cis 6.3",
    ]


def test_a_new_tier_says_its_gates_and_a_new_question_in_its_scales_words_no_options(tmp_path: Path) -> None:
    lines = changed(
        tmp_path, tariff__tiers__t3=tier(90, 50, 60, gate("locks", "all"), gate("keys", "yes", plan="wide"))
    )
    assert "tier t3: gates locks at least all, keys at least yes (wide only)" in lines
    lines = changed(tmp_path, questions__domains__doors__questions__bell=question("written", 3))
    assert not any("options" in line for line in lines)


def test_a_question_that_moves_to_another_domain_says_so(tmp_path: Path) -> None:
    values = small_edition()
    domains = values["questions.yaml"]["domains"]
    domains["windows"]["questions"]["keys"] = domains["doors"]["questions"].pop("keys")
    old = load_edition(write(tmp_path / "old", small_edition()))
    lines = changes(old, load_edition(write(tmp_path / "new", values)))
    assert "question keys: moved from domain doors to windows" in lines
    assert "questions: now in the order locks, glass, site, keys" in lines


def test_a_lower_cap_is_one_line(tmp_path: Path) -> None:
    tiers = {"t0": tier(0, 0, 0), "t1": tier(40, 10, 25)}
    lines = changed(tmp_path, tariff__tiers=tiers, tariff__cap=50)
    assert "cap 60 → 50" in lines


def test_an_accident_says_under_which_risk_it_stands_and_where_it_moves(tmp_path: Path) -> None:
    burning = {"name": text("burning"), "accidents": {}}
    melting = {"name": text("melting"), "accidents": {key: texts("title", "story") for key in ("fire", "flood")}}
    mitigates = {f"{LOCKS}__mitigates": ["fire", "flood"]}
    lines = changed(tmp_path, coverage__risks__loss__sub_risks={"burning": burning, "melting": melting}, **mitigates)
    assert "accident flood: added (loss)" in lines
    assert "accident fire: moved from burning to melting" in lines


def test_the_same_edition_has_no_changes(tmp_path: Path) -> None:
    assert changed(tmp_path) == []


def test_an_option_of_a_scale_that_is_new_is_said_with_its_scale(tmp_path: Path) -> None:
    value = {"factor": 100, "label": text("sure")}
    assert "scale written: options sure: added" in changed(tmp_path, questions__scales__written__options__sure=value)


def test_texts_compare_by_what_they_say() -> None:
    assert Text(ja="あ", en="a") == Text(ja="あ", en="a") != Text(ja="あ", en="b")
