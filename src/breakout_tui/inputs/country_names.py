"""Names of countries that CLDR has not in English: those of ISO 3166 and the United Nations, short and earlier ones.

Codes are the two letters of ISO 3166. A name whose end stands behind a comma (*Korea, Republic of*) is also found in its
natural order.
"""

from __future__ import annotations

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirates"),
    "BA": ("Bosnia",),
    "BN": ("Brunei Darussalam",),
    "BO": ("Bolivia, Plurinational State of", "Bolivia (Plurinational State of)"),
    "BS": ("The Bahamas",),
    "CD": (
        "DRC",
        "DR Congo",
        "Congo, Democratic Republic of the",
        "Congo, the Democratic Republic of the",
        "Zaire",
    ),
    "CG": ("Republic of the Congo", "Congo, Republic of the"),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "People’s Republic of China"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic",),
    "FK": ("Falklands",),
    "FM": ("Micronesia, Federated States of", "Micronesia (Federated States of)"),
    "GB": ("UK", "Great Britain", "Britain", "United Kingdom of Great Britain and Northern Ireland"),
    "GM": ("The Gambia",),
    "HK": ("Hong Kong", "Hong Kong SAR"),
    "IR": ("Iran, Islamic Republic of", "Iran (Islamic Republic of)"),
    "KN": ("Saint Kitts and Nevis",),
    "KP": ("DPRK", "Korea, Democratic People’s Republic of", "Democratic People’s Republic of Korea"),
    "KR": ("ROK", "Korea", "Korea, Republic of"),
    "KY": ("Caymans",),
    "LA": ("Lao PDR", "Lao People’s Democratic Republic"),
    "LC": ("Saint Lucia",),
    "MD": ("Moldova, Republic of",),
    "MK": ("Macedonia", "The former Yugoslav Republic of Macedonia"),
    "MM": ("Myanmar", "Burma"),
    "MO": ("Macao", "Macau", "Macao SAR"),
    "NL": ("Holland", "The Netherlands", "Netherlands, Kingdom of the"),
    "PS": ("Palestine", "State of Palestine", "Palestine, State of"),
    "RU": ("Russian Federation",),
    "ST": ("Sao Tome",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TT": ("Trinidad",),
    "TW": ("Chinese Taipei", "Taiwan, Province of China"),
    "TZ": ("Tanzania, United Republic of",),
    "US": ("USA", "United States of America", "America"),
    "VA": ("Holy See", "Vatican"),
    "VC": ("Saint Vincent", "Saint Vincent and the Grenadines"),
    "VE": ("Venezuela, Bolivarian Republic of", "Venezuela (Bolivarian Republic of)"),
    "VN": ("Viet Nam",),
}

AMBIGUOUS = ("Congo",)
"""Names that may mean either of two countries."""

ABBREVIATIONS = frozenset(
    ("AD", "AG", "AI", "CC", "CO", "GM", "HR", "IT", "MC", "MD", "MP", "PA", "PM", "PR", "SG", "TV", "VC")
)
"""Codes that more often mean a role, a unit or a thing in a meeting (human resources, the prime minister): not a country."""
