"""What must hold in tariff.yaml, and between it and the questions (docs/rules.md §§ 1, 4, 5)."""

from typing import Final

from ...reading.faults import Fault
from ...reading.tree import Tree
from .trees import Files, Found, no_repeats, points_to

# The loader's own lock: it does not lean on the engine's RATE_LIMIT, so that neither falls with the other.
HIGHEST_CAP: Final = 60


def _tiers_climb(files: Files) -> Found:
    for lower, tier in zip(files.tiers, files.tiers[1:], strict=False):
        for key in ("score", "rate", "ceiling", "credits_at_most"):
            here, below = _value(files, tier, key), _value(files, lower, key)
            if here is not None and below is not None and here < below <= 100:
                yield Fault(tier.at(key).path, f"is {here}, less than {below} a tier below; write {below} or more")


def _value(files: Files, tier: Tree, key: str) -> int | None:
    """What a tier says or, above the lowest, what holds where it says nothing."""
    otherwise = {"ceiling": "cap", "credits_at_most": "credits_at_most"}.get(key)
    if tier.at(key).value is not None or otherwise is None or tier in files.tiers[:1]:
        return tier.at(key).whole
    return files.tariff.at(otherwise).whole


def _rates_rise_to_the_next_tier(files: Files) -> Found:
    for place, tier in enumerate(files.tiers):
        rate_to, rate = tier.at("rate_to"), tier.at("rate").whole
        following = files.tiers[place + 1].at("rate").whole if place + 1 < len(files.tiers) else None
        if rate_to.whole is None:
            continue
        if rate is not None and rate_to.whole < rate <= 100:
            yield Fault(rate_to.path, f"is {rate_to.whole}, less than the tier's rate; write {rate} or more")
        elif following is not None and following < rate_to.whole <= 100:
            wrong = f"is {rate_to.whole}, more than the rate {following} of the tier above"
            yield Fault(rate_to.path, f"{wrong}; write {following} or less")


def _lowest_tier_gives_nothing(files: Files) -> Found:
    for lowest in files.tiers[:1]:
        for key in ("score", "rate", "rate_to", "ceiling", "credits_at_most"):
            if lowest.at(key).whole:
                value = lowest.at(key).whole
                yield Fault(lowest.at(key).path, f"is {value}; the lowest tier is for all the others: write 0")
        if list(lowest.at("gates").entries()):
            yield Fault(lowest.at("gates").path, "is not empty; the lowest tier is for all the others: write []")


def _nothing_above_the_cap(files: Files) -> Found:
    cap = files.tariff.at("cap").whole
    if cap is not None and cap > HIGHEST_CAP:
        wrong = f"is {cap}, and no discount is ever above {HIGHEST_CAP}"
        yield Fault(("cap",), f"{wrong}; write {HIGHEST_CAP} or less")
    limit = HIGHEST_CAP if cap is None else min(cap, HIGHEST_CAP)
    for tier in files.tiers:
        for key in ("rate", "rate_to", "ceiling"):
            value = tier.at(key).whole
            if value is not None and value > limit:
                yield Fault(tier.at(key).path, f"is {value}, above the cap; write {limit} or less")


def _gates_point_somewhere(files: Files) -> Found:
    options = {question.key: files.options(question) for question in files.questions}
    plans = files.coverage.at("plans").keys if files.coverage.keys else None
    for gate in (gate for tier in files.tiers for gate in tier.at("gates").entries()):
        question = gate.at("question")
        yield from points_to(question, list(options) if files.asked.keys else None, "a question")
        yield from points_to(gate.at("plan"), plans, "a plan")
        right = options.get(question.word or "")
        yield from points_to(gate.at("at_least"), right or None, f"an option of {question.word}")


def _credits_point_somewhere(files: Files) -> Found:
    groups = [group.key for group in files.groups]
    for credit in files.credits:
        yield from points_to(credit.at("group"), groups, "a group")
        yield from points_to(credit.at("excluded_by"), groups, "a group")
        if credit.at("group").value is not None and credit.at("excluded_by").value is not None:
            yield Fault(credit.path, "has both group and excluded_by; keep one, lest credits exclude each other")
        if credit.at("active").value is False and credit.at("inactive_because").value is None:
            yield Fault(credit.path, "is not active, but nothing says why; write inactive_because")


def _bonuses_are_of_their_group(files: Files) -> Found:
    for group in files.groups:
        members = [credit.key for credit in files.credits if credit.at("group").word == group.key]
        when = group.at("bonus").at("when")
        for credit in when.entries():
            yield from points_to(credit, members, f"a credit of {group.key}")
        yield from no_repeats(when)


def _no_credit_lowers_the_rate(files: Files) -> Found:
    """A group's smallest credit must make up for all it excludes, else to hold it costs points (docs/rules.md § 8)."""
    for group in files.groups:
        members = [c.at("points").whole for c in files.credits if c.at("group").word == group.key]
        excluded = [c for c in files.credits if c.at("excluded_by").word == group.key]
        lost = sum(c.at("points").whole or 0 for c in excluded)
        least = min((points for points in members if points), default=lost)
        if lost > least:
            wrong = f"makes {lost} points excluded by {group.key}, so that its smallest credit lowers the rate"
            yield Fault(excluded[0].at("points").path, f"{wrong}; let them be {least} or less together")


def _conditions_name_questions(files: Files) -> Found:
    never = files.tariff.at("review").at("conditional").at("never")
    for question in never.entries():
        right = [entry.key for entry in files.questions] if files.asked.keys else None
        yield from points_to(question, right, "a question")
    yield from no_repeats(never)


TARIFF_CHECKS = (
    _tiers_climb,
    _rates_rise_to_the_next_tier,
    _lowest_tier_gives_nothing,
    _nothing_above_the_cap,
    _gates_point_somewhere,
    _credits_point_somewhere,
    _bonuses_are_of_their_group,
    _no_credit_lowers_the_rate,
    _conditions_name_questions,
)
