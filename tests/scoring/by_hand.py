"""The rules once more, as slowly and plainly as they are written, to hold the engine against."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from scoring import UNKNOWN, Edition, Facts, Question, Tier

EFFORT = {"S": 1, "M": 2, "L": 4}


def applying(edition: Edition, facts: Facts) -> list[Question]:
    return [q for q in edition.questions.values() if q.applies_if is None or facts.profile[q.applies_if]]


def factor(question: Question, answer: str | None) -> int:
    return 0 if answer in (None, UNKNOWN) else question.options[answer].factor


def stands(question: Question, answer: str | None) -> int:
    return 0 if answer in (None, UNKNOWN) else list(question.options).index(answer)


def score(edition: Edition, facts: Facts) -> Fraction:
    """docs/rules.md § 3."""
    asked = applying(edition, facts)
    points = sum(q.weight * factor(q, facts.answers.get(q.id)) for q in asked)
    return Fraction(100 * points, sum(q.weight * 100 for q in asked))


def gates_hold(edition: Edition, facts: Facts, tier: Tier) -> bool:
    asked = {question.id for question in applying(edition, facts)}
    return all(
        stands(edition.questions[gate.question], facts.answers.get(gate.question))
        >= stands(edition.questions[gate.question], gate.at_least)
        for gate in tier.gates
        if gate.question in asked and gate.plan in (None, facts.plan)
    )


def tier(edition: Edition, facts: Facts) -> Tier:
    """docs/rules.md § 4."""
    tiers = list(edition.tiers.values())
    reached = [
        tier
        for place, tier in enumerate(tiers)
        if score(edition, facts) >= tier.score
        and all(gates_hold(edition, facts, lower) for lower in tiers[: place + 1])
    ]
    return reached[-1]


def credit_sum(edition: Edition, facts: Facts) -> int:
    """docs/rules.md § 5, for a tier in which credits count."""
    held = [edition.credits[credit] for credit in facts.credits]
    total = 0
    for group in edition.groups.values():
        mine = [credit for credit in held if credit.group == group.id]
        total += max((credit.points for credit in mine), default=0)
        if group.bonus and set(group.bonus.when) <= {credit.id for credit in mine}:
            total += group.bonus.points
    present = {credit.group for credit in held}
    total += sum(c.points for c in held if c.group is None and c.excluded_by not in present - {None})
    return min(total, edition.credits_at_most)


def rate_at(edition: Edition, facts: Facts, tier: Tier) -> int:
    """docs/rules.md § 5."""
    credits = 0 if tier.id == "t0" else credit_sum(edition, facts)
    return min(60, edition.cap, tier.ceiling, tier.rate + credits)


def ways(edition: Edition, facts: Facts) -> dict[str, tuple[int, list[str]] | None]:
    """docs/rules.md § 7 by trying everything: effort and changes by the highest tier they reach; None where none do."""
    tiers = list(edition.tiers.values())
    asked = applying(edition, facts)
    tried = []
    for levels in product(*[range(-1, len(question.options)) for question in asked]):
        changes, effort = _changes(asked, levels, facts)
        if changes is not None:
            better = replace(facts, answers={**facts.answers, **changes})
            names = [f"{question}:{option}" for question, option in changes.items()]
            tried.append((effort, len(changes), names, better))
    tried.sort(key=lambda way: way[:3])
    found: dict[str, tuple[int, list[str]] | None] = {}
    for goal in tiers[tiers.index(tier(edition, facts)) + 1 :]:
        reaching = (way for way in tried if tiers.index(tier(edition, way[3])) >= tiers.index(goal))
        best = next(reaching, None)
        found[goal.id if best is None else tier(edition, best[3]).id] = best and (best[0], best[2])
    return found


def _changes(asked: list[Question], levels: tuple[int, ...], facts: Facts) -> tuple[dict[str, str] | None, int]:
    """The changes that lift each question to a level (-1: leave it), or None if one is not upward."""
    changes, effort = {}, 0
    for question, level in zip(asked, levels, strict=True):
        answer = facts.answers.get(question.id)
        option = list(question.options)[level]
        if level == -1:
            continue
        if answer in question.options and level <= stands(question, answer):
            return None, 0
        changes[question.id] = option
        effort += EFFORT[question.effort or "S"] * (level - stands(question, answer))
    return changes, effort


def way_by_table(edition: Edition, facts: Facts, goal: Tier) -> tuple[int, list[str]] | None:
    """docs/rules.md § 7 for editions too large to try everything: the best changes for every number of points gained.

    Changes that gain the same from the first questions compare the same whatever follows, as lists of equal
    length do; so the best of them is kept, and more points than are missing count as those that are.
    """
    asked = applying(edition, facts)
    wanted = floors(edition, facts, goal)
    points = sum(q.weight * factor(q, facts.answers.get(q.id)) for q in asked)
    missing = max(0, goal.score * sum(q.weight for q in asked) - points)
    table: dict[int, tuple[int, int, list[str]]] = {0: (0, 0, [])}
    for question in asked:
        answer = facts.answers.get(question.id)
        now = stands(question, answer)
        following: dict[int, tuple[int, int, list[str]]] = {}
        for gained, (effort, count, names) in table.items():
            tries = [(gained, (effort, count, names))] if now >= wanted.get(question.id, 0) else []
            for level, option in enumerate(question.options.values()):
                if level >= wanted.get(question.id, 0) and (level > now or answer not in question.options):
                    more = question.weight * (option.factor - factor(question, answer))
                    steps = EFFORT[question.effort or "S"] * (level - now)
                    way = (effort + steps, count + 1, [*names, f"{question.id}:{option.id}"])
                    tries.append((min(missing, gained + more), way))
            for gain, way in tries:
                following[gain] = min(way, following.get(gain, way))
        table = following
    best = table.get(missing)
    return best and (best[0], best[2])


def floors(edition: Edition, facts: Facts, goal: Tier) -> dict[str, int]:
    """The level that gates up to a tier ask of each question."""
    found: dict[str, int] = {}
    for tier in list(edition.tiers.values())[: list(edition.tiers).index(goal.id) + 1]:
        for gate in tier.gates:
            if gate.plan in (None, facts.plan):
                level = stands(edition.questions[gate.question], gate.at_least)
                found[gate.question] = max(level, found.get(gate.question, 0))
    return found
