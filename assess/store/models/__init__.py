"""The tables; other rooms import them from here."""

from assess.store.models.account_event import AccountAction, AccountChain, AccountEvent
from assess.store.models.assessment import (
    Answer,
    Assessment,
    Company,
    CreditClaim,
    Declaration,
    ParticularAnswer,
    ProfileAnswer,
)
from assess.store.models.base import Base
from assess.store.models.browser import Browser, Holding
from assess.store.models.certificate import Certificate, IssuedFile
from assess.store.models.event import COMINGS, Action, Event, Series
from assess.store.models.evidence import Evidence, EvidenceOpening, StoredFile
from assess.store.models.life import LIFE, Basis, Phase, State, Turn, states
from assess.store.models.limit_count import LimitCount
from assess.store.models.passes import Pass
from assess.store.models.portfolio import Invitation
from assess.store.models.progress import CaseProgress
from assess.store.models.sign_in import SignIn
from assess.store.models.staff import ALL_PLANS, UNDERWRITERS, Authority, Role, RoleName, Staff, StaffLink
from assess.store.models.standing import Standing
from assess.store.models.verification import Matter, Remark, Subject, Verdict, VerdictKind

__all__ = [
    "ALL_PLANS",
    "COMINGS",
    "LIFE",
    "UNDERWRITERS",
    "AccountAction",
    "AccountChain",
    "AccountEvent",
    "Action",
    "Answer",
    "Assessment",
    "Authority",
    "Base",
    "Basis",
    "Browser",
    "CaseProgress",
    "Certificate",
    "Company",
    "CreditClaim",
    "Declaration",
    "Event",
    "Evidence",
    "EvidenceOpening",
    "Holding",
    "Invitation",
    "IssuedFile",
    "LimitCount",
    "Matter",
    "ParticularAnswer",
    "Pass",
    "Phase",
    "ProfileAnswer",
    "Remark",
    "Role",
    "RoleName",
    "Series",
    "SignIn",
    "Staff",
    "StaffLink",
    "Standing",
    "State",
    "StoredFile",
    "Subject",
    "Turn",
    "Verdict",
    "VerdictKind",
    "states",
]
