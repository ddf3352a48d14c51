"""What changed from one edition to another, in words that an underwriter reads."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .edition import Edition, Option, Question
from .entry import Entry, Text
from .tariff_file import Gate

Lines = Iterator[str]
_HIDDEN = {"id", "domain", "short_labels", "questions", "sub_risks", "accidents", "files", "risk", "sub_risk"}


def changes(old: Edition, new: Edition) -> list[str]:
    """Every change as one line; the same edition twice has none."""
    return [
        *_value("title", old.title, new.title),
        *_value("notice", old.notice, new.notice),
        *_kind("profile fact", old.profile, new.profile),
        *_kind("scale", old.scales, new.scales),
        *_value("unknown", old.unknown, new.unknown),
        *_kind("domain", old.domains, new.domains),
        *_kind("question", old.questions, new.questions, _question_added),
        *_moved(old, new),
        *_kind("particular", old.particulars, new.particulars, lambda particular: f" ({particular.kind})"),
        *_kind("contradiction", old.contradictions, new.contradictions),
        *_kind("tier", old.tiers, new.tiers, _tier_added),
        *_kind("credit", old.credits, new.credits, lambda credit: f" ({credit.points} points)"),
        *_kind("group", old.groups, new.groups),
        *_value("credits at most", old.credits_at_most, new.credits_at_most),
        *_value("cap", old.cap, new.cap),
        *_value("validity", old.validity, new.validity),
        *_value("review", old.review, new.review),
        *_kind("plan", old.plans, new.plans),
        *_kind("risk", old.risks, new.risks),
        *_kind("accident", old.accidents, new.accidents, lambda accident: f" ({accident.risk})"),
        *_kind("damage", old.damages, new.damages),
        *_kind("cost event", old.cost_events, new.cost_events),
        *_kind("glossary", old.glossary, new.glossary),
    ]


def _kind(
    kind: str, old: Mapping[str, Any], new: Mapping[str, Any], more: Callable[[Any], str] = lambda _: ""
) -> Lines:
    """Entries of one kind that were added, removed, put in another order or changed."""
    for key in old:
        if key not in new:
            yield f"{kind} {key}: removed"
    for key, entry in new.items():
        if key in old:
            yield from _value(f"{kind} {key}", old[key], entry)
        else:
            yield f"{kind} {key}: added{more(entry) if isinstance(entry, Entry) else ': ' + _shown(entry)}"
            yield from _contents(f"{kind} {key}", entry)
    kept = [key for key in old if key in new]
    order = [key for key in new if key in old]
    if kept != order:
        yield f"{kind}s: now in the order {', '.join(order)}"


def _contents(path: str, entry: Any) -> Lines:
    """All that a new entry says: whoever approves an edition reads it here."""
    for field, value in entry if isinstance(entry, Entry) else ():
        in_the_scales_words = isinstance(entry, Question) and field == "options" and not _own_words(entry)
        if _tells(entry, field) and not in_the_scales_words:
            yield from _said(f"{path}: {_words(field)}", value)


def _tells(entry: Entry, field: str) -> bool:
    """Whether a field of an entry says something that is not said elsewhere, or understood."""
    if isinstance(entry, Option) and field == "target":
        return not entry.target
    return field not in _HIDDEN and not (isinstance(entry, Question) and field == "measure")


def _own_words(question: Question) -> bool:
    return any(option.label != question.short_label(key) for key, option in question.options.items())


def _said(path: str, value: Any) -> Lines:
    if isinstance(value, Text):
        yield f"{path} (ja) “{value.ja}”"
        yield f"{path} (en) “{value.en}”"
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _said(f"{path} {key}", part)
    elif isinstance(value, Entry):
        yield from _contents(path, value)
    elif value not in (None, (), {}):
        yield f"{path} {_shown(value)}"


def _question_added(question: Any) -> str:
    return f" ({question.domain}, weight {question.weight}, scale {question.scale})"


def _tier_added(tier: Any) -> str:
    return f" (score {tier.score}, rate {tier.rate}, ceiling {tier.ceiling}, {len(tier.gates)} gates)"


def _moved(old: Edition, new: Edition) -> Lines:
    for key, question in new.questions.items():
        if key in old.questions and old.questions[key].domain != question.domain:
            yield f"question {key}: moved from domain {old.questions[key].domain} to {question.domain}"
    for key, accident in new.accidents.items():
        if key in old.accidents and old.accidents[key].sub_risk != accident.sub_risk:
            yield f"accident {key}: moved from {old.accidents[key].sub_risk} to {accident.sub_risk}"


def _value(path: str, old: Any, new: Any) -> Lines:
    """What changed in one value, down to the smallest part that did."""
    if old == new:
        return
    if isinstance(old, Text) and isinstance(new, Text):
        yield from _text(path, old, new)
    elif isinstance(old, Entry) and isinstance(new, Entry):
        for field in type(new).model_fields:
            if _tells(new, field) or _tells(old, field):
                yield from _value(f"{path}: {_words(field)}", getattr(old, field), getattr(new, field))
    elif isinstance(old, dict) or isinstance(new, dict):
        yield from _kind(path, old or {}, new or {})
    elif isinstance(old, tuple):
        yield from _listed(path, old, new)
    else:
        yield f"{path} {_shown(old)} → {_shown(new)}"


def _text(path: str, old: Text, new: Text) -> Lines:
    for language in ("ja", "en"):
        before, after = old.in_(language), new.in_(language)
        if before != after:
            yield f"{path} ({language}) “{before}” → “{after}”"


def _listed(path: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Lines:
    for entry in old:
        if entry not in new:
            yield f"{path}: {_shown(entry)} removed"
    for entry in new:
        if entry not in old:
            yield f"{path}: {_shown(entry)} added"


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "yes", False: "no"}[value]
    if isinstance(value, Gate):
        return f"{value.question} at least {value.at_least}" + (f" ({value.plan} only)" if value.plan else "")
    if isinstance(value, Text):
        return f"“{value.ja}” / “{value.en}”"
    if isinstance(value, Entry):
        return ", ".join(f"{_words(key)} {_shown(part)}" for key, part in value if part is not None)
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value) or "nothing"
    return str(value)


def _words(field: str) -> str:
    return field.replace("_", " ")
