"""Files as people send them, and as people should not, made in code."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, PngImagePlugin

OFFICE = "application/vnd.openxmlformats-officedocument."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRET = b"35.6812N-139.7671E"
"""What stands in each place of a picture where something can be hidden."""


def jpeg(size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """A photo, red at its left, blue at its right."""
    return _picture(size, "JPEG", **options)


def png(size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """The same as a screenshot."""
    return _picture(size, "PNG", **options)


def noise(format_: str) -> bytes:
    """A picture that does not pack small."""
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(out, format_)
    return out.getvalue()


def webp(**options: object) -> bytes:
    """The same as WebP."""
    return _picture((40, 20), "WEBP", **options)


def _picture(size: tuple[int, int], format_: str, **options: object) -> bytes:
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Data of a camera: how it was held, its maker, the place, a comment."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET.decode()
    data.get_ifd(0x8825)[0x001D] = SECRET.decode()
    data.get_ifd(0x8769)[0x9286] = SECRET
    return data.tobytes()


def taken(day: str) -> bytes:
    """Data of a camera that says nothing but the day, as in 2026:03:04 09:08:07."""
    data = Image.Exif()
    data.get_ifd(0x8769)[0x9003] = day
    return data.tobytes()


def png_with_everything() -> bytes:
    """A screenshot with text, packed text, XMP and camera data."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET.decode())
    told.add_text("Author", SECRET.decode(), zip=True)
    told.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return png(pnginfo=told, exif=exif())


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = png_chunk(b"IHDR", head) + png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def pdf(pages: int = 1, root: Mapping[str, object] | None = None, **options: object) -> bytes:
    """A PDF of blank pages, with more in its catalogue, saved with options (encryption …)."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    for key, value in (root or {}).items():
        made.Root[key] = made.make_indirect(Dictionary(value)) if isinstance(value, dict) else value
    made.docinfo["/Author"] = SECRET.decode()
    return saved(made, **options)


def saved(made: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def pdf_with_file() -> bytes:
    """A PDF with a program attached."""
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments["tool.exe"] = b"MZ\x90\x00"
    return saved(made)


def pdf_with_annotation(**entries: Any) -> bytes:
    """A PDF whose page has something to click on."""
    made = pikepdf.new()
    page = made.add_blank_page()
    annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]))
    for key, value in entries.items():
        annotation[f"/{key}"] = Dictionary(value) if isinstance(value, dict) else value
    page.Annots = Array([annotation])
    return saved(made)


def signed_pdf() -> bytes:
    """A PDF with a field that holds a signature."""
    made = pikepdf.new()
    made.add_blank_page()
    value = made.make_indirect(Dictionary(Type=Name.Sig, Contents=String("x" * 20)))
    field = made.make_indirect(Dictionary(FT=Name.Sig, T=String("signature"), V=value))
    made.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return saved(made)


def pdf_bomb() -> bytes:
    """A PDF whose list of objects is 100 MB of blanks once it is unpacked."""
    packed = zlib.compress(b"1 0 2 20 " + b" " * 100_000_000, 9)
    return _hand_made_pdf(b"<</Type/ObjStm/N 2/First 9/Length %d/Filter/FlateDecode>>stream\n" % len(packed), packed)


def _hand_made_pdf(head: bytes, packed: bytes) -> bytes:
    body = b"%PDF-1.5\n"
    at = len(body)
    body += b"5 0 obj\n" + head + packed + b"\nendstream\nendobj\n"
    start = len(body)
    entries = [(0, 0, 65535), (2, 5, 0), (2, 5, 1), (0, 0, 0), (0, 0, 0), (1, at, 0), (1, start, 0)]
    rows = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    body += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(rows) + rows
    return body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def pdf_with_renamed_script() -> bytes:
    """A PDF whose script hides behind another spelling of its name."""
    script = pdf(root={"/OpenAction": {"/S": Name.JavaScript, "/JS": String("app.alert(1)" + "x" * 9)}})
    renamed = script.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/J#53")
    return renamed.replace(b"x" * 9, b"x" * 3)


def pdf_with_stream_script() -> bytes:
    """A PDF with a script in a stream, on a page that opens."""
    made = pikepdf.new()
    page = made.add_blank_page()
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=Stream(made, b"app.alert(1)")))
    return saved(made)


MAIN = {"docx": ("word", "document", "wordprocessingml.document"), "xlsx": ("xl", "workbook", "spreadsheetml.sheet")}
MAIN["pptx"] = ("ppt", "presentation", "presentationml.presentation")


def office(
    ending: str = "docx",
    parts: Mapping[str, str | bytes] | None = None,
    types: str = "",
    links: str = "",
    main_type: str | None = None,
    document: str | bytes = "<document/>",
) -> bytes:
    """A Word, Excel or PowerPoint file with further parts, types and links of its main part."""
    folder, name, kind = MAIN[ending]
    main = f"{folder}/{name}.xml"
    content_types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type or f"{OFFICE}{kind}.main+xml"}"/>{types}</Types>'
    )
    package = {
        "[Content_Types].xml": content_types,
        "_rels/.rels": relationships(f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="{main}"/>'),
        main: document,
        f"{folder}/_rels/{name}.xml.rels": relationships(links),
    }
    return zipped({**package, **(parts or {})})


def relationships(links: str) -> str:
    """A part that says where other parts are."""
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def link(kind: str, target: str, mode: str = "External") -> str:
    """One link of a part."""
    return f'<Relationship Id="r9" Type="{LINKS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def zipped(parts: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """A package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        package.comment = comment
    return out.getvalue()


def locked(package: bytes) -> bytes:
    """A package whose parts say that they are under a password."""
    return package.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def twice(name: str) -> bytes:
    """A package with the same name twice, which two programs may read differently."""
    first, second = office(parts={"word/a.xml": "<a/>"}), "word/A.xml"
    out = io.BytesIO(first)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(second if name == "case" else "word/a.xml", "<b/>")
    return out.getvalue()
