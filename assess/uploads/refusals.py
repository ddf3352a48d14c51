"""Why a file cannot be taken as evidence: each a sentence that says what is wrong and what to send instead."""

from flask_babel import lazy_gettext as _l

from assess import limits
from assess.errors import AssessError


class FileRefused(AssessError):
    """A file, or what was said of it, cannot be taken."""

    sentence = _l("This file cannot be taken. Send a screenshot of it.")


class FileEmpty(FileRefused):
    """There is not one byte in it."""

    sentence = _l("This file is empty. Choose it again, or send a screenshot.")


class FileTooLarge(FileRefused):
    """More bytes than are taken at once."""

    status = 413
    sentence = _l(
        "This file is larger than %(size)s MB. Send only the part that matters: a screenshot, or fewer pages.",
        size=limits.LARGEST_FILE_MB,
    )


class FileBloated(FileRefused):
    """Small as it is sent, and huge once it is unpacked."""

    sentence = _l("Unpacked, this file would be far too large. Send only the part that matters, as PDF or screenshot.")


class UnknownKind(FileRefused):
    """None of the kinds that are taken."""

    sentence = _l(
        "Files of this kind cannot be taken. Send a photo or screenshot (JPEG, PNG, WebP), a PDF, "
        "a Word, Excel or PowerPoint file (.docx, .xlsx, .pptx), or text (.txt, .csv)."
    )


class Misnamed(FileRefused):
    """The name says one kind, the content is another."""

    sentence = _l(
        "What is in this file does not fit the ending of its name. Choose the original file, "
        "or send a screenshot of it."
    )


class OtherPicture(FileRefused):
    """A picture of a kind that moves, draws itself or is rarely read."""

    sentence = _l("Pictures are taken as JPEG, PNG or WebP. Send a screenshot of this one.")


class HeicPhoto(FileRefused):
    """A photo as iPhones keep it."""

    sentence = _l(
        "This photo is in the HEIC format of iPhones, which many computers cannot open. Send a screenshot of it, "
        "or set the camera to “Most Compatible” (Settings, Camera, Formats) and take it again."
    )


class PictureBroken(FileRefused):
    """A picture that does not decode to its end."""

    sentence = _l("This picture is damaged or not complete. Send it again, or send a screenshot of it.")


class PictureTooLarge(FileRefused):
    """More pixels than are decoded."""

    sentence = _l(
        "This picture has more than %(count)s pixels. Send a screenshot of it, or a smaller photo.",
        count=f"{limits.MOST_PIXELS:,}",
    )


class PdfBroken(FileRefused):
    """A PDF that cannot be read strictly."""

    sentence = _l("This PDF is damaged or not complete. Open it, print it to a new PDF, and send that one.")


class PdfLocked(FileRefused):
    """A PDF under encryption, with or without a password to open it."""

    sentence = _l("This PDF is protected. Save it without a password or protection, or send screenshots of it.")


class PdfActive(FileRefused):
    """A PDF with a program, a file or a film inside."""

    sentence = _l(
        "This PDF holds a program, a fillable form of a special kind, or another file. "
        "Print it to a new PDF, and send that one."
    )


class PdfTooLong(FileRefused):
    """More pages, or more parts, than anyone will check."""

    sentence = _l("This PDF is too long. Send only the pages that matter, at most %(count)s.", count=limits.MOST_PAGES)


class OfficeOld(FileRefused):
    """A binary Office file; a new one with a password looks the same from outside."""

    sentence = _l(
        "This is an Office file of the old kind (.doc, .xls, .ppt), or one with a password. "
        "Save it as .docx, .xlsx or .pptx without a password, or as PDF."
    )


class OfficeBroken(FileRefused):
    """A package that is no whole Word, Excel or PowerPoint file."""

    sentence = _l(
        "This is not a whole Word, Excel or PowerPoint file. Open it, save it anew as .docx, .xlsx or .pptx, "
        "or save it as PDF."
    )


class OfficeActive(FileRefused):
    """An Office file with macros, controls or add-ins."""

    sentence = _l("This file holds macros or other programs. Save it without them, or save it as PDF.")


class OfficeLinked(FileRefused):
    """An Office file that fetches something when it is opened."""

    sentence = _l("This file draws content from other files or places. Break these links, or save it as PDF.")


class OfficeStuffed(FileRefused):
    """An Office file with a file inside that is neither text nor picture."""

    sentence = _l("There are other files inside this one, for example a video or the data of a chart. Save it as PDF.")


class TextUnreadable(FileRefused):
    """Signs that no text has, or a code that is not ours."""

    sentence = _l("This is not text in UTF-8 or Shift_JIS. Save it as one of them, or send a PDF or a screenshot.")


class TextWithFormulas(FileRefused):
    """Cells that a spreadsheet would take for formulas, and run."""

    sentence = _l(
        "Some cells of this list begin with =, @, + or - and would run as formulas. Save it as .xlsx or as PDF."
    )


class TooManyFiles(FileRefused):
    """As many as one assessment may have."""

    status = 409
    sentence = _l(
        "There are %(count)s files already, and that is the most. Remove one that matters less first.",
        count=limits.MOST_FILES,
    )


class FileThere(FileRefused):
    """The same bytes stand at the same answer."""

    status = 409
    sentence = _l("This file is listed here already. To change its day, remove it and add it again.")


class FilesClosed(FileRefused):
    """The answer was handed in and not sent back."""

    status = 409
    sentence = _l("Files can now be added and removed only where the underwriter asks about something.")


class DayNotPossible(FileRefused):
    """A day on which nothing can be said to have held good."""

    sentence = _l(
        "Enter the day that the file shows: not in the future, and not more than %(years)s years ago.",
        years=limits.MOST_YEARS,
    )
