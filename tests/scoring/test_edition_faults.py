"""The loader refuses whatever docs/rules.md § 1 names, all at once, with its place and what would be right."""

from pathlib import Path
from typing import Any

import pytest

from scoring import load_edition
from tests.scoring.planting import ASKED, COVERAGE, REMOVE, TARIFF, faults_of, put
from tests.scoring.writing import credit, domain, gate, question, small_edition, text, texts, tier, write

LOCKS = f"{ASKED}: domains.doors.questions.locks"
SCALE = f"{ASKED}: scales.coverage.options"
CERTIFICATION = f"{TARIFF}: groups.certification"

ONE_FAULT = [
    # unknown keys, with the keys that are known
    (f"{ASKED}: colour", "red", "is not a known key; known here are questionnaire, edition, title"),
    (f"{LOCKS}.wieght", 3, "is not a known key; known here are name, ask, scope"),
    (
        f"{LOCKS}.references",
        {"nist": ["1"]},
        "references.nist: is not a known key; known here are cis, csf, scs",
    ),
    (
        f"{TARIFF}: tiers.t1.gates.1.or_more",
        True,
        "is not a known key; known here are question, at_least, plan",
    ),
    (f"{TARIFF}: groups.certification.bonus.pionts", 3, "known here are points, when, because (did you mean points?)"),
    # missing translations and blank texts
    (f"{LOCKS}.why.en", REMOVE, "is missing; write the English text"),
    (f"{LOCKS}.why.ja", REMOVE, "is missing; write the Japanese text"),
    (f"{LOCKS}.why.en", "  ", "is blank; write the text"),
    (f"{LOCKS}.why.en", "なぜ大事か", "why.en: is 'なぜ大事か'; that is Japanese: write the English text"),
    (f"{LOCKS}.why", "because", "is 'because'; write a mapping of keys here"),
    (f"{LOCKS}.why.en", 2026, "is 2026; write text here, in quotes if it looks like a number"),
    (f"{LOCKS}.why", REMOVE, "is missing; add it"),
    (f"{SCALE}.none.note", {"ja": "なし"}, "note.en: is missing; write the English text"),
    (f"{LOCKS}.why", None, "is empty; write a value or remove the key"),
    # ids that point nowhere
    (
        f"{LOCKS}.scale",
        "coverige",
        "which is not a scale; there are coverage, written (did you mean coverage?)",
    ),
    (f"{LOCKS}.applies_if", "shop", "is shop, which is not a profile fact; there are website"),
    (
        f"{LOCKS}.mitigates",
        ["fire", "storm"],
        "mitigates.2: is storm, which is not an accident; there are fire",
    ),
    (
        f"{TARIFF}: tiers.t1.gates.1.question",
        "doors",
        "is doors, which is not a question; there are locks, keys",
    ),
    (
        f"{TARIFF}: tiers.t1.gates.1.at_least",
        "most",
        "is most, which is not an option of locks; there are none",
    ),
    (
        f"{TARIFF}: tiers.t2.gates.2.plan",
        "wild",
        "is wild, which is not a plan; there are basic, wide (did you",
    ),
    (f"{TARIFF}: credits.calm.group", "certs", "is certs, which is not a group; there are certification"),
    (f"{TARIFF}: credits.pledge.excluded_by", "certs", "is certs, which is not a group"),
    (
        f"{CERTIFICATION}.bonus.when",
        ["iso", "calm"],
        "when.2: is calm, which is not a credit of certification",
    ),
    (
        f"{COVERAGE}: risks.loss.plans",
        ["gold"],
        "plans.1: is gold, which is not a plan; there are basic, wide",
    ),
    (f"{COVERAGE}: cost_events.event.plans", ["gold"], "plans.1: is gold, which is not a plan"),
    (
        f"{LOCKS}.options",
        {"none": {"label": text("no")}},
        "leaves out some, all; word all options of the scale",
    ),
    (
        f"{ASKED}: domains.windows.questions.glass.options",
        {key: {"label": text(key)} for key in ("none", "some", "all", "most")},
        "glass.options.most: is most, which is not an option of the scale; there are none, some, all",
    ),
    # factors, weights, efforts
    (f"{SCALE}.all.factor", 101, "is 101; write a whole number of 100 or less"),
    (f"{SCALE}.none.factor", -1, "is -1; write a whole number of 0 or more"),
    (f"{SCALE}.none.factor", 31, "some.factor: is 30, less than an option below it; write 31 or more"),
    (
        f"{ASKED}: scales.written.options.maybe",
        {"factor": 50, "label": text("maybe")},
        "written.options.maybe.factor: is 50, less than an option below it; write 100 or more",
    ),
    (f"{SCALE}.some.factor", 30.5, "is 30.5; write a whole number"),
    (f"{SCALE}.some.factor", True, "is true; write a whole number"),
    (
        f"{SCALE}.unknown",
        {"factor": 100, "label": text("x")},
        "is what every question offers anyway; leave it",
    ),
    (f"{ASKED}: scales.more", {"name": text("x"), "options": {}}, "options: is a mapping; write at least 2"),
    (f"{LOCKS}.weight", 0, "is 0; write a whole number of 1 or more"),
    (f"{LOCKS}.weight", "5", "is '5'; write a whole number"),
    (f"{LOCKS}.effort", "XL", "is 'XL'; write one of 'S', 'M' or 'L'"),
    (f"{LOCKS}.evidence_required", "yes", "is 'yes'; write true or false"),
    # a list that is none
    (f"{ASKED}: profile", {}, "site.applies_if: is website, which is not a profile fact; there are none"),
    # what nothing bears on
    (f"{LOCKS}.mitigates", [], "is a list; write at least 1"),
    (f"{LOCKS}.mitigates", ["fire", "fire"], "mitigates.2: is fire, which the list already holds; keep one"),
    (f"{LOCKS}.mitigates", "fire", "is 'fire'; write a list here, as in [one, two]"),
    (
        f"{COVERAGE}: risks.loss.sub_risks.burning.accidents.flood",
        texts("title", "story"),
        "is mitigated by no question; name it under mitigates of one, or remove it",
    ),
    # ids
    (f"{LOCKS[:-5]}Front Door", question("coverage", 1), "Front Door: is not a usable id; use small letters"),
    (
        f"{ASKED}: domains.windows.questions.locks",
        question("coverage", 1),
        "is an id that is used above already",
    ),
    (
        f"{COVERAGE}: risks.loss.sub_risks.rotting",
        {"name": text("rotting"), "accidents": {"fire": texts("title", "story")}},
        "rotting.accidents.fire: is an id that is used above already",
    ),
    (f"{ASKED}: edition", "2026-13", "edition: is '2026-13'; write year and month, as in \"2026-10\""),
    (
        f"{ASKED}: edition",
        "2027-04",
        "edition: is 2027-04, but its directory is 2026-10; let both be the same",
    ),
    (f"{ASKED}: questionnaire", "small", "is small, but its directory is tiny; let both be the same"),
    (
        f"{LOCKS}.scale",
        "No Scale",
        "is 'No Scale', which is no id; ids are small letters, digits and hyphens",
    ),
    # tiers
    (f"{TARIFF}: tiers.t2.score", 39, "t2.score: is 39, less than 40 a tier below; write 40 or more"),
    (f"{TARIFF}: tiers.t2.rate", 9, "t2.rate: is 9, less than 10 a tier below; write 10 or more"),
    (f"{TARIFF}: tiers.t2.ceiling", 24, "t2.ceiling: is 24, less than 25 a tier below; write 25 or more"),
    (f"{TARIFF}: tiers.t2.score", 101, "is 101; write a whole number of 100 or less"),
    (f"{TARIFF}: tiers.t2.ceiling", 61, "t2.ceiling: is 61, above the cap; write 60 or less"),
    (f"{TARIFF}: tiers.t2.rate", 61, "t2.rate: is 61, above the cap; write 60 or less"),
    (f"{TARIFF}: cap", 59, "t2.ceiling: is 60, above the cap; write 59 or less"),
    (f"{TARIFF}: cap", 61, "cap: is 61, and no discount is ever above 60; write 60 or less"),
    (f"{TARIFF}: tiers.t0.score", 1, "t0.score: is 1; the lowest tier is for all the others: write 0"),
    (f"{TARIFF}: tiers.t0.rate", 1, "t0.rate: is 1; the lowest tier is for all the others: write 0"),
    (f"{TARIFF}: tiers.t0.ceiling", 1, "t0.ceiling: is 1; the lowest tier is for all the others: write 0"),
    (
        f"{TARIFF}: tiers.t0.gates",
        [gate("locks", "all")],
        "is not empty; the lowest tier is for all the others",
    ),
    # credits
    (f"{TARIFF}: credits.iso.points", 0, "is 0; write a whole number of 1 or more"),
    (f"{TARIFF}: credits.pledge.group", "certification", "has both group and excluded_by; keep one"),
    (f"{TARIFF}: credits.later.inactive_because", REMOVE, "is not active, but nothing says why"),
    (
        f"{TARIFF}: credits.pledge.points",
        11,
        "points: makes 11 points excluded by certification, so that its",
    ),
    (f"{CERTIFICATION}.bonus.when", ["iso"], "is a list; write at least 2"),
    (f"{CERTIFICATION}.bonus.when", ["iso", "iso"], "when.2: is iso, which the list already holds; keep one"),
    (f"{TARIFF}: validity.report_days", 0, "is 0; write a whole number of 1 or more"),
    (f"{COVERAGE}: damages.compensation.limit.yen", "1,000", "is '1,000'; write a whole number"),
    (f"{COVERAGE}: risks.loss.plans", ["wide", "wide"], "plans.2: is wide, which the list already holds"),
]


