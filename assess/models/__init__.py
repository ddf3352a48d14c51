"""The tables; other rooms import them from here."""

from assess.models.assessment import Answer, Assessment, Company, CreditClaim, Declaration, ProfileAnswer
from assess.models.base import Base
from assess.models.certificate import Certificate, IssuedFile
from assess.models.event import Event, Series
from assess.models.evidence import Evidence, StoredFile
from assess.models.life import EDITABLE, STEPS, State
from assess.models.passes import Pass
from assess.models.portfolio import Invitation
from assess.models.staff import Role, RoleName, Staff
from assess.models.verification import Subject, Verdict, VerdictKind

__all__ = [
    "EDITABLE",
    "STEPS",
    "Answer",
    "Assessment",
    "Base",
    "Certificate",
    "Company",
    "CreditClaim",
    "Declaration",
    "Event",
    "Evidence",
    "Invitation",
    "IssuedFile",
    "Pass",
    "ProfileAnswer",
    "Role",
    "RoleName",
    "Series",
    "Staff",
    "State",
    "StoredFile",
    "Subject",
    "Verdict",
    "VerdictKind",
]
