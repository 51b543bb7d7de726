"""What a hub tells the organiser of its rooms, as JSON: written once, read once.

``version`` is the major version: within one, fields may be added, and a reader leaves out those it does not know. Values only: no I/O.
"""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.codec import as_text, decoder, encoder
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.overview import Overview
from breakout_tui.domain.room_notes import RoomNotes
from breakout_tui.message_version import UNREADABLE, read_message

VERSION = 1
"""The major version."""


def overview_text(overview: Overview) -> bytes:
    """The overview as JSON."""
    return as_text({"version": VERSION, **encoder(Overview)(overview)}).encode()


def read_overview(text: bytes) -> Overview:
    """The overview of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        overview: Overview = decoder(Overview)(found)
    except UNREADABLE as error:
        raise JsonRefused(f"the overview can't be read: {type(error).__name__}") from error
    return overview


def notes_text(notes: RoomNotes) -> bytes:
    """The notes of a room as JSON."""
    return as_text({"version": VERSION, **encoder(RoomNotes)(notes)}).encode()


def read_notes_text(text: bytes) -> RoomNotes:
    """The notes of such a text. Raises JsonRefused, and JsonNewer for a newer major version."""
    found = read_message(text, VERSION)
    try:
        notes: RoomNotes = decoder(RoomNotes)(found)
    except UNREADABLE as error:
        raise JsonRefused(f"the notes can't be read: {type(error).__name__}") from error
    return notes


def form_pairs(form: MessageForm) -> tuple[tuple[str, str], ...]:
    """The fields of a message as a form sends them."""
    return (
        ("key", form.key),
        ("kind", form.kind),
        ("said", form.text),
        ("more", form.more),
        ("until", form.until),
        ("minutes", form.minutes),
        ("to", "all" if form.is_for_all else "chosen"),
        *(("room", each) for each in form.rooms),
    )


def form_of(pairs: Iterable[tuple[str, object]]) -> MessageForm:
    """The message of such fields; those that are missing are empty, and files are no text."""
    texts = [(name, value) for name, value in pairs if isinstance(value, str)]
    fields = dict(texts)
    return MessageForm(
        fields.get("key", ""),
        fields.get("kind", ""),
        fields.get("said", ""),
        fields.get("more", ""),
        fields.get("until", ""),
        fields.get("minutes", ""),
        is_for_all=fields.get("to") != "chosen",
        rooms=tuple(value for name, value in texts if name == "room"),
    )
