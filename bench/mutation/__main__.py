"""Change the rules in a seeded sample of places, one at a time: a test of theirs must fail each time.

Nothing on the disk is changed: each change is imported in a process of its own, in place of the module. What
survives is printed; it is a gap in the tests, or a change that changes nothing. It stops when its minutes are over.
"""

import argparse
import ast
import os
import random
import resource
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
changes = import_module("mutation.changes")

ROOT = Path(__file__).parents[2]
RULES = (
    *(f"results/{name}" for name in ["answers", "asking", "contradictions", "edge", "first_steps", "improvement"]),
    *(f"results/{name}" for name in ["particulars", "prices", "rate", "review", "scorecard", "search", "standing"]),
    *(f"editions/checks/{name}" for name in ["costs", "measures", "particulars", "questions", "reasons", "tariff"]),
)
"""The modules of rules 2."""
FIRST = ("counting", "edge", "facts", "edition_faults", "cases", "review", "exactness", "bad_input", "properties_of")
"""The tests that notice most in the least time come first."""
CPU_SECONDS = 600
"""A change that makes a search endless is noticed, too."""
NOTICED, SURVIVED = "noticed", "SURVIVED"


class Change(NamedTuple):
    """One place in one module of the rules."""

    module: str
    place: int


class Changed(MetaPathFinder, Loader):
    """Imports one module of the rules with its change."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """Find the changed module, and no other."""
        return ModuleSpec(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)


def tree_of(module: str) -> ast.Module:
    """Parse a module of the rules."""
    return ast.parse((ROOT / "scoring" / f"{module}.py").read_text("utf-8"))


def sample(modules: Sequence[str], seed: int, count: int) -> tuple[list[Change], int]:
    """Draw places from all modules, and say how many there are."""
    every = [Change(module, place) for module in modules for place in changes.places(tree_of(module))]
    return random.Random(seed).sample(every, min(count, len(every))), len(every)


def is_noticed(change: Change, code: CodeType) -> bool:
    """Run the tests of the rules over a change, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.meta_path.insert(0, Changed("scoring." + change.module.replace("/", "."), code))
    os._exit(int(pytest.main(["-n", "0", "-x", "-q", "-p", "no:cacheprovider", *_tests()])))


def _tests() -> list[str]:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "scoring").glob("test_*.py"))
    return sorted(files, key=lambda file: next((n for n, word in enumerate(FIRST) if word in file), len(FIRST)))


def main() -> None:
    """Print each change that is tried, and at the end how many were noticed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--sample", type=int, default=60)
    asked.add_argument("--minutes", type=float, default=40)
    asked.add_argument("--modules", nargs="*", default=RULES)
    given = asked.parse_args()
    os.chdir(ROOT)
    drawn, every = sample(given.modules, given.seed, given.sample)
    print(f"{len(drawn)} of {every} places in {len(given.modules)} modules, seed {given.seed}", flush=True)
    end, found = time.monotonic() + 60 * given.minutes, {NOTICED: 0, SURVIVED: 0}
    for change in drawn:
        if time.monotonic() > end:
            break
        other, said = changes.changed(tree_of(change.module), change.place)
        how = NOTICED if is_noticed(change, compile(other, f"<{change.module} changed>", "exec")) else SURVIVED
        found[how] += 1
        print(f"{how}  {change.module}.py {said}", flush=True)
    print(f"{found[NOTICED]} noticed, {found[SURVIVED]} survived", flush=True)


if __name__ == "__main__":
    main()
