"""What is in a package of Word, Excel or PowerPoint."""

import io
import zipfile

from assess import uploads


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def kept(clean: uploads.CleanFile, name: str = "word/document.xml") -> str:
    """A part of a file that was taken."""
    return parts(clean.content)[name].decode()
