"""Says what a file is, and makes it clean. Runs in a process of its own: the libraries for it are large."""

from assess.uploads import names, office, pdf, pictures, text, unfit
from assess.uploads.clean import Cleaned, CleanFile
from assess.uploads.kinds import ENDINGS
from assess.uploads.refusals import FileRefused, Misnamed, UnknownKind

__all__ = ["judge", "judged", "preview"]

preview = pictures.preview


def judged(name: str, content: bytes) -> CleanFile | type[FileRefused]:
    """Return the file clean, or why it is refused, as another process can be told."""
    try:
        return judge(name, content)
    except FileRefused as refused:
        return type(refused)


def judge(name: str, content: bytes) -> CleanFile:
    """Return the file clean, its name too; raises a FileRefused."""
    ending = names.ending(name)
    clean = _cleaned(content, ending)
    if ending and ending not in (*clean.kind.endings, *clean.kind.known_as):
        raise Misnamed
    return CleanFile(
        names.clean(name, clean.kind), clean.kind.media_type, clean.content, clean.taken_on, clean.left_out
    )


def _cleaned(content: bytes, ending: str) -> Cleaned:
    for clean in (pictures.clean, pdf.clean):
        found = clean(content)
        if found is not None:
            return found
    if content.startswith(office.HEAD):
        unfit.refuse_archive(content, ending)
        return office.clean(content)
    unfit.refuse_known(content, ending)
    found = text.clean(content, ending)
    if found is not None:
        return found
    raise Misnamed if f".{ending}" in ENDINGS else UnknownKind
