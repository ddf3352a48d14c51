"""The invented companies of the demo; their corporate numbers are of a form that is never given out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Story(StrEnum):
    """How far a demo company has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    RETURNED = "returned"
    CERTIFIED = "certified"
    REVOKED = "revoked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class DemoCompany:
    """A company, its story, and its answers.

    `strength`: each answer is the best option whose factor is at most so many percent; `answers` says
    otherwise for single questions of whatever edition. `premium` is yen a year before the discount, `people` the
    head-count. `edition` is the one with which it began, "" for the newest; `incident`: it tells of one.
    """

    story: Story
    name: str
    number: str
    industry: str
    headcount: str
    sales: str
    representative: str
    contact: str
    plan: str
    strength: int
    premium: int | None = None
    facts: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    credits: tuple[str, ...] = ()
    of_agent: bool = False
    people: int | None = None
    edition: str = ""
    incident: bool = False


FIRST = "sme-cyber/2026-10"

COMPANIES = (
    DemoCompany(
        story=Story.DRAFT,
        name="有限会社 山手木工",
        number="8000000000001",
        industry="E",
        headcount="to-20",
        sales="to-500m",
        representative="山手 一郎",
        contact="山手 洋子",
        plan="basic",
        strength=30,
        premium=180_000,
        facts=frozenset({"website"}),
        of_agent=True,
    ),
    DemoCompany(
        story=Story.SUBMITTED,
        name="株式会社 北浜精機",
        number="7000000000002",
        industry="E",
        headcount="to-50",
        sales="to-1b",
        representative="北浜 大輔",
        contact="岸本 由香",
        plan="wide",
        strength=70,
        premium=500_000,
        facts=frozenset({"remote_access", "website", "equipment"}),
        answers={"remote-mfa": "some", "edge-patching": "over-31-days", "incident-plan": "spoken", "antivirus": "all"},
        people=32,
        incident=True,
        credits=("isms", "no-incidents"),
        of_agent=True,
    ),
    DemoCompany(
        story=Story.IN_REVIEW,
        edition=FIRST,
        name="医療法人社団 青葉クリニック",
        number="6000000000003",
        industry="P",
        headcount="to-50",
        sales="to-500m",
        representative="青葉 恵子",
        contact="事務長 森 和夫",
        plan="wide",
        strength=90,
        premium=360_000,
        facts=frozenset({"remote_access", "website", "equipment"}),
        answers={
            "endpoint-defence": "edr-monitored",
            "remote-mfa": "all",
            "incident-plan": "written",
            "backup-isolation": "some",
            "training": "unknown",
        },
        credits=("privacy-mark",),
    ),
    DemoCompany(
        story=Story.RETURNED,
        name="みなみ物流 株式会社",
        number="5000000000004",
        industry="H",
        headcount="to-100",
        sales="to-1b",
        representative="南 俊介",
        contact="高橋 直子",
        plan="basic",
        strength=90,
        premium=420_000,
        facts=frozenset({"remote_access"}),
        answers={"remote-mfa": "all", "incident-plan": "written", "backup-isolation": "some", "antivirus": "all"},
        people=64,
        credits=("security-action-2",),
        of_agent=True,
    ),
    DemoCompany(
        story=Story.CERTIFIED,
        name="株式会社 湊ソフトウェア",
        number="4000000000005",
        industry="G",
        headcount="to-50",
        sales="to-1b",
        representative="湊 千尋",
        contact="石田 拓也",
        plan="wide",
        strength=90,
        premium=600_000,
        facts=frozenset({"remote_access", "website"}),
        answers={
            "endpoint-defence": "edr-all",
            "antivirus": "all",
            "edr": "all",
            "remote-mfa": "all",
            "cloud-mfa": "all",
            "admin-mfa": "all",
            "backup-isolation": "all",
            "incident-plan": "written",
            "edge-patching": "within-14-days",
        },
        people=28,
        incident=True,
        credits=("isms",),
        of_agent=True,
    ),
    DemoCompany(
        story=Story.REVOKED,
        edition=FIRST,
        name="株式会社 朝日坂商店",
        number="3000000000006",
        industry="I",
        headcount="to-20",
        sales="to-500m",
        representative="朝日坂 保",
        contact="朝日坂 美穂",
        plan="basic",
        strength=70,
        answers={"incident-plan": "written", "edge-patching": "within-30-days", "backup-isolation": "some"},
        credits=("no-incidents",),
    ),
    DemoCompany(
        story=Story.DECLINED,
        edition=FIRST,
        name="合同会社 夕凪企画",
        number="2000000000007",
        industry="L",
        headcount="to-5",
        sales="to-50m",
        representative="夕凪 さくら",
        contact="夕凪 さくら",
        plan="basic",
        strength=30,
        facts=frozenset({"website"}),
    ),
    DemoCompany(
        story=Story.WITHDRAWN,
        name="株式会社 丘の上ベーカリー",
        number="1000000000008",
        industry="M",
        headcount="to-20",
        sales="to-100m",
        representative="岡野 上総",
        contact="岡野 みどり",
        plan="basic",
        strength=30,
    ),
)
