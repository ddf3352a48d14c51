"""How dates and money are shown in the language of the page."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from assess.config import ROOT
from assess.documents import paper
from assess.texts import formats

EVENING = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
"""In Japan it is half past midnight of the day after."""


@pytest.mark.parametrize(
    ("language", "day", "moment", "yen"),
    [
        ("ja", "2026年11月23日", "2026年11月23日 0:30", "75,000円"),
        ("en", "23 November 2026", "23 November 2026 0:30", "¥75,000"),
    ],
)
def test_days_and_moments_are_japans_and_money_has_its_sign(
    app: Flask, language: str, day: str, moment: str, yen: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert formats.day(EVENING) == day
        assert formats.day(date(2026, 11, 23)) == day
        assert formats.moment(EVENING) == moment
        assert formats.yen(75_000) == yen


def test_every_language_has_a_catalogue_and_can_be_printed() -> None:
    """English is what the code and the templates are written in."""
    assert tuple(formats.LANGUAGES) == paper.LANGUAGES
    catalogues = {path.parts[-3] for path in (ROOT / "assess" / "translations").glob("*/LC_MESSAGES/messages.po")}
    assert set(formats.LANGUAGES) == catalogues | {"en"}
