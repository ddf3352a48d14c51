"""The floor: bare Flask and SQLAlchemy views that touch the same rows, and say nothing worth reading."""

from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask, redirect, request
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.wrappers import Response

from assess.store.models import Answer, Assessment, Event, Evidence


def floor(engine: sa.Engine, public_id: str) -> Flask:
    """Make an application with the pages that are measured: /domain, /result, and POST /save, /autosave."""
    app = Flask("bare")

    @app.get("/domain")
    def domain() -> str:
        with Session(engine) as session:
            case = _read(session, public_id)
            files = session.scalars(sa.select(Evidence).where(Evidence.assessment_id == case.id)).all()
            return f"{len(case.profile)} {len(case.answers)} {len(case.credits)} {len(files)}"

    @app.get("/result")
    def result() -> str:
        with Session(engine) as session:
            case = _read(session, public_id)
            return f"{case.company.name} {len(case.profile)} {len(case.answers)} {len(case.credits)}"

    @app.post("/save")
    def save() -> Response:
        with Session(engine) as session:
            _write(session, public_id, request.form["question"], request.form["option"])
        return redirect("/domain", 303)

    @app.post("/autosave")
    def autosave() -> dict[str, int]:
        with Session(engine) as session:
            _write(session, public_id, request.form["question"], request.form["option"])
            return {"version": _read(session, public_id).version}

    return app


def _read(session: Session, public_id: str) -> Assessment:
    whole = sa.select(Assessment).where(Assessment.public_id == public_id)
    parts = (selectinload(Assessment.answers), selectinload(Assessment.credits))
    return session.scalars(whole.options(joinedload(Assessment.profile), *parts)).unique().one()


def _write(session: Session, public_id: str, question: str, option: str) -> None:
    changed = (
        sa.update(Assessment)
        .where(Assessment.public_id == public_id)
        .values(version=Assessment.version + 1)
        .returning(Assessment.id, Assessment.version)
    )
    identity, version = session.execute(changed).one()
    row = session.scalars(sa.select(Answer).where(Answer.assessment_id == identity, Answer.question == question)).one()
    row.option, row.version, row.changed_at = option, version, datetime.now(UTC)
    told = {"assessment_id": identity, "sequence": version, "at": row.changed_at, "data": {question: option}}
    session.add(Event(**told, actor="bench", action="answered", previous="", hash=""))
    session.commit()
