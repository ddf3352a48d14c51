"""Commands on the rules: check editions, score facts, compute a decision record again (docs/rules.md § 11)."""

from collections.abc import Iterator
from pathlib import Path

import click

from assess.cli.reading import BAD_INPUT, FAULTY, editions_in, editions_option, letters_that_papers_lack
from assess.cli.saying import end_with, say
from scoring import (
    Edition,
    EditionFaults,
    FactsFaults,
    RecordFaults,
    Result,
    Way,
    Work,
    canonical,
    check_editions,
    digest,
    evaluate,
    load_facts,
    load_record,
    published_faults,
)
from scoring import recompute as differences


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@editions_option
def check(directory: Path | None, root: Path) -> None:
    """Load every edition, those under DIRECTORY, or the one that it is, and print all faults.

    DIRECTORY may also be an id, as in sme-cyber/2026-10. Ends with 1 if there are any faults.
    """
    try:
        place = directory if directory and directory.exists() else root / (directory or "")
        editions = check_editions(place, letters_that_papers_lack())
    except EditionFaults as error:
        count = len(error.faults)
        end_with([*error.faults, f"{count} fault{'s' if count > 1 else ''}"], FAULTY)
    for edition in editions.values():
        say(f"{edition.id}: {len(edition.questions)} questions, {len(edition.tiers)} tiers, no fault")


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one canonical JSON object (RFC 8785) instead of words.")
@editions_option
def score(facts: Path, as_json: bool, root: Path) -> None:
    """Evaluate the facts file FACTS.

    Ends with 2 and a sentence for each fault if it cannot be evaluated.
    """
    editions, faulty = editions_in(root)
    try:
        said = load_facts(facts, editions)
    except FactsFaults as error:
        end_with([*(f"{facts}: {fault}" for fault in error.faults), *faulty], BAD_INPUT)
    edition = editions[said.edition]
    for fault in published_faults(root, f"{edition.id}/"):
        say(fault, err=True)
    result = evaluate(edition, said)
    if as_json:
        click.echo(canonical(result.as_json()).decode())
    else:
        say(*_in_words(edition, result))


@click.command()
@click.argument("record", type=click.Path(path_type=Path))
@editions_option
def recompute(record: Path, root: Path) -> None:
    """Evaluate the decision record RECORD again.

    Ends with 1 if anything differs, saying what, and with 2 if the file cannot be read.
    """
    editions, faulty = editions_in(root)
    try:
        recorded, edition_id = load_record(record)
    except RecordFaults as error:
        end_with((f"{record}: {fault}" for fault in error.faults), BAD_INPUT)
    if edition_id not in editions:
        there = ", ".join(editions)
        end_with([f"{record}: edition.id: {edition_id} is not here; there are {there}", *faulty], FAULTY)
    found = differences(recorded, editions[edition_id])
    if found:
        end_with((f"{record}: {difference}" for difference in found), FAULTY)
    rate = recorded["result"]["rate"]
    say(f"{recorded['number']}: computed again, the rate is {rate} % as recorded. SHA-256 {digest(recorded)}")


def _in_words(edition: Edition, result: Result) -> Iterator[str]:
    points, possible, percent = result.score
    yield f"{result.edition}, plan {result.plan}"
    yield f"Score    {percent} ({points} of {possible} points)"
    yield f"Tier     {result.tier} {edition.tiers[result.tier].name.en}"
    bound = "" if result.limited_by == "none" else f", limited by the {result.limited_by}"
    yield f"Rate     {result.rate} % (control {result.control_rate} + credits {result.credit_rate}{bound})"
    for credit in result.credits:
        yield f"Credit   {credit.credit} {credit.points}: {credit.reason}"
    for gate in result.gates:
        if not gate.met:
            yield f"Gate     {gate.tier} wants {gate.question} at least {gate.at_least}: {gate.reason}"
    for weakness in result.weaknesses:
        yield f"Weakness {weakness.question} ({weakness.answer or 'unanswered'}): {weakness.lost} points lost"
    if result.ask_first:
        yield f"Ask      {', '.join(result.ask_first)}"
    if result.refer:
        yield f"Refer    {', '.join(result.refer)}"
    for kind, ways in (("Way     ", result.ways), ("Cheapest", result.cheapest)):
        for way in ways:
            yield f"{kind} {way.tier} at {way.rate} %: {_way(way)}"
            for change in way.changes:
                yield f"         {change.question}: {change.from_ or 'unanswered'} → {change.to}"


def _way(way: Way) -> str:
    if way.blocked_by:
        return f"out of reach, blocked by {', '.join(way.blocked_by)}"
    takes = f"effort {way.effort}" if way.work is None else _work(way.work)
    return takes + ("" if way.saves_yen is None else f", saves {way.saves_yen} yen a year")


def _work(work: Work) -> str:
    first, yearly = ("unknown" if yen is None else yen for yen in (work.yen_first_year, work.yen_yearly))
    return f"{work.hours} hours, {first} yen in the first year, {yearly} yen a year"
