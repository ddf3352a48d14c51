"""The result: the rate, what limits it, the ways up and what if, weaknesses, the report."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from assess import clock
from assess.cases import passes, positions
from assess.errors import InvalidChoice
from assess.papers.press import press_of
from assess.store.models import Assessment, Basis
from assess.texts import formats
from assess.web import access
from assess.web.turns import in_turn
from assess.web.views import results, ways
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages
from assess.web.views.company.standing import asked_back, differences
from scoring import UNKNOWN, Edition, Facts, Result, Way, evaluate, saved_yen

WEAKNESSES_OPEN = 3


@dataclass(frozen=True)
class Trial:
    """What if: the changes that are tried, and the result that they would give; `saves` in yen a year, or None."""

    changes: dict[str, str]
    result: Result
    saves: int | None


@pages.get("/a/<aid>/result")
def result(aid: str) -> ResponseReturnValue:
    """Show what to do first, and the result that counts today: verified, as declared, or what answers would give."""
    assessment = access.owned_or_404(aid)
    progress, verified = progress_of(assessment), assessment.phase.verified
    said = positions.counting(assessment, own=True)
    edition, counts = progress.edition, progress.counts
    beside = ways.beside(edition, said, counts, request.args.get("way"), request.args.get("by"))
    drawn = results.drawn(edition, said, counts, beside.chosen)
    weaknesses, growing = results.parted(edition, results.varied(counts.weaknesses))
    return render_template(
        "company/result.html",
        assessment=assessment,
        edition=edition,
        progress=progress,
        said=said,
        result=counts,
        words=progress.words,
        declared=progress.result if verified else None,
        differences=differences(assessment) if verified else [],
        asked=asked_back(assessment),
        as_of=_as_of(assessment),
        drawn=drawn,
        beside=beside,
        open_now=len(passes.open_now(assessment)),
        trial=_trial(edition, said, counts, drawn.way),
        short_of=results.short_of(edition, counts),
        weak_domains=results.weak_domains(edition, counts),
        rates={plan: evaluate(edition, replace(said, plan=plan)).rate for plan in edition.plans},
        weaknesses=weaknesses,
        growing=growing,
        weaknesses_open=WEAKNESSES_OPEN,
    )


@pages.get("/a/<aid>/to-ask")
def to_ask(aid: str) -> ResponseReturnValue:
    """Show the questions that are not known, to be copied or printed, with how to find out and room for answers."""
    assessment = access.owned_or_404(aid)
    progress = progress_of(assessment)
    questions = [progress.edition.questions[question] for question in progress.counts.ask_first]
    return render_template("company/to_ask.html", assessment=assessment, questions=questions, today=clock.today())


@pages.get("/a/<aid>/report.pdf")
@in_turn
def report(aid: str) -> Response:
    """Print the eligibility report."""
    assessment = access.owned_or_404(aid)
    said = positions.counting(assessment, own=True)
    content = press_of(current_app).report(said, results.report_head(assessment, own=True), formats.language())
    return results.pdf(content, f"report-{assessment.receipt or 'draft'}.pdf")


def _as_of(assessment: Assessment) -> datetime:
    stated = assessment.basis(own=True) is Basis.STATED
    return clock.now() if stated else assessment.submitted_at or clock.now()


def _trial(edition: Edition, said: Facts, present: Result, way: Way | None) -> Trial | None:
    """Apply the changes that were ticked; as long as nobody has ticked anything, those of the way."""
    if "tried" not in request.args:
        changes = {change.question: change.to for change in way.changes} if way else {}
    else:
        changes = dict(_read(edition, change) for change in request.args.getlist("change") if change)
    if not changes and way is None:
        return None
    tried = evaluate(edition, results.changed(said, changes))
    return Trial(changes, tried, saved_yen(said.premium, present.rate, tried.rate))


def _read(edition: Edition, change: str) -> tuple[str, str]:
    question, _, option = change.partition(":")
    known = edition.questions.get(question)
    if known is None or (option != UNKNOWN and option not in known.options):
        raise InvalidChoice("change", change)
    return question, option
