"""Files that show an answer or a credit: add, open, take away; with the script, and without it."""

from datetime import date
from functools import cached_property
from typing import Any, BinaryIO, NamedTuple

from flask import current_app, flash, get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from assess import clock, uploads
from assess.cases import evidence, facts
from assess.cases.facts import ItemKey
from assess.errors import AssessError, NotFound
from assess.extensions import db, limiter
from assess.store.models import Assessment, Evidence, Subject
from assess.texts import formats
from assess.uploads import left_out
from assess.uploads.refusals import DayMissing, DayNotPossible, FileRefused
from assess.web import access
from assess.web.forms import EvidenceForm
from assess.web.views.company.room import pages
from assess.web.views.downloads import attachment, closed

LARGEST_REQUEST = 32 * 1024 * 1024
"""Bytes of a request that are read, so that a file of twice the size still gets its sentence on the page."""


class Place(NamedTuple):
    """What a file stands for: its name, what would show it, and where it is answered."""

    name: str
    shows: str
    url: str


class Shelf:
    """The files of an assessment as its company's pages show them; read when first asked for."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.today = clock.today()
        self.earliest = clock.months_after(self.today, -12 * evidence.MOST_YEARS)
        self.scanner: uploads.Scanner | None = current_app.extensions["scanner"]
        self.endings = ",".join(uploads.ENDINGS)
        self.largest = uploads.LARGEST

    @cached_property
    def _files(self) -> dict[tuple[str, str], list[Evidence]]:
        return evidence.listed(self.assessment)

    def again(self) -> "Shelf":
        """The shelf as it is now."""
        return Shelf(access.owned_or_404(self.assessment.public_id))

    def place(self, subject: str, item: str) -> Place:
        """What a file at this item stands for; raises NotFound for an item that the edition does not have."""
        book, aid = facts.edition_of(self.assessment), self.assessment.public_id
        if subject == Subject.ANSWER and item in book.questions:
            question = book.questions[item]
            url = url_for("company.domain", aid=aid, domain=question.domain, _anchor=item)
            return Place(formats.text(question.name), formats.text(question.evidence), url)
        if subject == Subject.CREDIT and item in book.credits:
            credit = book.credits[item]
            url = url_for("company.credits", aid=aid, _anchor=item)
            return Place(formats.text(credit.name), formats.text(credit.evidence), url)
        raise NotFound

    def add(self, subject: str, item: str, name: str, content: BinaryIO, day: date | None) -> None:
        """Keep a file; raises as `evidence.add` does."""
        evidence.add(self.assessment.public_id, subject, item, name, content, day, scanner=self.scanner)

    def remove(self, evidence_id: str) -> ItemKey:
        """Take a file away; raises as `evidence.remove` does."""
        return evidence.remove(self.assessment.public_id, evidence_id)

    def files(self, subject: str, item: str) -> list[Evidence]:
        """The files of one item, oldest first."""
        return self._files.get((subject, item), [])

    def open(self, subject: str, item: str) -> bool:
        """Say whether files may be added here now."""
        return evidence.may_change(self.assessment, (subject, item))

    def removable(self, row: Evidence) -> bool:
        """Say whether a file may be taken away now: one that was handed in stays."""
        return self.open(row.subject, row.item) and not evidence.handed_in(self.assessment, row)

    def old(self, row: Evidence) -> bool:
        """Say whether what a file shows lies more than twelve months back."""
        return evidence.is_old(row, evidence.as_of(self.assessment))

    def left_out(self, row: Evidence) -> list[LazyString]:
        """What was taken out of a file when it came, as sentences."""
        return left_out.words(row.left_out)

    def add_url(self, subject: str, item: str) -> str:
        """Where a file is sent, and where the page for one item is."""
        return url_for("company.evidence_page", aid=self.assessment.public_id, subject=subject, item=item)

    def open_url(self, row: Evidence) -> str:
        """Where a file is opened."""
        return url_for("company.evidence_file", aid=self.assessment.public_id, evidence_id=row.public_id)

    def remove_url(self, row: Evidence) -> str:
        """Where a file is taken away."""
        return url_for("company.remove_evidence", aid=self.assessment.public_id, evidence_id=row.public_id)


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let the owner send a file: the one address that takes large requests, and before CSRF reads the form."""
    if endpoint == "company.evidence_page" and values is not None:
        access.require_owned(values["aid"])
        request.max_content_length = LARGEST_REQUEST


