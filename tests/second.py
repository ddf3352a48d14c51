"""The second edition beside the first, as both are once it is published, and a company that counts."""

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from assess import clock
from assess.cases import answers, assessments, lookup, particulars
from assess.config import ROOT
from assess.store.models import Assessment
from assess.texts import editions
from scoring import Answer, Counted, Dated, Question, Ticked, Told
from tests import builders
from tests.conftest import FIRST_EDITION

NAME = "sme-cyber/2026-12"
TOLD: Mapping[str, Told] = {
    "incidents": Told("no"),
    "records": Told("up-to-1000"),
    "sensitive": Told("no"),
    "clouds": Told("Microsoft 365"),
}


@cache
def published() -> Path:
    """A folder of editions that lists both as published."""
    folder = Path(tempfile.mkdtemp(prefix="sonae-both-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for edition in ("sme-cyber/2026-10", NAME):
        shutil.copytree(ROOT / "questionnaires" / edition, folder / edition)
    listed = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in listed]
    (folder / "PUBLISHED").write_text("".join(lines), "utf-8")
    return folder


@contextmanager
def served() -> Iterator[None]:
    """Let the running service know both editions: what begins now begins with the second."""
    editions.load(published())
    try:
        yield
    finally:
        editions.load(FIRST_EDITION)


def counted(question: Question) -> Answer:
    """The best answer there is, counted where it can be."""
    if question.measure == "share":
        return Counted(12, 12)
    if question.measure == "parts":
        return Ticked(frozenset(question.parts))
    return Dated(clock.today()) if question.measure == "date" else list(question.options)[-1]


def answered(
    changes: Mapping[str, Answer] | None = None,
    credits: tuple[str, ...] = (),
    told: Mapping[str, Told] | None = None,
    **about: object,
) -> Assessment:
    """A draft with the best answers, counted, and every required particular, but for what is changed or told."""
    draft = assessments.start(builders.details(**about), "ja")
    best = {question.id: counted(question) for question in editions.latest().questions.values()}
    answers.save(draft.public_id, draft.version, {**best, **(changes or {})})
    particulars.save(draft.public_id, lookup.find(draft.public_id).version, {**TOLD, **(told or {})})
    return answers.save_credits(draft.public_id, credits)


def submitted(
    changes: Mapping[str, Answer] | None = None,
    credits: tuple[str, ...] = (),
    told: Mapping[str, Told] | None = None,
    **about: object,
) -> Assessment:
    """The same, handed in by the representative."""
    draft = answered(changes, credits, told, **about)
    return assessments.submit(draft.public_id, str(draft.company.representative), "CEO", "ja")


def months_ago(months: int) -> date:
    """A day so many months of the calendar ago, and safely within that month."""
    year, month = divmod(clock.today().year * 12 + clock.today().month - 1 - months, 12)
    return date(year, month + 1, min(clock.today().day, 28))
