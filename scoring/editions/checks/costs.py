"""What must hold for the work that questions ask for (docs/rules.md § 1, Costs)."""

from ...reading.faults import Fault
from ...reading.tree import Tree
from .trees import Files, Found, points_to

FIGURES = ("hours", "yen", "yen_yearly", "yen_yearly_per_person")


def _one_kind_of_work(files: Files) -> Found:
    kind: str | None = None
    for question in files.questions:
        here = [key for key in ("effort", "cost") if question.at(key).value is not None]
        if not here and isinstance(question.value, dict):
            yield Fault(question.at(kind or "effort").path, "is missing; write effort, or cost by option")
        for key in here:
            kind = kind or key
            if key != kind:
                wrong = f"stands here, but {kind} in the questions above or beside it"
                yield Fault(question.at(key).path, f"{wrong}; let all questions have one of the two")


def _costs_fit_their_scale(files: Files) -> Found:
    for question in files.questions:
        cost, right = question.at("cost"), files.options(question)
        if not cost.keys or not right:
            continue
        for option in cost.entries():
            yield from points_to(Tree(option.key, option.path), right, "an option of the scale")
        yield from _lowest_is_free(cost.at(right[0]))
        for above in right[1:]:
            if above not in cost.keys and _is_target(files, question, above, right):
                yield Fault(cost.at(above).path, "is missing; write what it takes in all to get there, or {}")


def _lowest_is_free(lowest: Tree) -> Found:
    for figure in FIGURES:
        if lowest.at(figure).whole:
            path = lowest.at(figure).path
            yield Fault(path, f"is {lowest.at(figure).whole}; costs count from the lowest option, so write 0")


def _is_target(files: Files, question: Tree, option: str, right: list[str]) -> bool:
    scale = files.scale(question)
    if scale.at("measure").word == "date" and option != right[-1]:
        return False
    return scale.at("options").at(option).at("target").value is not False


def _costs_never_fall(files: Files) -> Found:
    for question in files.questions:
        before = dict.fromkeys(FIGURES, 0)
        for option in files.options(question)[1:]:
            cost = question.at("cost").at(option)
            if not isinstance(cost.value, dict):
                continue
            for figure in FIGURES:
                here = 0 if cost.at(figure).value is None else cost.at(figure).whole
                if here is not None and here < before[figure]:
                    wrong = f"is {here}, less than for an option below it"
                    yield Fault(
                        cost.at(figure).path, f"{wrong}; costs count from the lowest: write {before[figure]} or more"
                    )
                before[figure] = max(before[figure], here or 0)


COST_CHECKS = (_one_kind_of_work, _costs_fit_their_scale, _costs_never_fall)
