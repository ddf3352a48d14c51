"""The service as it is shipped, on a new SQLite file, with a company in the middle of its work."""

import logging
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from assess import create_app
from assess.cases import answers, assessments, holdings, lookup
from assess.cases.assessments import Details
from assess.config import Settings
from assess.extensions import db
from assess.store import browsers
from assess.store.database import migrations
from assess.store.models import Assessment
from assess.texts import editions

from .browser import Browser


def service(folder: Path) -> Flask:
    """Make the application with an empty database in a folder."""
    logging.disable(logging.INFO)  # each migration says its name
    app = started(folder)
    with app.app_context():
        migrations().upgrade()
    return app


def started(folder: Path) -> Flask:
    """Make the application over the database in a folder; all its settings are those that are shipped."""
    return create_app(Settings.from_environment({"ASSESS_INSTANCE": str(folder)}))


def company(app: Flask) -> str:
    """Let a company begin, answer three questions in four and claim credits; returns its public id."""
    with app.app_context():
        book = editions.latest()
        begun = assessments.start(
            Details(
                plan="wide",
                premium=500_000,
                profile=dict.fromkeys(book.profile, True),
                company={"name": "計測精密株式会社", "contact_name": "計測 花子", "representative": "計測 太郎"},
            ),
            "ja",
        )
        chosen = {
            question.id: list(question.options)[-1 - place % 2]
            for place, question in enumerate(book.questions.values())
            if place % 4 != 3
        }
        notes = dict.fromkeys(list(chosen)[::5], "情報システム担当に確かめた。")
        saved = answers.save(begun.public_id, begun.version, chosen, notes)
        answers.save_credits(saved.public_id, ["isms", "no-incidents"])
        return saved.public_id


def owner(app: Flask, public_id: str) -> Browser:
    """Return the browser in which the company began."""
    browser = Browser(app)
    with app.app_context():
        browser_id, key = browsers.add({"_permanent": True})
        holdings.add(browser_id, lookup.find(public_id))
    browser.cookies[app.config["SESSION_COOKIE_NAME"]] = key
    return browser


def version(app: Flask, public_id: str) -> int:
    """Return the version at which an assessment stands."""
    with app.app_context():
        return db.session.scalars(sa.select(Assessment.version).where(Assessment.public_id == public_id)).one()
