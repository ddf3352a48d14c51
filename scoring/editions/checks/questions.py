"""What must hold in questions.yaml between scales, facts and questions (docs/rules.md §§ 1, 3)."""

from ...reading.faults import Fault, listed
from ...reading.tree import Tree
from ..edition import UNKNOWN
from .trees import Files, Found, no_repeats, points_to, unique


def _right_directory(files: Files) -> Found:
    names = {"questionnaire": files.directory.parent.name, "edition": files.directory.name}
    for key, name in names.items():
        written = files.asked.at(key)
        if written.word is not None and written.word != name:
            yield Fault(written.path, f"is {written.word}, but its directory is {name}; let both be the same")


def _unique_questions(files: Files) -> Found:
    yield from unique(files.questions)


def _scales_climb(files: Files) -> Found:
    for scale in files.scales:
        before: int | None = None
        for option in scale.at("options").entries():
            if option.key == UNKNOWN:
                yield Fault(option.path, "is what every question offers anyway; leave it out, or rename it")
            factor = option.at("factor").whole
            if factor is not None and before is not None and factor < before <= 100:
                path = option.at("factor").path
                yield Fault(path, f"is {factor}, less than an option below it; write {before} or more")
            before = factor if before is None else max(before, factor or 0)


def _questions_point_somewhere(files: Files) -> Found:
    scales, facts = files.asked.at("scales").keys, files.asked.at("profile").keys
    accidents = [accident.key for accident in files.accidents] if files.coverage.keys else None
    for question in files.questions:
        yield from points_to(question.at("scale"), scales, "a scale")
        yield from points_to(question.at("applies_if"), facts, "a profile fact")
        for accident in question.at("mitigates").entries():
            yield from points_to(accident, accidents, "an accident")
        yield from no_repeats(question.at("mitigates"))


def _wording_fits_scale(files: Files) -> Found:
    for question in files.questions:
        wording, right = question.at("options"), files.options(question)
        if not wording.keys or not right:
            continue
        for option in wording.entries():
            yield from points_to(Tree(option.key, option.path), right, "an option of the scale")
        absent = [option for option in right if option not in wording.keys]
        if absent:
            yield Fault(wording.path, f"leaves out {listed(absent)}; word all options of the scale, or none")


def _some_question_always_applies(files: Files) -> Found:
    if files.questions and all(question.at("applies_if").value is not None for question in files.questions):
        facts = listed(files.asked.at("profile").keys)
        wrong = f"holds no question for a company that says no to {facts}"
        yield Fault(("domains",), f"{wrong}; let a question have no applies_if")


QUESTION_CHECKS = (
    _right_directory,
    _unique_questions,
    _scales_climb,
    _questions_point_somewhere,
    _wording_fits_scale,
    _some_question_always_applies,
)
