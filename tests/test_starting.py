"""The service starts only when all is in order, and says in a sentence what is not, and which command mends it."""

import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import argon2
import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from assess import create_app, safekeeping, starting
from assess.config import SettingFault, Settings
from assess.documents import NoJapaneseFont
from assess.store import database, passwords

ASSESS = str(Path(sys.executable).with_name("assess"))
SECRETS = ("secret_key", "password_salt", "totp_secret")


def run(folder: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    names = {f"ASSESS_{name.upper()}": value for name, value in given.items()}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSESS_")}
    environment |= {"ASSESS_INSTANCE": str(folder), **names}
    return subprocess.run([ASSESS, *words], env=environment, capture_output=True, text=True, check=False, timeout=300)


def settings(folder: Path, **given: str) -> Settings:
    names = {f"ASSESS_{name.upper()}": value for name, value in given.items()}
    return Settings.from_environment({"ASSESS_INSTANCE": str(folder), **names})


def said(folder: Path, **given: str) -> list[str]:
    return starting.faults(create_app(settings(folder, **given)))


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    with create_app(settings(tmp_path)).app_context():
        database.migrate()
    return tmp_path


def test_where_all_is_in_order_nothing_is_said(migrated: Path) -> None:
    assert said(migrated) == []


def test_an_empty_database_names_the_command(tmp_path: Path) -> None:
    done = run(tmp_path, "serve")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Error: The database has no tables yet. Run: assess migrate"


def test_an_older_and_a_newer_schema_are_told_apart(migrated: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{migrated / 'sonae.sqlite'}")
    for revision, words in (("0001", "is older than this program. Run: assess migrate"), ("9999", "newer version")):
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = :now"), {"now": revision})
        assert any(words in sentence for sentence in said(migrated))


def test_the_demo_never_runs_under_https(migrated: Path) -> None:
    (sentence,) = said(migrated, demo="1", base_url="https://sonae.example.jp")
    assert "ASSESS_DEMO=0" in sentence


def test_a_missing_font_names_its_package(migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_text: str) -> tuple[str, ...]:
        raise NoJapaneseFont("BIZ UDPGothic")

    monkeypatch.setattr(starting, "missing_glyphs", none)
    (sentence,) = said(migrated)
    assert "apt-get install fonts-morisawa-bizud-gothic" in sentence


def key_file(path: Path, days: int = 30, mode: int = 0o600) -> Path:
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(90), now + timedelta(days))
    path.touch(mode)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"", key, made.sign(key, hashes.SHA256()), None, NoEncryption())
    )
    path.chmod(mode)
    return path


def test_a_key_that_is_missing_open_wrong_or_expired_is_named(migrated: Path) -> None:
    (migrated / "wrong.p12").write_bytes(b"no key")
    (migrated / "wrong.p12").chmod(0o600)
    for path, words in (
        (migrated / "none.p12", "is not there"),
        (key_file(migrated / "open.p12", mode=0o644), "chmod 600"),
        (migrated / "wrong.p12", "cannot be used"),
        (key_file(migrated / "old.p12", days=-1), "expired on"),
    ):
        (sentence,) = said(migrated, signing_pkcs12=str(path))
        assert words in sentence
        assert path.name in sentence
    assert said(migrated, signing_pkcs12=str(key_file(migrated / "good.p12"))) == []


def test_secrets_are_made_once_by_many_at_once_and_only_we_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: settings(folder), range(16)))
    assert len({(one.secret_key, one.password_salt, one.totp_secret) for one in made}) == 1
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert {file.name for file in folder.iterdir()} == set(SECRETS)


@pytest.mark.parametrize("content", ["", "short", " " * 40])
def test_an_empty_or_short_secret_is_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret_key").write_text(content)
    with pytest.raises(SettingFault, match=r"secret_key is empty or shorter than 32 bytes. Bring it back"):
        settings(tmp_path)
    with pytest.raises(SettingFault, match="ASSESS_PASSWORD_SALT has fewer than 32 bytes"):
        settings(tmp_path / "other", password_salt="short")


def test_the_database_is_open_to_its_owner_only(migrated: Path) -> None:
    files = [*migrated.glob("sonae.sqlite*"), migrated / "migrating.lock"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_two_who_migrate_at_once_wait_for_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        done = list(threads.map(lambda _: run(tmp_path, "migrate"), range(3)))
    assert [(one.returncode, one.stderr.count("Traceback")) for one in done] == [(0, 0)] * 3
    assert said(tmp_path) == []


def test_a_process_that_serves_loads_no_library_that_its_pages_never_need(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from assess.running import application\n"
        "application().test_client().get('/')\n"
        "never = {'sqlalchemy.dialects.postgresql', 'weasyprint', 'pyhanko', 'PIL', 'alembic', 'zxcvbn', 'webauthn'}\n"
        "print(sorted(never & set(sys.modules)))\n"
    )
    environment = {**os.environ, "ASSESS_INSTANCE": str(tmp_path / "instance")}
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert said.stdout == "[]\n"


def test_demo_data_are_only_for_the_demo(tmp_path: Path) -> None:
    done = run(tmp_path, "seed")
    assert (done.returncode, "ASSESS_DEMO=1 assess seed" in done.stderr) == (1, True)
    assert not (tmp_path / "sonae.sqlite").exists()


def unused_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    "environment",
    [
        {"database_url": "nonsense"},
        {"database_url": "oracle://x/y"},
        {"database_url": f"postgresql+psycopg://u:p@127.0.0.1:{unused_port()}/none?connect_timeout=5"},
        {"database_url": "sqlite:////proc/none/sonae.sqlite"},
        {"signing_pkcs12": "/proc/none/key.p12"},
        {"questionnaires": "/proc/none"},
    ],
    ids=lambda given: next(iter(given.values()))[:20],
)
def test_nothing_in_the_environment_ends_a_command_in_a_traceback(tmp_path: Path, environment: dict[str, str]) -> None:
    for command in ("migrate", "serve"):
        done = run(tmp_path, command, **environment)
        assert "Traceback" not in done.stderr
        assert "p@127" not in done.stderr, "a password stands in what was said"
    assert done.returncode == 1
    assert "Error: " in done.stderr


def test_a_file_that_another_process_wrote_first_stays(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        safekeeping.keep_first(tmp_path / "kept", content)
    assert (tmp_path / "kept").read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


def test_a_password_is_hashed_as_dearly_as_the_standard_asks(migrated: Path) -> None:
    with create_app(settings(migrated)).app_context():
        kept = argon2.extract_parameters(passwords.hashed("一枚の布団と七つの猫"))
    assert kept.type is argon2.Type.ID
    assert (kept.memory_cost >= 19 * 1024, kept.time_cost >= 2) == (True, True)  # OWASP's least, in KiB and rounds
