"""Reads a PDF with tools that are not ours (poppler, qpdf)."""

import subprocess
from pathlib import Path


def run(*command: str | Path) -> str:
    """What a command prints; a failing command fails the test."""
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    out = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {out}{done.stderr.decode()}"
    return out


def text(pdf: bytes, folder: Path, *options: str) -> str:
    """The text of all pages in the order in which they were set; options are those of pdftotext."""
    return run("pdftotext", *(options or ["-raw"]), _file(pdf, folder), "-")


def words(text: str) -> str:
    """Text without its spaces and line ends, which setting changes."""
    return "".join(text.split())


def fonts(pdf: bytes, folder: Path) -> list[tuple[str, str, str]]:
    """(name, embedded, subset) of every font."""
    rows = run("pdffonts", _file(pdf, folder)).splitlines()[2:]
    return [(row.split()[0], row.split()[-5], row.split()[-4]) for row in rows]


def information(pdf: bytes, folder: Path) -> dict[str, str]:
    """What pdfinfo says, by its own words."""
    rows = run("pdfinfo", _file(pdf, folder)).splitlines()
    return {key.strip(): value.strip() for key, _, value in (row.partition(":") for row in rows)}


def _file(pdf: bytes, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return path