@pytest.mark.parametrize(("place", "value", "sentence"), ONE_FAULT)
def test_one_fault_is_one_sentence_with_its_place(tmp_path: Path, place: str, value: Any, sentence: str) -> None:
    (fault,) = faults_of(tmp_path, (place, value))
    assert fault.startswith(place.split(": ", maxsplit=1)[0])
    assert sentence in fault


def test_an_edition_in_which_no_question_applies_is_refused_for_every_profile(tmp_path: Path) -> None:
    questions = small_edition()[ASKED]["domains"]["doors"]["questions"] | {
        "glass": question("coverage", 2),
        "site": question("written", 2),
    }
    only = {key: entry | {"applies_if": "website"} for key, entry in questions.items()}
    (fault,) = faults_of(tmp_path, (f"{ASKED}: domains", {"doors": domain(**only)}))
    assert fault == (
        "questions.yaml: domains: holds no question for a company that says no to website; "
        "let a question have no applies_if (line 1)"
    )


def test_a_factor_is_held_against_the_highest_below_it(tmp_path: Path) -> None:
    options = {f"step{n}": {"factor": factor, "label": text("x")} for n, factor in enumerate((0, 50, 20, 30, 100))}
    faults = faults_of(tmp_path, (f"{ASKED}: scales.more", {"name": text("more"), "options": options}))
    assert [fault.split("options.")[1] for fault in faults] == [
        "step2.factor: is 20, less than an option below it; write 50 or more (line 1)",
        "step3.factor: is 30, less than an option below it; write 50 or more (line 1)",
    ]


