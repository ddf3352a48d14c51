"""Every page in both languages: a title, one heading, labels, no id twice, nothing untranslated, nothing inline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from assess.agency import portfolios
from assess.cases import answers, assessments, lookup
from assess.store import accounts
from assess.store.models import RoleName
from assess.texts import editions
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from tests import builders
from tests.browsers import let_own

PASSWORD = "correct horse battery"
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
ENGLISH_SENTENCE = re.compile(r"(?:[A-Za-z][a-z’']*[ ,]+){3}[A-Za-z][a-z’']*")
PLAIN: dict[str, Any] = {"name": "Kitahama K.K.", "contact_name": "Y. Kishimoto", "representative": "D. Kitahama"}
"""A company whose data are in Latin letters, so that what is Japanese on an English page is the product's."""


@dataclass(frozen=True)
class Doors:
    """Addresses by the person who opens them."""

    company: list[str]
    underwriter: list[str]
    agent: list[str]
    administrator: list[str]
    anyone: list[str]


@dataclass(frozen=True)
class World:
    app: Flask
    doors: Doors
    owned: list[str]
    emails: dict[str, str]


@pytest.fixture(scope="module")
def world(module_app: Flask) -> World:
    with module_app.app_context():
        underwriter, agent = builders.staff(), builders.staff(RoleName.AGENT)
        administrator = builders.staff(RoleName.ADMINISTRATOR)
        accounts.set_authority(underwriter.email, 50)
        accounts.set_authority(underwriter.email, 40, "wide")
        for person in (underwriter, agent, administrator):
            person.name, person.office = "M. Saeki", "Underwriting"
        draft = assessments.start(builders.details(**PLAIN), "ja").public_id
        answers.save(draft, 1, {"training": "never", "leavers": "unknown"})
        certified = builders.submitted({"admin-mfa": "most"}, **PLAIN).public_id
        portfolios.accept(portfolios.invite(agent, "Kitahama K.K.")[0].id, certified)
        portfolios.invite(agent, "Minami K.K.")
        builders.confirm_all(lookup.find(certified), underwriter, how_checked="OK")
        code = certificates.issue(certified, underwriter).code
        returned = _returned(underwriter)
        declined = builders.submitted(**PLAIN).public_id
        verification.claim(declined, underwriter)
        waiting = builders.submitted(**PLAIN).public_id
        open_case = builders.submitted({"training": "unknown"}, credits=("isms",), **PLAIN).public_id
        verification.claim(open_case, underwriter)
        verification.decline(declined, underwriter, "2026-11-22")
        emails = {"underwriter": underwriter.email, "agent": agent.email, "administrator": administrator.email}
    doors = Doors(
        company=[address for aid in (draft, certified, returned, declined, waiting) for address in _rooms(aid)],
        underwriter=_desk(open_case, certified, returned, waiting),
        agent=["/agent/", "/agent/invitations", f"/agent/clients/{certified}"],
        administrator=["/admin/"],
        anyone=_open_to_anyone(code),
    )
    return World(module_app, doors, [draft, certified, returned, declined, waiting], emails)


def _open_to_anyone(code: str) -> list[str]:
    pages = ["/", "/questions", "/verify", "/sign-in", "/sign-in/password", "/glossary", "/start", "/no"]
    about = ["/about/operator", "/about/privacy", "/about/terms", "/about/accessibility"]
    returning = ["/continue", "/continue/link", "/colleague", "/invitation"]
    return [*pages, *about, *returning, f"/verify/{code}", "/verify/x"]


def _returned(underwriter: object) -> str:
    case = builders.submitted(**PLAIN).public_id
    verification.claim(case, underwriter)  # type: ignore[arg-type]
    query = Finding("answer", "training", "query", None, "2026?")
    verification.give_verdict(case, underwriter, query)  # type: ignore[arg-type]
    return verification.send_back(case, underwriter).public_id  # type: ignore[arg-type]


