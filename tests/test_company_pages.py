"""The company's pages, as a browser asks for them: start, answer, see the result, declare, and what became of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import answers, assessments, certificates, editions, facts, lookup, portfolios, verification
from assess.classifications import HEADCOUNTS, INDUSTRIES, SALES
from assess.extensions import db
from assess.forms.details import yen_in
from assess.models import Assessment, RoleName, State, Subject, VerdictKind
from assess.verification import Finding
from assess.views.company.progress import next_tier
from scoring import evaluate
from tests import builders

START = {
    "version": "0",
    "name": "有限会社 山手木工",
    "corporate_number": "8-0000-0000-0001",
    "industry": "E",
    "headcount": "to-20",
    "sales": "to-500m",
    "representative": "山手 一郎",
    "contact_name": "山手 洋子",
    "contact_email": "",
    "plan": "basic",
    "premium": "500,000円",
    "profile-remote_access": "yes",
    "profile-website": "yes",
    "profile-overseas": "no",
    "profile-equipment": "no",
}


@dataclass
class Browser:
    """A browser whose session owns one assessment."""

    client: FlaskClient
    app: Flask
    aid: str

    def get(self, page: str, **more: object) -> TestResponse:
        """Open a page of the assessment."""
        return self.client.get(f"/a/{self.aid}/{page}", **more)

    def post(self, page: str, data: dict[str, object], **more: object) -> TestResponse:
        """Send a form to a page of the assessment."""
        return self.client.post(f"/a/{self.aid}/{page}", data=data, **more)

    def choose(self, domain: str, version: int, **chosen: str) -> TestResponse:
        """Let a choice save itself, as the script does; keywords are question ids with _ for -."""
        data = {question.replace("_", "-"): value for question, value in chosen.items()}
        return self.post(f"domains/{domain}", {"version": version, **data}, headers={"Accept": "application/json"})

    def read(self, reader: Callable[[Assessment], object]) -> object:
        """Look at what is stored."""
        with self.app.app_context():
            return reader(lookup.find(self.aid))

    @property
    def version(self) -> int:
        """The version that a page made now carries."""
        return self.read(lambda case: case.version)  # type: ignore[return-value]

    def stored(self, question: str) -> tuple[str | None, str] | None:
        """Return the option and the note that are stored for a question."""
        said = self.read(lambda case: {row.question: (row.option, row.note) for row in case.answers})
        return said.get(question)  # type: ignore[attr-defined,no-any-return]


Owns = Callable[[Callable[[], Assessment]], Browser]


@pytest.fixture
def owns(app: Flask, client: FlaskClient) -> Owns:
    """Make a case with a builder, and let the browser own it."""

    def made(build: Callable[[], Assessment]) -> Browser:
        with app.app_context():
            aid = build().public_id
        with client.session_transaction() as session:
            session["assessments"] = [aid]
        return Browser(client, app, aid)

    return made


@pytest.fixture
def draft(owns: Owns) -> Browser:
    """A draft with no answer yet, of a company that is asked every question."""
    return owns(lambda: assessments.start(builders.details(), "ja"))


@pytest.fixture
def answered(owns: Owns) -> Browser:
    """A draft with the best answer to every question."""
    return owns(builders.answered)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*told: object) -> None:
        sent.append(str(told[2]))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def checked(page: TestResponse) -> set[tuple[str, str]]:
    """Return the names and values of the radios and boxes that are ticked on a page."""
    boxes = re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]+)"[^>]*? checked', page.text)
    return set(boxes)


def returned(asking: list[tuple[str, str]]) -> Callable[[], Assessment]:
    """Make a case that an underwriter sent back with questions about these items."""

    def build() -> Assessment:
        case = builders.submitted({"remote-mfa": "most"}, ("isms",))
        underwriter = builders.staff()
        builders.confirm_all(case, underwriter)
        for subject, item in asking:
            finding = Finding(subject, item, VerdictKind.QUERY, reason=f"{item}について教えてください。")
            verification.give_verdict(case.public_id, underwriter, finding)
        return verification.send_back(case.public_id, underwriter)

    return build


def certified() -> Assessment:
    """A case on which the underwriter corrected one answer before issuing."""
    case = builders.submitted({"endpoint-defence": "edr-all"}, ("isms",))
    underwriter, second = builders.staff(), builders.staff()
    builders.confirm_all(case, underwriter)
    correction = Finding(Subject.ANSWER, "training", VerdictKind.CORRECTED, "within-24-months", "昨年の記録でした。")
    verification.give_verdict(case.public_id, underwriter, correction)
    verification.countersign(case.public_id, second)
    certificates.issue(case.public_id, underwriter)
    return case


# --- start and details ----------------------------------------------------------------------------


def test_a_company_starts_with_its_details_and_is_led_to_its_steps(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data=START)
    assert answer.status_code == 303
    aid = answer.location.split("/")[2]
    with app.app_context():
        begun = lookup.find(aid)
        assert (begun.company.name, begun.company.corporate_number) == ("有限会社 山手木工", "8000000000001")
        assert (begun.plan, begun.premium, begun.language) == ("basic", 500_000, "ja")
        assert {row.fact for row in begun.profile if row.value} == {"remote_access", "website"}
    assert "有限会社 山手木工" in client.get(answer.location).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  ", "会社名を入力してください"),
        ("name", "あ" * 121, "120文字以内"),
        ("industry", "Z", "業種を選んでください"),
        ("industry", "", "業種を選んでください"),
        ("plan", "gold", "プランを選んでください"),
        ("corporate_number", "8000000000002", "どこかの数字が違っています"),
        ("corporate_number", "80000", "13桁すべて"),
        ("contact_email", "yoko@", "メールアドレスは"),
        ("premium", "about a million", "円単位で"),
        ("premium", "-5", "円単位で"),
        ("profile-website", "", "「はい」か「いいえ」"),
        ("version", "x", "画面の状態を確かめられませんでした"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_nothing_typed_is_lost(
    client: FlaskClient, field: str, value: str, sentence: str
) -> None:
    page = client.post("/start", data={**START, field: value})
    assert page.status_code == 400
    assert sentence in page.text
    assert "次の点をご確認ください" in page.text
    kept = START | {field: value}
    assert f'value="{kept["contact_name"]}"' in page.text
    assert field == "profile-website" or ("profile-website", "yes") in checked(page)


def test_a_missing_field_is_asked_for_and_starts_nothing(app: Flask, client: FlaskClient) -> None:
    page = client.post("/start", data={})
    assert page.status_code == 400
    assert page.text.count("field-error") >= len(START) - 5
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Assessment.id))) == 0


def test_signs_that_a_database_refuses_are_dropped(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data={**START, "name": "山手\x00木工\r\n"})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).company.name == "山手木工"


@pytest.mark.parametrize(
    ("written", "yen"),
    [("500,000", 500_000), ("５００，０００円", 500_000), ("¥1,200", 1200), (" 50万円 ", 500_000), ("", None)],
)
def test_a_premium_is_read_as_people_write_it(written: str, yen: int | None) -> None:
    assert yen_in(written) == yen


def test_full_width_digits_and_hyphens_make_a_corporate_number(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data={**START, "corporate_number": "８－００００－００００－０００１"})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).company.corporate_number == "8000000000001"


def test_every_class_that_a_company_can_choose_is_offered(client: FlaskClient) -> None:
    page = client.get("/start").text
    for value in (*INDUSTRIES, *HEADCOUNTS, *SALES):
        assert f'value="{value}"' in page


def test_the_details_are_changed_and_shown_again(draft: Browser) -> None:
    answer = draft.post("details", {**START, "version": draft.version, "name": "新しい名前"})
    assert answer.status_code == 303
    assert 'value="新しい名前"' in draft.get("details").text


def test_details_changed_meanwhile_are_shown_beside_what_was_entered(draft: Browser) -> None:
    before = draft.version
    draft.post("details", {**START, "version": before, "name": "先に保存した名前"})
    page = draft.post("details", {**START, "version": before, "name": "あとの名前"})
    assert page.status_code == 409
    assert 'value="あとの名前"' in page.text
    assert "先に保存した名前" in page.text
    assert draft.read(lambda case: case.company.name) == "先に保存した名前"
    again = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert again
    assert draft.post("details", {**START, "version": again[1], "name": "あとの名前"}).status_code == 303


# --- invitations ----------------------------------------------------------------------------------


@pytest.fixture
def secret(app: Flask) -> str:
    """The secret of a fresh invitation."""
    with app.app_context():
        return portfolios.invite(builders.staff(RoleName.AGENT), "みなと印刷 株式会社")[1]


def test_an_invitation_says_who_invites_and_what_the_agent_will_see(client: FlaskClient, secret: str) -> None:
    page = client.get(f"/i/{secret}").text
    for words in ("佐伯 真理", "みなと印刷 株式会社", "代理店に見えるもの", f"/start?invitation={secret}"):
        assert words in page


def test_starting_with_an_invitation_makes_the_company_the_agents_client_once(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    assert 'value="みなと印刷 株式会社"' in client.get(f"/start?invitation={secret}").text
    answer = client.post("/start", data={**START, "invitation": secret})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).agent is not None
    assert client.get(f"/i/{secret}").status_code == 410
    assert client.post("/start", data={**START, "invitation": secret}).status_code == 410


# --- answering ------------------------------------------------------------------------------------


def test_a_domain_is_saved_and_leads_to_the_next_one(draft: Browser) -> None:
    answer = draft.post(
        "domains/mail", {"version": draft.version, "mail-filtering": "all", "mail-filtering-note": "毎日"}
    )
    assert answer.status_code == 303
    assert "/domains/people" in answer.location
    assert draft.stored("mail-filtering") == ("all", "毎日")
    assert draft.stored("misdirected-mail") == (None, "") or draft.stored("misdirected-mail") is None


def test_the_last_domain_leads_to_the_credits_and_these_to_the_result(draft: Browser) -> None:
    assert draft.post("domains/governance", {"version": draft.version}).location.endswith("/credits")
    answer = draft.post("credits", {"held": ["isms", "no-incidents"]})
    assert answer.location.endswith("/result")
    assert draft.read(lambda case: [row.credit for row in case.credits]) == ["isms", "no-incidents"]


def test_the_best_option_stands_first_and_not_knowing_last(draft: Browser) -> None:
    page = draft.get("domains/identity").text
    offered = re.findall(r'name="remote-mfa" value="([^"]+)"', page)
    assert offered == ["all", "most", "some", "none", "unknown"]


def test_a_forged_option_brings_the_page_again_with_the_other_choices_kept(draft: Browser) -> None:
    sent = {"version": draft.version, "mail-filtering": "everything", "misdirected-mail": "most"}
    page = draft.post("domains/mail", sent)
    assert page.status_code == 400
    assert "選択肢にありません" in page.text
    assert ("misdirected-mail", "most") in checked(page)
    assert draft.stored("misdirected-mail") is None


def test_a_note_that_is_too_long_is_kept_on_the_page_and_not_stored(draft: Browser) -> None:
    page = draft.post("domains/mail", {"version": draft.version, "mail-filtering-note": "あ" * 1001})
    assert page.status_code == 400
    assert "あ" * 1001 in page.text
    assert draft.stored("mail-filtering") is None


def test_a_choice_saves_itself_and_moves_the_estimate(draft: Browser) -> None:
    told = draft.choose("mail", draft.version, mail_filtering="all").get_json()
    assert told["saved"]
    assert told["version"] == draft.version
    assert told["estimate"] == {"rate": 0, "tier": "t0", "answered": 1, "asked": 30}
    assert "30問中 1問に回答" in told["parts"]["card"]
    assert draft.stored("mail-filtering") == ("all", "")


def test_a_note_saves_itself_beside_the_answer(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="all")
    draft.choose("mail", draft.version, mail_filtering_note="社外のサービスです")
    assert draft.stored("mail-filtering") == ("all", "社外のサービスです")


@pytest.mark.parametrize(
    ("chosen", "status"),
    [({"mail_filtering": "everything"}, 400), ({"no_such": "all"}, 400), ({"mail_filtering_note": "x" * 1001}, 400)],
)
def test_a_bad_choice_that_saves_itself_is_refused_with_a_sentence(
    draft: Browser, chosen: dict[str, str], status: int
) -> None:
    answer = draft.choose("mail", draft.version, **chosen)
    assert answer.status_code == status
    assert not answer.get_json()["saved"]
    assert answer.get_json()["sentence"]


def test_two_people_on_one_domain_never_overwrite_each_other_silently(draft: Browser) -> None:
    page_of_both = draft.version
    draft.post("domains/mail", {"version": page_of_both, "mail-filtering": "all"})
    page = draft.post("domains/mail", {"version": page_of_both, "mail-filtering": "none", "misdirected-mail": "some"})
    assert page.status_code == 409
    edition_of_today = draft.read(facts.edition_of)
    for option in ("all", "none"):
        assert edition_of_today.questions["mail-filtering"].options[option].label.ja in page.text  # type: ignore[attr-defined]
    assert ("misdirected-mail", "some") in checked(page)
    assert draft.stored("mail-filtering") == ("all", "")
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert version
    draft.post("domains/mail", {"version": version[1], "mail-filtering": "none"})
    assert draft.stored("mail-filtering") == ("none", "")


def test_a_note_written_meanwhile_is_neither_lost_nor_overwritten(draft: Browser) -> None:
    page_of_both = draft.version
    draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": "先の補足"})
    assert draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": ""}).status_code == 303
    page = draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": "あとの補足"})
    assert page.status_code == 409
    assert "先の補足" in page.text
    assert "あとの補足" in page.text
    assert draft.stored("mail-filtering") == (None, "先の補足")


def test_a_choice_that_saves_itself_tells_what_others_changed_on_the_page(draft: Browser) -> None:
    page_of_both = draft.version
    draft.choose("mail", page_of_both, mail_filtering="all")
    told = draft.choose("mail", page_of_both, misdirected_mail="most").get_json()
    assert told["others"] == {"mail-filtering": {"option": "all", "note": ""}}


def test_the_last_change_can_be_undone_and_done_again(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    draft.choose("mail", draft.version, mail_filtering="all")
    answer = draft.post("domains/mail", {"undo": draft.version})
    assert answer.location.endswith("/domains/mail#mail-filtering")
    assert draft.stored("mail-filtering") == ("some", "")
    draft.post("domains/mail", {"undo": draft.version})
    assert draft.stored("mail-filtering") == ("all", "")


def test_undoing_a_first_answer_leaves_the_question_open(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    draft.post("domains/people", {"undo": draft.version})
    assert draft.stored("mail-filtering") == (None, "")


def test_a_change_that_was_changed_again_cannot_be_undone(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    first = draft.version
    draft.choose("mail", draft.version, mail_filtering="all")
    assert draft.post("domains/mail", {"undo": first}).status_code == 409
    assert draft.stored("mail-filtering") == ("all", "")


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1"])
def test_there_is_no_undo_of_what_is_no_answer(draft: Browser, version: str) -> None:
    assert draft.post("domains/mail", {"undo": version}).status_code == 404


def test_the_steps_say_how_much_is_left_and_lead_on(draft: Browser) -> None:
    page = draft.get("").text
    assert "残り約13分" in page
    assert f"/a/{draft.aid}/domains/endpoint" in page
    draft.post("domains/endpoint", {"version": draft.version, "endpoint-defence": "unknown"})
    assert "3問中1問" in draft.get("").text


def test_questions_of_a_fact_that_is_no_are_not_asked(owns: Owns) -> None:
    about = replace(builders.details(), profile=dict.fromkeys(editions_profile(), False))
    browser = owns(lambda: assessments.start(about, "ja"))
    assert 'name="remote-mfa"' not in browser.get("domains/identity").text
    assert "設問 4 ／ 26" in browser.get("domains/identity").text


def editions_profile() -> list[str]:
    """The profile facts of the newest edition."""
    return list(editions.latest().profile)


def test_a_domain_page_explains_its_words(draft: Browser) -> None:
    assert "このページの用語" in draft.get("domains/identity").text


def test_an_unknown_domain_is_not_there(draft: Browser) -> None:
    assert draft.get("domains/kitchen").status_code == 404


def test_another_browser_finds_nothing(app: Flask, draft: Browser) -> None:
    stranger = Browser(app.test_client(), app, draft.aid)
    for page in ("", "details", "domains/mail", "credits", "result", "declaration", "receipt", "report.pdf"):
        assert stranger.get(page).status_code == 404, page
    assert stranger.post("domains/mail", {"version": 1, "mail-filtering": "all"}).status_code == 404
    assert stranger.choose("mail", 1, mail_filtering="all").status_code == 404
    assert stranger.post("withdraw", {}).status_code == 404


def test_a_domain_page_needs_four_statements_and_a_save_at_most_ten(draft: Browser) -> None:
    with statements(draft.app) as sent:
        draft.get("domains/identity")
    assert len(sent) <= 4, sent
    data = {"version": draft.version, "remote-mfa": "all", "cloud-mfa": "most", "admin-mfa": "all", "leavers": "spoken"}
    with statements(draft.app) as sent:
        assert draft.post("domains/identity", data).status_code == 303
    assert len(sent) <= 10, "\n".join(s[:60] for s in sent)
    version = draft.version
    with statements(draft.app) as sent:
        draft.choose("identity", version, remote_mfa="some")
    assert len(sent) <= 10, "\n".join(s[:60] for s in sent)


# --- estimate -------------------------------------------------------------------------------------


def test_the_next_tier_never_promises_too_little_to_do(draft: Browser) -> None:
    def check(case: Assessment) -> None:
        book, said = facts.edition_of(case), facts.stated(case)
        for strength in range(0, 101, 5):
            given = {
                q.id: [o.id for o in q.options.values() if o.factor <= strength][-1] for q in book.questions.values()
            }
            for credits in ((), ("isms", "no-incidents"), ("security-action-2",)):
                now = replace(said, answers=given, credits=credits)
                result = evaluate(book, now)
                step = next_tier(book, now, result)
                if step is None:
                    assert result.tier == list(book.tiers)[-1]
                    continue
                assert step.rate == result.ways[0].rate
                missing = int(step.missing.replace(".", "")) if step.missing else 0
                tenths = 1000 * result.score.points + missing * result.score.possible
                assert tenths >= 10 * step.tier.score * result.score.possible

    draft.read(check)


# --- result ---------------------------------------------------------------------------------------


def test_the_result_is_marked_as_an_estimate_and_shows_the_way_up(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"remote-mfa": "some"}, ("isms",)))
    page = browser.get("result").text
    assert "試算" in page
    assert "次の段へ、いちばん少ない手間で" in page
    assert ("change", "remote-mfa:all") in checked(browser.get("result"))


def test_unticking_a_change_works_the_rate_out_again_on_the_server(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"remote-mfa": "some", "incident-plan": "spoken"}, ("isms",)))
    all_ticked = browser.get("result?way=t4")
    one_left = browser.get("result?way=t4&tried=1&change=incident-plan:written")
    assert 'rate-figure">55' in tried(all_ticked)
    assert 'rate-figure">25' in tried(one_left)
    assert ("change", "remote-mfa:all") not in checked(one_left)


def tried(page: TestResponse) -> str:
    """Return the part of the result page that says what the ticked changes would give."""
    found = re.search(r'id="tried".*?</div>', page.text, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("change", ["remote-mfa:everything", "kitchen:all", "nonsense"])
def test_a_forged_change_is_refused_with_a_sentence(answered: Browser, change: str) -> None:
    assert answered.get(f"result?tried=1&change={change}").status_code == 400


def test_what_is_not_known_is_listed_with_how_to_find_out(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"restore-test": "unknown"}))
    page = browser.get("result").text
    assert "「わからない」とした設問の確かめ方" in page
    assert editions_check("restore-test", browser) in page


def editions_check(question: str, browser: Browser) -> str:
    """How to check a question, in Japanese."""
    return browser.read(lambda case: facts.edition_of(case).questions[question].check.ja)  # type: ignore[return-value]


def test_both_plans_are_compared_with_their_rates(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"equipment-separation": "some", "overseas-contracts": "none"}))
    page = browser.get("result").text
    assert "<b>40%</b>" in page
    assert "<b>30%</b>" in page


def test_a_certified_case_shows_the_verified_result_and_each_difference(owns: Owns) -> None:
    page = owns(certified).get("result").text
    assert "引受担当者が確認済み" in page
    assert "昨年の記録でした。" in page
    assert "24か月以内" in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_is_a_pdf_in_the_language_of_the_page(answered: Browser, language: str) -> None:
    report = answered.get(f"report.pdf?lang={language}")
    assert report.mimetype == "application/pdf"
    assert report.data.startswith(b"%PDF")


# --- declaration and after ------------------------------------------------------------------------

DECLARED = {"name": "北浜 大輔", "title": "代表取締役", "agreed": "y"}


def test_all_answers_are_read_back_with_links_to_change_them(answered: Browser) -> None:
    page = answered.get("declaration").text
    assert page.count('class="readback-change"') == 30
    assert f"/a/{answered.aid}/domains/identity#remote-mfa" in page


def test_handing_in_needs_every_answer_and_links_to_each_that_is_missing(draft: Browser) -> None:
    page = draft.post("declaration", DECLARED)
    assert page.status_code == 400
    assert page.text.count("に回答してください") == 30
    assert f'href="/a/{draft.aid}/domains/recovery#restore-test"' in page.text
    assert draft.read(lambda case: case.state) == State.DRAFT


@pytest.mark.parametrize("field", ["name", "title", "agreed"])
def test_a_declaration_without_name_title_or_consent_is_refused(answered: Browser, field: str) -> None:
    page = answered.post("declaration", {name: value for name, value in DECLARED.items() if name != field})
    assert page.status_code == 400
    assert "次の点をご確認ください" in page.text
    assert answered.read(lambda case: case.state) == State.DRAFT


def test_a_declared_assessment_gets_a_receipt_and_can_no_longer_be_changed(answered: Browser) -> None:
    answer = answered.post("declaration", DECLARED)
    assert answer.status_code == 303
    page = answered.get("receipt")
    assert "A-20" in page.text
    assert "診断を受け付けました" in page.text
    before = answered.version
    assert answered.post("domains/mail", {"version": before, "mail-filtering": "none"}).status_code == 409
    assert answered.choose("mail", before, mail_filtering="none").status_code == 409
    assert answered.post("details", {**START, "version": before}).status_code == 409
    assert answered.post("credits", {"held": []}).status_code in (303, 409)
    assert answered.version == before
    assert "この回答は変更できません" in answered.get("domains/mail").text
    assert answered.get("declaration").status_code == 303


def test_what_was_asked_is_shown_and_only_that_can_be_changed(owns: Owns) -> None:
    browser = owns(returned([(Subject.ANSWER, "remote-mfa")]))
    assert "remote-mfaについて教えてください。" in browser.get("").text
    page = browser.get("domains/identity").text
    assert page.count("disabled") > 10
    browser.post("domains/identity", {"version": browser.version, "remote-mfa": "all", "cloud-mfa": "none"})
    assert browser.stored("remote-mfa") == ("all", "")
    assert browser.stored("cloud-mfa") == ("all", "")
    assert browser.choose("identity", browser.version, cloud_mfa="none").status_code == 403
    receipt = browser.read(lambda case: case.receipt)
    assert browser.post("declaration", DECLARED).status_code == 303
    assert browser.read(lambda case: (case.state, case.receipt)) == (State.SUBMITTED, receipt)


def test_a_fact_that_was_asked_about_can_be_changed_and_no_other(owns: Owns) -> None:
    browser = owns(returned([(Subject.FACT, "overseas")]))
    sent = {**START, "version": browser.version, "plan": "basic", "profile-overseas": "no", "profile-website": "no"}
    assert browser.post("details", sent).status_code == 303
    kept = browser.read(lambda case: ({row.fact: row.value for row in case.profile}, case.plan))
    assert kept == ({"remote_access": True, "website": True, "overseas": False, "equipment": True}, "wide")


def test_a_credit_that_was_asked_about_can_be_given_up(owns: Owns) -> None:
    browser = owns(returned([(Subject.CREDIT, "isms")]))
    assert "ismsについて教えてください。" in browser.get("credits").text
    assert browser.post("credits", {}).status_code == 303
    assert browser.read(lambda case: list(case.credits)) == []


def test_an_answer_that_a_changed_fact_newly_asks_stays_open_until_handed_in(owns: Owns) -> None:
    def build() -> Assessment:
        profile = {**dict.fromkeys(editions_profile(), True), "overseas": False}
        case = assessments.start(builders.details(profile=profile), "ja")
        given = {q: o for q, o in builders.best(facts.edition_of(case)).items() if q != "overseas-contracts"}
        answers.save(case.public_id, case.version, given)
        assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
        underwriter = builders.staff()
        builders.confirm_all(case, underwriter)
        finding = Finding(Subject.FACT, "overseas", VerdictKind.QUERY, reason="輸出はありませんか。")
        verification.give_verdict(case.public_id, underwriter, finding)
        return verification.send_back(case.public_id, underwriter)

    browser = owns(build)
    browser.post("details", {**START, "version": browser.version, "profile-overseas": "yes"})
    for option in ("spoken", "written"):
        browser.choose("third-parties", browser.version, overseas_contracts=option)
    assert browser.stored("overseas-contracts") == ("written", "")


def test_a_declined_case_says_why(owns: Owns) -> None:
    def build() -> Assessment:
        case = builders.submitted()
        underwriter = builders.staff()
        verification.claim(case.public_id, underwriter)
        return verification.decline(case.public_id, underwriter, "資料をいただけませんでした。")

    assert "資料をいただけませんでした。" in owns(build).get("receipt").text


def test_an_assessment_is_withdrawn_for_good(draft: Browser) -> None:
    assert draft.post("withdraw", {}).status_code == 303
    assert "診断を取り下げました" in draft.get("receipt").text
    assert draft.choose("mail", draft.version, mail_filtering="all").status_code == 409
    assert draft.post("withdraw", {}).status_code == 409


def test_a_certificate_is_downloaded_in_both_languages_and_not_before_it_is_issued(
    owns: Owns, answered: Browser
) -> None:
    assert answered.get("certificate.pdf").status_code == 404
    browser = owns(certified)
    page = browser.get("receipt").text
    assert "割引の適格性が証明されました" in page
    japanese = browser.get("certificate.pdf?language=ja")
    assert japanese.data.startswith(b"%PDF")
    assert browser.get("certificate.pdf?language=ja").data == japanese.data
    assert browser.get("certificate.pdf?language=en").data != japanese.data
    assert browser.get("certificate.pdf?language=fr").status_code == 404


# --- every page, both languages -------------------------------------------------------------------

PAGES = ("", "details", "domains/identity", "credits", "result", "declaration", "receipt")
CASES: dict[str, Callable[[], Assessment]] = {
    "draft": lambda: assessments.start(builders.details(), "ja"),
    "answered": builders.answered,
    "submitted": builders.submitted,
    "returned": returned([(Subject.ANSWER, "remote-mfa"), (Subject.FACT, "overseas"), (Subject.CREDIT, "isms")]),
    "certified": certified,
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_page_has_a_title_one_heading_and_no_id_twice(owns: Owns, case: str, language: str) -> None:
    browser = owns(CASES[case])
    for name in PAGES:
        page = browser.get(f"{name}?lang={language}")
        if page.status_code == 303:
            continue
        assert page.status_code == 200, name
        assert f'<html lang="{language}">' in page.text
        assert re.search(r"<title>[^<]+ – \S", page.text), name
        assert len(re.findall(r"<h1[ >]", page.text)) == 1, name
        ids = re.findall(r'\bid="([^"]+)"', page.text)
        assert sorted(set(ids)) == sorted(ids), name
        assert not re.search(r"\sstyle=|\son\w+=", page.text), name


def test_a_form_without_its_token_changes_nothing(draft: Browser) -> None:
    draft.app.config["WTF_CSRF_ENABLED"] = True
    assert draft.post("domains/mail", {"version": 1, "mail-filtering": "all"}).status_code == 400
    assert draft.stored("mail-filtering") is None
