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
from .editions.published import check_editions, is_published, load_published, publish, published_faults
from .editions.questions_file import References, UnknownOption
from .editions.schema import schemas
from .editions.succession import new_edition
from .editions.tariff_file import Conditional, Gate, Review
from .reading.faults import EditionFaults, FactsFaults, RecordFaults
from .reading.jcs import canonical, digest
from .records.recomputing import load_record, recompute
from .records.record import Issue, RecordedDeclaration, RecordedVerdict, build_record, verified_facts
from .results.answers import (
    Answer,
    Counted,
    Dated,
    RawAnswer,
    Ticked,
    months_before,
    plain_answer,
    read_answer,
    stands_for,
)
from .results.asking import best_known
from .results.contradictions import contradictions_in
from .results.edge import EDGE, Fall, edges, falls
from .results.engine import ENGINE_VERSION, evaluate
from .results.facts import Facts, load_facts, read_facts
from .results.first_steps import FirstStep, first_steps
from .results.particulars import Told, is_told_of, meets, open_particulars, particulars_faults, plain_told, read_told
from .results.prices import Price
from .results.rate import RATE_LIMIT, rate_at, saved_yen
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
    Work,
)
from .results.review import may_wait, wants_second_signature
from .results.standing import as_options

__all__ = [
    "EDGE",
    "ENGINE_VERSION",
    "RATE_LIMIT",
    "UNKNOWN",
    "Accident",
    "AccidentLink",
    "Answer",
    "Change",
    "Conditional",
    "Contradiction",
    "Counted",
    "Credit",
    "CreditReason",
    "CreditResult",
    "Dated",
    "Domain",
    "DomainScore",
    "Edition",
    "EditionFaults",
    "Facts",
    "FactsFaults",
    "Fall",
    "FirstStep",
    "Gate",
    "GateReason",
    "GateResult",
    "Issue",
    "Option",
    "Part",
    "Particular",
    "Plan",
    "Price",
    "ProfileFact",
    "Question",
    "QuestionScore",
    "RawAnswer",
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
    "Ticked",
    "Tier",
    "Told",
    "UnknownOption",
    "Way",
    "Weakness",
    "Work",
    "as_options",
    "best_known",
    "build_record",
    "canonical",
    "changes",
    "check_editions",
    "contradictions_in",
    "digest",
    "edges",
    "evaluate",
    "falls",
    "first_steps",
    "is_published",
    "is_told_of",
    "load_edition",
    "load_editions",
    "load_facts",
    "load_published",
    "load_record",
    "may_wait",
    "meets",
    "months_before",
    "new_edition",
    "open_particulars",
    "particulars_faults",
    "plain_answer",
    "plain_told",
    "publish",
    "published_faults",
    "rate_at",
    "read_answer",
    "read_facts",
    "read_told",
    "recompute",
    "saved_yen",
    "schemas",
    "sound_editions",
    "stands_for",
    "verified_facts",
    "wants_second_signature",
]
