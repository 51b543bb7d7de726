"""The keys of the ranking and their labels in the footer. All are bindings, so that fast keys are handled in order."""

from __future__ import annotations

from textual.binding import Binding

from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings
from breakout_tui.tui.panels.rank_row import Poll

Keys = tuple[tuple[str, str], ...]
"""Pairs of a key and what it does."""

OPEN_KEYS: Keys = (
    ("0–9", "count"),
    ("c", "cut"),
    ("L", "lock"),
    ("t", "second vote"),
    ("s", "sort"),
    ("b", "phones"),
    ("h o", "hands, dots"),
    ("+ −", "one"),
    ("u", "undo"),
)
"""While the list is open; the most useful first."""
VOTING_KEYS: Keys = (("b", "phones"), *(each for each in OPEN_KEYS if each[0] != "b"))
"""While the phones vote, or have voted."""
OFFERED_KEYS: Keys = (("=", "take"), *VOTING_KEYS)
"""While there is a tally of ballots to take."""
EMPTY_KEYS: Keys = (("s", "sort"), ("u", "undo"))
"""While there is nothing to rank."""
ENTRY_KEYS: Keys = (("Enter", "accept"), ("⌫", "correct"), ("Esc", "cancel"))
"""While a count is typed."""
LOCKED_KEYS: Keys = (("u", "reopen"), ("↑ ↓", "look"))
"""When the list is locked."""


def keys_of(poll: Poll | None, *, is_typed: bool = False) -> Keys:
    """The keys of the moment; ``is_typed``: a count or the cut is being typed."""
    if is_typed:
        return ENTRY_KEYS
    if poll is None or not poll.lines:
        return EMPTY_KEYS
    if poll.is_locked:
        return LOCKED_KEYS
    if poll.offers:
        return OFFERED_KEYS
    return VOTING_KEYS if poll.voted else OPEN_KEYS


RANK_BINDINGS: tuple[Binding, ...] = (
    *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    Binding("backspace", "rub_out", show=False),
    Binding("enter", "accept", show=False),
    Binding("plus,v", "add(1)", show=False),
    Binding("minus,V", "add(-1)", show=False),
    Binding("equals_sign", "take_ballots", show=False),
    Binding("t", "again", show=False),
    Binding("c", "cut", show=False),
    Binding("u", "undo", show=False),
    Binding("s", "turn_sort", show=False),
    *letter_bindings(Place.RANK, "about"),
)
