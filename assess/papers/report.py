"""From facts and their result to what the eligibility report says."""

from datetime import timedelta
from typing import Any

from assess.documents.paper import Issuer, Language
from assess.documents.report_paper import ReportPaper
from assess.papers.report_costs import Costs
from assess.papers.report_head import ReportHead
from assess.papers.report_wording import Wording
from assess.papers.words import scope
from scoring import ENGINE_VERSION, RATE_LIMIT, Edition, Facts, Result, best_known, digest, evaluate, saved_yen


def report_paper(
    edition: Edition, facts: Facts, result: Result, head: ReportHead, issuer: Issuer, language: Language
) -> ReportPaper:
    """What the eligibility report of these facts says, in one language (docs/wording.md § 1)."""
    wording = Wording(edition, facts, result, head.rejected, language)
    costs = Costs(edition, facts, result, language)
    return ReportPaper(
        issuer=issuer,
        **_about(wording, head),
        **_rate(wording),
        **_answers(wording, head),
        **_parts(wording),
        cheapest=costs.cheapest(),
        first_steps=costs.first_steps(),
        falls=costs.falls(),
    )


def _about(wording: Wording, head: ReportHead) -> dict[str, Any]:
    """Whom and what the report is about."""
    edition, in_ = wording.edition, wording.in_
    return {
        "number": head.number,
        "company": head.company,
        "plan": in_(edition.plans[wording.facts.plan].name),
        "as_of": head.as_of,
        "valid_until": head.valid_until or head.as_of + timedelta(edition.validity.report_days),
        "edition": edition.id,
        "edition_title": in_(edition.title),
        "notice": in_(edition.notice),
        "engine": ENGINE_VERSION,
        "digest": digest(wording.result.as_json()),
        "scope": scope(edition, wording.facts.profile),
        "plan_assumed": head.plan_assumed,
        "facts_assumed": tuple(in_(edition.profile[fact].name) for fact in head.facts_assumed),
        "agent": head.agent,
        "declaration": head.declaration,
        "void": str(head.void) if head.void else None,
        "void_since": head.void_since if head.void else None,
    }


def _rate(wording: Wording) -> dict[str, Any]:
    """The rate, and what it comes from."""
    edition, facts, result = wording.edition, wording.facts, wording.result
    return {
        "rate": result.rate,
        "tier": wording.in_(wording.present.name),
        "tier_step": wording.present_step,
        "control_rate": result.control_rate,
        "credit_rate": result.credit_rate,
        "uncapped": result.uncapped,
        "limited_by": result.limited_by,
        "ceiling": wording.present.ceiling,
        "most_by_controls": max(tier.rate_to for tier in edition.tiers.values()),
        "cap": min(RATE_LIMIT, edition.cap),
        "score": result.score.percent,
        "known_rate": evaluate(edition, best_known(edition, facts)).rate,
        "premium": facts.premium,
        "saves": saved_yen(facts.premium, 0, result.rate),
    }


def _answers(wording: Wording, head: ReportHead) -> dict[str, Any]:
    """How many answers there are, and what is known of them."""
    result, declared = wording.result, head.declared
    return {
        "questions": len(result.questions),
        "unknown": len(result.unknown),
        "unanswered": len(set(result.unanswered) - head.rejected),
        "not_asked": wording.names(result.not_asked),
        "declared_rate": evaluate(wording.edition, declared).rate if declared else None,
        "verification": wording.verification(declared or wording.facts, head.verdicts),
    }


def _parts(wording: Wording) -> dict[str, Any]:
    """The parts of the report, each in words."""
    return {
        "steps": wording.steps(),
        "domains": wording.domains(),
        "credits": wording.credits(),
        "ways": wording.ways(),
        "changes": wording.changes(),
        "ask_first": wording.ask_first(),
        "weaknesses": wording.weaknesses(),
        "strengths": wording.strengths(),
        "stories": wording.stories(),
        "coverage": wording.coverage(),
    }
