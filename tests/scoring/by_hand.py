"""The rules once more, as slowly and plainly as they are written, to hold the engine against."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import floor

from scoring import UNKNOWN, Counted, Dated, Edition, Facts, Question, RawAnswer, Ticked, Tier

EFFORT = {"S": 1, "M": 2, "L": 4}
Found = tuple[tuple[int, ...], int, list[str]]
"""What changes take, in the order in which it is compared, how many they are, and what they are."""


def applying(edition: Edition, facts: Facts) -> list[Question]:
    return [q for q in edition.questions.values() if q.applies_if is None or facts.profile[q.applies_if]]


def option_of(edition: Edition, facts: Facts, question: str) -> str | None:
    """The option that an answer is or stands for, "unknown", or None where there is no answer."""
    answer = facts.answers.get(question)
    if answer is None or isinstance(answer, str):
        return answer
    return stands_for(edition.questions[question], answer, facts.as_of)


def stands_for(question: Question, raw: RawAnswer, as_of: date | None) -> str:
    """Measures, in docs/rules.md § 1: the highest option whose threshold is reached."""
    reached = []
    for place, option in enumerate(question.options.values()):
        if isinstance(raw, Dated):
            assert as_of
            holds = place == 0 or raw.on >= months_earlier(as_of, option.within_months or 0)
        else:
            has, of = (raw.has, raw.of) if isinstance(raw, Counted) else (len(raw.parts), len(question.parts))
            holds = Fraction(100 * has, of) >= (option.from_percent or 0)
        if holds:
            reached.append(option.id)
    assert not isinstance(raw, Ticked) or raw.parts <= set(question.parts)
    return reached[-1]


def months_earlier(day: date, months: int) -> date:
    """One month after the other back, the day kept in mind; the month's last where it has no such day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def factor(question: Question, answer: str | None) -> int:
    return 0 if answer is None or answer == UNKNOWN else question.options[answer].factor


def stands(question: Question, answer: str | None) -> int:
    return 0 if answer is None or answer == UNKNOWN else list(question.options).index(answer)


def score(edition: Edition, facts: Facts) -> Fraction:
    """Score, in docs/rules.md § 3."""
    asked = applying(edition, facts)
    points = sum(q.weight * factor(q, option_of(edition, facts, q.id)) for q in asked)
    return Fraction(100 * points, sum(q.weight * 100 for q in asked))


def gates_hold(edition: Edition, facts: Facts, tier: Tier) -> bool:
    asked = {question.id for question in applying(edition, facts)}
    return all(
        stands(edition.questions[gate.question], option_of(edition, facts, gate.question))
        >= stands(edition.questions[gate.question], gate.at_least)
        for gate in tier.gates
        if gate.question in asked and gate.plan in (None, facts.plan)
    )


def tier(edition: Edition, facts: Facts) -> Tier:
    """Tier, in docs/rules.md § 4."""
    tiers = list(edition.tiers.values())
    reached = [
        tier
        for place, tier in enumerate(tiers)
        if score(edition, facts) >= tier.score
        and all(gates_hold(edition, facts, lower) for lower in tiers[: place + 1])
    ]
    return reached[-1]


def credit_sum(edition: Edition, facts: Facts, tier: Tier) -> int:
    """Credits, in docs/rules.md § 5, for a tier in which they count."""
    held = [edition.credits[credit] for credit in facts.credits]
    total = 0
    for group in edition.groups.values():
        mine = [credit for credit in held if credit.group == group.id]
        total += max((credit.points for credit in mine), default=0)
        if group.bonus and set(group.bonus.when) <= {credit.id for credit in mine}:
            total += group.bonus.points
    present = {credit.group for credit in held}
    total += sum(c.points for c in held if c.group is None and c.excluded_by not in present - {None})
    return min(total, tier.credits_at_most)


def control_rate(edition: Edition, facts: Facts, tier: Tier) -> int:
    """The rate within a tier, in docs/rules.md § 5."""
    tiers = list(edition.tiers.values())
    place = tiers.index(tier)
    end = tiers[place + 1].score if tier is not tiers[-1] else 100
    if end == tier.score:
        return tier.rate_to
    share = Fraction(min(score(edition, facts), Fraction(end)) - tier.score) / (end - tier.score)
    return floor(tier.rate + (tier.rate_to - tier.rate) * share)


def rate(edition: Edition, facts: Facts) -> int:
    """Rate, in docs/rules.md § 5."""
    here = tier(edition, facts)
    credits = 0 if here is next(iter(edition.tiers.values())) else credit_sum(edition, facts, here)
    return min(60, edition.cap, here.ceiling, control_rate(edition, facts, here) + credits)


