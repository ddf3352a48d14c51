"""The loader refuses what docs/rules.md § 1 names beside measures, costs, particulars and the rest of rules 2."""

from pathlib import Path
from typing import Any

import pytest

from scoring import EditionFaults, load_edition
from tests.scoring.counting import counting_edition
from tests.scoring.planting import ASKED, REMOVE, TARIFF, faults_of, put
from tests.scoring.writing import small_edition, text, texts, write

SCALES = f"{ASKED}: scales"
LOCKS = f"{ASKED}: domains.doors.questions.locks"
GLASS = f"{ASKED}: domains.windows.questions.glass"
TOLD = f"{ASKED}: particulars"
RULES = f"{ASKED}: contradictions"
TIERS = f"{TARIFF}: tiers"

ONE_FAULT = [
    # measures
    (f"{SCALES}.share.measure", "shares", "is 'shares'; write one of 'share', 'parts' or 'date'"),
    (f"{SCALES}.share.options.most.from", 1, "is 1, not above the option below it; write more than 1"),
    (f"{SCALES}.share.options.most.from", 101, "is 101; write a whole number of 100 or less"),
    (f"{SCALES}.share.options.none.from", 1, "is 1; the lowest option holds for all the rest: write 0"),
    (f"{SCALES}.share.options.all.from", REMOVE, "all.from: is missing; write the percentage from which on"),
    (f"{SCALES}.share.options.all.within_months", 3, "is of no use without the measure date; name it"),
    (f"{SCALES}.recency.options.within-12.within_months", 24, "is 24, not below the option below it; write less than"),
    (f"{SCALES}.recency.options.within-12.within_months", REMOVE, "is missing; write how many months back"),
    (f"{SCALES}.recency.options.never.within_months", 36, "stands at the lowest option, which holds for all the rest"),
    (f"{SCALES}.recency.options.never.from", 0, "is of no use without the measure share or parts"),
    (f"{SCALES}.written.options.yes.from", 100, "is of no use without the measure share or parts"),
    (f"{GLASS}.parts", REMOVE, "is missing; the scale's measure is parts: write what can be ticked"),
    (f"{LOCKS}.parts", {"one": {"label": text("one")}}, "is of no use, as the scale's measure is not parts"),
    (f"{GLASS}.unit", text("windows"), "is of no use, as the scale's measure is not share"),
    (f"{GLASS}.which", {"one": {"label": text("one")}}, "which: is of no use, as the scale's measure is not share"),
    (f"{GLASS}.met", text("closed"), "met: is of no use, as the scale's measure is not share"),
    (f"{LOCKS}.which", {}, "which: is empty; write what can be named one by one, or leave it out"),
    (f"{LOCKS}.which", REMOVE, "met: is of no use without `which`; write what can be named"),
    (f"{LOCKS}.met", REMOVE, "met: is missing; write what must be true of one of `which` for it to count"),
    (f"{LOCKS}.which.front.label.en", REMOVE, "which.front.label.en: is missing; write the English text"),
    # targets
    (f"{SCALES}.share.options.all.target", False, "is false for the highest option, so that nothing is left to aim"),
    (f"{SCALES}.recency.options.within-12.target", True, "is true, but whoever does it now stands at the highest"),
    # costs
    (f"{LOCKS}.cost.most.hours", 1, "is 1, less than for an option below it; costs count from the lowest: write 2"),
    (f"{LOCKS}.cost.all.yen", REMOVE, "is 0, less than for an option below it"),
    (f"{LOCKS}.cost.none", {"yen": 5}, "is 5; costs count from the lowest option, so write 0"),
    (f"{LOCKS}.cost.every", {}, "every: is every, which is not an option of the scale; there are none, some, most"),
    (f"{LOCKS}.cost.most", REMOVE, "cost.most: is missing; write what it takes in all to get there"),
    (f"{LOCKS}.cost", REMOVE, "is missing; write effort, or cost by option"),
    (f"{GLASS}.effort", "S", "stands here, but cost in the questions above or beside it"),
    (f"{LOCKS}.cost.most.who", "both", "is 'both'; write one of 'self' or 'supplier'"),
    (f"{LOCKS}.cost.most.yen", -1, "is -1; write a whole number of 0 or more"),
    # rates and credits by tier
    (f"{TIERS}.t1.rate_to", 9, "t1.rate_to: is 9, less than the tier's rate; write 10 or more"),
    (f"{TIERS}.t1.rate_to", 41, "t1.rate_to: is 41, more than the rate 40 of the tier above; write 40 or less"),
    (f"{TIERS}.t2.rate_to", 61, "t2.rate_to: is 61, above the cap; write 60 or less"),
    (f"{TIERS}.t0.rate_to", 5, "t0.rate_to: is 5; the lowest tier is for all the others: write 0"),
    (f"{TIERS}.t2.credits_at_most", 4, "credits_at_most: is 4, less than 5 a tier below; write 5 or more"),
    (f"{TIERS}.t1.credits_at_most", 23, "t2.credits_at_most: is 12, less than 23 a tier below; write 23 or more"),
    # particulars
    (f"{TOLD}.records.kind", "amount", "is 'amount'; write one of 'yes_no', 'number', 'choice', 'text' or 'date'"),
    (f"{TOLD}.care.options", REMOVE, "is missing or has only one entry; write what can be chosen"),
    (f"{TOLD}.records.options", {"a": {"label": text("a")}}, "is of no use, as the kind is number"),
    (f"{TOLD}.incidents.refer_if", "maybe", "is maybe, which incidents cannot be; write one of yes, no"),
    (f"{TOLD}.incidents.details_if", True, "is true; write a word, in quotes, or a whole number"),
    (f"{TOLD}.records.refer_if", "many", "is no number; write the whole number from which on it holds"),
    (f"{TOLD}.clouds.refer_if", "all", "is of no use, as clouds is a text; leave it out"),
    (f"{TOLD}.clouds.applies_if", "shop", "is shop, which is not a profile fact; there are website"),
    (f"{TOLD}.incidents.required", "yes", "is 'yes'; write true or false"),
    # contradictions
    (f"{RULES}.keys-without-locks.at_least", {"kees": "yes"}, "kees: is kees, which is not a question"),
    (f"{RULES}.keys-without-locks.at_most", {"locks": "few"}, "locks: is few, which is not an option of locks"),
    (f"{RULES}.calm-with-incidents.credits", {"clam": True}, "clam: is clam, which is not a credit"),
    (f"{RULES}.calm-with-incidents.particulars", {"incident": "yes"}, "incident: is incident, which is not a particu"),
    (f"{RULES}.calm-with-incidents.particulars", {"incidents": "some"}, "is some, which incidents cannot be"),
    (f"{RULES}.site-without-website.facts", {"shop": False}, "shop: is shop, which is not a profile fact"),
    (f"{RULES}.empty", {"say": text("always")}, "empty: has no part, so that it would always fire"),
    # review
    (f"{TARIFF}: review.conditional.never", ["lock"], "never.1: is lock, which is not a question"),
    (f"{TARIFF}: review.conditional.days_at_most", 0, "is 0; write a whole number of 1 or more"),
    (f"{TARIFF}: review.second_signature_from", 101, "is 101; write a whole number of 100 or less"),
    # reasons
    (f"{LOCKS}.because", REMOVE, "because: is missing; say in both languages why the question has its weight"),
    (f"{LOCKS}.cost_because", REMOVE, "cost_because: is missing; say in both languages why it costs so much"),
    (f"{TARIFF}: credits.calm.cost", {"hours": 2}, "cost_because: is missing; say in both languages why it costs so"),
    (f"{TIERS}.t1.because", REMOVE, "because: is missing; say in both languages why the tier has its score and rates"),
    (f"{TIERS}.t1.gates.1.because", REMOVE, "because: is missing; say in both languages why the tier asks for it"),
    (
        f"{TARIFF}: credits.calm.because",
        REMOVE,
        "because: is missing; say in both languages why it is worth its points",
    ),
]


