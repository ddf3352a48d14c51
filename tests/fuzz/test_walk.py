"""Whoever comes, wherever, with whatever: no page breaks and none hangs.

Every visitor goes to every route; forms are filled as somebody would, and then spoilt. `make fuzz` walks far.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, currently_in_test_context, given, note, settings
from werkzeug.test import TestResponse

from tests.fuzz import forms
from tests.fuzz.chance import CHANCE, Chance
from tests.fuzz.forms import Sent
from tests.fuzz.world import VISITORS, World, addresses, build

REQUESTS = int(os.environ.get("FUZZ", "400"))
AN_EXAMPLE = 6
"""Requests of one walk, about: a page and two forms of it, each spoilt and well filled."""
SPOILT = 3
"""Times that each form is spoilt before it is sent as it should be."""
DRAWN = 3
"""Places among which a walk goes where it was least."""
LONGEST_SECONDS = 30
PAPERS = ("report", "copy", "preview", "company.certificate", "underwriter.certificate")
"""Words of routes that make papers, which takes a second each; so they are gone to less often."""
QUERIES = ("lang", "pile", "item", "words", "next", "premium", "domain", "keep")
AT_HOME = {
    "company": ("the company",),
    "returning": ("the company", "the colleague", "nobody"),
    "underwriter": ("underwriter", "underwriter", "lead"),
    "agent": ("the agent",),
    "admin": ("administrator",),
    "account": ("underwriter", "the agent", "lead", "administrator"),
    "security": ("underwriter", "nobody"),
}
"""Who nine times in ten goes where, by the room of the page; else anybody goes anywhere."""
LOOKING = ("", "-1", "0", "9" * 400, "\x00", "%00", "'", "\u202e", '"><script>', "x" * 20_000)
"""What stands in an address that nobody gave."""
NOT_REACHED = frozenset({403, 404, 405, 415, 429})


class Walk:
    """The visitors' ways through the world, and what came of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.endpoints = sorted({rule.endpoint for rule in world.app.url_map.iter_rules()} - {"static"})
        rules = list(world.app.url_map.iter_rules())
        self.pages = sorted({rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - {"static"})
        """Where forms stand; what only takes a form has none, and is reached by them."""
        self.pairs = [(visitor, endpoint) for visitor in VISITORS for endpoint in self.endpoints]
        self.count: Counter[str] = Counter()
        self.seen: Counter[tuple[str, str]] = Counter()

    def look(self, chance: Chance) -> None:
        """Every visitor opens every route once; the papers only those do to whom they are closed."""
        self.world.put_back()
        for visitor, endpoint in self.pairs:
            if _is_paper(endpoint) and visitor in AT_HOME[endpoint.split(".")[0]]:
                continue
            for address in addresses(self.world, chance, endpoint):
                self.seen[visitor, endpoint] += 1
                self.ask(self.world.browser(visitor), Sent("GET", _strayed(address, chance), []), what="looks")

    def go(self, chance: Chance) -> None:
        """One visitor opens one address, and sends what its forms ask for, well and spoilt."""
        self.world.put_back()
        visitor, endpoint = min((self._somewhere(chance) for _ in range(DRAWN)), key=lambda pair: self.seen[pair])
        if _is_paper(endpoint) and not chance.yes(10):
            endpoint = "company.result"
        browser = self.world.browser(visitor)
        for address in addresses(self.world, chance, endpoint):
            self.seen[visitor, endpoint] += 1
            page = self.ask(browser, Sent("GET", _strayed(address, chance), []))
            for form in _chosen(page, address, chance):
                good = forms.filled(form, chance)
                for sent in (*(forms.mutated(good, chance) for _ in range(SPOILT)), good):
                    self.ask(browser, sent, chance.yes(10))

    def _somewhere(self, chance: Chance) -> tuple[str, str]:
        endpoint = chance.one(self.pages)
        at_home = AT_HOME.get(endpoint.split(".")[0], VISITORS)
        return chance.one(VISITORS if chance.yes(10) else at_home), endpoint

    def ask(self, browser: FlaskClient, sent: Sent, by_script: bool = False, what: str = "requests") -> TestResponse:
        """Send one request, which must be answered soon and not by a fault of ours."""
        if currently_in_test_context():
            note(f"{sent.method} {sent.address} {sent.fields!r}"[:2000])
        headers = {"Accept": "application/json"} if by_script else {}
        began = time.monotonic()
        if sent.method == "GET":
            query = (
                f"{sent.address}{'&' if '?' in sent.address else '?'}{urlencode(forms.encodable(sent.fields), True)}"
            )
            answer = browser.get(query if sent.fields else sent.address, headers=headers)
        else:
            answer = browser.post(sent.address, data=forms.encodable(sent.fields), headers=headers)
        assert answer.status_code < 500, (sent, answer.status_code)
        assert time.monotonic() - began < LONGEST_SECONDS, sent
        self.count[what] += 1
        self.count["handled"] += bool(sent.fields) and _handled(answer)
        return answer


def _is_paper(endpoint: str) -> bool:
    return any(word in endpoint for word in PAPERS)


def _handled(answer: TestResponse) -> bool:
    """Say whether the handler of a form was reached: neither the door nor the wrong address answered."""
    return answer.status_code not in NOT_REACHED and "/sign-in?next" not in answer.headers.get("Location", "")


def _asked(sent: Sent) -> str:
    """The address with the fields of a form that is sent by GET."""
    query = urlencode(forms.encodable(sent.fields), True)
    return f"{sent.address.split('?')[0]}?{query}" if query else sent.address


def _strayed(address: str, chance: Chance) -> str:
    """Now and then an address that nobody gave."""
    if not chance.yes(8):
        return address
    return f"{address}?{urlencode({chance.one(QUERIES): chance.strange()[:500]})}"


def _chosen(page: TestResponse, address: str, chance: Chance) -> list[forms.html.HtmlElement]:
    if page.status_code not in (200, 409) or "text/html" not in page.content_type or not page.text.strip():
        return []
    found = forms.forms_of(page.text, address)
    return [chance.one(found) for _ in range(min(4, len(found)))]


@pytest.fixture(scope="module")
def walk(module_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The walk through a world of its own."""
    module_app.config["WTF_CSRF_ENABLED"] = False
    database = Path(module_app.extensions["settings"].database_url.removeprefix("sqlite:///"))
    yield Walk(build(module_app, database))


def test_no_page_breaks_and_none_hangs(walk: Walk) -> None:
    @settings(
        max_examples=REQUESTS // AN_EXAMPLE,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        derandomize="FUZZ" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )
    @given(CHANCE)
    def wander(chance: Chance) -> None:
        walk.go(chance.again(rounds))

    rounds = 0
    while walk.count["requests"] < REQUESTS:
        rounds += 1
        wander()
    assert walk.count["handled"] * 2 >= walk.count["requests"], walk.count
    print(walk.count, f"{len(walk.seen)} of {len(walk.pairs)} visitors at routes")


def test_every_visitor_looks_in_at_every_route(walk: Walk) -> None:
    walk.look(Chance(Random(20261125), LOOKING))
    closed = {pair for pair in walk.pairs if pair not in walk.seen}
    assert len(closed) * 20 < len(walk.pairs), closed
