"""Demo data: one invented company in each state of its life, made through the doors that users use."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from assess.agency import portfolios
from assess.cases import answers, assessments, facts, lookup, particulars
from assess.cases.assessments import Details
from assess.demo.answering import answers_of, told_of
from assess.demo.companies import COMPANIES, DemoCompany, Story
from assess.extensions import db
from assess.store import accounts
from assess.store.models import Certificate, RoleName, Staff, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import certificates, matters, remarks, signatures, verification
from scoring import Edition

_REMARK = "担当の方に電話でうかがい、初期化の記録と再発防止の決まりを確かめました。"
_CHECKED = "設定画面を見せていただき、確かめました。"


@dataclass(frozen=True)
class SignIn:
    """A demo account; the password is made at the first seeding and kept in the instance folder."""

    role: str
    name: str
    email: str
    password: str


def seed(folder: Path) -> list[SignIn]:
    """Fill an empty database; one that holds anybody is left as it is. Returns the demo sign-ins."""
    kept = folder / "demo-sign-ins.json"
    if db.session.scalar(sa.select(Staff.id).limit(1)) is not None:
        return [SignIn(**entry) for entry in json.loads(kept.read_text("utf-8"))] if kept.exists() else []
    people = _people()
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([vars(person) for person in people], ensure_ascii=False, indent=2), "utf-8")
    underwriter, second, agent, *_others = [_account(person) for person in people]
    for company in COMPANIES:
        _Case(company, underwriter, second, agent).live()
    portfolios.invite(agent, "みなと印刷 株式会社")
    return people


def certificate_numbers() -> list[str]:
    """Return the numbers of all certificates, in the order of their issue."""
    return list(db.session.scalars(sa.select(Certificate.number).order_by(Certificate.id)))


def _people() -> list[SignIn]:
    named = [
        ("underwriter", "佐伯 真理", "underwriter@demo.example"),
        ("second underwriter", "大野 健", "second@demo.example"),
        ("agent", "藤村 葵", "agent@demo.example"),
        ("lead", "水野 玲子", "lead@demo.example"),
        ("administrator", "堀 直樹", "admin@demo.example"),
    ]
    return [SignIn(role, name, email, secrets.token_urlsafe(12)) for role, name, email in named]


def _account(person: SignIn) -> Staff:
    role = RoleName.UNDERWRITER if person.role == "second underwriter" else RoleName(person.role)
    office = {RoleName.AGENT: "みずほ坂保険事務所", RoleName.ADMINISTRATOR: "業務管理部"}.get(role, "引受部")
    return accounts.set_password(accounts.add(person.email, person.name, role, office=office).secret, person.password)


class _Case:
    """One demo company on its way through the use cases."""

    def __init__(self, company: DemoCompany, underwriter: Staff, second: Staff, agent: Staff) -> None:
        self.company, self.underwriter, self.second, self.agent = company, underwriter, second, agent
        self.book = _book(company)
        self.id = assessments.start(_details(company, self.book), "ja", self.book.id).public_id

    def live(self) -> None:
        """Bring the company to where its story ends."""
        if self.company.of_agent:
            portfolios.accept(portfolios.invite(self.agent, self.company.name)[0].id, self.id)
        answers.save(self.id, 1, answers_of(self.company, self.book))
        particulars.save(self.id, lookup.find(self.id).version, told_of(self.company, self.book))
        answers.save_credits(self.id, self.company.credits)
        steps = {
            Story.DRAFT: (),
            Story.SUBMITTED: (self.hand_in,),
            Story.IN_REVIEW: (self.hand_in, self.check_some),
            Story.RETURNED: (self.hand_in, self.check_some, self.send_back),
            Story.CERTIFIED: (self.hand_in, self.check_all, self.issue),
            Story.REVOKED: (self.hand_in, self.check_all, self.issue, self.revoke),
            Story.DECLINED: (self.hand_in, self.check_some, self.decline),
            Story.WITHDRAWN: (self.withdraw,),
        }
        for step in steps[self.company.story]:
            step()

    def hand_in(self) -> None:
        assessments.submit(self.id, self.company.representative, "代表者", "ja")

    def check_some(self) -> None:
        verification.claim(self.id, self.underwriter)
        for key in facts.items(verification.case(self.id))[:9]:
            self.confirm(key)

    def check_all(self) -> None:
        verification.claim(self.id, self.underwriter)
        for key in facts.items(verification.case(self.id)):
            self.confirm(key)
        for matter in matters.missing(verification.case(self.id)):
            remarks.write(self.id, self.underwriter, matter, _REMARK)

    def confirm(self, key: facts.ItemKey) -> None:
        finding = verification.Finding(*key, kind=VerdictKind.CONFIRMED, how_checked=_CHECKED)
        verification.give_verdict(self.id, self.underwriter, finding)

    def send_back(self) -> None:
        question = "保守会社からの接続でも、2つ目の確認を求めていますか。設定画面を見せてください。"
        finding = verification.Finding(Subject.ANSWER, "remote-mfa", VerdictKind.QUERY, reason=question)
        verification.give_verdict(self.id, self.underwriter, finding)
        verification.send_back(self.id, self.underwriter)

    def issue(self) -> None:
        if signatures.reasons(verification.case(self.id)):
            verification.countersign(self.id, self.second)
        certificates.issue(self.id, self.underwriter)

    def revoke(self) -> None:
        number = certificate_numbers()[-1]
        certificates.revoke(number, self.underwriter, "申告の内容に誤りがあったと、会社から連絡がありました。")

    def decline(self) -> None:
        verification.decline(self.id, self.underwriter, "端末の防御を確かめる資料を、期限までにいただけませんでした。")

    def withdraw(self) -> None:
        assessments.withdraw(self.id)


def _book(company: DemoCompany) -> Edition:
    """Return the edition with which a company began: for some the one before, if this service has it."""
    known = editions.everything()
    return known.get(company.edition, editions.latest())


def _details(company: DemoCompany, book: Edition) -> Details:
    return Details(
        plan=company.plan,
        premium=company.premium,
        people=company.people,
        profile={fact: fact in company.facts for fact in book.profile},
        company={
            "name": company.name,
            "corporate_number": company.number,
            "industry": company.industry,
            "headcount": company.headcount,
            "sales": company.sales,
            "contact_name": company.contact,
            "representative": company.representative,
        },
    )
