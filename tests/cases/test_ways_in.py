"""Keys, links, requests and what a browser holds: decided on what is stored, whatever a page had read before."""

import pytest
import sqlalchemy as sa

from assess.cases import answers, assessments, holdings, lookup, passes
from assess.errors import NotFound, PassRefused, WrongState
from assess.extensions import db
from assess.store import audit, browsers, codes
from assess.store.models import Action, Holding, Pass
from tests import builders
from tests.beside import Beside, decides
from tests.mailbox import mailbox

pytestmark = pytest.mark.usefixtures("any_app")
HOLDER = "田中 一郎"
OLD, NEW = "kishimoto@kitahama.example", "keiri@kitahama.example"


def drafted(**about: object) -> tuple[str, int]:
    """A draft in which everything is answered, and its version."""
    draft = builders.answered(**about)  # type: ignore[arg-type]
    return draft.public_id, draft.version


def told(aid: str, action: Action) -> int:
    return [event.action for event in audit.events(lookup.find(aid))].count(action)


@decides(passes.ask_all)
def test_nobody_is_asked_about_everything_once_the_case_was_handed_in_meanwhile(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")), pytest.raises(WrongState):
        passes.ask_all(aid, HOLDER)


@decides(passes.ask_all)
def test_what_was_answered_meanwhile_is_not_asked_of_a_colleague(beside: Beside) -> None:
    draft = builders.answered({"training": "unknown", "leavers": "unknown"})
    aid, version = draft.public_id, draft.version
    with beside(lambda: answers.save(aid, version, {"training": "never"})):
        assert passes.ask_all(aid, HOLDER)[1] == ["leavers"]


@decides(passes.make_key)
def test_of_two_keys_made_at_once_the_later_one_works(beside: Beside) -> None:
    aid, _version = drafted()
    first: list[str] = []
    with beside(lambda: first.append(passes.make_key(aid))):
        second = passes.make_key(aid)
    with pytest.raises(PassRefused):
        passes.resume(first[0])
    assert passes.resume(second).assessment.public_id == aid


@decides(passes.revoke_key)
def test_a_key_made_useless_meanwhile_is_told_once(beside: Beside) -> None:
    aid, _version = drafted()
    passes.make_key(aid)
    with beside(lambda: passes.revoke_key(aid)):
        passes.revoke_key(aid)
    assert told(aid, Action.KEY_REVOKED) == 1


@decides(passes.resume)
def test_a_key_replaced_meanwhile_opens_nothing(beside: Beside) -> None:
    aid, _version = drafted()
    key = passes.make_key(aid)
    with beside(lambda: passes.make_key(aid)), pytest.raises(PassRefused):
        passes.resume(key)


@decides(passes.send_links)
def test_no_link_goes_to_a_place_that_an_address_no_longer_means(beside: Beside) -> None:
    aid, version = drafted(contact_email=OLD)
    moved = builders.details(contact_email=NEW)
    with mailbox() as box, beside(lambda: assessments.save_details(aid, version, moved)):
        passes.send_links(OLD, box.post())
    assert box.mails == []


@decides(passes.send_own_link)
def test_a_link_of_ones_own_goes_to_the_address_that_is_stored(beside: Beside) -> None:
    aid, version = drafted(contact_email=OLD)
    moved = builders.details(contact_email=NEW)
    with mailbox() as box, beside(lambda: assessments.save_details(aid, version, moved)):
        passes.send_own_link(aid, box.post())
    assert box.recipients == [[NEW]]


@decides(passes.ask)
def test_nobody_is_asked_once_the_case_was_handed_in_meanwhile(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")), pytest.raises(WrongState):
        passes.ask(aid, "identity", HOLDER)


@decides(passes.take_back)
def test_a_request_taken_back_meanwhile_is_told_once(beside: Beside) -> None:
    aid, _version = drafted()
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER)).id
    with beside(lambda: passes.take_back(aid, asked)):
        passes.take_back(aid, asked)
    assert told(aid, Action.COLLEAGUE_TAKEN_BACK) == 1


@decides(passes.answer_for)
def test_a_request_taken_back_meanwhile_opens_nothing(beside: Beside) -> None:
    aid, _version = drafted()
    code = passes.ask(aid, "identity", HOLDER)
    identity = db.session.scalars(sa.select(Pass.id).where(Pass.secret_hash == codes.token_hash(code))).one()
    with beside(lambda: passes.take_back(aid, identity)), pytest.raises(PassRefused):
        passes.answer_for(code)


@decides(holdings.add)
def test_what_a_browser_was_given_meanwhile_it_is_given_once(beside: Beside) -> None:
    aid, _version = drafted()
    browser, _key = browsers.add({})
    with beside(lambda: holdings.add(browser, lookup.find(aid))):
        holdings.add(browser, lookup.find(aid))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Holding)) == 1


@decides(holdings.end)
def test_a_browser_that_was_ended_meanwhile_is_ended_once(beside: Beside) -> None:
    aid, _version = drafted()
    holdings.add(browsers.add({})[0], lookup.find(aid))
    holding = db.session.scalars(sa.select(Holding.id)).one()
    with beside(lambda: holdings.end(aid, holding)), pytest.raises(NotFound):
        holdings.end(aid, holding)
    assert told(aid, Action.BROWSER_ENDED) == 1
