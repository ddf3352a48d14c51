"""The words under which a company declares its answers; a change of a word is a new version.

`PUBLISHED` beside this file holds the SHA-256 of each version, and a test holds it against them.
"""

from typing import Final

from scoring import Text

WORDING_VERSION: Final = "2026-12"
"""The words of today, where the answers do not take the place of the insurer's proposal form."""

ADOPTED_VERSION: Final = "2026-12-adopted"
"""The words of today, where the insurer takes the answers as what must be disclosed to it (告知事項)."""

_FACTS = Text(
    ja="回答は、確認できる範囲で調べたうえでの、今日の時点の事実です。わからないものは「わからない」と答えました。",
    en="The answers are the facts as of today, looked into as far as we could. "
    "Where we do not know, we answered “I don't know”.",
)
_CHECKED = Text(
    ja="引受担当者が回答を確かめるために、資料の提出や説明を求めることがあると理解しています。",
    en="We understand that the underwriter may ask for documents or explanations to verify the answers.",
)
_UNTRUE = Text(
    ja="事実と異なる回答をすると、契約の解除や保険金が支払われないことにつながるおそれがあると理解しています。",
    en="We understand that untrue answers may lead to rescission of the contract or to a claim not being paid.",
)

WORDINGS: Final = {
    "2026-10": (
        _FACTS,
        _CHECKED,
        _UNTRUE,
        Text(
            ja="この診断は保険会社の告知書ではなく、申告後に状況が変わったときは通知が必要になる場合があると理解しています。",
            en="We understand that this self-assessment is not the insurer's own proposal form (kokuchisho), "
            "and that later changes may have to be notified.",
        ),
    ),
    WORDING_VERSION: (
        _FACTS,
        _CHECKED,
        _UNTRUE,
        Text(
            ja="この診断の回答は、保険会社の告知書に代わるものではないことと、申告後に状況が変わったときは通知が必要になる場合が"
            "あることを理解しています。",
            en="We understand that the answers do not take the place of the insurer's proposal form (kokuchisho), "
            "and that later changes may have to be notified.",
        ),
    ),
    ADOPTED_VERSION: (
        _FACTS,
        _CHECKED,
        _UNTRUE,
        Text(
            ja="この診断の回答は、割引の適用にあたって保険会社がおたずねする告知事項であることと、申告後に状況が変わったときは"
            "通知が必要になる場合があることを理解しています。",
            en="We understand that the answers are what the insurer asks to be disclosed (kokuchi jiko) for the "
            "discount, and that later changes may have to be notified.",
        ),
    ),
}
