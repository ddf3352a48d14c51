"""The `assess` command. What a command needs is loaded when it is called, so that each starts fast."""

from importlib import import_module

import click

COMMANDS = {
    "check": "assess.cli.rules:check",
    "score": "assess.cli.rules:score",
    "recompute": "assess.cli.rules:recompute",
    "schema": "assess.cli.editions:schema",
    "new-edition": "assess.cli.editions:new_edition",
    "diff": "assess.cli.editions:diff",
    "publish": "assess.cli.editions:publish",
    "book": "assess.cli.booking:book",
    "simulate": "assess.cli.simulating:simulate",
    "verify": "assess.cli.papers:verify",
    "certificate": "assess.running:certificate",
    "new-migration": "assess.cli.migrating:new_migration",
    "migrate": "assess.running:migrate",
    "seed": "assess.running:seed",
    "serve": "assess.running:serve",
    "staff": "assess.cli.staff:staff",
    "audit": "assess.cli.audit:audit",
}
"""Where each command is defined, in the order of the help."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup)
def main() -> None:
    """Sonae: assess a company's security, and the discount that it earns."""