@pages.route("/a/<aid>/evidence/<any(answer, credit):subject>/<item>", methods=["GET", "POST"])
@limiter.limit("120 per hour", methods=["POST"])
def evidence_page(aid: str, subject: str, item: str) -> ResponseReturnValue:
    """Show the files of one item, and take another."""
    return shelf_page(Shelf(access.owned_or_404(aid)), subject, item)


@pages.post("/a/<aid>/evidence/<evidence_id>/remove")
def remove_evidence(aid: str, evidence_id: str) -> ResponseReturnValue:
    """Take a file away."""
    return taken_away(Shelf(access.owned_or_404(aid)), evidence_id)


@pages.get("/a/<aid>/evidence/<evidence_id>")
@closed
def evidence_file(aid: str, evidence_id: str) -> Response:
    """Hand a file back to the company."""
    return attachment(evidence.open_file(access.owned_or_404(aid), evidence_id))


def shelf_page(shelf: Shelf, subject: str, item: str) -> ResponseReturnValue:
    """Answer GET with the page of one item's files, and POST by adding one."""
    place = shelf.place(subject, item)
    if request.method == "GET":
        return _page(shelf, subject, item, EvidenceForm())
    form = EvidenceForm(CombinedMultiDict([request.files, request.form]))
    status = _add(shelf, subject, item, form)
    if _by_script():
        return _told(shelf, subject, item, _sentence(form), wants_day=bool(form.held_good_on.errors)), status
    if status != 200:
        return _page(shelf.again(), subject, item, form), status
    flash(_("The file was added."), "good")
    return redirect(place.url, 303)


def taken_away(shelf: Shelf, evidence_id: str) -> ResponseReturnValue:
    """Answer the button that takes a file away."""
    try:
        subject, item = shelf.remove(evidence_id)
    except AssessError as fault:
        if not _by_script():
            raise
        db.session.rollback()
        return jsonify(done=False, sentence=str(fault.sentence)), fault.status
    if _by_script():
        return _told(shelf, subject, item, None)
    flash(_("The file was removed."), "good")
    return redirect(shelf.again().place(subject, item).url, 303)


def _add(shelf: Shelf, subject: str, item: str, form: EvidenceForm) -> int:
    """Add what was sent, and return the status; what is wrong stands at the form's fields then."""
    if not form.validate():
        return 400
    try:
        shelf.add(subject, item, *form.content(), form.held_good_on.data)
    except FileRefused as refused:
        db.session.rollback()
        field = form.held_good_on if isinstance(refused, (DayMissing, DayNotPossible)) else form.file
        field.errors = [str(refused.sentence)]
        return refused.status
    except AssessError as fault:
        if not _by_script():
            raise
        db.session.rollback()
        form.form_errors.append(str(fault.sentence))
        return fault.status
    return 200


def _by_script() -> bool:
    return bool(request.accept_mimetypes.best == "application/json")


def _sentence(form: EvidenceForm) -> str | None:
    said = [sentence for sentences in form.errors.values() for sentence in sentences]
    return str(said[0]) if said else None


def _told(shelf: Shelf, subject: str, item: str, sentence: str | None, wants_day: bool = False) -> Response:
    """Answer the script: what is wrong, and whether another day would mend it; or the list as it is now."""
    if sentence is not None:
        return jsonify(done=False, sentence=sentence, wants_day=wants_day)
    listed = get_template_attribute("components/evidence.html", "evidence_list")
    return jsonify(done=True, files=listed(shelf.again(), subject, item))


def _page(shelf: Shelf, subject: str, item: str, form: EvidenceForm) -> str:
    return render_template(
        "company/evidence.html",
        shelf=shelf,
        subject=subject,
        item=item,
        place=shelf.place(subject, item),
        form=form,
        wrong=bool(form.errors),
    )
