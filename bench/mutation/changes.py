"""The small changes that a test must notice: one place of a module at a time, as a syntax tree."""

import ast
import copy
from collections.abc import Iterator

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


def places(tree: ast.Module) -> list[int]:
    """Number the places of a module that can be changed, by their order in a walk through its functions."""
    return [place for place, node in enumerate(_walked(tree)) if _other(node) is not None]


def changed(tree: ast.Module, place: int) -> tuple[ast.Module, str]:
    """Return the module with one place changed, and the line that says what was changed to what."""
    other = copy.deepcopy(tree)
    node = list(_walked(other))[place]
    new = _other(node)
    assert new is not None
    before = ast.unparse(node)
    for field, value in ast.iter_fields(new):
        setattr(node, field, value)
    if type(node) is not type(new):
        node.__class__ = type(new)  # the place in the tree stays, whatever stands above it
    return ast.fix_missing_locations(other), f"line {getattr(node, 'lineno', '?')}: {before}  →  {ast.unparse(node)}"


def _walked(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node within functions, but for annotations, decorators and documentation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for statement in node.body:
                if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                    yield from _within(statement)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef):
        return  # walked by itself
    yield node
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _within(child)


def _other(node: ast.AST) -> ast.expr | None:
    """Return what a node is changed to; None where there is nothing to change."""
    return _other_operation(node) or _other_value(node)


def _other_operation(node: ast.AST) -> ast.expr | None:
    other: ast.expr | None = None
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        other = ast.Compare(node.left, [COMPARED[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BinOp) and type(node.op) in RECKONED:
        other = ast.BinOp(node.left, RECKONED[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        other = ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        other = ast.UnaryOp(ast.Not(), ast.UnaryOp(ast.Not(), node.operand))
    return other


def _other_value(node: ast.AST) -> ast.expr | None:
    other: ast.expr | None = None
    if isinstance(node, ast.IfExp):
        other = ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        other = ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        other = ast.Constant(node.value + 1)
    elif isinstance(node, ast.Name) and node.id in CALLED:
        other = ast.Name(CALLED[node.id], ast.Load())
    return other
