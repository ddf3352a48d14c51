"""Items, by the names under which every room knows them."""

from collections.abc import Mapping

from assess.cases.facts import ItemKey
from assess.store.models import Subject
from assess.texts.companies import IDENTIFYING
from assess.texts.formats import text
from scoring import Credit, Edition, Particular, ProfileFact, Question


def name_of(book: Edition, key: ItemKey) -> str:
    """Return the short name of an item."""
    subject, item = key
    if subject == Subject.IDENTITY:
        return str(IDENTIFYING[item].label)
    kinds: dict[str, Mapping[str, ProfileFact | Particular | Credit | Question]] = {
        Subject.FACT: book.profile,
        Subject.PARTICULAR: book.particulars,
        Subject.CREDIT: book.credits,
        Subject.ANSWER: book.questions,
    }
    return text(kinds[subject][item].name)
