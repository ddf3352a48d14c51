"""The command that tries an edition on companies drawn by chance."""

from collections.abc import Iterator
from pathlib import Path

import click

from assess.cli.editions import loaded
from assess.cli.histogram import histogram
from assess.cli.population import ASSUMPTIONS, KINDS, drawn
from assess.cli.reading import BAD_INPUT, editions_option
from assess.cli.saying import end_with, say
from assess.cli.simulation import Simulation, simulated
from scoring import EDGE, Edition


@click.command()
@click.argument("edition")
@click.option("--companies", type=click.IntRange(1, 100_000), default=2000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same companies.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="better", show_default=True)
@click.option("--picture", type=click.Path(path_type=Path), help="Write the distribution of rates to this SVG file.")
@editions_option
def simulate(edition: str, companies: int, seed: int, kind: str, picture: Path | None, root: Path) -> None:
    """Try EDITION, as in sme-cyber/2026-10, on companies drawn by chance, and say what its tariff does to them."""
    tried = loaded(edition, root)
    found = simulated(tried, drawn(tried, KINDS[kind], companies, seed))
    say(*_in_words(found, kind, seed))
    if picture is not None:
        try:
            picture.write_text(_picture(tried, found, kind), encoding="utf-8")
        except OSError as error:
            end_with([f"{picture}: cannot be written ({error.strerror})"], BAD_INPUT)
        say(picture)


def _in_words(found: Simulation, kind: str, seed: int) -> Iterator[str]:
    yield f"{found.edition.id}: {found.companies} companies, {kind}, seed {seed}"
    yield "Assumptions"
    yield from (f"  {sentence}" for sentence in ASSUMPTIONS)
    yield "Tiers"
    for tier in found.edition.tiers.values():
        yield f"  {found.tiers[tier.id] / found.companies:6.1%}  {tier.id} {tier.name.en}"
    yield f"Rates    {found.mean_rate:.1f} % on average; by tenths of the companies: {_tenths(found)}"
    yield f"Nothing  {found.without:.1%} get 0 %"
    yield f"Edges    {found.edge:.1%} of those with a discount lose {EDGE} points or more by one answer a step lower"
    yield f"         {found.brink:.1%} of them lose all of it"
    yield "Points between a question's lowest and highest answer, on average"
    for question, points in sorted(found.moved.items(), key=lambda pair: -pair[1]):
        yield f"  {points:6.2f}  {question}"
    yield "Gates, with the share of companies whom they keep from a tier whose score they have"
    for gate, count in found.held_back.most_common():
        yield f"  {count / found.companies:6.1%}  {gate.tier} wants {gate.question} at least {gate.at_least}"
    for gate in found.idle_gates:
        yield f"   never  {gate.tier} wants {gate.question} at least {gate.at_least}"


def _tenths(found: Simulation) -> str:
    ordered = sorted(found.rates.elements())
    return ", ".join(f"{ordered[(len(ordered) - 1) * tenth // 10]}" for tenth in range(11))


def _picture(edition: Edition, found: Simulation, kind: str) -> str:
    title = f"{edition.id} · {found.companies} companies ({kind}) · {found.mean_rate:.1f} % on average"
    return histogram(title, found.rates, {tier.rate: tier.name.ja for tier in edition.tiers.values() if tier.rate})
