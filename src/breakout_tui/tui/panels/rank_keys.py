"""The keys of the ranking and their labels in the footer. All are bindings, so that fast keys are handled in order."""

from __future__ import annotations

from textual.binding import Binding

from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings

Keys = tuple[tuple[str, str], ...]
"""Pairs of a key and what it does."""

OPEN_KEYS: Keys = (
    ("0–9", "count"),
    ("c", "cut"),
    ("L", "lock"),
    ("t", "second vote"),
    ("s", "sort"),
    ("h o", "hands, dots"),
    ("+ −", "one"),
    ("u", "undo"),
)
"""While the list is open; the most useful first."""
ENTRY_KEYS: Keys = (("Enter", "accept"), ("⌫", "correct"), ("Esc", "cancel"))
"""While a count is typed."""
LOCKED_KEYS: Keys = (("u", "reopen"), ("↑ ↓", "look"))
"""When the list is locked."""

RANK_BINDINGS: tuple[Binding, ...] = (
    *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    Binding("backspace", "rub_out", show=False),
    Binding("enter", "accept", show=False),
    Binding("plus,v", "add(1)", show=False),
    Binding("minus,V", "add(-1)", show=False),
    Binding("t", "again", show=False),
    Binding("c", "cut", show=False),
    Binding("u", "undo", show=False),
    Binding("s", "turn_sort", show=False),
    *letter_bindings(Place.RANK, "about"),
)
