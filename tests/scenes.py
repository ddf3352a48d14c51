"""A case in every state, and with a certificate in every standing, made through the same use cases as in life.

A scene is a state, or for a certified case the standing of its certificate, or one of the ways in which a withdrawn
case came to be withdrawn.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assess.agency import portfolios
from assess.cases import answers, assessments, lookup
from assess.store import issued
from assess.store.models import Assessment, Staff, Standing, State, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from tests import builders

NUMBER = "8000000000001"
UNDECLARED = "まだ申告していない書きかけです"
"""The note that a company writes after its case was sent back, and has not declared."""
DECLARED_NOTE = "申告のときの備考です"


@dataclass(frozen=True)
class People:
    """Who takes part."""

    underwriter: Staff
    agent: Staff


def _draft(_people: People) -> Assessment:
    """All answered, but no plan chosen and a fact not known: the estimate assumes both."""
    case = builders.answered(plan=None, profile={**dict.fromkeys(editions.latest().profile, True), "overseas": None})
    answers.save(case.public_id, lookup.find(case.public_id).version, {}, {"training": DECLARED_NOTE})
    return lookup.find(case.public_id)


def _submitted(people: People, number: str | None = None) -> Assessment:
    case = builders.answered({"admin-mfa": "most"}, corporate_number=number)
    answers.save(case.public_id, lookup.find(case.public_id).version, {}, {"training": DECLARED_NOTE})
    return assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")


def _in_review(people: People) -> Assessment:
    return verification.claim(_submitted(people).public_id, people.underwriter)


def _returned(people: People) -> Assessment:
    """Sent back with one question; the company has changed that answer since, and has not declared again."""
    case = _in_review(people)
    query = Finding(Subject.ANSWER, "training", VerdictKind.QUERY, reason="いつの研修ですか。")
    verification.give_verdict(case.public_id, people.underwriter, query)
    returned = verification.send_back(case.public_id, people.underwriter)
    answers.save(returned.public_id, returned.version, {"training": "never"}, {"training": UNDECLARED})
    return lookup.find(case.public_id)


def _certified(people: People, number: str | None = None) -> Assessment:
    """Certified at a rate below the declared one: the underwriter corrected an answer."""
    case = _submitted(people, number)
    builders.confirm_all(case, people.underwriter)
    correction = Finding(Subject.ANSWER, "training", VerdictKind.CORRECTED, "never", "記録がありません。")
    verification.give_verdict(case.public_id, people.underwriter, correction)
    certificates.issue(case.public_id, people.underwriter)
    return lookup.find(case.public_id)


def _superseded(people: People) -> Assessment:
    older = _certified(people, NUMBER)
    _certified(people, NUMBER)
    return older


def _revoked(people: People) -> Assessment:
    case = _certified(people)
    paper = issued.of(case)
    assert paper is not None
    certificates.revoke(paper.number, people.underwriter, "申告の誤り")
    return lookup.find(case.public_id)


def _declined(people: People) -> Assessment:
    return verification.decline(_in_review(people).public_id, people.underwriter, "資料がありません。")


def _withdrawn(build: Callable[[People], Assessment]) -> Callable[[People], Assessment]:
    return lambda people: assessments.withdraw(build(people).public_id)


SCENES: dict[str, Callable[[People], Assessment]] = {
    State.DRAFT: _draft,
    State.SUBMITTED: _submitted,
    State.IN_REVIEW: _in_review,
    State.RETURNED: _returned,
    State.CERTIFIED + " " + Standing.VALID: _certified,
    State.CERTIFIED + " " + Standing.EXPIRED: _certified,
    State.CERTIFIED + " " + Standing.SUPERSEDED: _superseded,
    State.CERTIFIED + " " + Standing.REVOKED: _revoked,
    State.DECLINED: _declined,
    State.WITHDRAWN + " draft": _withdrawn(_draft),
    State.WITHDRAWN + " submitted": _withdrawn(_submitted),
    State.WITHDRAWN + " returned": _withdrawn(_returned),
}


def build(scene: str, people: People) -> str:
    """Make the case of a scene, as a client of the agent; the clock is the caller's. Returns its public id."""
    case = SCENES[scene](people)
    invitation, _ = portfolios.invite(people.agent, "株式会社 北浜精機")
    return portfolios.accept(invitation.id, case.public_id).public_id
