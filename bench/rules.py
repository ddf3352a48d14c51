"""How long the rules take with the shipped edition, on one core, beside a bare loop over weights and factors.

The bare loop is the floor: points from answers, and nothing of what makes a result worth having.
"""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from scoring import Edition, Facts, evaluate, load_editions

ROUNDS = 25
QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"


def companies(edition: Edition) -> list[Facts]:
    """Forty companies with answers spread over all options, the first of them with the worst throughout."""
    return [
        Facts(
            edition=edition.id,
            plan="wide",
            profile=dict.fromkeys(edition.profile, True),
            answers={
                question.id: list(question.options)[(place * company + company // 7) % len(question.options)]
                for place, question in enumerate(edition.questions.values())
            },
            credits=("isms", "no-incidents"),
            premium=500_000,
        )
        for company in range(40)
    ]


def bare(edition: Edition) -> Callable[[Facts], int]:
    """The floor: one loop over plain numbers."""
    rows = [(q.id, q.weight, {o.id: o.factor for o in q.options.values()}) for q in edition.questions.values()]

    def points(facts: Facts) -> int:
        total = 0
        for question, weight, factors in rows:
            total += weight * factors[facts.answers[question]]
        return total

    return points


def microseconds(work: Callable[[Facts], object], all_facts: list[Facts]) -> float:
    """The mean time for one company, in the round that was least disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter_ns()
        for facts in all_facts:
            work(facts)
        times.append((perf_counter_ns() - start) / 1000 / len(all_facts))
    return min(times)


def main() -> None:
    """Print one line a figure."""
    started = perf_counter_ns()
    edition = load_editions(QUESTIONNAIRES)["sme-cyber/2026-10"]
    loaded = (perf_counter_ns() - started) / 1_000_000
    all_facts = companies(edition)
    floor = microseconds(bare(edition), all_facts)
    plain = microseconds(lambda facts: evaluate(edition, facts), all_facts)
    whole = microseconds(lambda facts: evaluate(edition, facts).ways, all_facts)
    print(f"load and check the editions   {loaded:8.1f} ms")
    print(f"bare loop                     {floor:8.1f} µs      1 ×")
    print(f"evaluate                      {plain:8.1f} µs {plain / floor:6.0f} ×   aim: under 50 µs")
    print(
        f"all ways up                   {whole - plain:8.1f} µs {(whole - plain) / floor:6.0f} ×   aim: under 3000 µs"
    )


if __name__ == "__main__":
    main()
