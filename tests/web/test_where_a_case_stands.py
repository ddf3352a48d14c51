"""Each state of a case and each standing of its certificate × each page, list, paper and JSON: what is said is true."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import clock
from assess.cases import lookup
from assess.store import issued
from assess.store.models import LIFE, RoleName, Standing, State
from tests import builders, scenes
from tests.browsers import let_own
from tests.documents import reading
from tests.rooms import PASSWORD

COMPANY = ("", "details", "domains/people", "credits", "result", "declaration", "receipt", "colleagues")
CERTIFIED = [scene for scene in scenes.SCENES if scene.startswith(State.CERTIFIED)]
NOT_IN_FORCE = [scene for scene in CERTIFIED if not scene.endswith(Standing.VALID)]
CLOSED = [scene for scene in scenes.SCENES if (phase := LIFE[State(scene.split()[0])]).closed and not phase.verified]

ESTIMATE = r"試算(?!書)"
"""The mark; the name of the paper is 試算書 whatever it says."""
VERIFIED = r"引受担当者が確認済み|確認済み —"
RATE_NOW = "いまの割引率|現在の割引率|いま ?30%"
HANDED_IN = "提出済み|受付済み|受け付けました|申告した内容|申告した割引率|申告による"
UNDERWRITERS_VIEW = "会社に照会中"


@dataclass(frozen=True)
class Place:
    """A page, list, paper or JSON, and what a reader sees there."""

    name: str
    said: str


@dataclass(frozen=True)
class World:
    """One case in each scene, and browsers of those who look at it."""

    app: Flask
    cases: dict[str, str]
    companies: dict[str, FlaskClient]
    agent: FlaskClient
    underwriter: FlaskClient
    codes: dict[str, str]
    receipts: dict[str, str | None]
    read: dict[str, list[Place]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(module_app: Flask) -> World:
    module_app.config["WTF_CSRF_ENABLED"] = False
    with module_app.app_context():
        people = scenes.People(builders.staff(password=PASSWORD), builders.staff(RoleName.AGENT, PASSWORD))
        cases = {scene: scenes.build(scene, people) for scene in scenes.SCENES}
        emails = people.agent.email, people.underwriter.email
        rows = {scene: lookup.find(aid) for scene, aid in cases.items()}
        codes = {scene: paper.code for scene, row in rows.items() if (paper := issued.of(row))}
        receipts = {scene: row.receipt for scene, row in rows.items()}
    agent, underwriter = (_signed_in(module_app, email) for email in emails)
    companies = {scene: module_app.test_client() for scene in cases}
    for scene, browser in companies.items():
        let_own(module_app, browser, cases[scene])
    return World(module_app, cases, companies, agent, underwriter, codes, receipts)


def _signed_in(app: Flask, email: str) -> FlaskClient:
    browser = app.test_client()
    assert browser.post("/sign-in", data={"email": email, "password": PASSWORD}).status_code == 302
    return browser


@pytest.fixture(params=scenes.SCENES)
def scene(request: pytest.FixtureRequest, world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each scene; where the certificate has expired, the day after."""
    name: str = request.param
    if name.endswith(Standing.EXPIRED):
        later = clock.today() + timedelta(400)
        monkeypatch.setattr(clock, "today", lambda: later)
    return name


