"""A signer and the papers, printed once for all tests of this room."""

from pathlib import Path

import pytest

from assess.documents import Language, Signer, render_certificate, render_report

from .samples import CERTIFICATE, RECORD, report


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer.development(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="session", params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture(scope="session")
def certificate(signer: Signer, language: Language) -> bytes:
    """The ordinary certificate, signed."""
    return render_certificate(CERTIFICATE, language, signer=signer, record=RECORD)


@pytest.fixture(scope="session")
def japanese(signer: Signer) -> bytes:
    """The ordinary certificate in Japanese, signed."""
    return render_certificate(CERTIFICATE, "ja", signer=signer, record=RECORD)


@pytest.fixture(scope="session")
def printed_report(language: Language) -> bytes:
    return render_report(report("usual", language), language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
