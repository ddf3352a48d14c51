"""Whole numbers and fractions only: nothing between an answer and a rate is a floating-point number (docs/rules.md)."""

import ast
from pathlib import Path

import pytest

import scoring

ROOM = Path(scoring.__file__).parent
ON_THE_WAY = sorted(path for floor in ("editions", "results", "records") for path in (ROOM / floor).glob("*.py"))
PATHS = {"loading", "published", "succession"}  # they join paths by a slash


@pytest.mark.parametrize("path", [path for path in ON_THE_WAY if path.stem not in PATHS], ids=lambda path: path.stem)
def test_the_code_from_answer_to_rate_neither_divides_nor_names_a_float(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if _makes_a_float(node)]
    assert [ast.unparse(node) for node in found] == []


def _makes_a_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Name):
        return node.id in ("float", "round")
    if isinstance(node, ast.Attribute):
        return node.attr in ("fmean", "sqrt")
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)


def test_this_test_would_notice_one() -> None:
    for code in ("a / b", "a /= b", "0.5", "float(a)", "round(a)"):
        assert any(_makes_a_float(node) for node in ast.walk(ast.parse(code))), code
