"""Names of persons as people write them: the family name first or last, with a comma, a country or an organisation behind it."""

from __future__ import annotations

import re

from breakout_tui.inputs.column_words import words_of

_BEHIND = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<behind>[^()\[\]]+)[)\]]\s*$", re.DOTALL)
_TITLES = frozenset(
    [
        "phd",
        "ph d",
        "md",
        "m d",
        "dr",
        "prof",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "mba",
        "msc",
        "bsc",
        "ma",
        "ba",
        "mpa",
        "mph",
        "llm",
        "ll m",
        "esq",
        "cpa",
        "jd",
        "dphil",
        "rn",
        "pe",
        "mp",
        "mep",
        "obe",
        "cbe",
        "hon",
        "ing",
        "dipl ing",
    ]
)
"""What stands behind a comma and is no first name."""


def turned(name: str) -> str:
    """The same for a name in any order of its parts."""
    return " ".join(sorted(words_of(name).split()))


def with_country(name: str) -> tuple[str, str]:
    """A name and what stands behind it in brackets or after its last comma; nothing if there is none."""
    if (found := _BEHIND.match(name)) is not None:
        return found["name"], found["behind"].strip()
    start, comma, behind = name.rpartition(",")
    return (start.strip(), behind.strip()) if comma and start.strip() else (name, "")


def family_in(name: str) -> str:
    """The family name of a name that is written *Surname, First*; empty for any other."""
    family, comma, first = name.partition(",")
    is_so = comma and "," not in first and words_of(first) and words_of(first) not in _TITLES
    return family.strip() if is_so and not re.search("[0-9]", name) else ""