@pytest.mark.parametrize(("place", "value", "sentence"), ONE_FAULT)
def test_one_fault_is_one_sentence_with_its_place(tmp_path: Path, place: str, value: Any, sentence: str) -> None:
    (fault,) = faults_of(tmp_path, (place, value), edition=counting_edition)
    assert fault.startswith(place.split(": ", maxsplit=1)[0])
    assert sentence in fault


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    planted = [
        (f"{SCALES}.share.options.most.from", 1),
        (f"{SCALES}.recency.options.within-12.within_months", 24),
        (f"{SCALES}.written.options.yes.target", False),
        (f"{LOCKS}.cost.most.hours", 1),
        (f"{GLASS}.parts", REMOVE),
        (f"{TIERS}.t1.rate_to", 41),
        (f"{TIERS}.t2.credits_at_most", 4),
        (f"{TIERS}.t2.because", REMOVE),
        (f"{TOLD}.incidents.refer_if", "maybe"),
        (f"{RULES}.keys-without-locks.at_least", {"kees": "yes"}),
        (f"{TARIFF}: review.conditional.never", ["lock"]),
    ]
    faults = faults_of(tmp_path, *planted, edition=counting_edition)
    assert len(faults) == len(planted)
    for place, _ in planted:
        assert any(fault.startswith(place) for fault in faults), place


