"""Makes the README's pictures from a demo of its own: the result page, and page one of a report and a certificate.

Run it with `make pictures`; it needs Chromium and pdftoppm.
"""

import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from urllib.request import Request, urlopen

import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from assess import create_app, demo
from assess.cases import holdings, lookup
from assess.config import Settings
from assess.extensions import db
from assess.papers.press import press_of
from assess.store import browsers
from assess.store.database import migrations
from assess.store.models import Assessment, Company
from assess.underwriting import certificates

PICTURES = Path(__file__).parent / "pictures"
SHOWN = "株式会社 北浜精機"


def main() -> None:
    """Seed a demo, take the pictures, leave nothing behind."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"ASSESS_INSTANCE": folder, "ASSESS_DEMO": "1"})
        app = create_app(settings)
        with app.app_context():
            migrations().upgrade()
            demo.seed(Path(folder))
            chosen = sa.select(Assessment.public_id).join(Company).where(Company.name == SHOWN)
            public_id = db.session.scalars(chosen).one()
            certificate = certificates.find(demo.certificate_numbers()[0])
            (Path(folder) / "c.pdf").write_bytes(certificates.file(certificate, "ja", press_of(app)))
            browser_id, cookie = browsers.add({"_permanent": True})
            holdings.add(browser_id, lookup.find(public_id))
        server = make_server("127.0.0.1", 0, app)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.port}/a/{public_id}"
        _page(f"{address}/result", cookie)
        (Path(folder) / "r.pdf").write_bytes(_fetched(f"{address}/report.pdf?lang=ja", cookie))
        server.shutdown()
        _paper(Path(folder) / "c.pdf", "certificate")
        _paper(Path(folder) / "r.pdf", "report")
    for picture in PICTURES.glob("*.png"):
        Image.open(picture).quantize(128).save(picture, optimize=True)


def _page(address: str, cookie: str) -> None:
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1100, "height": 1250}, locale="ja-JP")
        context.add_cookies([{"name": "sonae", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(address)
        page.screenshot(path=PICTURES / "result.png")
        browser.close()


def _fetched(address: str, cookie: str) -> bytes:
    with urlopen(Request(address, headers={"Cookie": f"sonae={cookie}"})) as answer:
        return bytes(answer.read())


def _paper(pdf: Path, name: str) -> None:
    target = PICTURES / name
    command = ["pdftoppm", "-png", "-r", "100", "-singlefile", str(pdf), str(target)]
    subprocess.run(command, check=True, env=os.environ)


if __name__ == "__main__":
    main()
