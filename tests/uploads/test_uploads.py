"""What may come in as evidence, and what may not: each hostile file ends in a sentence and leaves nothing behind."""

from collections.abc import Callable, Iterator

import pikepdf
import pytest
import sqlalchemy as sa
from flask import Flask
from pikepdf import Name

from assess import clock, uploads
from assess.cases import assessments, evidence, lookup
from assess.errors import AssessError
from assess.extensions import db
from assess.store.models import Evidence, StoredFile
from assess.uploads.refusals import (
    Archive,
    FileBloated,
    FileEmpty,
    FileRefused,
    FileTooLarge,
    Film,
    Misnamed,
    OfficeActive,
    OfficeBroken,
    OfficeLinked,
    OfficeLocked,
    OfficeOld,
    OfficeStuffed,
    OtherPicture,
    PdfActive,
    PdfBroken,
    PdfLocked,
    PdfTooLong,
    PictureBroken,
    PictureTooLarge,
    TextUnreadable,
    UnknownKind,
    WebPage,
)
from tests import builders, files

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SCRIPT = {"/S": Name.JavaScript, "/JS": "app.alert(1)"}
LAUNCH = {"/S": Name.Launch, "/F": "cmd.exe"}
FORM = {"/Fields": [], "/XFA": "<xdp/>"}
SUBMIT = {"/S": Name.SubmitForm, "/F": "https://example.jp/"}
UNDER_PASSWORD = pikepdf.Encryption(owner="owner", user="user")

