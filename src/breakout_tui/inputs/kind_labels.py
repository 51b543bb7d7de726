"""Reads the words for the kinds of notes: the table ``[labels]`` of the programme file."""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, KindLabel, Labels
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.table import Table

LONGEST_LABEL = 24
"""Characters of a word: several of them share one line of the screen."""

KEYS = {"parked" if kind is Kind.PARKED else kind.value: kind for kind in Kind}
"""The keys of the table, each with its kind."""


def read_labels(table: Table) -> Labels:
    """The labels of the whole file's table; English ones for kinds that it doesn't name. No two kinds share a word."""
    if not table.has("labels"):
        return ENGLISH
    found = table.table("labels", tuple(KEYS))
    if found is None:
        return ENGLISH
    given: list[KindLabel] = []
    for key, kind in KEYS.items():
        if (words := found.one_or_two(key, LONGEST_LABEL)) is not None:
            given.append(KindLabel(kind, *words))
    labels = Labels(tuple(given))
    for key, kind in KEYS.items():
        if any(label.kind is kind for label in given):
            _check_unique(found, key, kind, labels)
    return labels


def _check_unique(table: Table, key: str, kind: Kind, labels: Labels) -> None:
    """A word that is also the word of another kind is reported once, at the later one of the two."""
    own = {word.casefold(): word for word in (labels.one(kind), labels.many(kind))}
    for other in Kind:
        is_given = any(label.kind is other for label in labels.given)
        if other is kind or (is_given and list(Kind).index(other) > list(Kind).index(kind)):
            continue
        for word in (labels.one(other), labels.many(other)):
            if (same := own.get(word.casefold())) is not None:
                name = next(name for name, each in KEYS.items() if each is other)
                table.report(key, f"{shown(same)} is already the word for {name}; choose another word")
                return
