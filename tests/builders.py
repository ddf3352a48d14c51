"""Companies, cases and staff as tests need them, made through the same use cases as in life."""

import uuid
from collections.abc import Mapping
from typing import Any

from assess.cases import answers, assessments, facts
from assess.cases.assessments import Details
from assess.store import accounts
from assess.store.models import Assessment, RoleName, Staff, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from scoring import Edition

CHECKED = "設定画面で確かめました。"


COMPANY: Mapping[str, str | None] = {
    "name": "株式会社 北浜精機",
    "corporate_number": None,
    "industry": "E",
    "headcount": "to-50",
    "sales": "to-1b",
    "contact_name": "岸本 由香",
    "contact_email": None,
    "representative": "北浜 大輔",
}


def details(**changes: object) -> Details:
    """A company that is asked every question, on the wide plan; a keyword is a detail or a field of the company."""
    values: dict[str, object] = {
        "plan": "wide",
        "premium": 500_000,
        "profile": dict.fromkeys(editions.latest().profile, True),
        "company": {**COMPANY, **{name: value for name, value in changes.items() if name in COMPANY}},
    }
    others = {name: value for name, value in changes.items() if name not in COMPANY}
    return Details(**{**values, **others})  # type: ignore[arg-type]


def best(book: Edition) -> dict[str, str]:
    """The best option of every question."""
    return {question.id: list(question.options)[-1] for question in book.questions.values()}


def staff(role: RoleName = RoleName.UNDERWRITER, password: str = "correct horse battery") -> Staff:
    """A person on the staff, with an address of their own."""
    link = accounts.add(f"{uuid.uuid4().hex[:8]}@example.jp", "佐伯 真理", role)
    return accounts.set_password(link.secret, password)


def answered(changes: Mapping[str, str] | None = None, credits: tuple[str, ...] = (), **about: Any) -> Assessment:
    """A draft with the best answer to every question, but for the changes."""
    assessment = assessments.start(details(**about), "ja")
    answers.save(assessment.public_id, assessment.version, {**best(editions.latest()), **(changes or {})})
    return answers.save_credits(assessment.public_id, credits)


def submitted(changes: Mapping[str, str] | None = None, credits: tuple[str, ...] = (), **about: Any) -> Assessment:
    """A case that was handed in by the representative."""
    draft = answered(changes, credits, **about)
    return assessments.submit(draft.public_id, str(draft.company.representative), "CEO", "ja")


def confirm_all(assessment: Assessment, underwriter: Staff, how_checked: str = CHECKED) -> None:
    """Claim the case and confirm every item of it."""
    verification.claim(assessment.public_id, underwriter)
    for subject, item in facts.items(assessment):
        finding = verification.Finding(subject, item, VerdictKind.CONFIRMED, how_checked=how_checked)
        verification.give_verdict(assessment.public_id, underwriter, finding)
