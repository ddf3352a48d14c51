"""Reading papers back with tools that are not ours."""

import re
import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image


def text_of(pdf: Path) -> str:
    """The text of a PDF, all white space taken out, as pdftotext finds it."""
    found = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return re.sub(r"\s+", "", found.stdout)


def qr_code_of(pdf: Path) -> str:
    """What the QR code on the first page says, read from a picture of it as a phone would."""
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", "150", "-singlefile", str(pdf), str(picture)], check=True)
    [code] = zxingcpp.read_barcodes(Image.open(picture.with_suffix(".png")))
    return str(code.text)
