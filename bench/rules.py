"""How long the rules take with the shipped editions, on one core, beside a bare loop over weights and factors.

The bare loop is the floor: points from answers, and nothing of what makes a result worth having.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time_ns

from scoring import Answer, Counted, Dated, Edition, Facts, Question, Ticked, as_options, evaluate, falls, load_editions

ROUNDS = 25
QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"
AS_OF = date(2026, 12, 1)
AIMS = {"evaluate": 60, "all ways up": 4000, "the cheapest": 15_000, "how near a loss is": 4000}


def companies(edition: Edition) -> list[Facts]:
    """Forty companies with answers spread over all options, counted where that can be, the first with the worst."""
    return [
        Facts(
            edition=edition.id,
            plan="wide",
            profile=dict.fromkeys(edition.profile, True),
            answers={
                question.id: answer(question, (place * company + company // 7) % len(question.options))
                for place, question in enumerate(edition.questions.values())
            },
            credits=("isms", "no-incidents"),
            premium=500_000,
            as_of=AS_OF,
            people=12,
        )
        for company in range(40)
    ]


def answer(question: Question, level: int) -> Answer:
    """What stands for the option at a level, or is it."""
    options = list(question.options.values())
    if question.measure == "share":
        return Counted(options[level].from_percent or 0, 100)
    if question.measure == "parts":
        wanted = -(-(options[level].from_percent or 0) * len(question.parts) // 100)
        return Ticked(frozenset(list(question.parts)[:wanted]))
    if question.measure == "date":
        return Dated(AS_OF - timedelta(days=30 * (options[level].within_months or 40) - 15))
    return options[level].id


def bare(edition: Edition) -> Callable[[Facts], int]:
    """The floor: one loop over plain numbers."""
    rows = [(q.id, q.weight, {o.id: o.factor for o in q.options.values()}) for q in edition.questions.values()]
    known = {id(facts): as_options(edition, facts) for facts in companies(edition)}

    def points(facts: Facts) -> int:
        total, answers = 0, known.get(id(facts)) or known.setdefault(id(facts), as_options(edition, facts))
        for question, weight, factors in rows:
            total += weight * factors[answers[question]]
        return total

    return points


def microseconds(work: Callable[[Facts], object], all_facts: list[Facts]) -> float:
    """The mean time for one company, in the round that was least disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = process_time_ns()
        for facts in all_facts:
            work(facts)
        times.append((process_time_ns() - start) / 1000 / len(all_facts))
    return min(times)


def main() -> None:
    """Print one line a figure, for each edition."""
    started = process_time_ns()
    editions = load_editions(QUESTIONNAIRES)
    print(f"load and check the editions   {(process_time_ns() - started) / 1_000_000:8.1f} ms")
    for edition in editions.values():
        all_facts = companies(edition)
        floor = microseconds(bare(edition), all_facts)
        plain = microseconds(lambda facts, edition=edition: evaluate(edition, facts), all_facts)
        ways = microseconds(lambda facts, edition=edition: evaluate(edition, facts).ways, all_facts)
        both = microseconds(lambda facts, edition=edition: evaluate(edition, facts).cheapest, all_facts)
        print(f"{edition.id}\n  bare loop                   {floor:8.1f} µs      1 ×")
        near = microseconds(lambda facts, edition=edition: falls(edition, facts), all_facts)
        for (name, aim), figure in zip(AIMS.items(), (plain, ways - plain, both - ways, near), strict=True):
            print(f"  {name:<26}  {figure:8.1f} µs {figure / floor:6.0f} ×   aim: at most {aim} µs")


if __name__ == "__main__":
    main()
