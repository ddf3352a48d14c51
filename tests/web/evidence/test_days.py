"""The day that a file holds for: asked, read from the picture, and said when it is old."""

import re
from datetime import timedelta

import pytest

from assess import clock
from tests import files, rooms
from tests.web.evidence.browser import JSON, WHERE, Company, render, submit


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "0001-01-01", "9999-12-31", "-"])
def test_a_day_that_is_none_is_said_at_its_field_and_stays_as_typed(company: Company, day: str) -> None:
    page = company.send(files.png(), day=day)
    assert (page.status_code, company.kept()) == (400, [])
    assert 'id="held_good_on-error"' in page.get_data(as_text=True)
    assert f'value="{day}"' in page.get_data(as_text=True)


def photo(taken: str, size: tuple[int, int] = (40, 20)) -> bytes:
    """A photo that says when it was taken."""
    return files.jpeg(size, exif=files.taken(taken))


def test_the_day_is_empty_at_first_and_never_today_by_itself(company: Company) -> None:
    page = company.browser.get(f"/a/{company.aid}/evidence/{WHERE}").get_data(as_text=True)
    box = render(company, "{{ evidence_box(shelf, 'answer', 'remote-mfa', 'MFA') }}")
    for shown_day in (page, box):
        control = re.search(r'<input[^>]*type="date"[^>]*>', shown_day)
        assert control is not None
        assert not re.search(r'value="[^"]', control[0])


@pytest.mark.parametrize("script", [True, False])
def test_a_file_that_says_no_day_is_asked_for_one(company: Company, script: bool) -> None:
    answer = company.send(files.png(), day="", headers=JSON if script else {})
    assert (answer.status_code, company.kept()) == (400, [])
    assert "Enter the day that the file shows" in answer.get_data(as_text=True)
    if script:
        assert answer.json is not None
        assert answer.json["wants_day"] is True
    else:
        assert 'id="held_good_on-error"' in answer.get_data(as_text=True)


def test_a_photo_says_its_day_itself_and_what_is_typed_goes_before(company: Company) -> None:
    company.send(photo("2026:03:04 09:08:07"), "a.jpg", day="")
    company.send(photo("2026:03:04 09:08:07", (20, 20)), "b.jpg", day="2026-05-06")
    page = rooms.text(company.browser.get(f"/a/{company.aid}/evidence/{WHERE}"))
    assert ("as of 4 March 2026" in page, "as of 6 May 2026" in page) == (True, True)


@pytest.mark.parametrize("taken", ["2031:01:01 00:00:00", "2003:01:01 00:00:00"])
def test_a_photo_of_a_camera_whose_clock_is_wrong_is_asked_for_its_day(company: Company, taken: str) -> None:
    answer = company.send(photo(taken), "a.jpg", day="")
    assert (answer.status_code, company.kept()) == (400, [])
    assert 'id="held_good_on-error"' in answer.get_data(as_text=True)


def test_what_is_older_than_twelve_months_is_said_to_the_company_and_to_the_underwriter(company: Company) -> None:
    today = clock.today()
    old, fresh = clock.months_before(today, 12) - timedelta(1), clock.months_before(today, 12)
    company.send(files.png(), "old.png", day=old.isoformat())
    company.send(files.pdf(), "fresh.pdf", day=fresh.isoformat())
    page = rooms.text(company.browser.get(f"/a/{company.aid}/evidence/{WHERE}"))
    assert (page.count("More than 12 months old"), page.index("old.png") < page.index("More than 12")) == (1, True)
    submit(company)
    card = render(company, "{{ evidence_card(files, aid) }}")
    assert card.count("More than 12 months old at the declaration") == 1


def test_a_file_that_became_old_since_the_declaration_is_said_so_at_the_item_and_before_issue(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.send(files.png(), day=(clock.today() - timedelta(300)).isoformat())
    submit(company)
    later = clock.now() + timedelta(200)
    monkeypatch.setattr(clock, "now", lambda: later)
    card = render(company, "{{ evidence_card(files, aid) }}")
    assert "More than 12 months old on the day of the decision" in card
    assert "at the declaration" not in card
    page = rooms.text(rooms.enter(company.app).browser.get(f"/underwriter/cases/{company.aid}/issue"))
    assert "Files that are more than 12 months old on the day of the decision" in page
