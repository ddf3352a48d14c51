"""Ways into an assessment without an account: a resume key, a link by e-mail, a colleague asked for some questions.

A secret is a code that can be typed: it is given out once, and only its hash is kept. One function is one transaction.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

import sqlalchemy as sa

from assess import clock, limits
from assess.cases import facts, holdings, lookup
from assess.errors import InvalidChoice, MailBroken, NotFound, NothingOpen, PassRefused, RequestEnded
from assess.extensions import db
from assess.mail import links, telling
from assess.mail.post import Post
from assess.store import audit, codes
from assess.store.models import Action, Assessment, Company, State
from assess.store.models.passes import Pass

KEY_VALID = timedelta(days=limits.KEY_DAYS)
LINK_VALID = timedelta(hours=limits.LINK_HOURS)
COLLEAGUE_VALID = timedelta(days=14)
LINKS_AN_HOUR = 3
ASKED_BY_MAIL_AN_HOUR = 5
"""To so many colleagues of one company a letter goes out within an hour: enough to ask, too few to be a nuisance."""
COMPANY = "company"
COLLEAGUE = "colleague"
_KEY, _LINK = "key", "link"
_MAILED_AT_ONCE = 5


def make_key(public_id: str, browser_id: int | None = None) -> str:
    """Make a resume key in place of the one before, and return it; raises NotFound.

    What was opened with the one before ends, but in the browser that asks.
    """
    assessment = lookup.take(public_id)
    _revoke_keys(assessment, browser_id)
    secret, _row = _add(assessment, Pass(kind=_KEY), KEY_VALID)
    audit.append(assessment, COMPANY, Action.KEY_MADE)
    db.session.commit()
    return secret


def revoke_key(public_id: str, browser_id: int | None = None) -> None:
    """Make the resume key useless, and end what it opened, but in the browser that asks; raises NotFound."""
    assessment = lookup.take(public_id)
    if not _revoke_keys(assessment, browser_id):
        db.session.rollback()
        return
    audit.append(assessment, COMPANY, Action.KEY_REVOKED)
    db.session.commit()


def key_state(assessment: Assessment) -> Pass | None:
    """Return the resume key that works now, without its secret, or None; `used_at` is its last use."""
    chosen = sa.select(Pass).where(
        Pass.assessment_id == assessment.id,
        Pass.kind == _KEY,
        Pass.revoked_at.is_(None),
        Pass.expires_at > clock.now(),
    )
    return db.session.scalar(chosen.order_by(Pass.id.desc()).limit(1))


def resume(typed: str) -> Pass:
    """Return the resume key, or the mailed link, which is used up by it; its assessment may be opened now.

    Raises PassRefused, with the same sentence whatever is wrong with it.
    """
    row = _use(typed, (_KEY, _LINK))
    audit.append(row.assessment, COMPANY, Action.RESUMED, way=row.kind)
    db.session.commit()
    return row


def send_links(email: str, post: Post) -> None:
    """Mail a link to each assessment of which this is the contact address; does nothing where there is none.

    The latest five that were not withdrawn, each at most three times an hour. Raises MailBroken.
    """
    same = sa.func.lower(Company.contact_email) == email.lower()
    chosen = (
        sa.select(Assessment.public_id)
        .join(Assessment.company)
        .where(same, Assessment.state != State.WITHDRAWN)
        .order_by(Assessment.id.desc())
        .limit(_MAILED_AT_ONCE)
    )
    found = db.session.scalars(chosen).all()
    db.session.rollback()
    _mail(found, post, asked_for=email)


def send_own_link(public_id: str, post: Post) -> bool:
    """Mail a link to the contact address of an assessment; says whether one was sent; raises MailBroken."""
    if not post.able:
        raise MailBroken
    return _mail([public_id], post)


def ask(public_id: str, domain: str, holder: str) -> str:
    """Let a colleague answer one domain, and return the secret for it.

    Raises InvalidChoice for a domain that the edition does not have, WrongState once handed in.
    """
    assessment = lookup.take_editable(public_id)
    if domain not in facts.edition_of(assessment).domains:
        raise InvalidChoice("domain", domain)
    secret, _row = _add(assessment, Pass(kind=COLLEAGUE, domain=domain, holder=holder), COLLEAGUE_VALID)
    audit.append(assessment, COMPANY, Action.COLLEAGUE_ASKED, domain=domain, holder=holder)
    db.session.commit()
    return secret


def ask_all(public_id: str, holder: str) -> tuple[str, list[str]]:
    """Let somebody answer all that is open at this moment, in any domain; returns the secret, and the questions.

    Raises NothingOpen where nothing is, WrongState once handed in.
    """
    assessment = lookup.take_editable(public_id)
    questions = open_now(assessment)
    if not questions:
        raise NothingOpen
    secret, _row = _add(
        assessment, Pass(kind=COLLEAGUE, domain="", questions=questions, holder=holder), COLLEAGUE_VALID
    )
    audit.append(assessment, COMPANY, Action.COLLEAGUE_ASKED, questions=questions, holder=holder)
    db.session.commit()
    return secret, questions


def open_now(assessment: Assessment) -> list[str]:
    """List what is not answered or not known; once sent back, all that the company may answer; edition's order."""
    changeable = facts.open_questions(assessment)
    result = facts.result(assessment)
    unsettled = changeable if assessment.phase.only_asked else {*result.unanswered, *result.unknown}
    return [score.question for score in result.questions if score.question in unsettled & changeable]


