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
        "Files of this kind cannot be taken. Send a photo or screenshot (JPEG, PNG, WebP, HEIC, TIFF), a PDF, "
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

    sentence = _l("Pictures are taken as JPEG, PNG, WebP, HEIC or TIFF. Send a screenshot of this one.")


class ScanTooLong(FileRefused):
    """A TIFF of more pages than anyone will check."""

    sentence = _l(
        "This TIFF has too many pages. Send only the pages that matter, at most %(count)s.", count=limits.MOST_PAGES
    )


class PictureBroken(FileRefused):
    """A picture that does not decode to its end."""

    sentence = _l("This picture is damaged or not complete. Send it again, or send a screenshot of it.")


class PictureTooLarge(FileRefused):
    """More pixels than can be decoded."""

    sentence = _l(
        "This picture is too large to be opened here. Send a screenshot of it, or make it smaller. "
        "Send a scan of many pages in parts."
    )


class PdfBroken(FileRefused):
    """A PDF that cannot be read strictly."""

    sentence = _l("This PDF is damaged or not complete. Open it, print it to a new PDF, and send that one.")


class PdfLocked(FileRefused):
    """A PDF that does not open without a password."""

    sentence = _l(
        "This PDF opens only with a password. Open it, save it or print it to a new PDF without one, "
        "or send screenshots of it."
    )


class PdfActive(FileRefused):
    """A PDF with a program or a film inside, or nothing but other files."""

    sentence = _l(
        "This PDF holds a program, a film, a fillable form of a special kind, or nothing but other files. "
        "Print it to a new PDF, and send that one."
    )


class PdfTooLong(FileRefused):
    """More pages, or more parts, than anyone will check."""

    sentence = _l("This PDF is too long. Send only the pages that matter, at most %(count)s.", count=limits.MOST_PAGES)


class OfficeOld(FileRefused):
    """A binary Office file."""

    sentence = _l(
        "This is an Office file of the old kind (.doc, .xls, .ppt). Open it and save it as .docx, .xlsx or .pptx, "
        "or as PDF."
    )


class OfficeLocked(FileRefused):
    """An Office file under a password, which looks like an old one from outside."""

    sentence = _l(
        "This Office file opens only with a password. Save it without one, or save it as PDF. "
        "Do not send us the password."
    )


class OfficeBinary(FileRefused):
    """A workbook in the binary form of new Excel."""

    sentence = _l("Excel files in the binary form (.xlsb) cannot be opened here. Save it as .xlsx or as PDF.")


class OpenDocument(FileRefused):
    """A file of LibreOffice or OpenOffice."""

    sentence = _l(
        "OpenDocument files (.ods, .odt, .odp) cannot be opened here. Save it as .xlsx, .docx or .pptx, or as PDF."
    )


class AppleDocument(FileRefused):
    """A file of Pages, Numbers or Keynote."""

    sentence = _l(
        "Files of Pages, Numbers and Keynote cannot be opened here. Export it as PDF, or as a Word, Excel or "
        "PowerPoint file."
    )


class IchitaroDocument(FileRefused):
    """A file of the Japanese word processor Ichitaro."""

    sentence = _l("Ichitaro files (.jtd) cannot be opened here. In Ichitaro, save it as PDF, and send that one.")


class DocuWorksDocument(FileRefused):
    """A file of DocuWorks, in which many Japanese offices keep scans."""

    sentence = _l("DocuWorks files (.xdw, .xbd) cannot be opened here. Print it to PDF, and send that one.")


class MailFile(FileRefused):
    """A mail, with whatever hangs on it."""

    sentence = _l(
        "This is a mail saved as a file (.msg, .eml). Open it and print it to PDF, or send a screenshot of it. "
        "What was attached to it is added on its own."
    )


class Archive(FileRefused):
    """Files packed into one."""

    sentence = _l("This is an archive (.zip and the like). Unpack it, and add the files that matter one by one.")


class WebPage(FileRefused):
    """A page as a browser saves it."""

    sentence = _l("Saved web pages cannot be opened here. Print the page to PDF, or send a screenshot of it.")


class RichText(FileRefused):
    """Text with a look, as WordPad keeps it."""

    sentence = _l("Rich text (.rtf) cannot be opened here. Save it as .docx or as PDF.")


class Film(FileRefused):
    """A film, or a recording of a screen."""

    sentence = _l("Films and screen recordings are not taken. Send screenshots of what they show.")


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
    """An Office file that asks other programs when it is opened."""

    sentence = _l("This file asks other programs for its content (DDE). Break these links, or save it as PDF.")


class OfficeStuffed(FileRefused):
    """An Office file with a file inside that is neither text nor picture."""

    sentence = _l("There are other files inside this one, for example a video or another document. Save it as PDF.")


class TextUnreadable(FileRefused):
    """Signs that no text has, or a code that is not ours."""

    sentence = _l(
        "This is not text in UTF-8, UTF-16 or Shift_JIS. Save it as one of them, or send a PDF or a screenshot."
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


class DayMissing(FileRefused):
    """Nobody said on which day it held good, and the file does not either."""

    sentence = _l("Enter the day that the file shows: it does not say it by itself.")


class DayNotPossible(FileRefused):
    """A day on which nothing can be said to have held good."""

    sentence = _l(
        "Enter the day that the file shows: not in the future, and not more than %(years)s years ago.",
        years=limits.MOST_YEARS,
    )


class FilesWaiting(FileRefused):
    """Too many files wait to be looked at."""

    status = 503
    sentence = _l(
        "Many files are being looked at just now. Nothing was kept of yours: please add it again in a minute."
    )


class Infected(FileRefused):
    """The virus scanner knows something in it."""

    sentence = _l(
        "The virus scanner found something harmful in this file, so it was not kept. Have the computer that it "
        "comes from checked, and send a screenshot instead."
    )


class ScannerAway(FileRefused):
    """The virus scanner does not answer, and without its word nothing is kept."""

    status = 503
    sentence = _l(
        "The virus scanner does not answer just now, so no file can be taken. Your answers are not touched. "
        "Please add the file again later."
    )
