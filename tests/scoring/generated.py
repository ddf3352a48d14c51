"""Hypothesis strategies: small valid editions that use every part of rules 2, and facts for them."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from scoring import UNKNOWN, Answer, Counted, Dated, Edition, Facts, Question, Ticked, Told, load_edition
from tests.scoring.writing import credit, domain, gate, question, small_edition, text, texts, tier, write

# Not in alphabetical order, so that the order of an edition and that of its ids differ.
NAMES = ("zinc", "amber", "moss", "birch", "quartz", "coral")
STEPS = ("d", "a", "c", "b")
FACTS = ("website", "abroad")
PLANS = ("basic", "wide")
PARTS = ("one", "two", "three", "four")
AS_OF = date(2026, 8, 31)
FREE = {"cost": {"hours": 2}, "cost_because": text("a page to write")}
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
    found = scale_of(dict(zip(STEPS, factors, strict=False)))
    options = list(found["options"].values())
    measure = draw(st.sampled_from([None, "share", "parts", "date"]))
    if measure is not None:
        found["measure"] = measure
        bounds = draw(st.lists(whole(1, 100), min_size=count - 1, max_size=count - 1, unique=True))
        if measure == "date":
            for option, months in zip(options[1:], sorted(bounds, reverse=True), strict=True):
                option["within_months"] = months
        else:
            for option, percent in zip(options, [0, *sorted(bounds)], strict=True):
                option["from"] = percent
    for option in options[:-1]:
        if draw(whole(0, 3)) == 0:
            option["target"] = False
    return found


def scale_of(factors: dict[str, int]) -> dict[str, Any]:
    options = {name: {"factor": factor, "label": text(name)} for name, factor in factors.items()}
    return {"name": text("scale"), "options": options}


@st.composite
def asked(draw: st.DrawFn, most_questions: int) -> dict[str, Any]:
    of = {f"scale{n}": draw(scales()) for n in range(draw(whole(1, 3)))}
    names = draw(st.permutations(NAMES))[: draw(whole(1, most_questions))]
    in_hours = draw(st.booleans())
    questions = {name: draw(a_question(of, in_hours)) for name in names}
    for name in names[1:]:
        fact = draw(st.sampled_from([None, None, *FACTS]))
        questions[name] |= {"applies_if": fact} if fact else {}
    cut = draw(whole(1, len(names)))
    domains = {"first": domain(**{name: questions[name] for name in names[:cut]})}
    if names[cut:]:
        domains["second"] = domain(**{name: questions[name] for name in names[cut:]})
    options = {name: list(of[entry["scale"]]["options"]) for name, entry in questions.items()}
    return {
        **small_edition()["questions.yaml"],
        "profile": {fact: texts("name", "ask", "help") for fact in FACTS},
        "scales": of,
        "domains": domains,
        "particulars": draw(particulars()),
        "contradictions": draw(contradictions(options)),
    }


@st.composite
def a_question(draw: st.DrawFn, of: dict[str, Any], in_hours: bool) -> dict[str, Any]:
    scale = draw(st.sampled_from(sorted(of)))
    found = question(
        scale,
        draw(st.one_of(whole(1, 4), whole(1, 40))),
        draw(st.sampled_from("SML")),
        mitigates=["fire", *draw(st.sampled_from([[], ["flood"]]))],
    )
    if of[scale].get("measure") == "parts":
        found["parts"] = {part: {"label": text(part)} for part in PARTS[: draw(whole(1, 4))]}
    if of[scale].get("measure") == "share" and draw(st.booleans()):
        found |= {
            "which": {part: {"label": text(part)} for part in PARTS[: draw(whole(1, 4))]},
            "met": text("it counts"),
        }
    if in_hours:
        del found["effort"]
        found |= {"cost": draw(costs(list(of[scale]["options"]))), "cost_because": text("estimated")}
    return found


@st.composite
def costs(draw: st.DrawFn, options: list[str]) -> dict[str, Any]:
    """Costs that often are the same for several options and questions, so that ties are met with."""
    figures = {
        "hours": draw(climbing(len(options) - 1, 0, 3)),
        "yen": draw(climbing(len(options) - 1, 0, 2)),
        "yen_yearly": draw(climbing(len(options) - 1, 0, 2)),
        "yen_yearly_per_person": draw(climbing(len(options) - 1, 0, draw(st.sampled_from([0, 0, 1])))),
    }
    return {
        option: {
            **{key: row[place] for key, row in figures.items()},
            "who": draw(st.sampled_from(["self", "supplier"])),
        }
        for place, option in enumerate(options[1:])
    }


@st.composite
def particulars(draw: st.DrawFn) -> dict[str, Any]:
    yes_no = {
        **texts("name", "ask", "help"),
        "kind": "yes_no",
        "required": True,
        "details_if": "yes",
        "refer_if": "yes",
    }
    number = {**texts("name", "ask", "help"), "kind": "number", "required": False, "refer_if": draw(whole(0, 5))}
    fact = draw(st.sampled_from([None, *FACTS]))
    choice = {
        **texts("name", "ask", "help"),
        "kind": "choice",
        "required": False,
        "options": {key: {"label": text(key)} for key in ("few", "many")},
        "refer_if": "many",
    }
    free = {**texts("name", "ask", "help"), "kind": "text", "required": False}
    return {
        "incidents": yes_no,
        "records": number | ({"applies_if": fact} if fact else {}),
        "care": choice,
        "clouds": free,
        "since": free | {"kind": "date"},
    }


@st.composite
def contradictions(draw: st.DrawFn, options: dict[str, list[str]]) -> dict[str, Any]:
    found = {}
    for number in range(draw(whole(0, 2))):
        name = draw(st.sampled_from(sorted(options)))
        parts = {
            "at_least": {name: draw(st.sampled_from(options[name]))},
            "at_most": {name: draw(st.sampled_from(options[name]))},
            "particulars": {"incidents": draw(st.sampled_from(["yes", "no"]))},
            "facts": {draw(st.sampled_from(FACTS)): draw(st.booleans())},
            "credits": {"calm": draw(st.booleans())},
        }
        chosen = draw(st.sets(st.sampled_from(sorted(parts)), min_size=1))
        found[f"rule{number}"] = {part: parts[part] for part in sorted(chosen)} | {"say": text("look twice")}
    return found


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
def tiers(draw: st.DrawFn, questions: dict[str, Any], cap: int, credits_at_most: int) -> dict[str, Any]:
    count = draw(whole(0, 4))
    scores, ceilings = (draw(climbing(count, 0, most)) for most in (100, cap))
    rates = draw(climbing(2 * count, 0, cap))
    bounded = draw(whole(0, count))
    of_their_own = draw(climbing(draw(whole(0, count)), 0, credits_at_most))
    found = {"t0": tier(0, 0, 0)}
    for n in range(count):
        step = found[f"t{n + 1}"] = tier(scores[n], rates[2 * n], ceilings[n], *draw(gates(questions)))
        if draw(st.booleans()):
            step["rate_to"] = rates[2 * n + 1]
        if n >= bounded:
            del step["ceiling"]
        if n < len(of_their_own):
            step["credits_at_most"] = of_their_own[n]
    return found


@st.composite
def tariffs(draw: st.DrawFn, questions: dict[str, Any]) -> dict[str, Any]:
    cap = draw(st.one_of(st.just(60), whole(0, 60)))
    credits_at_most = draw(whole(0, 40))
    members = {f"badge{n}": draw(whole(4, 20)) for n in range(draw(whole(0, 3)))}
    bonus = {"bonus": {"points": draw(whole(1, 6)), "when": sorted(members)[:2]}} if len(members) > 1 else {}
    return {
        **small_edition()["tariff.yaml"],
        "tiers": draw(tiers(questions, cap, credits_at_most)),
        "credits": {
            **{name: credit(points, group="badges") for name, points in members.items()},
            "pledge": credit(draw(whole(1, 4)), excluded_by="badges"),
            "calm": credit(draw(whole(1, 20)), **draw(st.sampled_from([{}, FREE]))),
            "later": credit(9, active=False, inactive_because={"ja": "まだ", "en": "not yet"}),
        },
        "groups": {"badges": {**texts("name"), **bonus}},
        "credits_at_most": credits_at_most,
        "cap": cap,
        "review": {"second_signature_from": draw(whole(0, 60))},
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
def raw_answers(draw: st.DrawFn, question: Question) -> Answer:
    """An answer that is counted, ticked or dated; by its option where the question has no measure."""
    if question.measure == "share":
        if draw(st.booleans()) and question.which:
            things = st.sampled_from(sorted(question.which))
            which = draw(st.dictionaries(things, st.booleans(), min_size=1))
            return Counted(sum(which.values()), len(which), frozenset(which.items()))
        of = draw(whole(1, 30))
        return Counted(draw(whole(0, of)), of)
    if question.measure == "parts":
        return Ticked(draw(st.frozensets(st.sampled_from(sorted(question.parts)))))
    if question.measure == "date":
        return Dated(AS_OF - timedelta(days=draw(whole(0, 3300))))
    return draw(st.sampled_from(list(question.options)))


@st.composite
def facts_for(draw: st.DrawFn, edition: Edition) -> Facts:
    answers = {
        question.id: draw(st.one_of(st.sampled_from([None, UNKNOWN, *question.options]), raw_answers(question)))
        for question in edition.questions.values()
    }
    active = [credit.id for credit in edition.credits.values() if credit.active]
    told = {
        "incidents": Told(draw(st.sampled_from(["yes", "no"]))),
        "records": Told(draw(whole(0, 6))),
        "care": Told(draw(st.sampled_from(["few", "many"]))),
        "clouds": Told("雲"),
        "since": Told("2026-01-31"),
    }
    return Facts(
        edition=edition.id,
        plan=draw(st.sampled_from(PLANS)),
        profile={fact: draw(st.booleans()) for fact in edition.profile},
        answers={question: answer for question, answer in answers.items() if answer is not None},
        credits=tuple(credit for credit in active if draw(st.booleans())),
        premium=draw(st.one_of(st.none(), whole(0, 3_000_000))),
        as_of=AS_OF,
        people=draw(st.one_of(st.none(), whole(1, 300))),
        particulars={key: value for key, value in told.items() if draw(st.booleans())},
    )


@st.composite
def cases(draw: st.DrawFn, most_questions: int = 6) -> tuple[Edition, Facts]:
    edition = draw(editions(most_questions))
    return edition, draw(facts_for(edition))
