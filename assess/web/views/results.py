"""What every room that shows a result says about it, and the report that is printed of it."""

from flask import Response
from flask_babel import gettext as _

from assess import clock
from assess.cases import facts
from assess.documents import DeclaredBy
from assess.papers.press import ReportHead
from assess.store.models import Assessment
from assess.texts import companies, formats
from scoring import Edition, Result, Weakness


def short_of(edition: Edition, result: Result) -> dict[str, list[str]]:
    """Name, for each question, the tiers whose condition its answer does not reach."""
    missed: dict[str, list[str]] = {}
    for gate in result.gates:
        if not gate.met:
            missed.setdefault(gate.question, []).append(formats.text(edition.tiers[gate.tier].name))
    return missed


def weak_domains(edition: Edition, result: Result) -> set[str]:
    """Name the domains in which a condition of the next tier is missed."""
    tiers = list(edition.tiers)
    above = tiers[tiers.index(result.tier) + 1 :][:1]
    missed = [gate.question for gate in result.gates if gate.tier in above and not gate.met]
    return {edition.questions[question].domain for question in missed}


def varied(weaknesses: tuple[Weakness, ...]) -> list[Weakness]:
    """Let each weakness begin with an accident that none above it began with, as far as there are any."""
    begun: set[str] = set()
    told = []
    for weakness in weaknesses:
        links = sorted(weakness.accidents, key=lambda link: link.accident in begun)
        begun.update(link.accident for link in links[:1])
        told.append(weakness._replace(accidents=tuple(links)))
    return told


def report_head(case: Assessment, as_declared: bool = True) -> ReportHead:
    """Say whom a report is about: the company, its last declaration, and the agent whose client it is.

    What the company has written since it was asked again stands under no declaration.
    """
    row = case.declarations[-1] if case.declarations and as_declared else None
    guessed = facts.assumed(case)
    return ReportHead(
        plan_assumed=guessed.plan is not None,
        facts_assumed=guessed.facts,
        company=companies.called(case.company.name),
        number=case.receipt or _("Draft"),
        as_of=clock.day_of(row.declared_at) if row else clock.today(),
        valid_until=case.certificate.expires_on if case.certificate else None,
        declared=facts.declared(case) if case.certificate else None,
        verdicts=facts.final_verdicts(case) if case.certificate else (),
        agent=case.agent.name if case.agent else None,
        declaration=DeclaredBy(row.name, row.title, row.declared_at, row.wording_version) if row else None,
    )


def pdf(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser may show, and saves under a name of its own."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype="application/pdf", headers=headers)
