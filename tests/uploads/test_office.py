"""Word, Excel and PowerPoint files: what honest ones have is kept or left out with a word, and nothing reaches out."""

import io
import zipfile

import pytest

from assess import uploads
from assess.uploads.left_out import LeftOut
from tests import files
from tests.uploads.packages import kept, parts

FIELD = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SIMPLE = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:fldSimple w:instr="{}"><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>'
)
NEXT = '</w:instrText></w:r><w:r><w:instrText xml:space="preserve">'
WITHIN = (
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE 68 69</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>'
)
CHART = (
    '<c:chartSpace xmlns:c="c" xmlns:r="r"><c:chart><c:v>12</c:v></c:chart>'
    '<c:externalData r:id="r1"><c:autoUpdate val="0"/></c:externalData><c:x/></c:chartSpace>'
)


@pytest.mark.parametrize(
    "words",
    [
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
        "  ddeauto excel",
        f"DD{NEXT}E cmd",
        f"D{WITHIN}ATE x",
        f"{WITHIN} cmd",
        "&#68;DE cmd",
        "<![CDATA[DDE cmd]]>",
        'INCLUDETEXT "\\\\\\\\server\\\\share\\\\a.docx"',
        'INCLUDEPICTURE "https://example.jp/a.png"',
        "LINK Excel.Sheet.8 a.xlsx",
    ],
)
def test_a_field_that_asks_another_program_or_place_goes_and_what_it_showed_stays(words: str) -> None:
    clean = uploads.check("a.docx", files.office(document=FIELD.format(words)))
    document = kept(clean)
    assert clean.left_out == {LeftOut.COMMANDS}
    assert "instrText" not in document.replace("QUOTE", "")
    assert "<w:t>shown</w:t>" in document


def test_the_short_form_of_such_a_field_goes_too() -> None:
    clean = uploads.check("a.docx", files.office(document=SIMPLE.format("DDE excel a.xls")))
    assert "fldSimple" not in kept(clean)
    assert "<w:t>shown</w:t>" in kept(clean)


def test_such_a_field_goes_from_a_header_as_well() -> None:
    clean = uploads.check("a.docx", files.office(parts={"word/header1.xml": FIELD.format("DDE cmd")}))
    assert "DDE" not in kept(clean, "word/header1.xml")


@pytest.mark.parametrize("words", [" PAGE ", ' TOC \\o "1-3" ', ' HYPERLINK "https://example.jp/" ', "=SUM(ABOVE)"])
def test_a_field_that_only_shows_something_stays(words: str) -> None:
    for form in (FIELD, SIMPLE):
        document = form.format(words.replace('"', "&quot;"))
        clean = uploads.check("a.docx", files.office(document=document))
        assert (kept(clean), clean.left_out) == (document, frozenset())


def test_a_template_from_elsewhere_is_left_out_with_whatever_names_it() -> None:
    before, after = '<w:settings xmlns:w="w" xmlns:r="r"><w:zoom/>', '<w:x a="b>c"/></w:settings>'
    settings = f'{before}<w:attachedTemplate r:id="r9"/>{after}'
    links = files.relationships(files.link("attachedTemplate", "file:///C:/Users/a/Normal.dotm"))
    sent = files.office(parts={"word/settings.xml": settings, "word/_rels/settings.xml.rels": links})
    clean = uploads.check("a.docx", sent)
    assert clean.left_out == {LeftOut.ELSEWHERE}
    assert kept(clean, "word/settings.xml") == before + after
    assert "Normal" not in kept(clean, "word/_rels/settings.xml.rels")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://example.jp/a.png"),
        ("image", "file://server/share/a.png"),
        ("subDocument", "\\\\server\\share\\b.docx"),
        ("hyperlink", "file://server/share/cmd.exe"),
        ("hyperlink", "\\\\server\\share"),
        ("hyperlink", "ms-msdt:/id%20PCWDiagnostic"),
    ],
)
def test_a_link_that_fetches_or_starts_something_leads_nowhere(kind: str, target: str) -> None:
    clean = uploads.check("a.docx", files.office(links=files.link(kind, target)))
    assert clean.left_out == {LeftOut.ELSEWHERE}
    assert 'Target="NULL"' in kept(clean, "word/_rels/document.xml.rels")


