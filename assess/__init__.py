"""The application."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from assess.config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Make the application; raises scoring.EditionFaults where an edition is faulty."""
    # The commands on rules live in this package too, and start without the web and without paper.
    from assess.application import assemble  # noqa: PLC0415

    return assemble(settings)
