"""Where papers are made: the issuer, its signing key and the address that QR codes lead to, in one place."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import cast

from flask import Flask

from assess.config import Settings
from assess.documents import (
    Busy,
    Check,
    Issuer,
    Language,
    MissingGlyph,
    NoTimestamp,
    Signer,
    check_certificate,
    render_certificate,
    render_copy,
    render_report,
    set_apart,
)
from assess.errors import TooBusy, Unprintable, Unstamped
from assess.papers import certificate_paper, copy_paper, report_paper
from assess.papers.copy import Signed, Typed
from assess.papers.report_head import ReportHead
from assess.store import codes
from assess.texts import editions, formats
from scoring import Facts, evaluate


class Press:
    """Makes certificates and reports; its key is loaded, or made for development, when first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        given = settings.issuer
        self.issuer = Issuer(
            name_ja=given.name_ja,
            name_en=given.name_en,
            contact_ja=given.contact_ja,
            contact_en=given.contact_en,
            seal_text=given.seal,
            logo_svg=given.logo.read_text(encoding="utf-8") if given.logo else None,
            adopts_answers=settings.adopts_answers,
        )

    @property
    def seals(self) -> Path:
        """The file, outside the database, to which seals are added."""
        return self._settings.seals or self._settings.instance / "seals.jsonl"

    @cached_property
    def signer(self) -> Signer:
        """The issuer's key from the settings, else a development key kept in the instance folder."""
        settings = self._settings
        if settings.signing_file is None:
            return Signer.development(settings.instance)
        return Signer.from_pkcs12(settings.signing_file, settings.signing_passphrase, settings.timestamp_url)

    def verify_url(self, code: str) -> str:
        """Return the address at which anyone can check the certificate with this code."""
        return f"{self._settings.base_url}/verify/{code}"

    def certificate(self, record: str, code: str, language: str) -> bytes:
        """Return the signed PDF of a certificate, from its decision record alone."""
        told = json.loads(record)
        edition = editions.edition(told["edition"]["id"])
        checked_at = {"verify_url": self.verify_url(code), "code": codes.spoken(code)}
        paper = certificate_paper(told, edition, issuer=self.issuer, **checked_at)
        with _faults_named():
            return set_apart(
                render_certificate, paper, cast(Language, language), signer=self.signer, record=record.encode()
            )

    def report(self, facts: Facts, subject: ReportHead, language: str) -> bytes:
        """Return the eligibility report as PDF."""
        edition = editions.edition(facts.edition)
        said = cast(Language, language)
        with formats.speaking(language):
            paper = report_paper(edition, facts, evaluate(edition, facts), subject, self.issuer, said)
        with _faults_named():
            return set_apart(render_report, paper, said)

    def copy(self, said: Facts, signed: Signed, typed: Mapping[str, Typed], language: str) -> bytes:
        """Return the company's copy of a declaration as PDF."""
        spoken = cast(Language, language)
        with formats.speaking(language):
            paper = copy_paper(editions.edition(said.edition), said, signed, typed, self.issuer, spoken)
        with _faults_named():
            return set_apart(render_copy, paper, spoken)

    def check(self, pdf: bytes) -> Check:
        """Say whether a file is a certificate of this issuer, unchanged, and gives its rate again."""
        with _faults_named():
            return check_certificate(pdf, issuer_certificates=[self.signer.certificate], editions=editions.everything())


@contextmanager
def _faults_named() -> Iterator[None]:
    """Say in the words of the product what the press could not do: no font, no time stamp, too many waiting."""
    try:
        yield
    except MissingGlyph as fault:
        raise Unprintable(fault.code_points) from fault
    except NoTimestamp as fault:
        raise Unstamped from fault
    except Busy as fault:
        raise TooBusy from fault


def press_of(app: Flask) -> Press:
    """Return the press of an application."""
    return cast(Press, app.extensions["press"])
