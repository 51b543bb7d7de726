"""The keys of the ranking, and what the footer says of them. All are bindings, so that a burst keeps its order."""

from __future__ import annotations

from textual.binding import Binding

Keys = tuple[tuple[str, str], ...]
"""A key and what it does, in turn."""

OPEN_KEYS: Keys = (
    ("0–9", "count"),
    ("c", "cut"),
    ("L", "lock"),
    ("t", "tie again"),
    ("s", "sort"),
    ("h o", "hands, dots"),
    ("+ −", "one"),
    ("u", "undo"),
)
"""While the list is open, the most needed first."""
ENTRY_KEYS: Keys = (("Enter", "take it"), ("⌫", "correct"), ("Esc", "let go"))
"""While a count is typed."""
LOCKED_KEYS: Keys = (("u", "open again"), ("↑ ↓", "look"))
"""Once the list is agreed."""

RANK_BINDINGS: tuple[Binding, ...] = (
    *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    Binding("backspace", "rub_out", show=False),
    Binding("enter", "step(1)", show=False),
    Binding("plus,v", "add(1)", show=False),
    Binding("minus,V", "add(-1)", show=False),
    Binding("t", "again", show=False),
    Binding("c", "cut", show=False),
    Binding("L", "ask('lock')", show=False),
    Binding("u", "undo", show=False),
    Binding("s", "turn_sort", show=False),
    Binding("h", "ask('hands')", show=False),
    Binding("o", "ask('dots')", show=False),
    *(
        Binding(letter, f"about('{word}')", show=False)
        for letter, word in (
            ("e", "edit"),
            ("k", "kind"),
            ("m", "merge"),
            ("l", "link"),
            ("p", "park"),
            ("f", "fields"),
            ("d", "delete"),
        )
    ),
    Binding("a", "nothing", show=False),
)
