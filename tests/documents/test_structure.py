"""The papers are archival and tagged: what a screen reader and an archive need is in the file."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from assess.documents import Language

from .reading import run


@pytest.fixture(params=["certificate", "printed_report"])
def opened(request: pytest.FixtureRequest, language: Language, folder: Path) -> Iterator[pikepdf.Pdf]:
    (folder / "paper.pdf").write_bytes(request.getfixturevalue(request.param))
    with pikepdf.open(folder / "paper.pdf") as pdf:
        yield pdf


_HEADINGS = {"/H1", "/H2", "/H3", "/H4"}


def elements(pdf: pikepdf.Pdf, kind: str | None = None) -> list[pikepdf.Dictionary]:
    """All structure elements in reading order, or those of a kind."""

    def walk(element: pikepdf.Object | None) -> Iterator[pikepdf.Dictionary]:
        if not isinstance(element, pikepdf.Dictionary):
            return
        if "/S" in element:
            yield element
        below = element.get("/K")
        for child in below if isinstance(below, pikepdf.Array) else [below]:
            yield from walk(child)

    return [element for element in walk(pdf.Root.StructTreeRoot) if kind in (None, str(element.S)[1:])]


def test_the_file_is_pdf_1_7_and_pdf_a_3a(opened: pikepdf.Pdf) -> None:
    assert opened.pdf_version == "1.7"
    assert "/Version" not in opened.Root
    with opened.open_metadata() as described:
        assert described.pdfa_status == "3A"


def test_metadata_and_description_agree(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as described:
        assert described["dc:title"] == str(opened.docinfo.Title)
        assert described["dc:creator"] == [str(opened.docinfo.Author)]
        assert described["xmp:CreateDate"] == "2026-11-21T15:00:00+00:00"
    assert str(opened.docinfo.CreationDate).startswith("D:20261121150000")


def test_the_language_is_named_and_the_title_is_shown(opened: pikepdf.Pdf, language: Language) -> None:
    assert str(opened.Root.Lang) == language
    assert opened.Root.ViewerPreferences.DisplayDocTitle is True
    assert opened.Root.MarkInfo.Marked is True


def test_headings_step_down_one_at_a_time(opened: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2]) for element in elements(opened) if str(element.S) in _HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_picture_is_described(opened: pikepdf.Pdf) -> None:
    pictures = elements(opened, "Figure")
    assert pictures
    assert all(str(picture.Alt) for picture in pictures)


def test_cells_name_their_headers(opened: pikepdf.Pdf) -> None:
    names = {bytes(cell.ID) for cell in elements(opened, "TH")}
    pointing = [cell for cell in elements(opened, "TD") if len(cell.A.get("/Headers", []))]
    assert names
    assert pointing
    assert {bytes(header) for cell in pointing for header in cell.A.Headers} <= names


def test_annotations_are_printed(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        for annotation in page.get("/Annots", []):
            assert int(annotation.F) & 0b100


def test_colours_have_a_profile_and_nothing_is_encrypted(opened: pikepdf.Pdf) -> None:
    (intent,) = opened.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert not opened.is_encrypted


def things(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary | pikepdf.Stream]:
    """Every dictionary of a file, and the dictionary of every stream."""
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)]


def test_an_archive_finds_nothing_that_acts_or_leads_outside(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.5 and 6.6.1: no script, no action that starts anything, no content from elsewhere."""
    for thing in things(opened):
        assert not {"/JS", "/JavaScript", "/AA", "/OpenAction"} & set(thing.keys())
        assert str(thing.get("/S")) not in {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/SubmitForm"}
        assert "/F" not in thing or not isinstance(thing, pikepdf.Stream)


def test_streams_are_packed_in_ways_that_an_archive_can_unpack(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.1.3 and 6.1.7: no LZW, no encryption, and the file names itself."""
    filters = {
        str(thing.Filter) for thing in things(opened) if isinstance(thing, pikepdf.Stream) and "/Filter" in thing
    }
    assert filters <= {"/FlateDecode", "/DCTDecode"}
    assert len(opened.trailer.ID) == 2


def test_every_font_says_which_letters_its_signs_are(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.2.11.7.2: without this map a search or a screen reader finds nothing."""
    fonts = [thing for thing in things(opened) if str(thing.get("/Subtype")) == "/Type0"]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        (inner,) = font.DescendantFonts
        assert str(inner.CIDToGIDMap) == "/Identity"
        assert "/FontFile2" in inner.FontDescriptor


def test_what_is_on_the_page_besides_text_has_one_look_and_is_never_hidden(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.3: each annotation, the seal among them, has one appearance and can be seen."""
    assert "/NeedAppearances" not in opened.Root.get("/AcroForm", {})
    for page in opened.pages:
        for annotation in page.get("/Annots", []):
            assert not int(annotation.F) & 0b100010
            if str(annotation.Subtype) != "/Link":
                assert list(annotation.AP.keys()) == ["/N"]


def test_the_record_is_attached_as_data(certificate: bytes, folder: Path) -> None:
    (folder / "paper.pdf").write_bytes(certificate)
    with pikepdf.open(folder / "paper.pdf") as pdf:
        (attached,) = pdf.Root.AF
        assert str(attached.AFRelationship) == "/Data"
        assert str(attached.EF.F.Subtype) == "/application/json"


def test_the_seal_is_the_signature_field(certificate: bytes, folder: Path) -> None:
    (folder / "paper.pdf").write_bytes(certificate)
    with pikepdf.open(folder / "paper.pdf") as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        (shown,) = pdf.pages[0].Annots
        assert field.objgen == shown.objgen
        assert str(field.FT) == "/Sig"
        assert str(field.TU)
        left, foot, right, top = (float(place) for place in field.Rect)
    words = run("pdftotext", "-l", "1", "-bbox", folder / "paper.pdf", "-")
    for place in _boxes(words):
        apart = place[2] < left or place[0] > right or 841.89 - place[1] < foot or 841.89 - place[3] > top
        assert apart, f"a word at {place} runs into the seal"


def _boxes(xml: str) -> list[tuple[float, ...]]:
    lines = (line.split('"') for line in xml.splitlines() if "<word" in line)
    return [tuple(float(part) for part in line[1:8:2]) for line in lines]
