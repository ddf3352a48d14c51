"""Bands and classes that describe a company: what is kept, and what it is called.

Industries are the major divisions of the Japan Standard Industrial Classification.
"""

from flask_babel import lazy_gettext as _l

INDUSTRIES = {
    "A": _l("Agriculture and forestry"),
    "B": _l("Fisheries"),
    "C": _l("Mining and quarrying"),
    "D": _l("Construction"),
    "E": _l("Manufacturing"),
    "F": _l("Electricity, gas, heat supply and water"),
    "G": _l("Information and communications"),
    "H": _l("Transport and postal services"),
    "I": _l("Wholesale and retail trade"),
    "J": _l("Finance and insurance"),
    "K": _l("Real estate and goods rental and leasing"),
    "L": _l("Scientific research, professional and technical services"),
    "M": _l("Accommodation, eating and drinking services"),
    "N": _l("Living-related and personal services, amusement"),
    "O": _l("Education, learning support"),
    "P": _l("Medical, health care and welfare"),
    "Q": _l("Compound services"),
    "R": _l("Services not classified elsewhere"),
    "S": _l("Government"),
    "T": _l("Industries unable to classify"),
}

HEADCOUNTS = {
    "to-5": _l("1 to 5 people"),
    "to-20": _l("6 to 20 people"),
    "to-50": _l("21 to 50 people"),
    "to-100": _l("51 to 100 people"),
    "to-300": _l("101 to 300 people"),
    "over-300": _l("over 300 people"),
}

SALES = {
    "to-50m": _l("up to ¥50 million"),
    "to-100m": _l("up to ¥100 million"),
    "to-500m": _l("up to ¥500 million"),
    "to-1b": _l("up to ¥1 billion"),
    "to-5b": _l("up to ¥5 billion"),
    "over-5b": _l("over ¥5 billion"),
}
