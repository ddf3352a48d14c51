"""How people are named in a sentence: with さん in Japanese, once."""

import re

from flask import Flask

from assess.texts.formats import language

_HONOURED = re.compile(
    r"(さん|サン|さま|様|氏|殿|君|くん|ちゃん|先生|御中|各位|社長|会長|専務|常務|取締役|役員|代表|部長|課長|係長|室長|主任|"
    r"店長|所長|院長|園長|局長|支店長|工場長|事務長|リーダー|マネージャー|担当|担当者|係|部|課|室|"
    r"会社|法人|事務所|センター|サポート|デスク|窓口)$"
)
"""Ends of what people enter as a name that already honour it, or that are no person's."""
_COMPANY = re.compile(r"^(株式|有限|合同|合資|合名)会社|^[（(][株有同][）)]|[（(][株有同][）)]$")


def named(name: str) -> str:
    """Write a name as it stands in a sentence: 山田さん for 山田 and for 山田さん; English adds nothing."""
    if language() != "ja":
        return name
    bare = re.sub(r"\s*[（(][^（）()]*[）)]$", "", name)
    return name if _HONOURED.search(bare) or _COMPANY.search(name) else f"{name}さん"


def addressed(name: str) -> str:
    """Write a name at the head of a letter: 山田 様, 株式会社 青空 御中; English adds nothing."""
    if language() != "ja" or re.search(r"(様|御中|各位|殿)$", name):
        return name
    if _COMPANY.search(name) or re.search(r"(会社|法人|事務所|センター|部|課|室|係|窓口)$", name):
        return f"{name} 御中"
    return re.sub(r"(さん|さま|氏)$", "", name).rstrip() + " 様"


def register(app: Flask) -> None:
    """Give the ways to name people to all templates."""
    app.jinja_env.filters.update(named=named)