def questions_of(row: Pass) -> frozenset[str]:
    """Return the questions for which a colleague was asked, of those that a company with this profile is asked."""
    book = facts.edition_of(row.assessment)
    asked = frozenset(score.question for score in facts.result(row.assessment).questions)
    return asked & frozenset(book.domains[row.domain].questions if row.domain else row.questions or ())


def take_back(public_id: str, pass_id: int) -> None:
    """End what a colleague was asked for, at once; raises NotFound for what this company did not ask."""
    assessment = lookup.take(public_id)
    row = db.session.get(Pass, pass_id)
    if row is None or row.assessment_id != assessment.id or row.kind != COLLEAGUE:
        raise NotFound
    if row.revoked_at is not None:
        db.session.rollback()
        return
    row.revoked_at = clock.now()
    audit.append(assessment, COMPANY, Action.COLLEAGUE_TAKEN_BACK, **_told(row))
    db.session.commit()


def asked(assessment: Assessment) -> list[Pass]:
    """List whom the company asked, the latest first; `used_at` is when the colleague first opened it."""
    chosen = sa.select(Pass).where(Pass.assessment_id == assessment.id, Pass.kind == COLLEAGUE)
    return list(db.session.scalars(chosen.order_by(Pass.id.desc())))


def may_mail(assessment: Assessment) -> bool:
    """Say whether the request just made may go out by mail, too."""
    since = clock.now() - timedelta(hours=1)
    return sum(row.created_at > since for row in asked(assessment)) <= ASKED_BY_MAIL_AN_HOUR


def answer_for(typed: str) -> Pass:
    """Return what a colleague's code opens; raises PassRefused as `resume` does."""
    row = _use(typed, (COLLEAGUE,))
    audit.append(row.assessment, COLLEAGUE, Action.COLLEAGUE_OPENED, **_told(row))
    db.session.commit()
    return row


def still_asked(pass_id: int, public_id: str, domain: str) -> Pass:
    """Return what a colleague opened before, `domain` "" for questions of any.

    Raises NotFound for another place, RequestEnded once it is over.
    """
    row = db.session.get(Pass, pass_id)
    if row is None or row.kind != COLLEAGUE or (row.assessment.public_id, row.domain) != (public_id, domain):
        raise NotFound
    if not works(row):
        raise RequestEnded
    return row


def works(row: Pass) -> bool:
    """Say whether a pass still opens anything."""
    spent = row.kind == _LINK and row.used_at is not None
    return row.revoked_at is None and row.expires_at > clock.now() and not spent


