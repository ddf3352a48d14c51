"""What the walk goes through: a case in every scene, and a browser for each kind of visitor, put back when worn."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import BuildError

from assess import clock
from assess.agency import portfolios
from assess.cases import evidence, holdings, lookup, passes
from assess.extensions import db
from assess.store import browsers, issued
from assess.store.models import RoleName, Subject
from assess.texts import editions
from tests import builders, files, scenes
from tests.browsers import key_to
from tests.fuzz.chance import Chance
from tests.rooms import PASSWORD

COOKIE = "sonae"
VISITORS = (
    *("nobody", "the company", "another company", "the colleague"),
    *("underwriter", "lead", "the agent", "another agent", "administrator"),
)


@dataclass
class World:
    """Values for the addresses, and a browser for each visitor; `put_back` undoes whatever a walk has done."""

    app: Flask
    database: Path
    values: dict[str, list[Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def browser(self, visitor: str) -> FlaskClient:
        """A browser of the visitor as the world began."""
        client = self.app.test_client()
        if visitor in self.cookies:
            client.set_cookie(COOKIE, self.cookies[visitor])
        return client

    def keep(self) -> None:
        """Remember the world as it is now."""
        self._copy(self.database, self.database.with_suffix(".kept"))

    def put_back(self) -> None:
        """Bring the world back to what was kept."""
        self._copy(self.database.with_suffix(".kept"), self.database)

    def _copy(self, source: Path, target: Path) -> None:
        with self.app.app_context():
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        shutil.copyfile(source, target)


def build(app: Flask, database: Path) -> World:
    """Make the world in an empty database."""
    world = World(app, database)
    with app.app_context():
        people = scenes.People(builders.staff(password=PASSWORD), builders.staff(RoleName.AGENT, PASSWORD))
        stranger = builders.staff(RoleName.AGENT, PASSWORD).email
        emails = {"underwriter": people.underwriter.email, "the agent": people.agent.email, "another agent": stranger}
        emails |= {role.value: builders.staff(role, PASSWORD).email for role in (RoleName.LEAD, RoleName.ADMINISTRATOR)}
        cases = [scenes.build(scene, people) for scene in scenes.SCENES]
        world.cookies = {
            "the company": key_to(*cases),
            "another company": key_to(builders.answered().public_id),
            "the colleague": _colleague(cases[0]),
        }
        _fill(world, cases, portfolios.invite(people.agent, "B社"))
    for visitor, email in emails.items():
        client = app.test_client()
        client.post("/sign-in", data={"email": email, "password": PASSWORD})
        cookie = client.get_cookie(COOKIE)
        assert cookie
        world.cookies[visitor] = cookie.value
    world.keep()
    return world


def _colleague(aid: str) -> str:
    """The key of a browser that was asked for a domain."""
    asked = passes.answer_for(passes.ask(aid, "identity", "中村"))
    browser_id, key = browsers.add({"_permanent": True})
    holdings.add(browser_id, lookup.find(aid), asked)
    return key


def _fill(world: World, cases: list[str], invited: Any) -> None:
    draft, book = cases[0], editions.latest()
    shown = evidence.add(draft, Subject.ANSWER, "remote-mfa", "画面.png", files.png(), clock.today()).public_id
    papers = [paper for aid in cases if (paper := issued.of(lookup.find(aid)))]
    world.values = {
        "aid": cases,
        "public_id": cases,
        "domain": list(book.domains),
        "code": [paper.code for paper in papers],
        "number": [paper.number for paper in papers],
        "invitation_id": [invited[0].id],
        "subject": ["answer", "credit"],
        "item": list(book.questions)[:6] + list(book.credits)[:2],
        "evidence_id": [shown],
        "declaration": [1, 2],
        "filename": ["theme.css"],
        "token": ["x"],
    }


def addresses(world: World, chance: Chance, endpoint: str) -> Iterator[str]:
    """Addresses of an endpoint, one for each of its rules, with values of the world."""
    for rule in world.app.url_map.iter_rules(endpoint):
        values = {name: chance.one(world.values.get(name, ["x"])) for name in rule.arguments}
        with world.app.test_request_context():
            try:
                yield url_for(endpoint, **values)
            except (BuildError, ValueError):
                continue
