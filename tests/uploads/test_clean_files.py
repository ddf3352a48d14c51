"""What a file that was taken has lost, and what it has kept."""

import contextlib
import io
import random
import zipfile
from typing import Literal

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream, String
from PIL import Image

from assess import uploads
from assess.uploads.judging import judge
from assess.uploads.left_out import LeftOut
from assess.uploads.refusals import FileRefused
from tests import files


def read(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def colour(picture: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return found


SEEN = {
    "photo.jpg": lambda: files.jpeg(exif=files.exif(), comment=files.SECRET, xmp=files.SECRET),
    "screen.png": files.png_with_everything,
    "photo.webp": lambda: files.webp(exif=files.exif(), xmp=files.SECRET),
}


@pytest.mark.parametrize("name", SEEN)
def test_a_picture_loses_the_place_where_it_was_taken_and_all_else_that_is_hidden(name: str) -> None:
    sent = SEEN[name]()
    clean = uploads.check(name, sent)
    assert files.SECRET in sent
    assert files.SECRET not in clean.content
    picture = read(clean.content)
    assert (dict(picture.getexif()), picture.info.get("icc_profile"), picture.size) == ({}, None, (40, 20))


def test_a_photo_taken_upright_stands_upright() -> None:
    clean = uploads.check("photo.jpg", files.jpeg(exif=files.exif(orientation=6)))
    picture = read(clean.content)
    assert picture.size == (20, 40)
    red, _green, blue = colour(picture, (10, 4))
    assert red > 200 > blue, "the left of the sensor is the top of the photo"


def test_what_was_put_behind_or_between_the_pixels_is_gone() -> None:
    smuggled = files.zipped({"tool.exe": b"MZ smuggled"})
    assert b"smuggled" not in uploads.check("photo.jpg", files.jpeg() + smuggled).content
    chunk = files.png_chunk(b"prIv", b"smuggled")
    sent = files.png().replace(b"\x00\x00\x00\x00IEND", chunk + b"\x00\x00\x00\x00IEND")
    assert b"smuggled" in sent
    assert b"smuggled" not in uploads.check("screen.png", sent + smuggled).content


def test_colours_survive_when_their_profile_goes() -> None:
    from PIL import ImageCms  # noqa: PLC0415 -- nothing else here needs it

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = uploads.check("photo.jpg", files.jpeg(icc_profile=profile, quality=95))
    red, green, blue = colour(read(clean.content), (4, 4))
    assert red > 240
    assert max(green, blue) < 16


def test_what_shows_through_in_a_screenshot_still_does() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(out, "PNG")
    assert read(uploads.check("screen.png", out.getvalue()).content).getpixel((4, 4)) == (255, 0, 0, 0)
    assert read(uploads.preview(out.getvalue())).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_depth_are_taken_and_shown_small(mode: str) -> None:
    out = io.BytesIO()
    format_ = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (2000, 900)).save(out, format_)
    clean = uploads.check(f"a.{format_.lower()}", out.getvalue())
    assert read(clean.content).size == (2000, 900)
    assert read(uploads.preview(clean.content)).size == (1280, 576)


def test_a_pdf_is_packed_anew_without_its_author_and_what_stood_behind_it() -> None:
    clean = uploads.check("規程.pdf", files.pdf(pages=2) + files.zipped({"tool.exe": b"smuggled"}))
    assert (clean.name, clean.media_type) == ("規程.pdf", "application/pdf")
    assert files.SECRET not in clean.content
    assert b"smuggled" not in clean.content
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert len(pdf.pages) == 2


def test_a_link_in_a_pdf_leads_nowhere_any_more_and_a_word_in_its_text_is_no_script() -> None:
    web = {"/S": Name.URI, "/URI": "https://example.jp/"}
    clean = uploads.check("a.pdf", files.pdf_with_annotation(A=web, Contents=String("/JS /Launch")))
    assert b"example.jp" not in clean.content
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents) == "/JS /Launch"


@pytest.mark.parametrize(
    "action",
    [
        {"/S": Name.URI, "/URI": r"\\\\server\\share"},
        {"/S": Name.GoToR, "/F": r"\\\\server\\share\\a.pdf", "/D": [0, Name.Fit]},
        {"/S": Name.GoTo, "/D": [0, Name.Fit], "/Next": {"/S": Name.URI, "/URI": "file://server/share"}},
    ],
    ids=["URI", "GoToR", "Next"],
)
def test_no_pdf_reaches_for_a_share_of_windows(action: dict[str, object]) -> None:
    given = {key: Dictionary(value) if isinstance(value, dict) else value for key, value in action.items()}
    for sent in (files.pdf_with_annotation(A=given), files.pdf(root={"/OpenAction": given})):
        assert b"server" in sent
        assert b"server" not in uploads.check("a.pdf", sent).content