def answering(asked: Pass | None, questions: Collection[str]) -> str:
    """Return who answers these questions: the colleague who was asked, "" for the company itself.

    To be called once the assessment was taken. Raises RequestEnded where the request was taken back or is over
    by now, NotFound for a question that was not asked.
    """
    if asked is None:
        return ""
    if not works(asked):
        raise RequestEnded
    if not questions_of(asked).issuperset(questions):
        raise NotFound
    return asked.holder


def _told(row: Pass) -> dict[str, object]:
    place = {"domain": row.domain} if row.domain else {"questions": row.questions}
    return {**place, "holder": row.holder}


def _mail(public_ids: Sequence[str], post: Post, asked_for: str | None = None) -> bool:
    made = [(assessment, link) for public_id in public_ids for assessment, link in _make_link(public_id, asked_for)]
    # To each address as it is kept, not as it was typed: spellings that are equal to us may be two mailboxes.
    for to in dict.fromkeys(assessment.company.contact_email for assessment, _ in made):
        chosen = [(assessment, link) for assessment, link in made if assessment.company.contact_email == to]
        if not telling.tell(chosen[0][0], links.links_letter, [link for _, link in chosen], post):
            raise MailBroken
    return bool(made)


def _make_link(public_id: str, asked_for: str | None) -> list[tuple[Assessment, links.Link]]:
    """Make a link, or none where there is no address, another than was asked for, or enough within the hour."""
    assessment = lookup.take(public_id)
    address = assessment.company.contact_email or ""
    since = clock.now() - timedelta(hours=1)
    recent = sa.select(sa.func.count(Pass.id)).where(
        Pass.assessment_id == assessment.id, Pass.kind == _LINK, Pass.created_at > since
    )
    meant = bool(address) and (asked_for is None or address.lower() == asked_for.lower())
    if not meant or (db.session.scalar(recent) or 0) >= LINKS_AN_HOUR:
        db.session.rollback()
        return []
    secret, row = _add(assessment, Pass(kind=_LINK), LINK_VALID)
    audit.append(assessment, COMPANY, Action.LINK_MAILED)
    db.session.commit()
    link = links.Link(assessment.company.name, assessment.started_at, secret, row.expires_at)
    return [(assessment, link)]


def _add(assessment: Assessment, row: Pass, valid: timedelta) -> tuple[str, Pass]:
    secret, now = codes.make(), clock.now()
    row.assessment, row.secret_hash = assessment, codes.token_hash(secret)
    row.created_at, row.expires_at = now, now + valid
    db.session.add(row)
    return secret, row


def _revoke_keys(assessment: Assessment, browser_id: int | None) -> bool:
    revoked = (
        sa.update(Pass)
        .where(Pass.assessment_id == assessment.id, Pass.kind == _KEY, Pass.revoked_at.is_(None))
        .values(revoked_at=clock.now())
        .returning(Pass.id)
        .execution_options(synchronize_session=False)
    )
    ended = db.session.scalars(revoked).all()
    holdings.end_opened_with(ended, browser_id)
    return bool(ended)


def _use(typed: str, kinds: Sequence[str]) -> Pass:
    """Find the pass behind a secret and note its use, its assessment taken; two at once use a link up only once."""
    hashed = codes.token_hash(codes.typed(typed))
    chosen = sa.select(Pass.id, Assessment.public_id).join(Pass.assessment)
    found = db.session.execute(chosen.where(Pass.secret_hash == hashed, Pass.kind.in_(kinds))).first()
    # `take` must be the first statement of its transaction.
    db.session.rollback()
    if found is None:
        raise PassRefused
    lookup.take(found.public_id)
    row = db.session.get_one(Pass, found.id, populate_existing=True)
    if not works(row):
        db.session.rollback()
        raise PassRefused
    if row.used_at is None or row.kind != COLLEAGUE:
        row.used_at = clock.now()
    return row
