"""A company's browser at the pages of files."""

import io
from dataclasses import dataclass

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import assessments, evidence, lookup
from assess.store.models import VerdictKind
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from assess.web.views.company.evidence import Shelf
from assess.web.views.underwriter.evidence import shown
from tests import builders
from tests.browsers import let_own

JSON = {"Accept": "application/json"}
WHERE = "answer/remote-mfa"


@dataclass(frozen=True)
class Company:
    """A company's browser, and its assessment."""

    app: Flask
    browser: FlaskClient
    aid: str

    def send(
        self, content: bytes, name: str = "VPN 設定.png", where: str = WHERE, day: str | None = None, **more: object
    ) -> TestResponse:
        data = {"file": (io.BytesIO(content), name), "held_good_on": clock.today().isoformat() if day is None else day}
        return self.browser.post(f"/a/{self.aid}/evidence/{where}", data=data, **more)

    def kept(self) -> list[str]:
        """The public ids of all files that are kept."""
        with self.app.app_context():
            return [row.public_id for rows in evidence.listed(lookup.find(self.aid)).values() for row in rows]


def opened(app: Flask, browser: FlaskClient, aid: str) -> Company:
    browser.get("/?lang=en")
    let_own(app, browser, aid)
    return Company(app, browser, aid)


def submit(company: Company) -> None:
    with company.app.app_context():
        assessments.submit(company.aid, "北浜 大輔", "代表取締役", "ja")


def ask_about(company: Company, subject: str, item: str) -> None:
    """Let an underwriter send the case back with a question about one item."""
    with company.app.app_context():
        underwriter = builders.staff()
        verification.claim(company.aid, underwriter)
        ask = Finding(subject, item, VerdictKind.QUERY, reason="全員の画面を。")
        verification.give_verdict(company.aid, underwriter, ask)
        verification.send_back(company.aid, underwriter)


def render(company: Company, source: str) -> str:
    with company.app.test_request_context("/?lang=en"):
        return render_template_string(
            '{% from "components/evidence.html" import evidence_box, evidence_card, evidence_forms %}' + source,
            shelf=Shelf(lookup.find(company.aid)),
            files=shown(lookup.find(company.aid), ("answer", "remote-mfa")),
            aid=company.aid,
        )
