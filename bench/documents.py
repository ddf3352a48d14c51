"""How fast papers are made, beside the bare library and a browser doing the same; and what memory they keep.

Ratios count, seconds depend on the machine. Run: python bench/documents.py [number of certificates]
"""

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assess.documents import Signer, check_certificate, render_certificate, render_report  # noqa: E402
from assess.documents.certificate import certificate_manuscript  # noqa: E402
from assess.documents.pdf import Manuscript, Pictures  # noqa: E402
from assess.documents.report import report_manuscript  # noqa: E402
from assess.papers import certificate_paper  # noqa: E402
from scoring import canonical  # noqa: E402
from tests.documents.samples import EDITION, ISSUER, decision_record, report  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
URL = "https://sonae.example/verify/J7CXHWK99N4TCVJYF8KW"
CODE = "J7CX-HWK9-9N4T-CVJY-F8KW"


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        signer = Signer.development(Path(folder))
        record = decision_record()
        content = canonical(record)

        def certificate() -> bytes:
            paper = certificate_paper(record, EDITION, issuer=ISSUER, verify_url=URL, code=CODE)
            return render_certificate(paper, "ja", signer=signer, record=content)

        paper = certificate_paper(record, EDITION, issuer=ISSUER, verify_url=URL, code=CODE)
        compare("certificate", certificate, certificate_manuscript(paper, "ja", True), Path(folder))
        usual = report("usual", "ja")
        compare("report", lambda: render_report(usual, "ja"), report_manuscript(usual, "ja"), Path(folder))
        made, known = certificate(), [signer.certificate]
        checked = measured(lambda: check_certificate(made, issuer_certificates=known, editions={EDITION.id: EDITION}))
        print(f"{'check of a certificate':32} {checked * 1000:7.0f} ms")
        in_a_row(certificate, many)


def compare(name: str, ours: Callable[[], bytes], manuscript: Manuscript, folder: Path) -> None:
    """Our way, bare WeasyPrint and Chromium, in turn, so that all meet the same moods of the machine."""
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=manuscript.css, font_config=fonts)

    def bare() -> bytes:
        page = weasyprint.HTML(string=manuscript.html, url_fetcher=Pictures(manuscript.pictures))
        return bytes(page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a"))

    mine, plain = in_turn(ours, bare)
    print(f"{name:32} {mine * 1000:7.0f} ms")
    print(f"{'  bare WeasyPrint':32} {plain * 1000:7.0f} ms   ratio {mine / plain:.2f}")
    if Path(CHROMIUM).exists():
        browser = printed_by_chromium(manuscript, folder)
        print(f"{'  Chromium, started for it':32} {browser * 1000:7.0f} ms   ratio {mine / browser:.2f}")


def in_turn(*ways: Callable[[], object], rounds: int = 15) -> list[float]:
    """Median seconds of each way, the ways taking turns."""
    for way in ways:
        way()
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, taken in zip(ways, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            way()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def measured(way: Callable[[], object]) -> float:
    return in_turn(way)[0]


def printed_by_chromium(manuscript: Manuscript, folder: Path) -> float:
    """The same page printed by a browser, its start included, as it would be in a web application."""
    for name, picture in manuscript.pictures.items():
        (folder / f"{name}.svg").write_text(picture, "utf-8")
    html = manuscript.html.replace("</head>", f"<style>{manuscript.css}</style></head>")
    for name in manuscript.pictures:
        html = html.replace(f"picture:{name}", f"{name}.svg")
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}", page.as_uri(),
    ]  # fmt: skip
    return in_turn(lambda: subprocess.run(command, check=True, capture_output=True), rounds=3)[0]


def in_a_row(way: Callable[[], object], many: int) -> None:
    """Whether memory grows, and whether the second half is as fast as the first."""
    for _ in range(20):
        way()
    gc.collect()
    before, times = memory(), []
    for _ in range(many):
        start = time.perf_counter()
        way()
        times.append(time.perf_counter() - start)
    gc.collect()
    half = many // 2
    first, second = statistics.median(times[:half]), statistics.median(times[half:])
    print(f"{many} certificates in a row: {before:.0f} MB before, {memory():.0f} MB after, peak {peak():.0f} MB;")
    print(f"  first half {first * 1000:.0f} ms each, second half {second * 1000:.0f} ms, ratio {second / first:.2f}")


def memory() -> float:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