def test_a_faulty_credit_is_no_reason_to_doubt_the_others(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, (f"{TARIFF}: credits.mark.points", "ten"), (f"{TARIFF}: credits.iso.points", 3))
    assert fault == "tariff.yaml: credits.mark.points: is 'ten'; write a whole number (line 1)"


def test_a_credit_that_pays_for_what_it_excludes_is_no_fault(tmp_path: Path) -> None:
    values = small_edition()
    put(values, f"{TARIFF}: credits.pledge.points", 10)
    assert load_edition(write(tmp_path, values)).credits["pledge"].points == 10


def test_an_edition_at_every_limit_is_no_fault(tmp_path: Path) -> None:
    values = small_edition()
    put(values, f"{TARIFF}: tiers", {"t0": tier(0, 0, 0), "t1": tier(100, 60, 60), "t2": tier(100, 60, 60)})
    put(values, f"{SCALE}.some.factor", 100)
    put(values, f"{LOCKS}.weight", 1)
    put(values, f"{TARIFF}: credits.calm", credit(1))
    assert load_edition(write(tmp_path, values)).tiers["t2"].ceiling == 60


PLANTED = [
    (f"{ASKED}: colour", "red"),
    (f"{ASKED}: title.en", REMOVE),
    (f"{SCALE}.some.factor", 120),
    (f"{ASKED}: scales.written.options.yes.factor", -5),
    (f"{LOCKS}.weight", 0),
    (f"{LOCKS}.effort", "huge"),
    (f"{LOCKS}.scale", "coverige"),
    (f"{LOCKS}.mitigates", ["storm"]),
    (f"{ASKED}: domains.windows.questions.site.applies_if", "shop"),
    (f"{ASKED}: domains.windows.questions.glass.why", None),
    (f"{TARIFF}: cap", 70),
    (f"{TARIFF}: tiers.t1.ceiling", 65),
    (f"{TARIFF}: tiers.t2.score", 30),
    (f"{TARIFF}: tiers.t1.gates.1.at_least", 5),
    (f"{TARIFF}: tiers.t2.gates.1.question", "kees"),
    (f"{TARIFF}: credits.iso.points", "fifteen"),
    (f"{TARIFF}: credits.calm.group", "calmness"),
    (f"{COVERAGE}: risks.loss.plans", ["gold"]),
    (f"{COVERAGE}: risks.loss.sub_risks.burning.accidents.flood", texts("title", "story")),
    (f"{COVERAGE}: plans.basic.lead.ja", ""),
]


def test_twenty_planted_faults_are_all_reported_at_once(tmp_path: Path) -> None:
    assert len(PLANTED) == 20
    faults = faults_of(tmp_path, *PLANTED)
    for place, _ in PLANTED:
        assert any(fault.startswith(place) for fault in faults), place
