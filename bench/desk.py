"""How long the underwriters' list takes with ten thousand cases, beside a bare view of the same page of rows.

Run: python bench/desk.py [rounds]
"""

import os
import re
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask
from pages import compare
from parts.browser import Browser
from parts.service import company, service
from sqlalchemy.orm import Session, joinedload

from assess import clock
from assess.extensions import db
from assess.store import accounts
from assess.store.models import Assessment, CaseProgress, Company, Declaration, RoleName, Staff, State
from assess.underwriting.listing import PAGE

CASES = 10_000
STATES = (State.SUBMITTED, State.IN_REVIEW, State.RETURNED, State.DECLINED)
PASSWORD = "seven paper cranes over the harbour"


def fill(app: Flask, underwriter_id: int) -> None:
    """Copy one company's case ten thousand times: a quarter waits, a quarter is checked, sent back, closed."""
    original = company(app)
    with app.app_context():
        case = db.session.scalars(sa.select(Assessment).where(Assessment.public_id == original)).one()
        same = {"edition": case.edition, "plan": "wide", "language": "ja", "started_at": clock.now(), "version": 1}
        said = {
            "name": "北浜",
            "title": "代表",
            "wording_version": "2026-12",
            "language": "ja",
            "facts": {},
            "result": {},
        }
        numbers = range(1000, 1000 + CASES)
        names = [{"id": n, "name": f"株式会社 第{n}商店", "name_key": f"第{n}商店", "industry": "E"} for n in numbers]
        db.session.execute(sa.insert(Company), names)
        db.session.execute(sa.insert(Assessment), [_case(n, underwriter_id) | same for n in numbers])
        declared = [{"assessment_id": n, "declared_at": clock.now(), "tier": "t1", "rate": n % 41} for n in numbers]
        db.session.execute(sa.insert(Declaration), [row | said for row in declared])
        far = {"items": 37, "queried": 0, "unsaid": 0, "rate": 20, "signature": False}
        db.session.execute(sa.insert(CaseProgress), [{"assessment_id": n, "decided": n % 37} | far for n in numbers])
        db.session.commit()


def _case(number: int, underwriter_id: int) -> dict[str, object]:
    state = STATES[number % len(STATES)]
    return {
        "id": number,
        "public_id": f"{number:032x}",
        "receipt": f"A-2026-{number:06d}",
        "company_id": number,
        "state": state,
        "chain": "",
        "submitted_at": clock.now() - timedelta(minutes=number),
        "underwriter_id": None if state is State.SUBMITTED else underwriter_id,
    }


def signed_in(app: Flask, email: str) -> Browser:
    """Return an underwriter's browser."""
    browser = Browser(app)
    page = browser.get("/sign-in", HTTP_ACCEPT_ENCODING="identity").content.decode()
    [token] = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[:1]
    browser.post("/sign-in", {"csrf_token": token, "email": email, "password": PASSWORD})
    return browser


def floor(engine: sa.Engine) -> Flask:
    """A bare view that reads one page of rows and says how many there are."""
    app = Flask("bare")

    @app.get("/")
    def queue() -> str:
        waiting = (Assessment.state == State.SUBMITTED, Assessment.underwriter_id.is_(None))
        with Session(engine) as session:
            total = session.scalar(sa.select(sa.func.count()).select_from(Assessment).where(*waiting))
            chosen = sa.select(Assessment).where(*waiting).options(joinedload(Assessment.company))
            rows = session.scalars(chosen.order_by(Assessment.submitted_at).limit(PAGE)).unique().all()
            return f"{total} {' '.join(str(row.company.name) for row in rows)}"

    return app


def main(rounds: int) -> None:
    """Print a line for each way to read the list, and one for the bare view under it."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        app = service(Path(folder))
        app.config["SECURITY_TWO_FACTOR_REQUIRED"] = False  # whoever measures has no telephone
        with app.app_context():
            link = accounts.add("bench@example.jp", "佐伯 真理", RoleName.UNDERWRITER)
            person: Staff = accounts.set_password(link.secret, PASSWORD)
            underwriter_id, engine = person.id, db.engine
        fill(app, underwriter_id)
        browser, plain = signed_in(app, "bench@example.jp"), Browser(floor(engine))
        print(f"{'milliseconds':22} {'wall':>8} {'CPU':>8} {'CPU min':>8} {'SQL':>5} {'ratio':>6}")
        for name, query in (
            ("waiting", ""),
            ("page 100 of all", "?pile=all&page=100"),
            ("narrowed and sorted", "?pile=all&industry=E&rate=20-39&sort=rate"),
            ("searched", f"?words={quote('㈱第4321商店')}"),
        ):
            address = f"/underwriter/{query}"
            compare(engine, rounds, name, lambda address=address: browser.get(address), lambda: plain.get("/"), "")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
