"""What people write into a field is understood as they write it, in every field of its kind."""

import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from assess.cases import evidence, lookup
from assess.mail.letters import Letter
from assess.web import forms
from assess.web.forms import fields
from assess.web.forms.corporate_number import digits
from assess.web.forms.day import day_in
from assess.web.forms.email import is_address
from assess.web.forms.yen import yen_in
from tests import builders, files
from tests.browsers import let_own
from tests.mail.test_post import post
from tests.mailbox import mailbox

DECOMPOSED = "株式会社 カ\u3099ラス工房"
"""As some computers send it: the sign of the voiced sound stands beside its letter."""


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("500,000", 500_000),
        ("５００，０００円", 500_000),
        ("¥1,200", 1200),
        ("\\1,200", 1200),
        (" 50万円 ", 500_000),
        ("12.3万", 123_000),
        ("１２．３万円", 123_000),
        ("120千円", 120_000),
        ("1.5百万円", 1_500_000),
        ("1億2,000万円", 120_000_000),
        ("3 万 5,000 円", 35_000),
        ("JPY 80,000", 80_000),
        ("", None),
        ("円", None),
    ],
)
def test_yen_are_read_as_people_write_them(written: str, yen: int | None) -> None:
    assert yen_in(written) == yen


@pytest.mark.parametrize(
    "written",
    ["1,2,3", "12,34", "1,2345", "500.000", "12.34567万", "5万3万", "3千2万", "1 2 3", "-5", "五十万", "1e5", "9" * 40],
)
def test_what_may_mean_two_amounts_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        yen_in(written)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-25",
        "2026/11/25",
        "2026.11.25",
        "20261125",
        "2026年11月25日",
        "２０２６年11月25日",
        "２０２６－１１－２５",
        "2026 年 11 月 25 日",
        "2026年11月25日（水）",
        "令和8年11月25日",
        "令和８年１１月２５日",
        "R8.11.25",
        "Ｒ８／１１／２５",
        "r8-11-25",
        "㋿8年11月25日",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert day_in(written) == date(2026, 11, 25)


def test_eras_before_this_one_and_their_first_years_are_read() -> None:
    assert day_in("令和元年5月1日") == date(2019, 5, 1)
    assert day_in("平成31年4月30日") == date(2019, 4, 30)
    assert day_in("S64.1.7") == date(1989, 1, 7)


@pytest.mark.parametrize("written", ["2026-02-30", "令和8年13月1日", "11/25/2026", "25", "昨日", "X8.1.1"])
def test_what_is_no_day_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_in(written)


@pytest.mark.parametrize(
    "written", ["8000000000001", "T8000000000001", "Ｔ８－００００－００００－０００１", "t8 0000 0000 0001"]
)
def test_a_corporate_number_is_read_as_an_invoice_shows_it(written: str) -> None:
    assert digits(written) == "8000000000001"


@pytest.mark.parametrize(
    "written", ["a..b@docomo.ne.jp", "ab.@docomo.ne.jp", "a...b.@ezweb.ne.jp", "a-b_c@example.co.jp"]
)
def test_addresses_that_telephone_companies_gave_out_are_addresses(written: str) -> None:
    assert is_address(written)


@pytest.mark.parametrize("written", ["", "nobody", "a@", "@b.example", ".@docomo.ne.jp", "a@b..jp", "a b@c.example"])
def test_what_is_no_address_is_none(written: str) -> None:
    assert not is_address(written)


def test_mail_reaches_an_address_with_two_dots() -> None:
    with mailbox() as box:
        post(box.settings()).send(Letter("a..b.@docomo.ne.jp", "ja", "備え診断", "続きを開くリンク", "岸本さま\n"))
    assert box.recipients == [["a..b.@docomo.ne.jp"]]


def test_a_day_of_evidence_may_be_written_in_the_years_of_the_era(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        aid = builders.answered().public_id
    let_own(app, client, aid)
    picture = (io.BytesIO(files.png()), "設定.png")
    sent = client.post(f"/a/{aid}/evidence/answer/remote-mfa", data={"file": picture, "held_good_on": "令和8年１月5日"})
    assert sent.status_code == 303
    with app.app_context():
        [[row]] = evidence.listed(lookup.find(aid)).values()
        assert row.held_good_on == date(2026, 1, 5)


def test_every_name_is_kept_composed(app: Flask) -> None:
    with app.test_request_context():
        names = _one_line_fields()
        assert len(names) >= 4
        for form_class, field in names:
            form = form_class(MultiDict({field: DECOMPOSED}))
            assert form[field].data == "株式会社 ガラス工房", (form_class.__name__, field)


def test_no_form_reads_a_day_or_an_address_in_a_way_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        for form_class in _form_classes():
            for field in form_class():
                assert field.type != "DateField", (form_class, field.name)
                if "email" in field.name:
                    assert fields.half_width in field.filters


def _form_classes() -> list[type]:
    found = (getattr(forms, name) for name in forms.__all__)
    return [kind for kind in found if isinstance(kind, type) and hasattr(kind, "process")]


def _one_line_fields() -> list[tuple[type, str]]:
    return [
        (kind, field.name)
        for kind in _form_classes()
        for field in kind()
        if isinstance(field, StringField) and fields.one_line in field.filters and "premium" not in field.name
    ]
