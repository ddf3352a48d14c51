"""Files of kinds that are known and not taken: each with the sentence that says what to send instead."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

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
    OtherPicture,
    RichText,
    WebPage,
)

_PICTURES = (b"GIF8", b"BM", b"\0\0\1\0", b"8BPS", b"\x00\x00\x00\x0cJXL ", b"\xff\x0a")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"MSCF")
_BY_ENDING: Mapping[str, type[FileRefused]] = {
    ending: refusal
    for endings, refusal in (
        ("msg eml emlx oft", MailFile),
        ("jtd jtt jtdc jttc jfw jvw", IchitaroDocument),
        ("xdw xbd xct", DocuWorksDocument),
        ("zip lzh lha 7z rar gz tgz tar cab", Archive),
        ("ods odt odp odg ots ott otp", OpenDocument),
        ("pages numbers key", AppleDocument),
        ("doc xls ppt dot xlt pps", OfficeOld),
        ("xlsb", OfficeBinary),
        ("rtf", RichText),
        ("html htm mht mhtml webarchive", WebPage),
        ("mp4 mov avi wmv mkv webm m4v", Film),
    )
    for ending in endings.split()
}
# What the parts of a compound file are called, in the letters in which it lists them.
_BY_PART: Mapping[bytes, type[FileRefused]] = {
    name.encode("utf-16-le"): refusal
    for name, refusal in (
        ("EncryptedPackage", OfficeLocked),
        ("__properties_version1.0", MailFile),
        ("WordDocument", OfficeOld),
        ("Workbook", OfficeOld),
        ("PowerPoint Document", OfficeOld),
    )
}


def refuse_known(content: bytes, ending: str) -> None:
    """Raise the refusal for this kind of file, where it is known."""
    refusal = _of_content(content, ending)
    if refusal is not None:
        raise refusal


def refuse_archive(content: bytes, ending: str) -> None:
    """Raise the refusal for a package that is no Office file; raises nothing where it may be one."""
    if ending in _BY_ENDING:
        raise _BY_ENDING[ending]
    if content[30:38] == b"mimetype" and b"opendocument" in content[38:200]:
        raise OpenDocument
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return
    if any(name.endswith(".iwa") for name in names):
        raise AppleDocument
    if "xl/workbook.bin" in names:
        raise OfficeBinary
    if "[Content_Types].xml" not in names and ending not in ("docx", "xlsx", "pptx"):
        raise Archive


def _of_content(content: bytes, ending: str) -> type[FileRefused] | None:
    if content.startswith(_COMPOUND):
        return _compound(content, ending)
    if content[4:12] == b"ftypavif" or content.startswith(_PICTURES) or b"<svg" in content[:2000].lower():
        return OtherPicture
    if content[4:8] == b"ftyp":
        return Film
    if content.startswith(_ARCHIVES):
        return Archive
    return _BY_ENDING.get(ending) if not content.startswith(b"MZ") else None


def _compound(content: bytes, ending: str) -> type[FileRefused]:
    """An old Office file, a new one under a password, a mail and others look alike from outside."""
    found = next((refusal for name, refusal in _BY_PART.items() if name in content), None)
    if found is None and ending in ("docx", "xlsx", "pptx", "docm", "xlsm"):
        return OfficeLocked
    return found or _BY_ENDING.get(ending, OfficeOld)
