"""Reading back, declaring, and what becomes of the case."""

import socket
from dataclasses import replace

import pytest
from flask import Flask

from assess.cases import answers, assessments, facts
from assess.papers.press import press_of
from assess.store.models import Assessment, State, Subject, VerdictKind
from assess.texts.declarations import ADOPTED_VERSION, WORDINGS
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders
from tests.web.company.browser import DECLARED, DECLARED_AGAIN, START, Browser, Owns, certified, profile_facts, returned


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


@pytest.mark.parametrize("field", ["name", "title"])
def test_a_name_that_no_certificate_could_show_is_refused_with_its_code_point(answered: Browser, field: str) -> None:
    declared = {**DECLARED, field: "北浜 \U00010380"}
    page = answered.post("declaration", declared)
    assert page.status_code == 400
    assert "\U00010380 (U+10380)" in page.text
    assert answered.read(lambda case: case.state) == "draft"


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
    assert "提出済みのため変更できません" in browser.get("declaration").text
    refused = browser.post("declaration", DECLARED)
    assert (refused.status_code, "すでに提出されています" in refused.text) == (409, True), "another company's name"
    assert browser.post("declaration", DECLARED_AGAIN).status_code == 303
    assert browser.read(lambda case: (case.state, case.receipt)) == (State.SUBMITTED, receipt)
    assert browser.read(lambda case: case.known_as) == "株式会社 北浜精機"


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
        profile = {**dict.fromkeys(profile_facts(), True), "overseas": False}
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


def test_without_the_time_stamp_a_certificate_is_asked_to_be_fetched_later(
    owns: Owns, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = owns(certified)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    monkeypatch.setattr(press_of(browser.app).signer, "_tsa_url", nobody)
    page = browser.get("certificate.pdf")
    assert page.status_code == 503
    assert "タイムスタンプ" in page.text
    monkeypatch.undo()
    assert browser.get("certificate.pdf").data.startswith(b"%PDF")


def test_the_declaration_says_so_too_and_keeps_which_words_were_declared(app: Flask, owns: Owns) -> None:
    browser = owns(builders.answered)
    app.extensions["settings"] = replace(app.extensions["settings"], adopts_answers=True)
    page = browser.get("declaration").text
    for statement in WORDINGS[ADOPTED_VERSION]:
        assert str(statement.ja) in page or str(statement.en).replace("'", "&#39;") in page
    refused = browser.post("declaration", DECLARED)
    assert refused.status_code == 400
    assert browser.post("declaration", {**DECLARED, "wording": ADOPTED_VERSION}).status_code == 303
    assert browser.read(lambda case: case.declarations[-1].wording_version) == ADOPTED_VERSION