def _read(browser: FlaskClient, address: str) -> str:
    separator = "&" if "?" in address else "?"
    answer = browser.get(f"{address}{separator}lang=ja", follow_redirects=True)
    assert answer.status_code == 200, (address, answer.status_code)
    body = re.sub(r"<(script|style|svg|template).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _row(browser: FlaskClient, address: str, link: str) -> str:
    """What one line of a list says: the line with a link."""
    found = re.search(rf'<tr>(?:(?!</tr>).)*?{link}".*?</tr>', browser.get(address).text, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def _standing(scene: str) -> Standing:
    """How the certificate of a certified scene stands."""
    return Standing(scene.removeprefix(f"{State.CERTIFIED} "))


def company_places(world: World, scene: str) -> Iterator[Place]:
    """What the company sees of the case."""
    browser = world.companies[scene]
    for page in COMPANY:
        yield Place(f"company {page}", _read(browser, f"/a/{world.cases[scene]}/{page}"))
    yield Place("start page", _read(browser, "/"))
    yield Place("continue", _read(browser, "/continue"))


def agent_places(world: World, scene: str) -> Iterator[Place]:
    """What the agent sees of the client."""
    aid = world.cases[scene]
    yield Place("agent's list", _row(world.agent, "/agent/?lang=ja", f"/agent/clients/{aid}"))
    yield Place("agent's client", _read(world.agent, f"/agent/clients/{aid}"))


def underwriter_places(world: World, scene: str) -> Iterator[Place]:
    """What an underwriter sees of the case."""
    aid, receipt = world.cases[scene], world.receipts[scene]
    if receipt is None:
        return
    found = f"/underwriter/?words={receipt}&lang=ja"
    yield Place("queue", _row(world.underwriter, found, f"/underwriter/cases/{aid}"))
    yield Place("summary", _read(world.underwriter, f"/underwriter/cases/{aid}/summary"))
    yield Place("item", _read(world.underwriter, f"/underwriter/cases/{aid}?item=answer:training"))


def reports(world: World, scene: str, folder: Path) -> Iterator[Place]:
    """The printed report, as the company and as the agent gets it."""
    aid = world.cases[scene]
    for who, browser, address in (
        ("company's report", world.companies[scene], f"/a/{aid}/report.pdf?lang=ja"),
        ("agent's report", world.agent, f"/agent/clients/{aid}/report.pdf?language=ja"),
    ):
        printed = browser.get(address)
        assert printed.mimetype == "application/pdf", (who, printed.status_code)
        yield Place(who, reading.words(reading.text(printed.data, folder)))


def everywhere(world: World, scene: str, folder: Path) -> list[Place]:
    """Every page, list and paper on which the case is shown, read once."""
    if scene not in world.read:
        world.read[scene] = [
            *company_places(world, scene),
            *agent_places(world, scene),
            *underwriter_places(world, scene),
            *reports(world, scene, folder),
        ]
    return world.read[scene]


def said(places: Iterable[Place], pattern: str) -> list[str]:
    """Where a thing is said."""
    return [place.name for place in places if re.search(pattern, place.said)]


def test_every_state_and_every_standing_has_a_scene() -> None:
    shown = " ".join(scenes.SCENES)
    assert [name for name in (*State, *Standing) if name not in shown] == []


def test_only_a_certificate_in_force_is_called_verified(world: World, scene: str, tmp_path: Path) -> None:
    places = [place for place in everywhere(world, scene, tmp_path) if place.name not in ("summary", "item", "queue")]
    claiming = said(places, VERIFIED)
    if scene.endswith(Standing.VALID):
        assert {"company result", "agent's list", "agent's client"} <= set(claiming)
    else:
        assert claiming == []


def test_a_certified_or_closed_case_is_never_called_an_estimate(world: World, scene: str, tmp_path: Path) -> None:
    places = everywhere(world, scene, tmp_path)
    if scene in CERTIFIED + CLOSED:
        assert said(places, ESTIMATE) == []
    else:
        assert said(places, ESTIMATE)


def test_only_what_can_still_change_is_the_rate_now(world: World, scene: str, tmp_path: Path) -> None:
    if scene in NOT_IN_FORCE + CLOSED:
        # The start page says what anyone will see after answering.
        places = (place for place in everywhere(world, scene, tmp_path) if place.name != "start page")
        assert said(places, RATE_NOW) == []


def test_what_was_never_handed_in_is_never_said_to_be(world: World, scene: str, tmp_path: Path) -> None:
    if world.receipts[scene] is None:
        assert said(everywhere(world, scene, tmp_path), HANDED_IN) == []


def test_the_company_reads_words_meant_for_it(world: World, scene: str) -> None:
    assert said(company_places(world, scene), UNDERWRITERS_VIEW) == []


def test_what_was_never_declared_is_shown_to_the_company_alone_and_only_while_it_may_change_it(
    world: World, scene: str, tmp_path: Path
) -> None:
    undeclared = said(everywhere(world, scene, tmp_path), f"{scenes.UNDECLARED}|実施したことがない")
    if scene != State.RETURNED:
        assert undeclared == [] or scene.startswith(State.CERTIFIED)
    else:
        answering = {"company ", "company domains/people", "company declaration", "company receipt"}
        assert set(undeclared) <= answering | {"company result", "company's report"}


@pytest.mark.parametrize("scene", [State.WITHDRAWN + " returned"], indirect=True)
def test_a_case_withdrawn_after_it_was_sent_back_shows_what_was_declared(world: World, scene: str) -> None:
    page = world.companies[scene].get(f"/a/{world.cases[scene]}/domains/people?lang=ja").text
    assert re.search(r'name="training" value="within-6-months"[^>]* checked', page)
    assert scenes.DECLARED_NOTE in page
    item = world.underwriter.get(f"/underwriter/cases/{world.cases[scene]}?item=answer:training").text
    assert scenes.DECLARED_NOTE in item


def test_what_became_of_a_certificate_is_said_wherever_its_case_is_shown(
    world: World, scene: str, tmp_path: Path
) -> None:
    if scene not in NOT_IN_FORCE:
        return
    word = {Standing.EXPIRED: "期限切れ", Standing.SUPERSEDED: "差し替え", Standing.REVOKED: "取り消"}[_standing(scene)]
    silent = ("company details", "company declaration", "company colleagues", "item")
    places = everywhere(world, scene, tmp_path)
    assert {place.name for place in places} - set(said(places, word)) <= set(silent)


def test_whoever_checks_a_certificate_learns_how_it_stands(world: World, scene: str) -> None:
    if scene not in CERTIFIED:
        return
    standing, code = scene.rsplit(maxsplit=1)[-1], world.codes[scene]
    told = world.companies[scene].get(f"/verify/{code}.json").get_json()
    assert told["status"] == standing
    assert (told["followed_by"] is not None) == (standing == Standing.SUPERSEDED)
    words = {
        "valid": "真正なもので、有効",
        "expired": "有効期限",
        "superseded": "新しい証明書",
        "revoked": "取り消され",
    }
    assert words[standing] in _read(world.companies[scene], f"/verify/{code}")


@pytest.mark.parametrize("scene", [State.CERTIFIED + " " + Standing.REVOKED], indirect=True)
def test_no_paper_is_made_of_a_revoked_certificate(world: World, scene: str) -> None:
    aid = world.cases[scene]
    for browser, address in (
        (world.companies[scene], f"/a/{aid}/certificate.pdf"),
        (world.underwriter, f"/underwriter/cases/{aid}/certificate.pdf"),
    ):
        refused = browser.get(f"{address}?lang=ja&language=ja")
        assert refused.status_code == 410
        assert "取り消され" in refused.text
    for page in (f"/a/{aid}/receipt", f"/a/{aid}/result"):
        assert "certificate.pdf" not in world.companies[scene].get(page).text


def test_japanese_pages_have_no_half_width_brackets_or_colons(world: World, scene: str, tmp_path: Path) -> None:
    letter, between = "[ぁ-んァ-ヶ一-龠]", "[(){}:;]"
    places = [place for place in everywhere(world, scene, tmp_path) if "report" not in place.name]
    found = [
        (place.name, text)
        for place in places
        for text in re.findall(f".{{0,12}}(?:{letter} ?{between}|{between} ?{letter}).{{0,8}}", place.said)
    ]
    assert found == []
