"""An answer in words: the option it stands for, what was counted, and whether it is an estimate."""

from datetime import date, timedelta

from flask import Flask

from assess import figures
from scoring import UNKNOWN, Answer, Counted, Dated, Question, RawAnswer, Text, Ticked, months_before, stands_for


def is_estimate(question: Question, answer: Answer | None) -> bool:
    """Say whether an option was chosen where one could count; the lowest is none: nothing is there to be counted."""
    chosen = isinstance(answer, str) and answer != UNKNOWN
    return question.measure is not None and chosen and answer != next(iter(question.options))


def option_of(question: Question, answer: Answer, as_of: date | None) -> str:
    """Return the option, or "unknown", for which an answer stands on a day."""
    return answer if isinstance(answer, str) else stands_for(question, answer, as_of)


def answer_text(question: Question, answer: Answer, as_of: date | None, full: bool = False) -> Text:
    """Write an answer with what was counted: 大半（12台中11台）; `full`: with the question's label, not its scale's."""
    option = option_of(question, answer, as_of)
    label = question.options[option].label if full and option != UNKNOWN else question.short_label(option)
    if is_estimate(question, answer):
        return _bracketed(label, Text(ja="目安", en="estimate"))
    return label if isinstance(answer, str) else _bracketed(label, raw_text(question, answer))


def raw_text(question: Question, raw: RawAnswer) -> Text:
    """Write what was counted, ticked or dated: 12台中11台, 5件中3件, 2026年3月4日; 3本中2本：甲○、乙×、丙○."""
    if isinstance(raw, Dated):
        return Text(ja=figures.day(raw.on, "ja"), en=figures.day(raw.on, "en"))
    if isinstance(raw, Ticked):
        has, of = len(raw.parts), len(question.parts)
        return Text(ja=f"{of}件中{has}件", en=f"{has} of {of}")
    unit = question.unit.ja if question.unit else "件"
    of_what = f" {question.unit.en}" if question.unit else ""
    numbers = Text(ja=f"{raw.of:,}{unit}中{raw.has:,}{unit}", en=f"{raw.has:,} of {raw.of:,}{of_what}")
    which = dict(raw.which)
    if not which:
        return numbers
    named = [(thing.label, which[thing.id]) for thing in question.which.values() if thing.id in which]
    ja = "、".join(f"{label.ja}{'○' if counts else '×'}" for label, counts in named)
    en = ", ".join(f"{label.en} {'yes' if counts else 'no'}" for label, counts in named)
    return Text(ja=f"{numbers.ja}：{ja}", en=f"{numbers.en}: {en}")


def ticked(question: Question, answer: Answer | None) -> list[Text]:
    """List the parts that an answer ticks, in the edition's order."""
    parts = answer.parts if isinstance(answer, Ticked) else ()
    return [part.label for part in question.parts.values() if part.id in parts]


def not_there(question: Question, answer: Answer | None) -> list[Text]:
    """List what the question names and the company does not have; nothing where it was not said one by one."""
    which = dict(answer.which) if isinstance(answer, Counted) else {}
    return [thing.label for thing in question.which.values() if which and thing.id not in which]


def stands(question: Question, raw: RawAnswer, as_of: date | None) -> Text:
    """Say in a sentence why a raw answer stands for its option."""
    label = question.options[stands_for(question, raw, as_of)].label
    why = _since(raw.on, as_of or raw.on) if isinstance(raw, Dated) else _part(question, raw)
    return Text(ja=f"{why.ja}なので「{label.ja}」です。", en=f"{why.en}: that is “{label.en}”.")


def to_the_top(question: Question, raw: RawAnswer) -> Text | None:
    """Say how many are missing to the highest option, and what its percentage means among so many; None for others."""
    top = list(question.options.values())[-1]
    if not isinstance(raw, Counted) or top.from_percent is None:
        return None
    needed = -(-top.from_percent * raw.of // 100)
    unit, of_what = (question.unit.ja, f" {question.unit.en}") if question.unit else ("件", "")
    every = needed == raw.of
    means = Text(
        ja=f"{raw.of:,}{unit}なら" + (f"{raw.of:,}{unit}すべて" if every else f"{needed:,}{unit}から"),
        en=f"all {raw.of:,}{of_what}" if every else f"{needed:,} or more of {raw.of:,}{of_what}",
    )
    if raw.has >= needed:
        return Text(ja=f"「{top.label.ja}」は、{means.ja}です。", en=f"“{top.label.en}” means {means.en}.")
    missing = needed - raw.has
    return Text(
        ja=f"「{top.label.ja}」まで、あと{missing:,}{unit}です（{means.ja}）。",
        en=f"{missing:,} more to “{top.label.en}” ({means.en}).",
    )


def holds_until(question: Question, raw: Dated, as_of: date) -> date | None:
    """Return the last day on which a day still stands for its present option; None for the lowest."""
    months = question.options[stands_for(question, raw, as_of)].within_months
    if months is None:
        return None
    last = as_of
    # Half a month is skipped at a time, then day by day: months are of unequal length.
    for step in (timedelta(15), timedelta(1)):
        while months_before(last + step, months) <= raw.on:
            last += step
    return last


def _part(question: Question, raw: Counted | Ticked) -> Text:
    if isinstance(raw, Ticked):
        return raw_text(question, raw)
    percent = 100 * raw.has // raw.of
    return Text(ja=f"{percent}%", en=f"{percent}%")


def _since(on: date, today: date) -> Text:
    age = age_text(on, today)
    return Text(ja=f"{figures.day(on, 'ja')}は{age.ja}", en=f"{figures.day(on, 'en')} is {age.en}")


def age_text(on: date, today: date) -> Text:
    """Write how long ago a day was, in months of the calendar and days."""
    months = 0
    while months_before(today, months + 1) >= on:
        months += 1
    days = (months_before(today, months) - on).days
    if not months:
        return Text(ja=f"{days}日前" if days else "今日", en=_counted(days, "day") + " ago" if days else "today")
    if not days:
        return Text(ja=f"{months}か月前", en=f"{_counted(months, 'month')} ago")
    return Text(ja=f"{months}か月と{days}日前", en=f"{_counted(months, 'month')} and {_counted(days, 'day')} ago")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _bracketed(label: Text, more: Text) -> Text:
    return Text(ja=f"{label.ja}（{more.ja}）", en=f"{label.en} ({more.en})")


def register(app: Flask) -> None:
    """Give the words for answers to all templates."""
    app.jinja_env.globals.update(
        answer_text=answer_text,
        is_estimate=is_estimate,
        not_there=not_there,
        stands=stands,
        ticked=ticked,
        to_the_top=to_the_top,
    )
