"""Files of kinds that are not taken: each gets the sentence for its kind, in both languages."""

from pathlib import Path

import pytest
from flask import Flask

from assess import uploads
from assess.uploads.refusals import (
    AppleDocument,
    Archive,
    DocuWorksDocument,
    FileRefused,
    Film,
    IchitaroDocument,
    MailFile,
    OfficeBinary,
    OfficeLocked,
    OfficeOld,
    OpenDocument,
    RichText,
    WebPage,
)
from tests import files

UNFIT = Path(__file__).parents[1] / "corpus" / "unfit"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def listing(name: str) -> bytes:
    """A compound file that lists a part of this name."""
    return COMPOUND + name.encode("utf-16-le") + bytes(40)


def kept(name: str) -> bytes:
    return (UNFIT / name).read_bytes()


GIVEN: list[tuple[str, bytes, type[FileRefused], str]] = [
    ("mail.msg", kept("mail.msg"), MailFile, ".msg"),
    ("memo", listing("__properties_version1.0"), MailFile, ".msg"),
    ("mail.eml", b"From: a@example.jp\r\nSubject: =?utf-8?B?AA==?=\r\n\r\nhello", MailFile, ".eml"),
    ("doc.jtd", kept("doc.jtd"), IchitaroDocument, ".jtd"),
    ("scan.xdw", b"\x60\x0e\x82\x00" + bytes(90), DocuWorksDocument, ".xdw"),
    ("photos.zip", kept("photos.zip"), Archive, ".zip"),
    ("photos.lzh", b"\x22\x10-lh5-" + bytes(90), Archive, ".zip"),
    ("photos.7z", b"7z\xbc\xaf\x27\x1c" + bytes(90), Archive, ".zip"),
    ("list.ods", kept("libreoffice.ods"), OpenDocument, ".ods"),
    ("list.xlsx", kept("libreoffice.ods"), OpenDocument, ".ods"),
    ("list.xls", kept("libreoffice.xls"), OfficeOld, ".xls"),
    ("list.xlsx", kept("libreoffice.xls"), OfficeOld, ".xls"),
    ("old.doc", COMPOUND, OfficeOld, ".doc"),
    ("old.ppt", COMPOUND, OfficeOld, ".ppt"),
    ("list.xlsx", listing("EncryptedPackage"), OfficeLocked, "password"),
    ("list.xlsb", files.zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"\0"}), OfficeBinary, ".xlsb"),
    ("rules.pages", files.zipped({"Index/Document.iwa": b"\0"}), AppleDocument, "Pages"),
    ("list.numbers", files.zipped({"Index/Document.iwa": b"\0"}), AppleDocument, "Numbers"),
    ("rules.rtf", b"{\\rtf1 hello}", RichText, ".rtf"),
    ("page.html", b"<!doctype html><p>hello", WebPage, "PDF"),
    ("page.mht", b"From: <Saved by Blink>\r\n\r\n", WebPage, "PDF"),
    ("screen.mov", b"\0\0\0\x14ftypqt  " + bytes(90), Film, ""),
]


@pytest.mark.parametrize(
    ("name", "content", "refusal", "word"), GIVEN, ids=[f"{n}-{r.__name__}" for n, _, r, _ in GIVEN]
)
def test_a_file_of_another_kind_gets_its_own_sentence(
    app: Flask, name: str, content: bytes, refusal: type[FileRefused], word: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        uploads.check(name, content)
    assert type(refused.value) is refusal
    said = {}
    for language in ("en", "ja"):
        with app.test_request_context(f"/?lang={language}"):
            said[language] = str(refused.value.sentence)
    assert said["en"].endswith(".") and said["ja"].endswith("。")
    assert word in said["en"]
