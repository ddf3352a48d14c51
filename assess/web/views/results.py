"""What every room that shows a result says about it, and the report that is printed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from flask import Response
from flask_babel import gettext as _

from assess import clock
from assess.cases import facts
from assess.documents import DeclaredBy
from assess.papers.report_head import ReportHead
from assess.store import issued
from assess.store.models import Assessment, Basis
from assess.texts import companies, formats, rates
from assess.texts.weaknesses import is_growing
from assess.web.views.ramp import Ramp, ramp
from scoring import Edition, Facts, Result, Way, Weakness, best_known, evaluate


def short_of(edition: Edition, result: Result) -> dict[str, list[str]]:
    """Name, for each question, the tiers whose condition its answer does not reach."""
    missed: dict[str, list[str]] = {}
    for gate in result.gates:
        if not gate.met:
            missed.setdefault(gate.question, []).append(formats.text(edition.tiers[gate.tier].name))
    return missed


class Drawn(NamedTuple):
    """What every page of a result draws and tells first: the ramp, the way that is shown, and what it leads to."""

    ramp: Ramp
    way: Way | None
    reached: Result | None
    known: Result | None
    """What the facts would give if all that is unknown turned out to be done; None where nothing is unknown."""


def drawn(edition: Edition, said: Facts, result: Result, way: Way | None) -> Drawn:
    """Work out what is drawn, with the way that is shown."""
    reached = evaluate(edition, changed(said, {step.question: step.to for step in way.changes})) if way else None
    known = evaluate(edition, best_known(edition, said)) if result.unknown else None
    return Drawn(ramp(edition, result, reached, known), way, reached, known)


def changed(said: Facts, changes: Mapping[str, str]) -> Facts:
    """Return the facts with some answers changed."""
    return replace(said, answers={**said.answers, **changes})


def parted(edition: Edition, weaknesses: Sequence[Weakness]) -> tuple[list[Weakness], list[Weakness]]:
    """Part what is called a weakness from what can still grow."""
    growing = [item for item in weaknesses if is_growing(edition, item)]
    return [item for item in weaknesses if item not in growing], growing


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


def report_head(case: Assessment, own: bool = False) -> ReportHead:
    """Say whom a report is about: the company, its last declaration, and the agent whose client it is.

    `own` as in `Assessment.basis`: what the company has written since stands under no declaration.
    """
    basis, today, paper = case.basis(own), clock.today(), issued.of(case)
    row = case.declarations[-1] if basis is not Basis.STATED else None
    guessed = facts.assumed(case)
    name = paper.company_name if paper else case.known_as if row else case.company.name
    return ReportHead(
        plan_assumed=guessed.plan is not None,
        facts_assumed=guessed.facts,
        company=companies.called(name),
        number=case.receipt or _("Draft"),
        as_of=clock.day_of(row.declared_at) if row else today,
        void=rates.words_of(case, paper, own).void,
        void_since=paper.since(today) if paper else None,
        valid_until=paper.expires_on if paper else None,
        declared=facts.declared(case) if paper else None,
        verdicts=facts.final_verdicts(case) if paper else (),
        agent=case.agent.name if case.agent else None,
        declaration=DeclaredBy(row.name, row.title, row.declared_at, row.wording_version) if row else None,
    )


def pdf(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser may show, and saves under a name of its own."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype="application/pdf", headers=headers)