def _rooms(aid: str) -> list[str]:
    rooms = ["", "details", "credits", "result", "to-ask", "declaration", "receipt", "key", "colleagues"]
    rooms += ["evidence/answer/remote-mfa", "evidence/credit/isms"]
    domains = [f"domains/{domain}" for domain in editions.latest().domains]
    return [f"/a/{aid}/{room}" for room in rooms + domains]


def _desk(open_case: str, *cases: str) -> list[str]:
    steps = ["summary", "issue", "decline", "send-back", "countersign"]
    items = ["answer:remote-mfa", "answer:training", "fact:website", "credit:isms"]
    return [
        "/underwriter/",
        "/underwriter/?pile=closed",
        "/underwriter/?words=nothing",
        "/account",
        "/account/password",
        "/account/recovery-codes",
        *(f"/underwriter/cases/{open_case}/{step}" for step in steps),
        *(f"/underwriter/cases/{open_case}?item={item}" for item in items),
        *(f"/underwriter/cases/{case}/summary" for case in cases),
    ]


def visitor(world: World, who: str) -> FlaskClient:
    client = world.app.test_client()
    if who == "company":
        let_own(world.app, client, *world.owned)
    if who in world.emails:
        world.app.config["WTF_CSRF_ENABLED"] = False
        client.post("/sign-in", data={"email": world.emails[who], "password": PASSWORD})
        world.app.config["WTF_CSRF_ENABLED"] = True
    return client


def pages(world: World, language: str) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page that stands at the end of an address, in one language."""
    for who in ("company", "underwriter", "agent", "administrator", "anyone"):
        client = visitor(world, who)
        client.get(f"/?lang={language}")
        for address in getattr(world.doors, who):
            answer = client.get(address, follow_redirects=True)
            assert answer.status_code in (200, 404, 409), (address, answer.status_code)
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            yield f"{who} {address}", html.document_fromstring(answer.text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_whole_and_in_its_language(world: World, language: str) -> None:
    faults = [f"{where}: {fault}" for where, page in pages(world, language) for fault in faults_of(page, language)]
    assert faults == []


def faults_of(page: html.HtmlElement, language: str) -> Iterator[str]:
    if page.get("lang") != language:
        yield f"language {page.get('lang')}"
    if not (page.findtext(".//title") or "").strip():
        yield "no title"
    if len(page.findall(".//h1")) != 1:
        yield f"{len(page.findall('.//h1'))} headings of the first level"
    yield from _double_ids(page)
    yield from _unlabelled(page)
    yield from _inline(page)
    yield from _of_another_language(page, language)


def _double_ids(page: html.HtmlElement) -> Iterator[str]:
    ids = page.xpath("//@id")
    for name in {name for name in ids if ids.count(name) > 1}:
        yield f"id {name} twice"
    for name in set(" ".join(page.xpath("//@aria-describedby | //@aria-labelledby | //label/@for")).split()) - set(ids):
        yield f"nothing has the id {name}"


def _unlabelled(page: html.HtmlElement) -> Iterator[str]:
    named = set(page.xpath("//label/@for"))
    for control in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        inside = control.xpath("ancestor::label")
        if not (control.get("id") in named or inside or control.get("aria-label")):
            yield f"no label at {control.get('name')}"


def _inline(page: html.HtmlElement) -> Iterator[str]:
    if page.xpath("//@style") or page.xpath("//style") or page.xpath("//script[not(@src)]"):
        yield "style or script inside the page"
    for name in page.xpath("//@*[starts-with(name(), 'on')]"):
        yield f"handler {name}"


def _of_another_language(page: html.HtmlElement, language: str) -> Iterator[str]:
    for stranger in page.xpath("//*[@lang][not(self::html)] | //script | //template | //textarea | //code"):
        stranger.drop_tree()
    wrong = JAPANESE if language == "en" else ENGLISH_SENTENCE
    spoken = page.xpath("//text() | //@aria-label | //@title | //@alt | //@placeholder | //@value[name(..)='button']")
    for text in spoken:
        if wrong.search(text):
            yield f"untranslated: {text.strip()[:80]}"