def changed(facts: Facts, changes: Mapping[str, str]) -> Facts:
    return replace(facts, answers={**facts.answers, **changes})


def hours(question: Question, start: int, level: int) -> int:
    """What moving from one level to another takes: effort by the step, or hours."""
    if question.cost is None:
        return EFFORT[question.effort or "S"] * (level - start)
    return _figures(question, start, level)[0]


def yen(question: Question, start: int, level: int, people: int) -> int:
    """What moving from one level to another costs in the first year."""
    _, once, yearly, per_person = _figures(question, start, level)
    return once + yearly + per_person * people


def _figures(question: Question, start: int, level: int) -> list[int]:
    def total(place: int) -> list[int]:
        costs = [(question.cost or {}).get(option) for option in list(question.options)[: place + 1]]
        last = [cost for cost in costs if cost is not None][-1:]
        figures = ("hours", "yen", "yen_yearly", "yen_yearly_per_person")
        return [getattr(last[0], figure) if last else 0 for figure in figures]

    below = [0, 0, 0, 0] if question.measure == "date" else total(start)
    return [to - under for to, under in zip(total(level), below, strict=True)]


def tried(edition: Edition, facts: Facts) -> Iterator[dict[str, tuple[str, int, int]]]:
    """Every set of changes that one can make: question -> (option, level before, level after)."""
    asked = applying(edition, facts)
    moves = []
    for question in asked:
        answer = option_of(edition, facts, question.id)
        now = stands(question, answer)
        answered = answer is not None and answer != UNKNOWN
        moves.append(
            [None]
            + [
                (option.id, now, level)
                for level, option in enumerate(question.options.values())
                if option.target and (level > now or (level == now and not answered))
            ]
        )
    for choice in product(*moves):
        yield {question.id: move for question, move in zip(asked, choice, strict=True) if move is not None}


def ways(edition: Edition, facts: Facts, *, least_yen: bool = False) -> dict[str, tuple[tuple[int, ...], list[str]]]:
    """Ways up, in docs/rules.md § 7, by trying everything: what each takes, and its changes.

    They stand under the highest tier that they reach; a tier that nothing reaches is left out.
    """
    tiers = list(edition.tiers.values())
    found: list[tuple[tuple[int, ...], int, list[str], int]] = []
    for changes in tried(edition, facts):
        questions = edition.questions
        work = sum(hours(questions[q], before, after) for q, (_, before, after) in changes.items())
        takes: tuple[int, ...] = (work,)
        if least_yen:
            people = facts.people or 0
            takes = (sum(yen(questions[q], before, after, people) for q, (_, before, after) in changes.items()), work)
        reached = tier(edition, changed(facts, {question: option for question, (option, _, _) in changes.items()}))
        names = [f"{question}:{option}" for question, (option, _, _) in changes.items()]
        found.append((takes, len(changes), names, tiers.index(reached)))
    found.sort()
    best = {}
    for goal in range(tiers.index(tier(edition, facts)) + 1, len(tiers)):
        way = next((way for way in found if way[3] >= goal), None)
        if way is not None:
            best[tiers[way[3]].id] = (way[0], way[2])
    return best


def way_by_table(
    edition: Edition, facts: Facts, goal: Tier, *, least_yen: bool = False
) -> tuple[tuple[int, ...], list[str]] | None:
    """Ways up for editions too large to try everything: the best changes for every number of points gained.

    Changes that gain the same from the first questions compare the same whatever follows, as lists of equal
    length do; so the best of them is kept, and more points than are missing count as those that are.
    """
    asked = applying(edition, facts)
    wanted = floors(edition, facts, goal)
    points = sum(q.weight * factor(q, option_of(edition, facts, q.id)) for q in asked)
    missing = max(0, goal.score * sum(q.weight for q in asked) - points)
    table: dict[int, Found] = {0: ((0, 0) if least_yen else (0,), 0, [])}
    for question in asked:
        answer = option_of(edition, facts, question.id)
        now = stands(question, answer)
        following: dict[int, Found] = {}
        for gained, (takes, count, names) in table.items():
            tries = [(gained, (takes, count, names))] if now >= wanted.get(question.id, 0) else []
            for level, option in enumerate(question.options.values()):
                upward = level > now or answer is None or answer == UNKNOWN
                if option.target and level >= max(now, wanted.get(question.id, 0)) and upward:
                    more = question.weight * (option.factor - factor(question, answer))
                    work = hours(question, now, level)
                    step = (yen(question, now, level, facts.people or 0), work) if least_yen else (work,)
                    total = tuple(a + b for a, b in zip(takes, step, strict=True))
                    way = (total, count + 1, [*names, f"{question.id}:{option.id}"])
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