HOSTILE: dict[str, tuple[str, Callable[[], bytes], type[FileRefused]]] = {
    "nothing": ("empty.pdf", lambda: b"", FileEmpty),
    "more than ten megabytes": ("large.txt", lambda: b"x" * (uploads.LARGEST + 1), FileTooLarge),
    "a film": ("screen.mp4", lambda: b"\0\0\0\x18ftypmp42" + bytes(40), Film),
    "a program": ("tool.exe", lambda: EXE, UnknownKind),
    "a program as a photo": ("photo.jpg", lambda: EXE, Misnamed),
    "a program as a PDF": ("report.pdf", lambda: EXE, Misnamed),
    "a web page": ("page.html", lambda: HTML, WebPage),
    "a web page as a photo": ("photo.jpg", lambda: HTML, Misnamed),
    "a web page as a Word file": ("page.docx", lambda: HTML, Misnamed),
    "a drawing with a script": ("logo.svg", lambda: SVG, OtherPicture),
    "a drawing with a script as a screenshot": ("logo.png", lambda: SVG, OtherPicture),
    "an animation": ("cat.gif", lambda: b"GIF89a\x01\x00\x01\x00\x80\x00\x00;", OtherPicture),
    "a bitmap": ("scan.bmp", lambda: b"BM" + bytes(60), OtherPicture),
    "a photo as iPhones keep it": ("IMG_0001.HEIC", lambda: b"\0\0\0\x18ftypheic" + bytes(40), PictureBroken),
    "a dot file": (".htaccess", lambda: b"AddType text/html .jpg", UnknownKind),
    "no name at all": ("", lambda: b"text", UnknownKind),
    "a path for a name": ("../../etc/passwd", lambda: b"root:x:0:0", UnknownKind),
    "an ending behind a NUL": ("report.pdf\0.exe", files.pdf, Misnamed),
    "an ending turned round": ("photo\u202egpj.exe", files.jpeg, Misnamed),
    "a photo as a PDF": ("photo.pdf", files.jpeg, Misnamed),
    "a PDF as a photo": ("scan.jpg", files.pdf, Misnamed),
    "a PDF as text": ("notes.txt", files.pdf, Misnamed),
    "an Excel file as a Word file": ("list.docx", lambda: files.office("xlsx"), Misnamed),
    "the head of a photo": ("photo.jpg", lambda: b"\xff\xd8\xff", PictureBroken),
    "half a photo": ("photo.jpg", lambda: files.noise("JPEG")[:9000], PictureBroken),
    "half a screenshot": ("screen.png", lambda: files.noise("PNG")[:9000], PictureBroken),
    "half a WebP": ("photo.webp", lambda: files.webp()[:-20], PictureBroken),
    "a photo with a broken middle": ("screen.png", lambda: files.png().replace(b"IDAT", b"IDAX"), PictureBroken),
    "a picture of a billion pixels": ("a.png", lambda: files.png_that_says(32_000, 32_000), PictureTooLarge),
    "a picture of no width": ("a.png", lambda: files.png_that_says(0, 5), PictureBroken),
    "the head of a PDF": ("a.pdf", lambda: b"%PDF-1.7\n", PdfBroken),
    "half a PDF": ("a.pdf", lambda: files.pdf()[:200], PdfBroken),
    "a PDF without pages": ("a.pdf", lambda: files.pdf(pages=0), PdfBroken),
    "a PDF behind a web page": ("a.pdf", lambda: HTML + files.pdf(), Misnamed),
    "a PDF with a password": ("a.pdf", lambda: files.pdf(encryption=UNDER_PASSWORD), PdfLocked),
    "a PDF with a script": ("a.pdf", lambda: files.pdf(root={"/OpenAction": SCRIPT}), PdfActive),
    "a PDF with a script in a stream": ("a.pdf", files.pdf_with_stream_script, PdfActive),
    "a PDF with a script under another spelling": ("a.pdf", files.pdf_with_renamed_script, PdfActive),
    "a PDF that starts a program": ("a.pdf", lambda: files.pdf(root={"/OpenAction": LAUNCH}), PdfActive),
    "a PDF that starts one at a click": ("a.pdf", lambda: files.pdf_with_annotation(A=LAUNCH), PdfActive),
    "a PDF that sends itself off": ("a.pdf", lambda: files.pdf_with_annotation(A=SUBMIT), PdfActive),
    "a PDF with a form of the scripted kind": ("a.pdf", lambda: files.pdf(root={"/AcroForm": FORM}), PdfActive),
    "a PDF with a film": ("a.pdf", lambda: files.pdf_with_annotation(Subtype=Name.RichMedia), PdfActive),
    "a PDF that is nothing but files": ("a.pdf", lambda: files.pdf(root={"/Collection": {"/View": Name.D}}), PdfActive),
    "a PDF of 201 pages": ("a.pdf", lambda: files.pdf(pages=201), PdfTooLong),
    "a PDF that unpacks to 100 MB": ("a.pdf", files.pdf_bomb, PdfBroken),
    "an old Word file": ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OfficeOld),
    "a Word file with a password": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OfficeLocked),
    "any archive": ("a.zip", lambda: files.zipped({"a.txt": "a"}), Archive),
    "an archive as a Word file": ("a.docx", lambda: files.zipped({"a.xml": "<a/>"}), OfficeBroken),
    "half a Word file": ("a.docx", lambda: files.office()[:-60], OfficeBroken),
    "a Word file behind a program": ("a.docx", lambda: EXE + files.office(), Misnamed),
    "a Word file behind an archive": (
        "a.docx",
        lambda: files.zipped({"a.txt": "a"}) + files.office(),
        OfficeBroken,
    ),
    "a Word file before a program": ("a.docx", lambda: files.office() + EXE, OfficeBroken),
    "a package with a comment": ("a.docx", lambda: files.zipped({"a.xml": "<a/>"}, b"<script>"), OfficeBroken),
    "a package under a password": ("a.docx", lambda: files.locked(files.office()), OfficeBroken),
    "a part twice": ("a.docx", lambda: files.twice("case"), OfficeBroken),
    "a part outside its folder": ("a.docx", lambda: files.office(parts={"../../evil.xml": "<a/>"}), OfficeBroken),
    "a part at a root": ("a.docx", lambda: files.office(parts={"/etc/evil.xml": "<a/>"}), OfficeBroken),
    "a part on a drive": ("a.docx", lambda: files.office(parts={"C:\\evil.xml": "<a/>"}), OfficeBroken),
    "a Word file that unpacks to a hundred times": (
        "a.docx",
        lambda: files.office(parts={"word/media/a.emf": bytes(20_000_000)}),
        FileBloated,
    ),
    "a Word file of 65 MB unpacked": (
        "a.docx",
        lambda: files.office(parts={f"word/media/{n}.emf": bytes(990_000) for n in range(66)}),
        FileBloated,
    ),
    "a Word file of 2,001 parts": (
        "a.docx",
        lambda: files.office(parts={f"word/{number}.xml": "<a/>" for number in range(2000)}),
        FileBloated,
    ),
    "entities that multiply": ("a.docx", lambda: files.office(document=LAUGHS), OfficeBroken),
    "entities in wide letters": (
        "a.docx",
        lambda: files.office(document=LAUGHS.encode("utf-16")),
        OfficeBroken,
    ),
    "markup in a code of its own": (
        "a.docx",
        lambda: files.office(document='<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE'),
        OfficeBroken,
    ),
    "a program as a part of a Word file": (
        "a.docx",
        lambda: files.office(parts={"word/media/tool.exe": EXE}),
        OfficeStuffed,
    ),
    "an Excel file inside a PowerPoint file": (
        "a.pptx",
        lambda: files.office("pptx", {"ppt/embeddings/sheet.xlsx": files.office("xlsx")}),
        OfficeStuffed,
    ),
    "a Word file with macros": (
        "a.docm",
        lambda: files.office(parts={"word/vbaProject.bin": b"\xd0\xcf"}, main_type=MACRO_TYPE),
        OfficeActive,
    ),
    "macros under a plain name": (
        "a.docx",
        lambda: files.office(
            types='<Override PartName="/word/a.xml" ContentType="application/vnd.ms-office.vbaProject"/>'
        ),
        OfficeActive,
    ),
    "a linked object": (
        "a.docx",
        lambda: files.office(parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf"}),
        OfficeActive,
    ),
    "a control": ("a.xlsx", lambda: files.office("xlsx", {"xl/activeX/activeX1.bin": b"\0"}), OfficeActive),
    "macros of old Excel": (
        "a.xlsx",
        lambda: files.office(
            "xlsx",
            types='<Override PartName="/xl/m.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
        ),
        OfficeActive,
    ),
    "a picture that is markup": (
        "a.docx",
        lambda: files.office(
            parts={"word/media/a.png": LAUGHS},
            types=f'<Override PartName="/word/media/a.png" ContentType="{files.OFFICE}wordprocessingml.header+xml"/>',
        ),
        OfficeBroken,
    ),
    "a list that asks another program": (
        "a.xlsx",
        lambda: files.office("xlsx", {"xl/externalLinks/externalLink1.xml": "<ddeLink/>"}),
        OfficeLinked,
    ),
    "text that is none": ("a.txt", lambda: bytes(range(256)), TextUnreadable),
}


@pytest.fixture(scope="module")
def draft(module_app: Flask) -> Iterator[str]:
    """A draft to which everything is sent."""
    with module_app.test_request_context("/?lang=en"):
        yield assessments.start(builders.details(), "ja").public_id


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence_and_leaves_nothing_behind(draft: str, what: str) -> None:
    name, content, refusal = HOSTILE[what]
    with pytest.raises(AssessError) as refused:
        evidence.add(draft, "answer", "remote-mfa", name, content(), clock.today())
    db.session.rollback()
    assert type(refused.value) is refusal
    assert str(refused.value.sentence).endswith(".")
    kept = [db.session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (Evidence, StoredFile)]
    assert (kept, lookup.find(draft).version) == ([0, 0], 1)
