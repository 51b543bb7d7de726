"""Floor keys: the keys of the floor's list, those that do something now."""

from __future__ import annotations

from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.notes import Note
from breakout_tui.domain.sharing import Contact, SharingStanding
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.widgets.floor_list import FloorRow
from breakout_tui.tui.widgets.key_line import KeyHint, help_hint

EDITING = (KeyHint("Enter", "take it"), KeyHint("Ctrl+J", "new line"), KeyHint("Esc", "cancel"))
KEYS_EXPLAINED = (
    ("↑ ↓", "choose a statement; a click does too"),
    ("Enter", "take it as a note, word for word, with the country that it says"),
    ("e", "edit it first; the author's words are kept with the note"),
    ("s", "take it as heard again, where a note says the same (≈)"),
    ("d", "set it aside, or let it wait again"),
    ("m", "show it large on the displays; again, or with the next box, they show what is now"),
    ("c", "take the country off: its author says to speak for it, and nobody has confirmed that"),
    ("x", "mute the phone that sent it for ten minutes; again lifts it"),
    ("A", "take all that wait, as one step"),
    ("D", "set all that wait aside, as one step"),
    ("u Ctrl+Z", "undo what was done here last"),
    ("f", "list those that wait, those set aside, or all"),
    ("o", "open the floor, so that phones can send, or close it"),
    ("n", "share it with the devices on the network"),
    ("k", "give phones a new code, after a question"),
    ("Esc", "go back"),
)


def hints(
    row: FloorRow | None, same: Note | None, door: FloorDoor, sharing: SharingStanding, following: Filter
) -> list[KeyHint]:
    """The keys and what they do now; a click on one runs it. ``following`` is what ``f`` lists next."""
    found: list[KeyHint] = []
    if row is not None and (row.is_waiting or row.is_aside):
        found += [KeyHint("Enter", "take", "take")]
        found += [KeyHint("s", f"= {same.reference}", "same")] if same is not None else []
        found += [
            KeyHint("e", "edit", "edit"),
            KeyHint("d", "aside" if row.is_waiting else "wait again", "aside"),
            KeyHint("m", "take back" if row.is_magnified else "magnify", "magnify"),
            *([KeyHint("c", "no country", "claim")] if row.claim else []),
            KeyHint("A", "take all", "take_all"),
            *([KeyHint("D", "all aside", "aside_all")] if row.is_waiting else []),
            KeyHint("x", "unmute" if row.is_muted else "mute", "mute"),
        ]
    found += [KeyHint("o", "close" if door.is_open else "open", "door")]
    can_be_reached = sharing.is_on_network or door.standing.is_at_hub
    if not can_be_reached and sharing.contact is not Contact.STARTING:
        found += [KeyHint("n", "share on the network", "network")]
    elif row is None and door.standing.address:
        found += [KeyHint("k", "new code", "renew")]
    return [
        *found,
        KeyHint("f", f"list {following.value}", "filter"),
        KeyHint("Esc", "back", "back"),
        help_hint(),
    ]
