"""What kind of browser somebody has, in words that its owner knows again; what it says of itself is not kept."""

import re

_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("LINE", r"\bLine/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
"""Names, the most particular first: most of them also say that they are another."""
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


def kind(user_agent: str) -> str:
    """Return browser and system, as in "Safari, iPhone"; what is not known is left out, "" where nothing is."""
    found = [next((name for name, sign in names if re.search(sign, user_agent)), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found))
