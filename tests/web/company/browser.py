"""A company's browser, and the cases that it may own."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess.cases import lookup
from assess.extensions import db
from assess.store.models import Assessment, Subject, VerdictKind
from assess.texts import editions
from assess.texts.companies import IDENTIFYING
from assess.texts.declarations import WORDING_VERSION
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from tests import builders

START = {
    "version": "0",
    "plan": "basic",
    "premium": "500,000円",
    "profile-remote_access": "yes",
    "profile-website": "yes",
    "profile-overseas": "no",
    "profile-equipment": "no",
}
COMPANY = {
    "company-name": "有限会社 山手木工",
    "company-corporate_number": "8-0000-0000-0001",
    "company-industry": "E",
    "company-headcount": "to-20",
    "company-sales": "to-500m",
    "company-representative": "山手 一郎",
    "company-contact_name": "山手 洋子",
    "company-contact_email": "",
}
DECLARED = {**COMPANY, "name": "北浜 大輔", "title": "代表取締役", "agreed": "y", "wording": WORDING_VERSION}
DECLARED_AGAIN = {
    name: value
    for name, value in DECLARED.items()
    if name not in {f"company-{asked.name}" for asked in IDENTIFYING.values()}
}
"""The same without who the company is: once handed in, the page asks for it no more."""


@dataclass
class Browser:
    """A browser whose session owns one assessment."""

    client: FlaskClient
    app: Flask
    aid: str

    def get(self, page: str, **more: object) -> TestResponse:
        """Open a page of the assessment."""
        return self.client.get(f"/a/{self.aid}/{page}", **more)

    def post(self, page: str, data: Mapping[str, object], **more: object) -> TestResponse:
        """Send a form to a page of the assessment."""
        return self.client.post(f"/a/{self.aid}/{page}", data=data, **more)

    def choose(self, domain: str, version: int, **chosen: str) -> TestResponse:
        """Let a choice save itself, as the script does; keywords are question ids with _ for -."""
        data = {question.replace("_", "-"): value for question, value in chosen.items()}
        return self.post(
            f"answers?domain={domain}", {"version": version, **data}, headers={"Accept": "application/json"}
        )

    def read(self, reader: Callable[[Assessment], object]) -> object:
        """Look at what is stored."""
        with self.app.app_context():
            return reader(lookup.find(self.aid))

    @property
    def version(self) -> int:
        """The version that a page made now carries."""
        return self.read(lambda case: case.version)  # type: ignore[return-value]

    def stored(self, question: str) -> tuple[str | None, str] | None:
        """Return the option and the note that are stored for a question."""
        said = self.read(lambda case: {row.question: (row.option, row.note) for row in case.answers})
        return said.get(question)  # type: ignore[attr-defined]


Owns = Callable[[Callable[[], Assessment]], Browser]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*told: object) -> None:
        sent.append(str(told[2]))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def checked(page: TestResponse) -> set[tuple[str, str]]:
    """Return the names and values of the radios and boxes that are ticked on a page."""
    boxes = re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]+)"[^>]*? checked', page.text)
    return set(boxes)


def returned(asking: list[tuple[str, str]]) -> Callable[[], Assessment]:
    """Make a case that an underwriter sent back with questions about these items."""

    def build() -> Assessment:
        case = builders.submitted({"remote-mfa": "most"}, ("isms",))
        underwriter = builders.staff()
        builders.confirm_all(case, underwriter)
        for subject, item in asking:
            finding = Finding(subject, item, VerdictKind.QUERY, reason=f"{item}について教えてください。")
            verification.give_verdict(case.public_id, underwriter, finding)
        return verification.send_back(case.public_id, underwriter)

    return build


def certified() -> Assessment:
    """A case on which the underwriter corrected one answer before issuing."""
    case = builders.submitted({"endpoint-defence": "edr-all"}, ("isms",))
    underwriter, second = builders.staff(), builders.staff()
    builders.confirm_all(case, underwriter)
    correction = Finding(Subject.ANSWER, "training", VerdictKind.CORRECTED, "within-24-months", "昨年の記録でした。")
    verification.give_verdict(case.public_id, underwriter, correction)
    verification.countersign(case.public_id, second)
    certificates.issue(case.public_id, underwriter)
    return case


def profile_facts() -> list[str]:
    """The profile facts of the newest edition."""
    return list(editions.latest().profile)
