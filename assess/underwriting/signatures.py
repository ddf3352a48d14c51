"""Why a case wants a second signature, whether it has one that counts, and who can give it (docs/rules.md § 9).

Pages, the piles, the signing and the issue ask here, and nobody decides it for themselves.
"""

from collections.abc import Iterator

from assess.cases import facts
from assess.errors import NotAllowed
from assess.errors.signatures import Cause, SignatureReason
from assess.errors.underwriting import LeadWanted, SamePerson
from assess.store.models import UNDERWRITERS, Assessment, RoleName, Staff
from assess.underwriting.betterment import bettering
from scoring import wants_second_signature


def reasons(case: Assessment) -> list[SignatureReason]:
    """List why the case, as found so far, wants a second signature; none where one is enough."""
    return list(_reasons(case))


def unmet(case: Assessment) -> list[SignatureReason]:
    """List the reasons that the signature given so far, if any, does not meet."""
    signer, found = case.countersigner, reasons(case)
    return found if signer is None else [reason for reason in found if not _meets(case, signer, reason)]


def may_sign(case: Assessment, person: Staff) -> bool:
    """Say whether this person can give the second signature that the case wants."""
    found = reasons(case)
    return bool(found) and _other(case, person) and all(_meets(case, person, reason) for reason in found)


def require_signer(case: Assessment, person: Staff) -> None:
    """Raise NotAllowed, SamePerson or LeadWanted unless the signature of this person would count."""
    require_underwriter(person)
    if not _other(case, person):
        raise SamePerson
    for reason in reasons(case):
        if not _meets(case, person, reason):
            raise LeadWanted(reason.rate)


def require_underwriter(person: Staff) -> None:
    """Raise NotAllowed unless the person is an underwriter or a lead, on this day and by what is stored."""
    if person.role not in UNDERWRITERS or not person.active:
        raise NotAllowed


def _reasons(case: Assessment) -> Iterator[SignatureReason]:
    book, rate = facts.edition_of(case), facts.verified_result(case).rate
    if wants_second_signature(book, rate):
        yield SignatureReason(Cause.THRESHOLD, book.review.second_signature_from)
    better = bettering(case)
    if better:
        yield SignatureReason(Cause.BETTERED, items=better)
    limit = case.underwriter.limit(case.declared_plan) if case.underwriter else None
    if limit is not None and rate > limit:
        yield SignatureReason(Cause.AUTHORITY, limit)


def _meets(case: Assessment, signer: Staff, reason: SignatureReason) -> bool:
    if reason.cause is Cause.AUTHORITY and signer.role is not RoleName.LEAD:
        return False
    return signer.role in UNDERWRITERS and _other(case, signer)


def _other(case: Assessment, person: Staff) -> bool:
    """Say whether the person neither holds the case nor gave a verdict that betters it."""
    better = set(bettering(case))
    gave = {verdict.staff_id for key, verdict in facts.by_item(case).items() if key in better}
    return person.id != case.underwriter_id and person.id not in gave
