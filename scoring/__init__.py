"""The rules: from an edition and a company's facts to a rate, with the reason for each figure.

This is the only door. Nothing in here knows of the web, a database, the clock, chance or the network.
"""

from .editions.comparison import changes
from .editions.edition import (
    UNKNOWN,
    Accident,
    Contradiction,
    Credit,
    Domain,
    Edition,
    Option,
    Part,
    Particular,
    Plan,
    ProfileFact,
    Question,
    Risk,
    Scale,
    Tier,
)
from .editions.entry import Text
from .editions.loading import load_edition, load_editions, sound_editions
from .editions.published import check_editions, load_published, publish, published_faults
from .editions.questions_file import References, UnknownOption
from .editions.schema import schemas
from .editions.succession import new_edition
from .editions.tariff_file import Conditional, Gate, Review
from .reading.faults import EditionFaults, FactsFaults, RecordFaults
from .reading.jcs import canonical, digest
from .records.record import (
    Issue,
    RecordedDeclaration,
    RecordedVerdict,
    build_record,
    load_record,
    recompute,
    verified_facts,
)
from .results.engine import ENGINE_VERSION, evaluate
from .results.facts import Facts, load_facts, read_facts
from .results.rate import RATE_LIMIT, rate_at
from .results.result import (
    AccidentLink,
    Change,
    CreditReason,
    CreditResult,
    DomainScore,
    GateReason,
    GateResult,
    QuestionScore,
    Result,
    Score,
    Way,
    Weakness,
)

__all__ = [
    "ENGINE_VERSION",
    "RATE_LIMIT",
    "UNKNOWN",
    "Accident",
    "AccidentLink",
    "Change",
    "Conditional",
    "Contradiction",
    "Credit",
    "CreditReason",
    "CreditResult",
    "Domain",
    "DomainScore",
    "Edition",
    "EditionFaults",
    "Facts",
    "FactsFaults",
    "Gate",
    "GateReason",
    "GateResult",
    "Issue",
    "Option",
    "Part",
    "Particular",
    "Plan",
    "ProfileFact",
    "Question",
    "QuestionScore",
    "RecordFaults",
    "RecordedDeclaration",
    "RecordedVerdict",
    "References",
    "Result",
    "Review",
    "Risk",
    "Scale",
    "Score",
    "Text",
    "Tier",
    "UnknownOption",
    "Way",
    "Weakness",
    "build_record",
    "canonical",
    "changes",
    "check_editions",
    "digest",
    "evaluate",
    "load_edition",
    "load_editions",
    "load_facts",
    "load_published",
    "load_record",
    "new_edition",
    "publish",
    "published_faults",
    "rate_at",
    "read_facts",
    "recompute",
    "schemas",
    "sound_editions",
    "verified_facts",
]