def test_a_stream_whose_content_lies_elsewhere_is_empty() -> None:
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Contents = Stream(made, b"q Q", {"/F": String("//server/share/page")})
    assert b"server" not in uploads.check("a.pdf", files.saved(made)).content


def test_files_attached_to_a_pdf_are_left_out_with_a_word() -> None:
    clean = uploads.check("請求書.pdf", files.pdf_with_file())
    assert clean.left_out == {LeftOut.ATTACHMENTS}
    assert b"MZ" not in clean.content
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert len(pdf.attachments) == 0


@pytest.mark.parametrize("bits", [3, 4, 6])
def test_a_pdf_that_only_its_owner_may_change_is_kept_plain(bits: Literal[3, 4, 6]) -> None:
    sent = files.pdf(encryption=pikepdf.Encryption(owner="owner", user="", R=bits, metadata=bits > 3, aes=bits > 3))
    clean = uploads.check("a.pdf", sent)
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert not pdf.is_encrypted


def test_a_signature_that_cannot_be_kept_is_taken_out_whole() -> None:
    clean = uploads.check("a.pdf", files.signed_pdf())
    assert clean.left_out == {LeftOut.SIGNATURE}
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        assert "/SigFlags" not in pdf.Root.AcroForm
        assert "/V" not in pdf.Root.AcroForm.Fields[0]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pptx"])
def test_office_files_with_pictures_and_web_links_are_taken(ending: str) -> None:
    sent = files.office(
        ending,
        parts={"docProps/thumbnail.jpeg": files.jpeg(), "xl/printerSettings/printerSettings1.bin": b"\0"},
        links=files.link("hyperlink", "https://example.jp/"),
    )
    clean = uploads.check(f"台帳.{ending}", sent)
    assert clean.media_type.startswith(files.OFFICE)
    with zipfile.ZipFile(io.BytesIO(clean.content)) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
        assert len(package.namelist()) == 6


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp932"])
def test_japanese_text_is_kept_as_spreadsheets_read_it(code: str) -> None:
    clean = uploads.check("一覧.csv", "端末,台数\nPC,-12\n電話,+81 3\n".encode(code))
    assert clean.content == "端末,台数\nPC,-12\n電話,+81 3\n".encode("utf-8-sig")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("VPN認証設定.png", "VPN認証設定.png"),
        ("VPN設定.png", "VPN設定.png"),
        ("カ\u3099ード.PNG", "ガード.png"),
        ("../../etc/photo.png", "photo.png"),
        ("C:\\Users\\kishimoto\\画面.png", "画面.png"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie_ x=1.png"),
        ("\u202egnp.画面\u200b.png", "gnp.画面.png"),
        ('<img src="x" onerror="alert(1)">.png', "_img src=_x_ onerror=_alert(1)__.png"),
        (".png", "file.png"),
        ("..png", "file.png"),
        ("image", "image.png"),
        ("規程 第2.1", "規程 第2.1.png"),
        ("長" * 300 + ".png", "長" * 116 + ".png"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_tricks(sent: str, kept: str) -> None:
    assert uploads.check(sent, files.png()).name == kept


@pytest.mark.parametrize(("sent", "kept"), [("a.webp", "a.jpg"), ("a.jpeg", "a.jpeg"), ("a.JFIF", "a.jfif")])
def test_photos_keep_a_true_ending(sent: str, kept: str) -> None:
    content = files.webp() if sent.endswith("webp") else files.jpeg()
    assert uploads.check(sent, content).name == kept


def test_the_same_file_has_the_same_hash_whenever_it_is_sent() -> None:
    for name, content in (("a.jpg", files.jpeg()), ("a.pdf", files.pdf()), ("a.docx", files.office())):
        assert uploads.check(name, content).sha256 == uploads.check(name, content).sha256


WHOLE = {
    "a.jpg": files.jpeg(exif=files.exif()),
    "a.png": files.png_with_everything(),
    "a.webp": files.webp(),
    "a.pdf": files.pdf(),
    "a.xlsx": files.office("xlsx"),
    "a.csv": "端末,台数\n".encode("cp932"),
}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("name", WHOLE)
def test_whatever_damage_a_file_took_it_is_cleaned_or_refused_and_nothing_else(name: str) -> None:
    chance = random.Random(name)
    for _ in range(150):
        content = bytearray(WHOLE[name])
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with contextlib.suppress(FileRefused):
            judge(name, bytes(content[: chance.choice((len(content), chance.randrange(1, len(content))))]))
