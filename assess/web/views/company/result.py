"""The result: the rate, what limits it, the ways up and what if, weaknesses, the report."""

from dataclasses import dataclass, replace

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from assess import clock
from assess.cases import facts
from assess.errors import InvalidChoice
from assess.papers.press import press_of
from assess.store.models import Assessment, State
from assess.texts import formats
from assess.web import access
from assess.web.turns import in_turn
from assess.web.views import results
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages
from assess.web.views.company.standing import asked_back, differences
from scoring import UNKNOWN, Edition, Facts, Result, Way, evaluate

WEAKNESSES_OPEN = 5


@dataclass(frozen=True)
class Trial:
    """What if: the changes that are tried, and the result that they would give."""

    changes: dict[str, str]
    result: Result


@pages.get("/a/<aid>/result")
def result(aid: str) -> ResponseReturnValue:
    """Show the result: the verified one once certified, else what the answers would give."""
    assessment = access.owned_or_404(aid)
    certified = assessment.state == State.CERTIFIED
    said = _said(assessment)
    progress = progress_of(facts.edition_of(assessment), said)
    way = _way(progress.result, request.args.get("way"))
    return render_template(
        "company/result.html",
        assessment=assessment,
        edition=progress.edition,
        progress=progress,
        result=progress.result,
        certified=certified,
        declared=facts.result(assessment) if certified else None,
        differences=differences(assessment) if certified else [],
        asked=asked_back(assessment),
        as_of=assessment.submitted_at or clock.now(),
        way=way,
        trial=_trial(progress.edition, said, way),
        short_of=results.short_of(progress.edition, progress.result),
        weak_domains=results.weak_domains(progress.edition, progress.result),
        rates={plan: evaluate(progress.edition, replace(said, plan=plan)).rate for plan in progress.edition.plans},
        weaknesses=results.varied(progress.result.weaknesses),
        weaknesses_open=WEAKNESSES_OPEN,
    )


@pages.get("/a/<aid>/report.pdf")
@in_turn
def report(aid: str) -> Response:
    """Print the eligibility report."""
    assessment = access.owned_or_404(aid)
    content = press_of(current_app).report(
        _said(assessment),
        results.report_head(assessment, as_declared=not assessment.editable),
        formats.language(),
    )
    return results.pdf(content, f"report-{assessment.receipt or 'draft'}.pdf")


def _said(assessment: Assessment) -> Facts:
    """Return what counts now: verified once certified, declared while it is checked, else as it stands."""
    if assessment.state == State.CERTIFIED:
        return facts.verified(assessment)
    declared = None if assessment.editable else facts.declared(assessment)
    return declared or facts.stated(assessment)


def _way(result: Result, tier: str | None) -> Way | None:
    open_ways = [way for way in result.ways if not way.blocked_by]
    chosen = [way for way in open_ways if way.tier == tier]
    return next(iter(chosen or open_ways), None)


def _trial(edition: Edition, said: Facts, way: Way | None) -> Trial | None:
    """Apply the changes that were ticked; as long as nobody has ticked anything, those of the way."""
    if "tried" not in request.args:
        changes = {change.question: change.to for change in way.changes} if way else {}
    else:
        changes = dict(_read(edition, change) for change in request.args.getlist("change") if change)
    if not changes and way is None:
        return None
    return Trial(changes, evaluate(edition, replace(said, answers={**said.answers, **changes})))


def _read(edition: Edition, change: str) -> tuple[str, str]:
    question, _, option = change.partition(":")
    known = edition.questions.get(question)
    if known is None or (option != UNKNOWN and option not in known.options):
        raise InvalidChoice("change", change)
    return question, option
