"""A case as an underwriter has it on the pages: handed in, taken, confirmed; and what is pressed there."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import facts
from assess.extensions import db
from assess.store.models import Staff, Verdict, VerdictKind
from assess.store.second_factor import user_datastore
from assess.texts import editions
from assess.underwriting import progress, verification
from tests import builders
from tests.rooms import Person

CHECKED = "Seen on the settings page."


def staff(person: Person) -> Staff:
    found = user_datastore.find_user(email=person.email)
    assert isinstance(found, Staff)
    return found


def submitted(app: Flask, **about: Any) -> str:
    with app.app_context():
        return builders.submitted(**about).public_id


def taken(app: Flask, me: Person, **about: Any) -> str:
    case = submitted(app, **about)
    assert me.browser.post(f"/underwriter/cases/{case}/claim").status_code == 303
    return case


def confirmed(app: Flask, me: Person, **about: Any) -> str:
    """A case that waits for nothing but the decision: every item is confirmed."""
    case = submitted(app, **about)
    with app.app_context():
        found = verification.claim(case, staff(me))
        given = {"kind": VerdictKind.CONFIRMED, "how_checked": CHECKED, "given_at": clock.now(), "reason": ""}
        for subject, item in facts.items(found):
            found.verdicts.append(Verdict(subject=subject, item=item, staff=staff(me), **given))
        progress.keep(found)
        db.session.commit()
    return case


def name(app: Flask, question: str) -> str:
    with app.app_context():
        return editions.latest().questions[question].name.en


def state_of(app: Flask, case: str) -> str:
    with app.app_context():
        return verification.case(case).state


def give(me: Person, case: str, item: str = "remote-mfa", subject: str = "answer", **entered: str) -> TestResponse:
    data = {"subject": subject, "item": item, **entered}
    return me.browser.post(f"/underwriter/cases/{case}/verdicts", data=data)


def presented(me: Person, case: str, step: str) -> dict[str, str]:
    """What the page of a step presents, and sends along with the decision."""
    page = me.browser.get(f"/underwriter/cases/{case}/{step}").get_data(as_text=True)
    return dict(re.findall(r'<input type="hidden" name="(version|rate|replaces)" value="([^"]*)">', page))


def press(me: Person, case: str, step: str, **entered: str) -> TestResponse:
    """Open the page of a step, and press its button."""
    return me.browser.post(f"/underwriter/cases/{case}/{step}", data={**presented(me, case, step), **entered})
