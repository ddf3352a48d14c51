"""How far the answers have come, and the rate so far: what every page of the questionnaire shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assess.cases import facts, positions
from assess.store import issued
from assess.store.models import Assessment
from assess.texts import editions, rates
from assess.texts.rates import RateWords
from scoring import Domain, Edition, Facts, Result, Tier, evaluate, is_told_of, open_particulars, rate_at


class Stage(NamedTuple):
    """A domain: how many of its questions are answered, how many are asked, the number of its first."""

    domain: Domain
    answered: int
    asked: int
    first: int


class NextTier(NamedTuple):
    """What is missing to the next tier: points, rounded up so that it never promises, and conditions."""

    tier: Tier
    rate: int
    missing: str | None
    gates: int


class Telling(NamedTuple):
    """How many particulars are told, how many are asked for, and how many must still be told."""

    told: int
    asked: int
    wanting: int


@dataclass(frozen=True)
class Progress:
    """All domains of an assessment with their state, and what the answers so far would give.

    `result` is that of what the company says; `counts` that which counts today, and `words` what is said beside it.
    """

    edition: Edition
    said: Facts
    result: Result
    counts: Result
    words: RateWords
    stages: tuple[Stage, ...]
    next: NextTier | None
    telling: Telling | None = None
    """Nothing where the edition asks for no particulars."""

    @property
    def complete(self) -> bool:
        """Say whether all is answered, and told what must be, that handing in needs."""
        return not self.result.unanswered and not (self.telling and self.telling.wanting)

    @property
    def asked(self) -> int:
        """Say how many questions apply."""
        return len(self.result.questions)

    @property
    def answered(self) -> int:
        """Say how many of them are answered, わからない included."""
        return self.asked - len(self.result.unanswered)

    @property
    def minutes(self) -> int:
        """Estimate the whole minutes that the open questions take, rounded up."""
        return -(-editions.SECONDS_A_QUESTION * len(self.result.unanswered) // 60)

    @property
    def open_domain(self) -> str | None:
        """Return the first domain with a question that is not answered, or None."""
        return next((stage.domain.id for stage in self.stages if stage.answered < stage.asked), None)

    def stage(self, domain: str) -> Stage:
        """Return one domain with its state."""
        return next(stage for stage in self.stages if stage.domain.id == domain)


def progress_of(case: Assessment) -> Progress:
    """Evaluate what the company says, as it may see it, and count."""
    edition, said = facts.edition_of(case), positions.said(case, own=True)
    result = evaluate(edition, said)
    counts = evaluate(edition, positions.counting(case, own=True)) if case.phase.verified else result
    following = next_tier(edition, said, result) if case.editable else None
    words = rates.words_of(case, issued.of(case), own=True)
    return Progress(
        edition, said, result, counts, words, tuple(_stages(edition, result)), following, _telling(edition, said)
    )


def _telling(edition: Edition, said: Facts) -> Telling | None:
    if not edition.particulars:
        return None
    asked = [particular.id for particular in edition.particulars.values() if is_told_of(particular, said.profile)]
    wanting = open_particulars(edition, said.profile, said.particulars)
    return Telling(sum(particular in said.particulars for particular in asked), len(asked), len(wanting))


def asks(edition: Edition, domain: str, profile: Mapping[str, bool]) -> frozenset[str]:
    """Return the questions of a domain that a company with this profile is asked."""
    return frozenset(
        question.id
        for question in edition.domains[domain].questions.values()
        if question.applies_if is None or profile[question.applies_if]
    )


def following(edition: Edition, domain: str) -> str | None:
    """Return the domain after this one, or None after the last."""
    domains = list(edition.domains)
    return next(iter(domains[domains.index(domain) + 1 :]), None)


def next_tier(edition: Edition, said: Facts, result: Result) -> NextTier | None:
    """Say what is missing to the tier above the present one; None at the top."""
    tiers = list(edition.tiers.values())
    above = tiers[tiers.index(edition.tiers[result.tier]) + 1 :]
    if not above:
        return None
    tier = above[0]
    gates = sum(1 for gate in result.gates if gate.tier == tier.id and not gate.met)
    rate = rate_at(edition, tier, said.credits, result.score.points, result.score.possible)
    return NextTier(tier, rate, _missing(tier, result), gates)


def _missing(tier: Tier, result: Result) -> str | None:
    lacking = tier.score * result.score.possible - 100 * result.score.points
    if lacking <= 0:
        return None
    tenths = -(-10 * lacking // result.score.possible)
    return f"{tenths // 10}.{tenths % 10}"


def _stages(edition: Edition, result: Result) -> list[Stage]:
    stages, first = [], 1
    for domain in edition.domains.values():
        scores = [score for score in result.questions if score.question in domain.questions]
        answered = sum(1 for score in scores if score.answer is not None)
        stages.append(Stage(domain, answered, len(scores), first))
        first += len(scores)
    return stages
