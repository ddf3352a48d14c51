"""Photos and scans: from every telephone and scanner, of any size, with the day that they say themselves."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from assess import limits, uploads
from assess.uploads import rows, shrinking
from assess.uploads.judging import judge
from assess.uploads.refusals import PictureBroken, PictureTooLarge
from tests import files

PICTURES = sorted((Path(__file__).parents[1] / "corpus" / "pictures").iterdir())


def read(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def sent(size: tuple[int, int], format_: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    """A picture, black above and white below."""
    picture = Image.new(mode, size)
    picture.paste("white", (0, size[1] // 2, *size))
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_pictures_of_telephones_and_scanners_become_jpeg_and_look_the_same(path: Path) -> None:
    clean = uploads.check(path.name, path.read_bytes())
    assert (clean.media_type, Path(clean.name).suffix) == ("image/jpeg", ".jpg")
    picture = read(clean.content).convert("L")
    assert picture.size == (480, 320)
    bar, ground, mark = (picture.getpixel(place) for place in ((30, 30), (470, 300), (400, 260)))
    assert isinstance(bar, int) and isinstance(ground, int) and isinstance(mark, int)
    assert (max(bar, mark) < 120, ground > 240) == (True, True)


def test_a_photo_of_an_iphone_loses_the_place_and_keeps_the_day() -> None:
    (photo,) = [path for path in PICTURES if path.suffix == ".heic"]
    clean = uploads.check("IMG_0001.HEIC", photo.read_bytes())
    assert files.SECRET in photo.read_bytes()
    assert files.SECRET not in clean.content
    assert (clean.name, clean.taken_on) == ("IMG_0001.jpg", date(2026, 3, 4))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_day_is_that_on_which_the_camera_took_it(format_: str) -> None:
    data = Image.Exif()
    data.get_ifd(0x8769)[0x9003] = "2025:11:22 23:59:58"
    name = f"a.{format_.lower()}"
    assert judge(name, sent((40, 20), format_, exif=data.tobytes())).taken_on == date(2025, 11, 22)


@pytest.mark.parametrize("said", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2025:13:40 00:00:00"])
def test_a_camera_whose_clock_was_never_set_says_no_day(said: str) -> None:
    data = Image.Exif()
    data.get_ifd(0x8769)[0x9003] = said
    assert judge("a.jpg", sent((40, 20), "JPEG", exif=data.tobytes())).taken_on is None
    assert judge("a.png", sent((40, 20))).taken_on is None


@pytest.mark.parametrize(
    ("name", "size", "options"),
    [
        ("a.png", (10_000, 5_000), {}),
        ("a.png", (1_500, 36_000), {"mode": "RGBA", "compress_level": 1}),
        ("a.png", (10_000, 9_000), {"mode": "L"}),
        ("a.jpg", (16_000, 8_000), {"format_": "JPEG"}),
        ("a.jpg", (8_000, 6_000), {"format_": "JPEG", "progressive": True}),
        ("a.tif", (9_900, 7_000), {"format_": "TIFF", "mode": "1", "compression": "group4"}),
        ("a.tif", (4_960, 7_016), {"format_": "TIFF", "mode": "I;16", "compression": "tiff_lzw"}),
    ],
    ids=["screen", "long", "grey", "panorama", "progressive", "fax", "scan"],
)
def test_a_picture_beyond_the_limit_is_made_smaller(
    name: str, size: tuple[int, int], options: dict[str, object]
) -> None:
    clean = uploads.check(name, sent(size, **options))  # type: ignore[arg-type]
    picture = read(clean.content).convert("L")
    width, height = picture.size
    assert limits.MOST_PIXELS / 2.5 < width * height <= limits.MOST_PIXELS
    assert abs(width / height - size[0] / size[1]) < 0.01
    black, white = picture.getpixel((9, height // 2 - 9)), picture.getpixel((9, height // 2 + 9))
    assert isinstance(black, int) and isinstance(white, int)
    assert (black < 10, white > 245 or options.get("mode") == "I;16") == (True, True)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "transparent"])
def test_a_png_that_is_read_row_by_row_looks_as_one_that_is_read_whole(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_PIXELS", 30_000)
    monkeypatch.setattr(shrinking, "_STRIP", 20_000)
    grain = Image.effect_noise((60, 80), 90).resize((300, 400))
    colours = Image.merge("RGBA", [grain.transpose(turn) for turn in list(Image.Transpose)[:2]] + [grain] * 2)
    data = Image.Exif()
    data[0x0112] = 3
    out = io.BytesIO()
    picture = colours.convert("RGB").quantize(99) if mode == "transparent" else colours.convert(mode)
    more = {"transparency": 7} if mode == "transparent" else {}
    picture.save(out, "PNG", exif=data.tobytes(), **more)
    by_rows = read(judge("a.png", out.getvalue()).content)
    monkeypatch.setattr(rows, "large", lambda *_: None)
    whole = read(judge("a.png", out.getvalue()).content)
    assert by_rows.size == whole.size
    found, wanted = by_rows.convert("RGBA").resize((15, 20)), whole.convert("RGBA").resize((15, 20))
    assert max(most for _, most in ImageChops.difference(found, wanted).getextrema()) < 9  # type: ignore[misc]


@pytest.mark.parametrize("kept", [0.5, 0.98])
def test_a_large_png_that_breaks_off_or_is_damaged_is_refused(kept: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PIXELS", 700)
    whole = files.noise("PNG")
    with pytest.raises(PictureBroken):
        judge("a.png", whole[: int(len(whole) * kept)])
    with pytest.raises(PictureBroken):
        judge("a.png", whole[: int(len(whole) * kept) - 99] + b"x" + whole[int(len(whole) * kept) - 98 :])


def test_a_picture_too_large_to_be_opened_has_its_sentence() -> None:
    with pytest.raises(PictureTooLarge):
        uploads.check("a.png", files.png_that_says(20_000, 20_000))


def test_a_picture_that_a_scanner_turned_stands_upright_once() -> None:
    data = Image.Exif()
    data[0x0112] = 6
    for format_ in ("TIFF", "JPEG", "PNG", "WEBP"):
        turned = read(judge("a", sent((40, 20), format_, exif=data.tobytes())).content).convert("L")
        assert (turned.size, turned.getpixel((17, 20)), turned.getpixel((2, 20))) == ((20, 40), 0, 255)


def test_a_fax_of_the_coarse_kind_is_not_squashed() -> None:
    assert read(judge("a.tif", sent((1728, 1100), "TIFF", mode="1", dpi=(204, 98))).content).size == (1728, 2289)


def test_a_photo_that_came_as_a_huge_screenshot_becomes_a_jpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10_000)
    clean = judge("a.png", files.noise("PNG"))
    assert (clean.name, clean.media_type) == ("a.jpg", "image/jpeg")
