"""What the companies of the demo answer: as strongly as each is, counted where the edition counts."""

from collections.abc import Iterator
from datetime import date

from assess import clock
from assess.demo.companies import DemoCompany, Story
from scoring import UNKNOWN, Answer, Counted, Dated, Edition, Question, Ticked, Told, stands_for

_UNFINISHED_DOMAINS = 3
_ESTIMATES = 4
"""Of the questions that can be counted, one in so many is answered with an option alone."""
_MANY, _FEW, _NAMED = 24, 4, 3
_COUNTED_BY_MANY = ("台", "人", "個")
_YES = Told(
    "yes",
    "昨年の夏、社員のパソコン1台がウイルスに感染しました。すぐに切り離して初期化し、外に漏れた情報はありませんでした。",
)


def answers_of(company: DemoCompany, book: Edition) -> dict[str, Answer]:
    """Answer as strongly as the company is; a draft leaves its last domains open."""
    chosen = {question.id: _option(company, question) for question in _asked(company, book)}
    measured = [question for question in chosen if book.questions[question].measure]
    counted = {question for place, question in enumerate(measured) if place % _ESTIMATES != 1}
    return {
        question: count(book.questions[question], option) if question in counted else option
        for question, option in chosen.items()
    }


def told_of(company: DemoCompany, book: Edition) -> dict[str, Told]:
    """Tell the particulars that the edition asks for; a draft leaves them open."""
    told = {
        "incidents": _YES if company.incident else Told("no"),
        "records": Told("up-to-10000" if company.of_agent else "up-to-1000"),
        "sensitive": Told("no"),
        "outsourced": Told("partly"),
        "clouds": Told("Microsoft 365、弥生会計オンライン"),
    }
    return (
        {} if company.story == Story.DRAFT else {key: value for key, value in told.items() if key in book.particulars}
    )


def count(question: Question, option: str) -> Answer:
    """Count so that the count stands for the option; the lowest, and what is unknown, are chosen."""
    if option in (UNKNOWN, next(iter(question.options))):
        return option
    if question.measure == "share":
        if question.which:
            return _named(question, option)
        percent = question.options[option].from_percent or 0
        of = _MANY if question.unit and question.unit.ja in _COUNTED_BY_MANY else _FEW
        return Counted(-(-of * max(percent, 10) // 100), of)
    if question.measure == "parts":
        needed = -(-len(question.parts) * (question.options[option].from_percent or 0) // 100)
        return Ticked(frozenset(list(question.parts)[: max(1, needed)]))
    return Dated(_months_ago((question.options[option].within_months or 0) - 3))


def _named(question: Question, option: str) -> Answer:
    """Name what there is one by one, so that so many count as the option needs."""
    there = list(question.which)[:_NAMED]
    met = next(
        has for has in range(1, len(there) + 1) if stands_for(question, Counted(has, len(there)), None) == option
    )
    which = frozenset((thing, place < met) for place, thing in enumerate(there))
    return Counted(met, len(there), which)


def _asked(company: DemoCompany, book: Edition) -> Iterator[Question]:
    domains = list(book.domains.values())
    for domain in domains[:-_UNFINISHED_DOMAINS] if company.story == Story.DRAFT else domains:
        for question in domain.questions.values():
            if question.applies_if is None or question.applies_if in company.facts:
                yield question


def _option(company: DemoCompany, question: Question) -> str:
    said = company.answers.get(question.id)
    if said in (*question.options, UNKNOWN):
        return str(said)
    reached = [option.id for option in question.options.values() if option.factor <= company.strength]
    return reached[-1] if reached else next(iter(question.options))


def _months_ago(months: int) -> date:
    today = clock.today()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28))