def test_a_tier_without_a_ceiling_is_bounded_by_the_cap_and_the_next_must_not_fall_below_it(tmp_path: Path) -> None:
    values = counting_edition()
    put(values, f"{TIERS}.t2.ceiling", REMOVE)
    assert load_edition(write(tmp_path, values)).tiers["t2"].ceiling == 60
    put(values, f"{TIERS}.t1.ceiling", REMOVE)
    assert [tier.ceiling for tier in load_edition(write(tmp_path, values)).tiers.values()] == [0, 60, 60]
    put(values, f"{TIERS}.t2.ceiling", 59)
    with pytest.raises(EditionFaults, match=r"tiers\.t2\.ceiling: is 59, less than 60 a tier below"):
        load_edition(write(tmp_path, values))


def test_a_misspelt_reason_is_one_fault_and_not_a_missing_one_too(tmp_path: Path) -> None:
    values = counting_edition()
    locks = values[ASKED]["domains"]["doors"]["questions"]["locks"]
    locks["becuase"] = locks.pop("because")
    with pytest.raises(EditionFaults) as refused:
        load_edition(write(tmp_path, values))
    (fault,) = refused.value.faults
    assert "becuase: is not a known key" in fault and "(did you mean because?)" in fault


def test_only_the_first_edition_may_do_without_reasons(tmp_path: Path) -> None:
    values = small_edition()
    values[ASKED] |= {"questionnaire": "sme-cyber", "edition": "2026-10"}
    del values[ASKED]["domains"]["doors"]["questions"]["locks"]["because"]
    assert load_edition(write(tmp_path, values)).rules == 1
    values[ASKED] |= {"edition": "2026-11"}
    with pytest.raises(EditionFaults, match="why the question has its weight"):
        load_edition(write(tmp_path, values))


def test_a_letter_that_no_font_of_the_papers_has_is_a_fault_of_its_text(tmp_path: Path) -> None:
    values = counting_edition()
    put(values, f"{LOCKS}.name", {"ja": "𠮷の錠", "en": "locks"})
    put(values, f"{TOLD}.incidents.ask.en", "Any ☃?")
    directory = write(tmp_path, values)
    assert load_edition(directory).questions["locks"].name.ja == "𠮷の錠"
    with pytest.raises(EditionFaults) as refused:
        load_edition(directory, lambda words: [f"U+{ord(letter):04X}" for letter in words if letter in "𠮷☃"])
    assert [fault.split(" (line")[0] for fault in refused.value.faults] == [
        "questions.yaml: domains.doors.questions.locks.name.ja: holds U+20BB7, which no font of the papers has; "
        "write it in other letters",
        "questions.yaml: particulars.incidents.ask.en: holds U+2603, which no font of the papers has; "
        "write it in other letters",
    ]


def test_only_what_one_can_move_to_needs_a_cost(tmp_path: Path) -> None:
    values = counting_edition()
    put(values, f"{LOCKS}.cost.some", REMOVE)
    put(values, f"{SCALES}.share.options.some.target", False)
    loaded = load_edition(write(tmp_path, values))
    assert "some" not in (loaded.questions["locks"].cost or {})
    (fault,) = faults_of(tmp_path / "other", (f"{LOCKS}.cost.some", REMOVE), edition=counting_edition)
    assert "cost.some: is missing; write what it takes in all to get there" in fault


def test_what_a_file_leaves_out_is_settled_when_it_is_loaded(tmp_path: Path) -> None:
    values = small_edition()
    values[ASKED]["profile"]["website"] |= {**texts("marking", "evidence"), "evidence_required": True}
    edition = load_edition(write(tmp_path, values))
    assert [(t.rate_to, t.credits_at_most) for t in edition.tiers.values()] == [(0, 22), (10, 22), (40, 22)]
    assert edition.review.second_signature_from == 50
    assert edition.review.conditional is None
    assert edition.profile["website"].evidence_required
    assert edition.credits["calm"].evidence_required
