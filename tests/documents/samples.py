"""Papers to print: an ordinary certificate and report, the shortest that can be, the longest."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from assess.documents.paper import (
    Bilingual,
    CertificatePaper,
    Circumstance,
    Condition,
    CreditLine,
    DeclaredBy,
    DomainLine,
    Issuer,
    Language,
    Signatory,
    TierLine,
    VerdictCounts,
)
from assess.documents.report_paper import ReportPaper
from assess.papers import report_paper
from assess.papers.report_head import ReportHead
from scoring import (
    UNKNOWN,
    Facts,
    Issue,
    RecordedDeclaration,
    RecordedVerdict,
    build_record,
    evaluate,
    load_edition,
    verified_facts,
)

ROOT = Path(__file__).resolve().parents[2]
ISSUER = Issuer(
    name_ja="見本損害保険株式会社",
    name_en="Sample Insurance Co., Ltd.",
    contact_ja="企業サイバー引受部 03-0000-0000 cyber@sample-insurance.example",
    contact_en="Cyber Underwriting, +81-3-0000-0000, cyber@sample-insurance.example",
    seal_text="見本損保之印",
)
RECORD = '{"company":"株式会社 北浜精機","number":"SC-2026-000482-7","rate":45}'.encode()

_DOMAINS = (
    ("端末", "Devices", "12.6", "15.0", "84.0"),
    ("認証", "Sign-in", "14.0", "17.0", "82.3"),
    ("脆弱性", "Exposure", "12.4", "15.0", "82.6"),
    ("復旧", "Recovery", "9.0", "11.0", "81.8"),
    ("メール", "Mail", "4.9", "7.0", "70.0"),
    ("人", "People", "4.5", "5.0", "90.0"),
    ("検知・対応", "Response", "6.8", "12.0", "56.6"),
    ("情報持出し", "Data", "3.9", "5.0", "78.0"),
    ("取引先", "Third parties", "4.9", "5.0", "98.0"),
    ("統治", "Governance", "5.4", "6.0", "90.0"),
)
_GATES = {
    "基礎/Basic/40/10/25": (
        ("端末の防御", "Defence of devices", "ウイルス対策のみ", "Anti-virus only"),
        ("ソフトの更新", "Software updates", "だいたい", "Most"),
        ("バックアップの範囲", "Extent of backups", "だいたい", "Most"),
        ("責任役員と基本方針", "Accountable executive", "口頭", "Spoken"),
    ),
    "標準/Standard/55/20/40": (
        ("社外からの多要素認証", "MFA for remote access", "すべて", "All"),
        ("公開機器の更新", "Patching of exposed devices", "30日以内", "Within 30 days"),
        ("切り離した控え", "Isolated copy", "一部", "Some"),
        ("事故の手順", "Incident plan", "書面", "Written"),
    ),
    "強化/Strong/70/30/50": (
        ("端末の防御", "Defence of devices", "EDRをすべてに", "EDR on all"),
        ("クラウドの多要素認証", "MFA for cloud services", "すべて", "All"),
        ("管理者の多要素認証", "MFA for administrators", "だいたい", "Most"),
        ("公開機器の更新", "Patching of exposed devices", "14日以内", "Within 14 days"),
        ("公開面の点検", "Check of the outside view", "12か月以内", "Within 12 months"),
        ("切り離した控え", "Isolated copy", "すべて", "All"),
        ("復元の試験", "Restore test", "12か月以内", "Within 12 months"),
    ),
    "高度/Advanced/85/40/60": (
        ("管理者の多要素認証", "MFA for administrators", "すべて", "All"),
        ("ソフトの更新", "Software updates", "すべて", "All"),
        ("警報の監視", "Watch over alerts", "24時間", "Round the clock"),
        ("机上訓練", "Table-top exercise", "12か月以内", "Within 12 months"),
        ("委託先の台帳", "Register of suppliers", "書面", "Written"),
        ("資産の台帳", "Inventory of assets", "だいたい", "Most"),
        ("海外の契約", "Overseas contracts", "見直し済み", "Reviewed"),
        ("設備の分離", "Separated equipment", "すべて", "All"),
    ),
}


def _tier(key: str, reached: bool) -> TierLine:
    ja, en, score, rate, ceiling = key.split("/")
    states = ("met",) * 8 if reached else ("unmet", "met", "unmet", "met", "met", "met", "not_asked", "not_asked")
    conditions = tuple(
        Condition(Bilingual(*gate[:2]), Bilingual(*gate[2:]), state)  # type: ignore[arg-type]
        for gate, state in zip(_GATES[key], states, strict=False)
    )
    return TierLine(Bilingual(ja, en), int(score), int(rate), int(ceiling), reached, conditions)


CERTIFICATE = CertificatePaper(
    number="SC-2026-000482-7",
    company="株式会社 北浜精機",
    plan=Bilingual("ワイドプラン", "Wide Plan"),
    tier=Bilingual("強化", "Strong"),
    tier_step=3,
    rate=45,
    control_rate=30,
    credit_rate=15,
    uncapped=45,
    limited_by="none",
    score="78.4",
    issued=date(2026, 11, 22),
    expires=date(2027, 11, 21),
    edition="sme-cyber/2026-10",
    edition_title=Bilingual("中小企業サイバー保険 対策診断", "Cyber insurance assessment for small businesses"),
    notice=Bilingual(
        "見本の版です。点数・区分・割引率は判断による値で、保険会社が届け出た料率ではありません。",
        "Sample edition: scores, tiers and rates are judgement values, not an insurer's filed tariff.",
    ),
    engine="1.0.0",
    digest="9f3c51d07be244a8c3a1e0f5b26d7784915f0cc2d3ab4e67f8190a2b3c4d1a07",
    verify_url="https://sonae.example/verify/J7CXHWK99N4TCVJYF8KW",
    code="J7CX-HWK9-9N4T-CVJY-F8KW",
    issuer=ISSUER,
    scope=(
        Circumstance(Bilingual("社外からの接続", "Access from outside"), True),
        Circumstance(Bilingual("自社の公開サイト", "A public site of your own"), True),
        Circumstance(Bilingual("海外とのかかわり", "Business abroad"), False),
        Circumstance(Bilingual("つながる設備・IoT", "Connected equipment and IoT"), False),
    ),
    domains=tuple(DomainLine(Bilingual(ja, en), *rest) for ja, en, *rest in _DOMAINS),
    tiers=tuple(_tier(key, step < 3) for step, key in enumerate(_GATES)),
    credits=(
        CreditLine(Bilingual("ISMS認証（ISO/IEC 27001）", "ISMS certification (ISO/IEC 27001)"), 15, True),
        CreditLine(Bilingual("SECURITY ACTION 二つ星", "SECURITY ACTION two stars"), 3, False),
    ),
    verdicts=VerdictCounts(31, 2, 1, 1, 2, date(2026, 11, 20), date(2026, 11, 22)),
    declaration=DeclaredBy("北浜 大輔", "代表取締役", datetime(2026, 11, 20, 5, 2, tzinfo=UTC), "2026-10"),
    signatories=(Signatory("underwriter", date(2026, 11, 22)),),
    declared_rate=50,
    company_number="5120001234561",
)

SHORTEST = replace(
    CERTIFICATE,
    company="凪",
    rate=10,
    control_rate=10,
    credit_rate=0,
    uncapped=10,
    credits=(),
    declared_rate=None,
    company_number=None,
    declaration=replace(CERTIFICATE.declaration, name="凪", title="主"),
)

LONGEST = replace(
    CERTIFICATE,
    company=(
        "特定非営利活動法人 東日本広域中小製造業サイバーセキュリティ共同対策推進協議会連合会"
        "（旧 髙﨑精密機械工業株式会社 Takasaki Precision Machinery & Electronics Manufacturing）"
        "北関東信越ブロック統括本部 第一営業企画推進部 サプライチェーン安全対策室 葛\U000e0100飾分室"
    ),
    rate=60,
    control_rate=40,
    credit_rate=30,
    uncapped=70,
    limited_by="cap",
    declared_rate=50,
    tiers=tuple(replace(tier, reached=True) for tier in CERTIFICATE.tiers),
    credits=(
        CreditLine(Bilingual("ISMS認証（ISO/IEC 27001）", "ISMS certification (ISO/IEC 27001)"), 15, True),
        CreditLine(Bilingual("プライバシーマーク", "PrivacyMark"), 10, False),
        CreditLine(Bilingual("ISMSとプライバシーマークの両方", "Both ISMS and PrivacyMark"), 5, True),
        CreditLine(Bilingual("SECURITY ACTION 二つ星", "SECURITY ACTION two stars"), 3, False),
        CreditLine(Bilingual("第三者による脆弱性診断（12か月以内）", "Independent test within 12 months"), 5, True),
        CreditLine(Bilingual("5年間の無事故（申告）", "No incident in five years, as declared"), 5, True),
    ),
    declaration=replace(
        CERTIFICATE.declaration,
        name="ヴォルフガング・髙﨑 Wolfgang Maximilian von Takasaki-Österreicher",
        title="代表取締役社長 兼 最高情報セキュリティ責任者（CISO）兼 北関東信越ブロック統括本部長",
    ),
    signatories=(Signatory("underwriter", date(2026, 11, 22)), Signatory("second", date(2026, 11, 22))),
    issuer=replace(
        ISSUER,
        name_ja="見本あんしん海上火災損害保険ホールディングス株式会社",
        name_en="Sample Anshin Marine, Fire and General Insurance Holdings Co., Ltd.",
    ),
)

EDITION = load_edition(ROOT / "questionnaires" / "sme-cyber" / "2026-10")
Kind = Literal["usual", "best", "worst"]


def facts(kind: Kind) -> Facts:
    """The usual company is in the first tier; the best one gives the best answer to every question of the
    wide plan, the worst one knows nothing, is asked everything and has no credit and no premium."""
    best = {question.id: list(question.options)[-1] for question in EDITION.questions.values()}
    usual = {
        "endpoint-defence": "edr-most",
        "remote-mfa": "some",
        "cloud-mfa": "most",
        "software-updates": "most",
        "backup-isolation": "some",
        "training": "unknown",
        "leavers": "unknown",
        "phishing-drill": "within-24-months",
        "log-retention": "some",
        "incident-plan": "written",
        "segmentation": "some",
    }
    answers = {
        "usual": best | usual,
        "best": best,
        "worst": dict.fromkeys(best, UNKNOWN),
    }[kind]
    return Facts(
        edition=EDITION.id,
        plan="basic" if kind == "worst" else "wide",
        profile=dict.fromkeys(EDITION.profile, True) | ({"overseas": False} if kind == "usual" else {}),
        answers=answers,
        credits=() if kind == "worst" else ("isms", "privacy-mark", "security-action-2", "no-incidents"),
        premium=None if kind == "worst" else 500_000,
    )


def report(kind: Kind, language: Language, **changes: Any) -> ReportPaper:
    """The report of one of the companies above, as of 22 November 2026."""
    given = facts(kind)
    about: dict[str, Any] = {
        "company": "株式会社 北浜精機",
        "number": "A-2026-000482",
        "as_of": date(2026, 11, 22),
        "agent": "みなと保険サービス株式会社 岸本 由香（03-0000-0001）",
        "declaration": CERTIFICATE.declaration,
        "issuer": ISSUER,
    }
    told = about | changes
    issuer = told.pop("issuer")
    return report_paper(EDITION, given, evaluate(EDITION, given), ReportHead(**told), issuer, language)


def verified_report(language: Language) -> ReportPaper:
    """The report of the best company, whose underwriter corrected one answer and rejected another and a credit."""
    declared, on = facts("best"), date(2026, 11, 21)
    apart = [
        RecordedVerdict("answer", "remote-mfa", "corrected", date(2026, 11, 22), "some"),
        RecordedVerdict("answer", "training", "rejected", on),
        RecordedVerdict("credit", "privacy-mark", "rejected", on),
    ]
    settled = {(verdict.subject, verdict.item) for verdict in apart}
    items: list[tuple[Any, str]] = [
        *(("fact", fact) for fact in declared.profile),
        *(("answer", question) for question in declared.answers),
        *(("credit", credit) for credit in declared.credits),
    ]
    verdicts = [*(RecordedVerdict(*item, "confirmed", on) for item in items if item not in settled), *apart]
    verified = verified_facts(declared, verdicts)
    return report_paper(
        EDITION,
        verified,
        evaluate(EDITION, verified),
        ReportHead(
            company="株式会社 北浜精機",
            number="A-2026-000482",
            as_of=date(2026, 11, 20),
            valid_until=date(2027, 11, 21),
            declared=declared,
            verdicts=verdicts,
            declaration=CERTIFICATE.declaration,
        ),
        ISSUER,
        language,
    )


def decision_record() -> dict[str, Any]:
    """A record of the usual company with one answer corrected, as an underwriter issued it."""
    declared = replace(facts("usual"), answers={**facts("usual").answers, "remote-mfa": "all"})
    asked = [score.question for score in evaluate(EDITION, declared).questions]
    on = date(2026, 11, 21)
    verdicts = [
        *(RecordedVerdict("fact", fact, "confirmed", on) for fact in declared.profile),
        *(RecordedVerdict("answer", question, "confirmed", on) for question in asked if question != "cloud-mfa"),
        RecordedVerdict("answer", "cloud-mfa", "corrected", date(2026, 11, 22), "some"),
        *(RecordedVerdict("credit", credit, "confirmed", on) for credit in declared.credits),
    ]
    made = RecordedDeclaration("北浜 大輔", "代表取締役", "2026-11-20T05:02:00+00:00", "2026-10")
    number, issued, expires = "SC-2026-000482-7", date(2026, 11, 22), date(2027, 11, 21)
    issue = Issue(number, "株式会社 北浜精機", "5120001234561", made, ("underwriter-7",), issued, expires)
    return build_record(EDITION, declared, verdicts, issue)
