"""A second session that changes what is stored between the moment a page was read and the moment it is locked.

Every use case that decides is tried this way; `use_cases` finds them, so that none can be left out.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import TypeVar

import sqlalchemy as sa
from flask import Flask

from assess.extensions import db
from assess.store.models import Base, Staff

Change = Callable[[], object]
Beside = Callable[[Change], AbstractContextManager[None]]
Test = TypeVar("Test", bound=Callable[..., object])
_LOCKING = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def interrupted(app: Flask, change: Change) -> Iterator[None]:
    """Read all that is stored, as a page does, and let the change come right before it is locked."""
    held = _everything()
    with between(app, change):
        yield
    db.session.rollback()
    assert held


@contextmanager
def between(app: Flask, change: Change) -> Iterator[None]:
    """Let the change come right before the first statement that locks or writes."""
    came: list[str] = []

    def interrupt(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not came and (statement.startswith(_LOCKING) or "FOR UPDATE" in statement):
            came.append(statement)
            with app.app_context():  # has a session, and so a connection, of its own
                change()

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", interrupt)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", interrupt)
    assert came, "nothing was locked or written, so nothing came between"


def _everything() -> list[object]:
    """Load every row and every relation into the session, which keeps it as long as somebody holds it."""
    rows = [row for mapper in Base.registry.mappers for row in db.session.scalars(sa.select(mapper.class_))]
    relations = [getattr(row, found.key) for row in rows for found in sa.inspect(type(row)).relationships]
    return [*rows, *relations]


def same(person: Staff) -> Staff:
    """Return a person as the session of the moment knows them."""
    identity = sa.inspect(person).identity
    assert identity
    return db.session.get_one(Staff, identity[0])


def decides(*decisions: Callable[..., object]) -> Callable[[Test], Test]:
    """Mark a test with the use cases that it tries beside a second session."""

    def mark(test: Test) -> Test:
        test.decides = {name(decision) for decision in decisions}  # type: ignore[attr-defined]
        return test

    return mark


def tried(tests: ModuleType) -> set[str]:
    """Name the use cases that the tests of a module try."""
    return {use_case for test in vars(tests).values() for use_case in getattr(test, "decides", ())}


def name(function: Callable[..., object]) -> str:
    """Name a function by its module and itself."""
    return f"{function.__module__}.{function.__name__}"


def use_cases(room: ModuleType) -> set[str]:
    """Name the public functions of a room that store something: from which a commit is reached in their module."""
    modules = [
        importlib.import_module(found.name) for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
    ]
    return {f"{module.__name__}.{public}" for module in modules for public in _committing(module)}


def _committing(module: ModuleType) -> set[str]:
    functions = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.FunctionDef)]
    called = {
        node.name: {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
        for node in functions
    }
    found = {"db.session.commit"}
    while more := {function for function, calls in called.items() if calls & found} - found:
        found |= more
    return {function for function in found & called.keys() if not function.startswith("_")}


def _calls(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
