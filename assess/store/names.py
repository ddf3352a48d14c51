"""Names as they are looked for: one key, however a name was typed."""

import re
import unicodedata

_FORM = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|社会福祉法人|医療法人"
    r"|特定非営利活動法人|税理士法人|弁護士法人|\(株\)|\(有\)|\(同\)|\(資\)|\(名\)|\(社\)|\(財\)|\(福\)|\(医\)"
)
_SIGNS = re.compile(r"[\s・･·.,、。'’\-‐‑–—_]+")


def key(text: str) -> str:
    """Return what two spellings of a name share: no width, case, space, dot or kind of company.

    A text that is nothing but a kind of company ("株式会社") keeps it.
    """
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _FORM.sub("", plain) or plain
