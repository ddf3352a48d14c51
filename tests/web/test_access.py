"""Every route by every role: what is not theirs is not there. A route that is not in the table fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from assess import clock
from assess.agency import portfolios
from assess.cases import assessments, evidence
from assess.store import accounts
from assess.store.models import RoleName
from assess.underwriting import certificates
from tests import builders, files
from tests.browsers import let_own

OPEN, OWNER, UNDERWRITER, AGENT, OWN_CLIENT, ADMINISTRATOR, STAFF, COLLEAGUE, LIBRARY = (
    *("anyone", "the company itself", "underwriters and leads", "agents", "the client's own agent"),
    *("administrators", "staff"),
    *("whom the company asked, with a code", "kept by Flask or Flask-Security"),
)
RULES = {
    "public.landing": OPEN,
    "public.questions": OPEN,
    "public.glossary": OPEN,
    "about.operator": OPEN,
    "about.privacy": OPEN,
    "about.terms": OPEN,
    "about.accessibility": OPEN,
    "public.verify_form": OPEN,
    "public.verify_file": OPEN,
    "public.issuer_certificate": OPEN,
    "public.verify": OPEN,
    "public.verify_json": OPEN,
    "company.start": OPEN,
    "company.invited": OPEN,
    "company.tasks": OWNER,
    "company.details": OWNER,
    "company.reply": OWNER,
    "company.domain": OWNER,
    "company.save": OWNER,
    "company.particulars": OWNER,
    "company.tell": OWNER,
    "company.credits": OWNER,
    "company.result": OWNER,
    "company.to_ask": OWNER,
    "company.declaration": OWNER,
    "company.receipt": OWNER,
    "company.withdraw": OWNER,
    "company.report": OWNER,
    "company.declared_copy": OWNER,
    "company.certificate": OWNER,
    "company.evidence_page": OWNER,
    "company.evidence_file": OWNER,
    "company.remove_evidence": OWNER,
    "returning.resume": OPEN,
    "returning.link": OPEN,
    "returning.colleague": OPEN,
    "returning.invitation": OPEN,
    "returning.key": OWNER,
    "returning.mail": OWNER,
    "returning.colleagues": OWNER,
    "returning.answer": COLLEAGUE,
    "returning.evidence_page": COLLEAGUE,
    "returning.evidence_file": COLLEAGUE,
    "returning.remove_evidence": COLLEAGUE,
    "account.home": STAFF,
    "account.own": STAFF,
    "account.set_password": OPEN,
    "account.change_password": STAFF,
    "admin.staff": ADMINISTRATOR,
    "agent.clients": AGENT,
    "agent.invite": AGENT,
    "agent.take_back": AGENT,
    "agent.client": OWN_CLIENT,
    "agent.report": OWN_CLIENT,
    "underwriter.queue": UNDERWRITER,
    "underwriter.case": UNDERWRITER,
    "underwriter.summary": UNDERWRITER,
    "underwriter.claim": UNDERWRITER,
    "underwriter.claim_next": UNDERWRITER,
    "underwriter.release": UNDERWRITER,
    "underwriter.recall": UNDERWRITER,
    "underwriter.verdicts": UNDERWRITER,
    "underwriter.remark": UNDERWRITER,
    "underwriter.send_back": UNDERWRITER,
    "underwriter.decline": UNDERWRITER,
    "underwriter.countersign": UNDERWRITER,
    "underwriter.issue": UNDERWRITER,
    "underwriter.revoke": UNDERWRITER,
    "underwriter.certificate": UNDERWRITER,
    "underwriter.evidence_file": UNDERWRITER,
    "underwriter.evidence_preview": UNDERWRITER,
    "security.login": OPEN,
    "security.logout": LIBRARY,
    "security.static": LIBRARY,
    "security.tf_select": LIBRARY,
    "security.two_factor_rescue": LIBRARY,
    "security.two_factor_setup": LIBRARY,
    "security.two_factor_setup_validate": LIBRARY,
    "security.two_factor_token_validation": LIBRARY,
    "security.mf_recovery": LIBRARY,
    "security.mf_recovery_codes": LIBRARY,
    "security.verify": LIBRARY,
    "static": LIBRARY,
}
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class World:
    """A certified client of one agent, and a browser for each kind of visitor."""

    app: Flask
    values: dict[str, object]
    visitors: dict[str, FlaskClient]


@pytest.fixture(scope="module")
def world(module_app: Flask) -> Iterator[World]:
    app = module_app
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        underwriter, agent = builders.staff(), builders.staff(RoleName.AGENT)
        stranger = builders.staff(RoleName.AGENT)
        emails = {"underwriter": underwriter.email, "the agent": agent.email, "another agent": stranger.email}
        for role in (RoleName.LEAD, RoleName.ADMINISTRATOR):
            emails[role.value] = builders.staff(role).email
        draft = builders.answered({"admin-mfa": "most"}).public_id
        shown = evidence.add(draft, "answer", "remote-mfa", "画面.png", files.png(), clock.today()).public_id
        case = assessments.submit(draft, "北浜 大輔", "代表取締役", "ja")
        portfolios.accept(portfolios.invite(agent, "A社")[0].id, case.public_id)
        builders.confirm_all(case, underwriter)
        code = certificates.issue(case.public_id, underwriter).code
        invitation, _ = portfolios.invite(agent, "B社")
        aid = case.public_id
        other = assessments.start(builders.details(), "ja").public_id
        values: dict[str, object] = {
            "aid": aid,
            "public_id": aid,
            "domain": "identity",
            "code": code,
            "invitation_id": invitation.id,
            "subject": "answer",
            "item": "remote-mfa",
            "evidence_id": shown,
            "declaration": 1,
        }
    visitors = {"nobody": app.test_client(), "the company": app.test_client(), "another company": app.test_client()}
    for name, owned in (("the company", aid), ("another company", other)):
        let_own(app, visitors[name], owned)
    for name, email in emails.items():
        visitors[name] = app.test_client()
        answer = visitors[name].post("/sign-in", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 302
    yield World(app, values, visitors)


MAY = {
    OWNER: {"the company"},
    COLLEAGUE: set(),
    UNDERWRITER: {"underwriter", "lead"},
    AGENT: {"the agent", "another agent"},
    OWN_CLIENT: {"the agent"},
    ADMINISTRATOR: {"administrator"},
    STAFF: {"underwriter", "lead", "the agent", "another agent", "administrator"},
}


def test_every_route_is_in_the_table_and_nothing_else(world: World) -> None:
    assert set(RULES) == {rule.endpoint for rule in world.app.url_map.iter_rules()}


VISITORS = ["nobody", "the company", "another company", *sorted(MAY[STAFF])]


def test_every_role_is_among_the_visitors(world: World) -> None:
    signed_in = {visitor for visitor in VISITORS if visitor in MAY[STAFF]}
    with world.app.app_context():
        roles = {person.role for person in accounts.listed()}
    assert (roles, len(signed_in)) == (set(RoleName), len(RoleName) + 1), "of agents there are two"


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("endpoint", [endpoint for endpoint, rule in RULES.items() if rule in MAY])
def test_a_route_opens_to_those_whom_it_is_for_and_to_nobody_else(world: World, endpoint: str, visitor: str) -> None:
    for method, address in addresses(world, endpoint):
        if visitor in MAY[RULES[endpoint]]:
            if method == "GET":
                answer = world.visitors[visitor].get(address)
                assert answer.status_code in (200, 302, 303, 409), address
                assert "/sign-in" not in answer.headers.get("Location", "")
        else:
            answer = world.visitors[visitor].open(address, method=method)
            assert (answer.status_code, "/sign-in" in answer.headers.get("Location", "")) == refusal(endpoint, visitor)


def addresses(world: World, endpoint: str) -> list[tuple[str, str]]:
    """All methods and addresses of an endpoint, with values of the world filled in."""
    found = []
    for rule in world.app.url_map.iter_rules(endpoint):
        values: dict[str, Any] = {name: world.values[name] for name in rule.arguments}
        with world.app.test_request_context():
            address = url_for(endpoint, **values)
        found += [(method, address) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


def refusal(endpoint: str, visitor: str) -> tuple[int, bool]:
    """The status that tells least, and whether the visitor is led to the sign-in."""
    rule = RULES[endpoint]
    if rule in (OWNER, COLLEAGUE) or (rule == OWN_CLIENT and visitor == "another agent"):
        return 404, False
    if rule == STAFF:
        return 302, True
    return (403, False) if visitor in MAY[STAFF] else (302, True)
