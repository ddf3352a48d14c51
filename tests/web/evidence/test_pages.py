"""The pages on which files are added, opened and removed, by whom they are opened, and how they leave the server."""

import io
import re
from datetime import timedelta

import pytest

from assess import clock
from assess.cases import assessments
from assess.store.models import RoleName
from assess.web.views.company.evidence import LARGEST_REQUEST
from tests import builders, files, rooms
from tests.web.evidence.browser import JSON, WHERE, Company, ask_about, opened, render, submit


def test_a_file_is_added_and_the_page_leads_back_to_the_question(company: Company) -> None:
    answer = company.send(files.png())
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/a/{company.aid}/domains/identity#remote-mfa"
    assert len(company.kept()) == 1
    credit = company.send(files.pdf(), "ISMS.pdf", "credit/isms")
    assert credit.headers["Location"] == f"/a/{company.aid}/credits#isms"


def test_the_page_of_one_item_lists_what_is_there(company: Company) -> None:
    company.send(files.png())
    page = rooms.text(company.browser.get(f"/a/{company.aid}/evidence/{WHERE}"))
    assert "VPN 設定.png" in page
    assert re.search(r"as of \d+ \w+ \d{4} Remove", page)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "", "Choose a file."),
        (b"", "a.png", "This file is empty."),
        (b"MZ" + bytes(90), "a.exe", "Files of this kind cannot be taken."),
        (files.png()[:60], "a.png", "This picture is damaged"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_on_the_same_page_and_to_the_script(
    company: Company, content: bytes, name: str, sentence: str
) -> None:
    page, told = company.send(content, name), company.send(content, name, headers=JSON)
    assert (page.status_code, told.status_code, company.kept()) == (400, 400, [])
    assert sentence in rooms.text(page)
    assert "Please check the following" in rooms.text(page)
    assert told.json is not None
    assert told.json["sentence"].startswith(sentence)


def test_what_was_left_out_of_a_file_is_said_to_both(company: Company) -> None:
    company.send("対策,- OSを更新した\n".encode("cp932"), "対策.csv", day="2026-11-01")
    sentence = "Cells that a spreadsheet would compute now begin with an apostrophe."
    assert sentence in rooms.text(company.browser.get(f"/a/{company.aid}/evidence/{WHERE}"))
    submit(company)
    assert sentence in render(company, "{{ evidence_card(files, aid) }}")


def test_a_file_between_ten_and_thirty_megabytes_gets_its_sentence_on_the_page(company: Company) -> None:
    page = company.send(bytes(11_000_000), "a.pdf")
    assert page.status_code == 413
    assert "This file is larger than 10 MB." in rooms.text(page)
    assert "Files for “" in rooms.text(page)


def test_what_is_larger_than_any_file_is_not_even_read(company: Company) -> None:
    assert company.send(bytes(LARGEST_REQUEST), "a.pdf").status_code == 413
    assert company.kept() == []


def test_only_the_owner_may_send_so_much(company: Company) -> None:
    stranger = company.app.test_client()
    large = {"a": "b" * 2_000_000}
    assert stranger.post(f"/a/{company.aid}/evidence/{WHERE}", data=large).status_code == 404
    assert company.browser.post(f"/a/{company.aid}/domains/identity", data=large).status_code == 413


def test_a_large_file_comes_through_the_check_against_forged_forms(company: Company) -> None:
    company.app.config["WTF_CSRF_ENABLED"] = True
    assert company.send(files.noise("PNG") * 30).status_code == 400
    token = re.search(
        r'name="csrf_token" value="([^"]+)"',
        company.browser.get(f"/a/{company.aid}/evidence/{WHERE}").get_data(as_text=True),
    )
    assert token
    content = b"a" * 3_000_000
    data = {"file": (io.BytesIO(content), "a.txt"), "held_good_on": clock.today().isoformat(), "csrf_token": token[1]}
    assert company.browser.post(f"/a/{company.aid}/evidence/{WHERE}", data=data).status_code == 303


def test_the_script_gets_the_list_as_it_is_now(company: Company) -> None:
    told = company.send(files.png(), name='<b>"画面".png', headers=JSON)
    assert told.json is not None
    assert told.json["done"]
    assert "_b_" in told.json["files"]
    assert "<b>" not in told.json["files"]
    [kept] = company.kept()
    gone = company.browser.post(f"/a/{company.aid}/evidence/{kept}/remove", headers=JSON)
    assert gone.json is not None
    assert kept not in gone.json["files"]
    assert company.kept() == []


def test_a_file_is_removed_without_the_script(company: Company) -> None:
    company.send(files.png())
    answer = company.browser.post(f"/a/{company.aid}/evidence/{company.kept()[0]}/remove")
    assert answer.headers["Location"] == f"/a/{company.aid}/domains/identity#remote-mfa"
    assert company.kept() == []
    assert "The file was removed." in rooms.text(company.browser.get(answer.headers["Location"]))


def test_once_handed_in_the_script_and_the_page_say_so(company: Company) -> None:
    submit(company)
    assert company.send(files.png()).status_code == 409
    told = company.send(files.png(), headers=JSON)
    assert told.status_code == 409
    assert told.json is not None
    assert told.json["sentence"].startswith("This step is not open")


def test_a_download_is_saved_and_neither_shown_run_nor_kept(company: Company) -> None:
    company.send(files.png())
    answer = company.browser.get(f"/a/{company.aid}/evidence/{company.kept()[0]}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"VPN .png\"; filename*=UTF-8''VPN%20%E8%A8%AD%E5%AE%9A.png"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert re.search(r"default-src 'none'.*sandbox", answer.headers["Content-Security-Policy"])


def test_text_says_in_which_code_it_is(company: Company) -> None:
    company.send("端末".encode("cp932"), "一覧.txt")
    answer = company.browser.get(f"/a/{company.aid}/evidence/{company.kept()[0]}")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.get_data().decode("utf-8-sig") == "端末"


def test_nobody_else_sees_removes_or_learns_of_a_file(company: Company) -> None:
    company.send(files.png())
    [kept] = company.kept()
    with company.app.app_context():
        own = assessments.start(builders.details(), "ja").public_id
    other = opened(company.app, company.app.test_client(), own)
    for address in (
        f"/a/{company.aid}/evidence/{kept}",
        f"/a/{own}/evidence/{kept}",
        f"/a/{company.aid}/evidence/{WHERE}",
    ):
        assert other.browser.get(address).status_code == 404
    for aid in (company.aid, own):
        assert other.browser.post(f"/a/{aid}/evidence/{kept}/remove").status_code == 404
    assert company.kept() == [kept]


@pytest.mark.parametrize("where", ["answer/none", "credit/remote-mfa", "fact/website", "answer/%00", "answer/../x"])
def test_there_is_no_page_for_what_is_no_answer_or_credit(company: Company, where: str) -> None:
    assert company.browser.get(f"/a/{company.aid}/evidence/{where}").status_code == 404
    assert company.send(files.png(), where=where).status_code == 404


def test_the_underwriter_opens_files_of_cases_that_were_handed_in(company: Company) -> None:
    company.send(files.jpeg((2000, 1000)), "配線図.jpg")
    company.send(files.pdf(), "規程.pdf")
    underwriter = rooms.enter(company.app).browser
    picture, paper = (f"/underwriter/cases/{company.aid}/evidence/{kept}" for kept in company.kept())
    assert underwriter.get(picture).status_code == 404
    submit(company)
    assert underwriter.get(picture).headers["Content-Disposition"].startswith("attachment")
    preview = underwriter.get(f"{picture}/preview")
    assert (preview.headers["Content-Type"], preview.headers.get("Content-Disposition")) == ("image/jpeg", None)
    assert preview.headers["Cache-Control"] == "private, no-store"
    assert len(preview.data) < 60_000
    assert underwriter.get(f"{paper}/preview").status_code == 404
    assert underwriter.get(paper).data.startswith(b"%PDF-")
    told = underwriter.get(f"/underwriter/cases/{company.aid}/summary").get_data(as_text=True)
    assert re.findall("(opened|saw the preview of) the file “(.*?)”", told) == [
        ("opened", "配線図.jpg"),
        ("opened", "規程.pdf"),
    ]


def test_a_file_that_was_handed_in_cannot_be_removed_when_the_case_comes_back(company: Company) -> None:
    company.send(files.png(), "前.png")
    submit(company)
    ask_about(company, "answer", "remote-mfa")
    company.send(files.png((9, 9)), "後.png")
    before, after = company.kept()
    page = company.browser.get(f"/a/{company.aid}/evidence/answer/remote-mfa").get_data(as_text=True)
    assert (f"evidence/{before}/remove" in page, f"evidence/{after}/remove" in page) == (False, True)
    refused = company.browser.post(f"/a/{company.aid}/evidence/{before}/remove")
    assert refused.status_code == 409
    assert "stays with the case" in refused.get_data(as_text=True)
    assert company.browser.post(f"/a/{company.aid}/evidence/{after}/remove").status_code == 303
    assert company.kept() == [before]


def test_the_underwriter_reads_when_files_came_and_went(company: Company) -> None:
    company.send(files.png())
    company.browser.post(f"/a/{company.aid}/evidence/{company.kept()[0]}/remove")
    submit(company)
    told = rooms.text(rooms.enter(company.app).browser.get(f"/underwriter/cases/{company.aid}/summary"))
    assert "The company added the file “VPN 設定.png”" in told
    assert "The company removed the file “VPN 設定.png”" in told


def test_a_file_opens_only_through_its_own_case(company: Company) -> None:
    company.send(files.png())
    submit(company)
    with company.app.app_context():
        other = builders.submitted().public_id
    underwriter = rooms.enter(company.app).browser
    assert underwriter.get(f"/underwriter/cases/{other}/evidence/{company.kept()[0]}").status_code == 404


def test_an_agent_never_sees_a_file(company: Company) -> None:
    company.send(files.png())
    submit(company)
    [kept] = company.kept()
    agent = rooms.enter(company.app, RoleName.AGENT).browser
    assert agent.get(f"/underwriter/cases/{company.aid}/evidence/{kept}").status_code == 403
    assert agent.get(f"/underwriter/cases/{company.aid}/evidence/{kept}/preview").status_code == 403
    assert agent.get(f"/a/{company.aid}/evidence/{kept}").status_code == 404


def test_the_box_under_a_question_leads_to_forms_outside_the_form_of_the_answers(company: Company) -> None:
    company.send(files.png())
    box = render(company, "{{ evidence_box(shelf, 'answer', 'remote-mfa', 'MFA') }}")
    forms = render(company, "{{ evidence_forms(shelf, 'answer', ['remote-mfa', 'admin-mfa']) }}")
    assert "<form" not in box
    assert 'form="evidence-answer-remote-mfa"' in box
    assert re.findall(r'<form id="([^"]+)"', forms) == [
        "evidence-remove",
        "evidence-answer-remote-mfa",
        "evidence-answer-admin-mfa",
    ]
    assert f'max="{clock.today().isoformat()}"' in box


def test_the_box_of_a_case_that_was_handed_in_only_shows(company: Company) -> None:
    company.send(files.png())
    submit(company)
    box = render(company, "{{ evidence_box(shelf, 'answer', 'remote-mfa', 'MFA') }}")
    assert "VPN 設定.png" in box
    assert "<input" not in box
    assert "<button" not in box
    assert render(company, "{{ evidence_box(shelf, 'answer', 'leavers', 'L') }}").strip() == ""
    assert render(company, "{{ evidence_forms(shelf, 'answer', ['remote-mfa']) }}").strip() == ""


def test_the_underwriters_card_shows_pictures_days_and_hashes(company: Company) -> None:
    company.send(files.png(), day=(clock.today() - timedelta(9)).isoformat())
    company.send(files.pdf(), "規程.pdf")
    card = render(company, "{{ evidence_card(files, aid) }}")
    picture, paper = company.kept()
    assert f'src="/underwriter/cases/{company.aid}/evidence/{picture}/preview"' in card
    assert card.count("<img") == 1
    assert paper in card
    assert card.count("sha256") == 2
    assert "The company added no file." in render(company, "{{ evidence_card((), aid) }}")
