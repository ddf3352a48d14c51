"""A page that refuses an underwriter's step shows what is stored now, not what it had read before."""

from flask import Flask

from assess.store.models import Staff, VerdictKind
from assess.store.second_factor import user_datastore
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders
from tests.beside import between
from tests.rooms import enter, text
from tests.web.reviewing import presented


def test_a_certificate_refused_over_a_query_shows_the_rate_that_the_verdicts_now_give(app: Flask) -> None:
    me = enter(app)
    with app.app_context():
        checked = builders.submitted({"admin-mfa": "most"}, credits=("isms",))
        case = checked.public_id
        builders.confirm_all(checked, found(me.email))

    def changed() -> None:
        for item, kind, option in (("remote-mfa", "corrected", "some"), ("training", "query", None)):
            finding = Finding("answer", item, VerdictKind(kind), option, "VPN only.")
            verification.give_verdict(case, found(me.email), finding)

    before = text(me.browser.get(f"/underwriter/cases/{case}/issue"))
    page = presented(me, case, "issue")
    with between(app, changed):
        refused = me.browser.post(f"/underwriter/cases/{case}/issue", data=page)
    assert refused.status_code == 409
    assert "+ credits 15% = 45%." in before
    assert "+ credits 15% = 25%." in text(refused)


def found(email: str) -> Staff:
    person = user_datastore.find_user(email=email)
    assert isinstance(person, Staff)
    return person
