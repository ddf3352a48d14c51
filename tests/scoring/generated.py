"""Hypothesis strategies: small valid editions of every shape the rules allow, and facts for them."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from scoring import UNKNOWN, Edition, Facts, load_edition
from tests.scoring.writing import credit, domain, gate, question, scale, small_edition, texts, tier, write

# Not in alphabetical order, so that the order of an edition and that of its ids differ.
NAMES = ("zinc", "amber", "moss", "birch", "quartz", "coral")
STEPS = ("d", "a", "c", "b")
FACTS = ("website", "abroad")
PLANS = ("basic", "wide")
# Facts, questions and their options are drawn first; the rest points to them.
whole = st.integers


@st.composite
def climbing(draw: st.DrawFn, count: int, least: int, most: int) -> list[int]:
    return sorted(draw(st.lists(whole(least, most), min_size=count, max_size=count)))


@st.composite
def scales(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(whole(2, 4))
    lowest = draw(st.sampled_from([0, 0, 0, 10]))
    factors = draw(st.one_of(climbing(count, lowest, 100), st.just([0, 30, 70, 100][4 - count :])))
    return scale(**dict(zip(STEPS, factors, strict=False)))


@st.composite
def asked(draw: st.DrawFn, most_questions: int) -> dict[str, Any]:
    of = {f"scale{n}": draw(scales()) for n in range(draw(whole(1, 3)))}
    names = draw(st.permutations(NAMES))[: draw(whole(1, most_questions))]
    questions = {
        name: question(
            draw(st.sampled_from(sorted(of))),
            draw(st.one_of(whole(1, 4), whole(1, 40))),
            draw(st.sampled_from("SML")),
            mitigates=["fire", *draw(st.sampled_from([[], ["flood"]]))],
        )
        for name in names
    }
    for name in names[1:]:
        fact = draw(st.sampled_from([None, None, *FACTS]))
        questions[name] |= {"applies_if": fact} if fact else {}
    cut = draw(whole(1, len(names)))
    domains = {"first": domain(**{name: questions[name] for name in names[:cut]})}
    if names[cut:]:
        domains["second"] = domain(**{name: questions[name] for name in names[cut:]})
    profile = {fact: texts("name", "ask", "help") for fact in FACTS}
    return {**small_edition()["questions.yaml"], "profile": profile, "scales": of, "domains": domains}


@st.composite
def gates(draw: st.DrawFn, questions: dict[str, Any]) -> list[dict[str, Any]]:
    options = {
        name: list(questions["scales"][entry["scale"]]["options"])
        for part in questions["domains"].values()
        for name, entry in part["questions"].items()
    }
    chosen = draw(st.lists(st.sampled_from(sorted(options)), max_size=3))
    return [
        gate(name, draw(st.sampled_from(options[name])), **draw(st.sampled_from([{}, {}, {"plan": "wide"}])))
        for name in chosen
    ]


@st.composite
def tariffs(draw: st.DrawFn, questions: dict[str, Any]) -> dict[str, Any]:
    cap = draw(st.one_of(st.just(60), whole(0, 60)))
    count = draw(whole(0, 4))
    scores, rates, ceilings = (draw(climbing(count, 0, most)) for most in (100, cap, cap))
    rows = zip(scores, rates, ceilings, strict=True)
    tiers = {f"t{n}": tier(*row, *draw(gates(questions))) for n, row in enumerate(rows, 1)}
    members = {f"badge{n}": draw(whole(4, 20)) for n in range(draw(whole(0, 3)))}
    bonus = {"bonus": {"points": draw(whole(1, 6)), "when": sorted(members)[:2]}} if len(members) > 1 else {}
    return {
        **small_edition()["tariff.yaml"],
        "tiers": {"t0": tier(0, 0, 0), **tiers},
        "credits": {
            **{name: credit(points, group="badges") for name, points in members.items()},
            "pledge": credit(draw(whole(1, 4)), excluded_by="badges"),
            "calm": credit(draw(whole(1, 20))),
            "later": credit(9, active=False, inactive_because={"ja": "まだ", "en": "not yet"}),
        },
        "groups": {"badges": {**texts("name"), **bonus}},
        "credits_at_most": draw(whole(0, 40)),
        "cap": cap,
    }


@st.composite
def editions(draw: st.DrawFn, most_questions: int = 6) -> Edition:
    """A whole edition, written to files and loaded as any other."""
    values = small_edition()
    values["questions.yaml"] = draw(asked(most_questions))
    values["tariff.yaml"] = draw(tariffs(values["questions.yaml"]))
    burning = values["coverage.yaml"]["risks"]["loss"]["sub_risks"]["burning"]
    domains = values["questions.yaml"]["domains"].values()
    if any("flood" in entry["mitigates"] for part in domains for entry in part["questions"].values()):
        burning["accidents"]["flood"] = texts("title", "story")
    else:
        burning["accidents"] = {"fire": texts("title", "story")}
    with tempfile.TemporaryDirectory() as root:
        return load_edition(write(Path(root), values))


@st.composite
def facts_for(draw: st.DrawFn, edition: Edition) -> Facts:
    answers = {
        question.id: draw(st.sampled_from([None, UNKNOWN, *question.options]))
        for question in edition.questions.values()
    }
    active = [credit.id for credit in edition.credits.values() if credit.active]
    return Facts(
        edition=edition.id,
        plan=draw(st.sampled_from(PLANS)),
        profile={fact: draw(st.booleans()) for fact in edition.profile},
        answers={question: answer for question, answer in answers.items() if answer is not None},
        credits=tuple(credit for credit in active if draw(st.booleans())),
        premium=draw(st.one_of(st.none(), whole(0, 3_000_000))),
    )


@st.composite
def cases(draw: st.DrawFn, most_questions: int = 6) -> tuple[Edition, Facts]:
    edition = draw(editions(most_questions))
    return edition, draw(facts_for(edition))
