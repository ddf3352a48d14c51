"""Never above 60 percent: a constant, a check of the data, a constraint of the tables. Each holds alone."""

from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml
from sqlalchemy.exc import IntegrityError

import scoring.results.rate
from assess.config import ROOT
from assess.extensions import db
from assess.store.models import Certificate, Declaration
from assess.underwriting import certificates
from scoring import Edition, EditionFaults, Facts, evaluate, load_edition
from scoring.editions.checks import tariff
from tests import builders

SHIPPED = ROOT / "questionnaires/sme-cyber/2026-10"


@pytest.fixture
def constant_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.results.rate, "RATE_LIMIT", 100)


@pytest.fixture
def data_check_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tariff, "HIGHEST_CAP", 100)


def generous(folder: Path) -> Path:
    """The shipped edition with everything raised to 100 percent."""
    made = folder / "sme-cyber" / "2026-10"
    made.mkdir(parents=True)
    for name in ("questions.yaml", "coverage.yaml", "CHANGELOG.md"):
        (made / name).write_bytes((SHIPPED / name).read_bytes())
    tariff = yaml.safe_load((SHIPPED / "tariff.yaml").read_text("utf-8"))
    tariff["cap"] = tariff["tiers"]["t4"]["ceiling"] = 100
    (made / "tariff.yaml").write_text(yaml.safe_dump(tariff, allow_unicode=True, sort_keys=False), "utf-8")
    return made


def everything(book: Edition) -> Facts:
    """What earns 70 percent before the limits: t4, all credits."""
    return Facts(
        edition=book.id,
        plan="wide",
        profile=dict.fromkeys(book.profile, True),
        answers=builders.best(book),
        credits=("isms", "privacy-mark", "independent-test", "no-incidents"),
    )


@pytest.mark.usefixtures("data_check_broken")
def test_with_the_data_and_the_tables_open_the_constant_holds(tmp_path: Path) -> None:
    book = load_edition(generous(tmp_path))
    assert book.cap == 100
    result = evaluate(book, everything(book))
    assert (result.uncapped, result.rate, result.limited_by) == (70, 60, "cap")


@pytest.mark.usefixtures("constant_broken")
def test_with_the_constant_and_the_tables_open_the_data_check_holds(tmp_path: Path) -> None:
    with pytest.raises(EditionFaults) as refused:
        load_edition(generous(tmp_path))
    assert any("tariff.yaml: cap" in fault for fault in refused.value.faults)


@pytest.mark.usefixtures("any_app", "constant_broken", "data_check_broken")
def test_with_the_constant_and_the_data_open_the_tables_hold(tmp_path: Path) -> None:
    underwriter, checked = builders.staff(), builders.submitted({"admin-mfa": "most"}, credits=("isms",))
    builders.confirm_all(checked, underwriter)
    number = certificates.issue(checked.public_id, underwriter).number
    book = load_edition(generous(tmp_path))
    too_much = evaluate(book, everything(book)).rate
    assert too_much == 70
    for table in (Certificate, Declaration):
        with pytest.raises(IntegrityError, match="rate_at_most_60"):
            db.session.execute(sa.update(table).values(rate=too_much))
        db.session.rollback()
    assert certificates.find(number).rate == 45
