"""From a decision record to what its certificate says."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assess.documents.paper import (
    VERDICTS,
    CertificatePaper,
    Condition,
    CreditLine,
    DeclaredBy,
    DomainLine,
    Issuer,
    Signatory,
    TierLine,
    VerdictCounts,
)
from assess.papers.words import percent, points, scope, words
from scoring import Edition, Facts, Tier, digest, evaluate, read_answer

Record = Mapping[str, Any]


def certificate_paper(
    record: Record, edition: Edition, *, issuer: Issuer, verify_url: str, code: str
) -> CertificatePaper:
    """What the certificate of this decision record says, in both languages (docs/wording.md § 1)."""
    result = record["result"]
    return CertificatePaper(
        number=record["number"],
        company=record["company"]["name"],
        company_number=record["company"]["number"],
        plan=words(edition.plans[record["plan"]].name),
        tier=words(edition.tiers[result["tier"]].name),
        tier_step=list(edition.tiers).index(result["tier"]),
        rate=result["rate"],
        control_rate=result["control_rate"],
        credit_rate=result["credit_rate"],
        uncapped=result["uncapped"],
        limited_by=result["limited_by"],
        score=result["score"]["percent"],
        issued=date.fromisoformat(record["issued_on"]),
        expires=date.fromisoformat(record["expires_on"]),
        edition=record["edition"]["id"],
        edition_title=words(edition.title),
        notice=words(edition.notice),
        engine=record["engine"],
        digest=digest(record),
        verify_url=verify_url,
        code=code,
        issuer=issuer,
        scope=scope(edition, {fact: entry["verified"] for fact, entry in record["profile"].items()}),
        domains=_domain_lines(result, edition),
        tiers=_tier_lines(record, edition),
        credits=_credit_lines(result, edition),
        verdicts=_verdicts(record),
        declaration=_declared_by(record["declaration"]),
        signatories=_signatories(record),
        declared_rate=_declared_rate(record, edition),
    )


def _declared_by(told: Record) -> DeclaredBy:
    return DeclaredBy(told["name"], told["title"], datetime.fromisoformat(told["at"]), told["wording"])


def _domain_lines(result: Record, edition: Edition) -> tuple[DomainLine, ...]:
    return tuple(
        DomainLine(
            words(edition.domains[line["domain"]].name),
            points(line["points"]),
            points(line["possible"]),
            percent(line["points"], line["possible"]),
        )
        for line in result["domains"]
    )


def _tier_lines(record: Record, edition: Edition) -> tuple[TierLine, ...]:
    reached = list(edition.tiers).index(record["result"]["tier"])
    return tuple(
        TierLine(
            words(tier.name), tier.score, tier.rate, tier.most, step <= reached, _conditions(tier, record, edition)
        )
        for step, tier in enumerate(edition.tiers.values())
        if step > 0
    )


def _conditions(tier: Tier, record: Record, edition: Edition) -> tuple[Condition, ...]:
    result = record["result"]
    met = {(gate["tier"], gate["question"], gate["at_least"]): gate["met"] for gate in result["gates"]}

    def state(question: str, at_least: str, plan: str | None) -> Any:
        if question in result["not_asked"] or plan not in (None, record["plan"]):
            return "not_asked"
        return "met" if met[tier.id, question, at_least] else "unmet"

    return tuple(
        Condition(
            words(edition.questions[gate.question].name),
            words(edition.questions[gate.question].short_label(gate.at_least)),
            state(gate.question, gate.at_least, gate.plan),
        )
        for gate in tier.gates
    )


def _credit_lines(result: Record, edition: Edition) -> tuple[CreditLine, ...]:
    return tuple(
        CreditLine(words(edition.credits[line["credit"]].name), line["points"], line["counted"])
        for line in result["credits"]
    )


def _verdicts(record: Record) -> VerdictCounts:
    kinds = ("profile", "answers", "credits", "particulars")
    given = [verdict for kind in kinds for verdict in record.get(kind, {}).values()]
    days = [date.fromisoformat(verdict["on"]) for verdict in given]
    counts = {kind: sum(verdict["verdict"] == kind for verdict in given) for kind in VERDICTS}
    return VerdictCounts(
        **counts,
        unknown=len(record["result"]["unknown"]),
        not_asked=len(record["result"]["not_asked"]),
        first=min(days),
        last=max(days),
    )


def _signatories(record: Record) -> tuple[Signatory, ...]:
    on = date.fromisoformat(record["issued_on"])
    others = len(record["underwriters"]) - 1
    return (Signatory("underwriter", on), *(Signatory("second", on) for _ in range(others)))


def _declared_rate(record: Record, edition: Edition) -> int:
    """The rate of what was declared; its days are judged as of the day of declaration (docs/rules.md § 9)."""
    on = datetime.fromisoformat(record["declaration"]["at"]).date()
    declared = Facts(
        edition=record["edition"]["id"],
        plan=record["plan"],
        profile={fact: entry["declared"] for fact, entry in record["profile"].items()},
        answers={question: read_answer(entry["declared"]) for question, entry in record["answers"].items()},
        credits=tuple(record["credits"]),
        as_of=on if "as_of" in record else None,
    )
    return evaluate(edition, declared).rate