@pytest.mark.parametrize("target", ["https://example.jp/", "mailto:a@example.jp", "list.xlsx", "#Sheet2!A1"])
def test_a_link_for_a_click_stays(target: str) -> None:
    clean = uploads.check("a.docx", files.office(links=files.link("hyperlink", target)))
    assert (f'Target="{target}"' in kept(clean, "word/_rels/document.xml.rels"), clean.left_out) == (True, frozenset())


def test_a_broken_link_is_as_it_was() -> None:
    clean = uploads.check("a.pptx", files.office("pptx", links=files.link("image", "NULL")))
    assert clean.left_out == frozenset()


def test_a_workbook_that_draws_from_another_keeps_what_it_last_saw() -> None:
    book = "xl/externalLinks/externalLink1.xml"
    links = files.relationships(files.link("externalLinkPath", "file:///S:/total.xlsx"))
    given: dict[str, str | bytes] = {
        book: "<externalLink><v>12</v></externalLink>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": links,
    }
    clean = uploads.check("a.xlsx", files.office("xlsx", given))
    assert "<v>12</v>" in kept(clean, book)
    assert b"total" not in b"".join(parts(clean.content).values())


def test_a_chart_stays_and_the_table_behind_it_goes() -> None:
    chart, table = "ppt/charts/chart1.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
    inside = files.link("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx", mode="Internal").replace("r9", "r1")
    given: dict[str, str | bytes] = {
        chart: CHART,
        table: files.office("xlsx"),
        "ppt/charts/_rels/chart1.xml.rels": files.relationships(inside),
    }
    clean = uploads.check("a.pptx", files.office("pptx", given))
    assert clean.left_out == {LeftOut.CHART_DATA}
    assert kept(clean, chart) == CHART[: CHART.index("<c:externalData")] + "<c:x/></c:chartSpace>"
    assert table not in parts(clean.content)
    assert "Sheet1" not in kept(clean, "ppt/charts/_rels/chart1.xml.rels")


def test_a_chart_that_is_linked_to_a_workbook_elsewhere_stays_too() -> None:
    linked = files.relationships(files.link("oleObject", "file:///S:/total.xlsx").replace("r9", "r1"))
    given = {"word/charts/chart1.xml": CHART, "word/charts/_rels/chart1.xml.rels": linked}
    clean = uploads.check("a.docx", files.office(parts=given))
    assert clean.left_out == {LeftOut.ELSEWHERE}
    assert b"total" not in b"".join(parts(clean.content).values())


def test_what_add_ins_of_excel_keep_is_kept_empty() -> None:
    name = "xl/customProperty/customProperty1.bin"
    clean = uploads.check("a.xlsx", files.office("xlsx", {name: b"MZ smuggled"}))
    assert parts(clean.content)[name] == b""


def test_a_signature_is_left_out_with_a_word() -> None:
    signed: dict[str, str | bytes] = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": "<Signature/>"}
    clean = uploads.check("a.docx", files.office(parts=signed))
    assert clean.left_out == {LeftOut.SIGNATURE}
    assert not [name for name in parts(clean.content) if "signatures" in name]


def test_a_package_may_list_its_folders() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("_rels/", "word/"):
            package.writestr(zipfile.ZipInfo(name), b"")
        for name, content in parts(files.office()).items():
            package.writestr(name, content)
    assert uploads.check("a.docx", out.getvalue())


def test_markup_in_wide_letters_is_read_like_any_other() -> None:
    document = '<?xml version="1.0" encoding="UTF-16"?>' + FIELD.format("DDE cmd")
    clean = uploads.check("a.docx", files.office(document=document.encode("utf-16")))
    assert "DDE" not in kept(clean)
