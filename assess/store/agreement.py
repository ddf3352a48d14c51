"""Whether the rows of a case say what its log tells: each event speaks of rows, and the last word counts."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Certificate, Event, Evidence, State, StoredFile, VerdictKind

_LEADS_TO = {
    Action.STARTED: State.DRAFT,
    Action.SUBMITTED: State.SUBMITTED,
    Action.WITHDRAWN: State.WITHDRAWN,
    Action.CLAIMED: State.IN_REVIEW,
    Action.SENT_BACK: State.RETURNED,
    Action.DECLINED: State.DECLINED,
    Action.ISSUED: State.CERTIFIED,
}
"""The state that an action leaves; every other leaves the one before."""

_Rows = dict[str, Any]


def _identity(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows.update({f"identity {item}": told["after"] for item, told in data.get("identity", {}).items()})


def _details(rows: _Rows, data: Mapping[str, Any]) -> None:
    _identity(rows, data)
    rows["plan"] = data["plan"]
    if "lineage" in data:
        rows["lineage"] = data["lineage"]
    rows.update({f"fact {fact}": value for fact, value in data["profile"].items()})


def _answers(rows: _Rows, data: Mapping[str, Any]) -> None:
    for question, said in data["answers"].items():
        rows[f"answer {question}"] = [said["option"], said["note"], said.get("raw")]


def _credits(rows: _Rows, data: Mapping[str, Any]) -> None:
    _drop(rows, "credit ")
    rows.update({f"credit {credit}": True for credit in data["credits"]})


def _particulars(rows: _Rows, data: Mapping[str, Any]) -> None:
    for particular, told in data["particulars"].items():
        if told is None:
            rows.pop(f"particular {particular}", None)
        else:
            said = told if isinstance(told, dict) else {"value": told}
            rows[f"particular {particular}"] = [said["value"], said.get("details") or ""]


def _file_added(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows[f"file {data['sha256'][:12]} at {data['subject']} {data['item']}"] = data["held_good_on"]


def _file_removed(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows.pop(f"file {data['sha256'][:12]} at {data['subject']} {data['item']}", None)


def _verdict(rows: _Rows, data: Mapping[str, Any]) -> None:
    kind, to = data["kind"], data.get("corrected_to") if data["kind"] == VerdictKind.CORRECTED else None
    said = [kind, to, data.get("corrected_raw"), data["reason"].strip(), data["how_checked"].strip()]
    rows[f"verdict {data['subject']} {data['item']}"] = said


def _submitted(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows["receipt"] = data["receipt"]
    rows["declaration"] = [data["name"], data["title"], data["rate"]]
    _identity(rows, data)
    if "declared" in data:
        rows["declared identity"] = data["declared"]
    for name in [name for name, said in rows.items() if name.startswith("verdict ") and said[0] == VerdictKind.QUERY]:
        del rows[name]


def _issued(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows[f"certificate {data['number']}"] = [data["rate"], data["record"], None]


def _revoked(rows: _Rows, data: Mapping[str, Any]) -> None:
    rows[f"certificate {data['number']}"][2] = data["reason"]


_TELLERS: dict[Action, Callable[[_Rows, Mapping[str, Any]], None]] = {
    Action.INVITATION_ACCEPTED: _identity,
    Action.STARTED: _details,
    Action.DETAILS_SAVED: _details,
    Action.ANSWERED: _answers,
    Action.CREDITS_SAVED: _credits,
    Action.PARTICULARS_SAVED: _particulars,
    Action.EVIDENCE_ADDED: _file_added,
    Action.EVIDENCE_REMOVED: _file_removed,
    Action.VERDICT: _verdict,
    Action.SUBMITTED: _submitted,
    Action.ISSUED: _issued,
    Action.REVOKED: _revoked,
}


def differing(case: Assessment) -> Iterator[str]:
    """Yield the name of each row of a case that its log tells otherwise: changed, removed, or added beside it."""
    papers = list(db.session.scalars(sa.select(Certificate).where(Certificate.assessment_id == case.id)))
    told = _told(audit.events(case))
    stored = _stored(case, papers) | {name: value for name, value in _of_the_company(case).items() if name in told}
    for name in sorted(told.keys() | stored.keys()):
        if told.get(name) != stored.get(name):
            yield name
    yield from _at_odds_with_their_record(papers)


def _told(events: list[Event]) -> _Rows:
    """Return what the rows of a case should say by its log, each under a name that an operator can look for."""
    rows: _Rows = {}
    for event in events:
        action = Action(event.action)
        if action in _LEADS_TO:
            rows["state"] = _LEADS_TO[action].value
        if action in _TELLERS:
            _TELLERS[action](rows, event.data)
    return rows


def _stored(case: Assessment, papers: list[Certificate]) -> _Rows:
    rows: _Rows = {"state": case.state, "plan": case.plan}
    if case.receipt is not None:
        rows["receipt"] = case.receipt
    if case.declarations:
        last = case.declarations[-1]
        rows["declaration"] = [last.name, last.title, last.rate]
    rows |= {f"fact {row.fact}": row.value for row in case.profile}
    rows |= {f"answer {row.question}": [row.option, row.note, row.raw] for row in case.answers}
    rows |= {f"credit {row.credit}": True for row in case.credits}
    rows |= {f"particular {row.particular}": [row.value, row.details] for row in case.particulars}
    for verdict in case.verdicts:
        said = [verdict.kind, verdict.corrected_to, verdict.corrected_raw, verdict.reason, verdict.how_checked]
        rows[f"verdict {verdict.subject} {verdict.item}"] = said
    for file in db.session.scalars(sa.select(Evidence).where(Evidence.assessment_id == case.id)):
        held_on = file.held_good_on and file.held_good_on.isoformat()
        rows[f"file {file.sha256[:12]} at {file.subject} {file.item}"] = held_on
    for paper in papers:
        reason = paper.revocation_reason if paper.revoked_at else None
        rows[f"certificate {paper.number}"] = [paper.rate, paper.record_sha256, reason]
    return rows


def _of_the_company(case: Assessment) -> _Rows:
    """Return who the company is, and its lineage: logs that were begun before these were told say nothing of them."""
    who = {"name": case.company.name, "representative": case.company.representative}
    who["corporate-number"] = case.company.corporate_number
    rows: _Rows = {f"identity {item}": value for item, value in who.items()}
    rows["lineage"] = case.lineage
    if case.declarations:
        rows["declared identity"] = case.declarations[-1].identity
    return rows


def _at_odds_with_their_record(papers: list[Certificate]) -> Iterator[str]:
    """Yield each column of a certificate that its own decision record, or that record's hash, tells otherwise."""
    for paper in papers:
        if hashlib.sha256(paper.record.encode()).hexdigest() != paper.record_sha256:
            yield f"record of certificate {paper.number}"
            continue
        record = json.loads(paper.record)
        told = {
            "company": (record["company"]["name"], paper.company_name),
            "corporate number": (record["company"]["number"], paper.corporate_number),
            "plan": (record["plan"], paper.plan),
            "tier": (record["result"]["tier"], paper.tier),
            "rate": (record["result"]["rate"], paper.rate),
            "day of issue": (record["issued_on"], paper.issued_on.isoformat()),
            "last day": (record["expires_on"], paper.expires_on.isoformat()),
        }
        yield from (f"{name} of certificate {paper.number}" for name, (one, other) in told.items() if one != other)


def _drop(rows: _Rows, prefix: str) -> None:
    for name in [name for name in rows if name.startswith(prefix)]:
        del rows[name]


def damaged_files() -> Iterator[str]:
    """Yield the SHA-256 under which each file is kept whose bytes have another one."""
    for sha256 in db.session.scalars(sa.select(StoredFile.sha256).order_by(StoredFile.sha256)):
        content = db.session.scalar(sa.select(StoredFile.content).where(StoredFile.sha256 == sha256)) or b""
        if hashlib.sha256(content).hexdigest() != sha256:
            yield sha256
