"""No empty box is ever printed: a letter that no font has is refused by its code point, and so is a machine
without Japanese fonts, by the name of the package to install."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from assess.documents import MissingGlyph, Signer, missing_glyphs, render_certificate, render_report

from .reading import text
from .samples import CERTIFICATE, RECORD, report

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "髙﨑",
        "濵邉",
        "鄧小平",
        "彅",
        "①㈱",
        "Ångström & Søn",
        "葛\U000e0100飾",
        "\U00020089",
        "\U00020bb7野家",
        "Львів",
    ],
)
def test_rare_kanji_variants_and_accents_are_printed(name: str, signer: Signer, folder: Path) -> None:
    printed = render_certificate(replace(CERTIFICATE, company=name), "ja", signer=signer, record=RECORD)
    assert name in text(printed, folder)


@pytest.mark.parametrize("place", ["company", "declared"])
def test_a_variant_that_only_the_second_font_has_is_set_in_it(place: str, signer: Signer, folder: Path) -> None:
    name = "辻\U000e0102・葛\U000e0104商店"
    declaration = replace(CERTIFICATE.declaration, name=name)
    paper = replace(CERTIFICATE, **({"company": name} if place == "company" else {"declaration": declaration}))
    printed = render_certificate(paper, "ja", signer=signer, record=RECORD)
    assert name in text(printed, folder)
    # Without the fonts' order being turned round for it, the plain letter of the first font would stand there.
    assert _outlines(printed, "IPAmjMincho", folder) == 2


def _outlines(pdf: bytes, family: str, folder: Path) -> int:
    """How many letters of a family are in a file."""
    (folder / "letters.pdf").write_bytes(pdf)
    with pikepdf.open(folder / "letters.pdf") as opened:
        described = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing for thing in described if "/FontFile2" in thing and family in str(thing.FontName)]
        (content,) = [font.FontFile2.read_bytes() for font in fonts]
    font = TTFont(io.BytesIO(content))
    return sum(font["glyf"][name].numberOfContours > 0 for name in font.getGlyphOrder())


def test_a_letter_that_no_font_has_is_refused_by_its_code_point(signer: Signer) -> None:
    with pytest.raises(MissingGlyph, match=r"U\+10380") as refused:
        render_certificate(replace(CERTIFICATE, company="\U00010380商店"), "ja", signer=signer, record=RECORD)
    assert refused.value.code_points == ("U+10380",)


def test_a_variant_that_no_font_has_is_refused_with_both_code_points() -> None:
    assert missing_glyphs("北\U000e01ef浜") == ("U+5317 U+E01EF",)


@pytest.mark.parametrize("letter", ["\u202e", "\u200b", "\x07", "\ue000", "\ufeff"])
def test_letters_that_print_nothing_are_refused(letter: str) -> None:
    assert missing_glyphs(f"北浜{letter}精機") == (f"U+{ord(letter):04X}",)


def test_a_report_is_held_to_the_same() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+10380"):
        render_report(report("usual", "ja", agent="\U00010380"), "ja")


def test_every_letter_of_every_edition_can_be_printed() -> None:
    files = sorted((ROOT / "questionnaires").glob("*/*/*.yaml"))
    assert files
    for file in files:
        assert missing_glyphs(file.read_text("utf-8")) == (), file.name


@pytest.mark.parametrize(
    ("families", "package"),
    [((), "fonts-morisawa-bizud-gothic"), (("bizud-gothic",), "fonts-morisawa-bizud-mincho")],
    ids=["no Japanese font", "gothic alone"],
)
def test_without_a_japanese_font_the_package_is_named(families: tuple[str, ...], package: str, folder: Path) -> None:
    folders = "".join(f"<dir>/usr/share/fonts/truetype/{family}</dir>" for family in (*families, "dejavu"))
    (folder / "fonts.conf").write_text(f"<fontconfig>{folders}<cachedir>{folder}/cache</cachedir></fontconfig>")
    code = (
        "from assess.documents import NoJapaneseFont, render_report\n"
        "from tests.documents.samples import report\n"
        "try:\n    render_report(report('usual', 'ja'), 'ja')\n"
        "except NoJapaneseFont as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"FONTCONFIG_FILE": str(folder / "fonts.conf"), "PATH": "/usr/bin:/bin"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert package in done.stdout
