"""What the form of a phone says, checked and cleaned before anything else sees it."""

from __future__ import annotations

import re

from starlette.datastructures import FormData
from starlette.requests import Request

from breakout_tui.domain.floor import LONGEST_STATEMENT
from breakout_tui.domain.personal import strip_personal
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean
from breakout_tui.hub.known_statements import NewStatement
from breakout_tui.hub.phone_countries import english_name
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.phone_room import PhoneRoom

KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
"""A random key of a phone."""
SESSION = re.compile(r"[0-9A-Za-z-]{0,64}")
"""The id of the session that a page showed."""


def statement_of(form: FormData, room: PhoneRoom) -> NewStatement:
    """What a form says, as the attribution rule allows it. Raises FloorRefused."""
    key, secret, seen = field(form, "key"), field(form, "secret"), field(form, "session")
    if not (KEY.fullmatch(key) and KEY.fullmatch(secret) and SESSION.fullmatch(seen)):
        raise FloorRefused(PhoneRefusal.UNREADABLE)
    key = f"{seen}\0{key}"
    session = room.shown.copy.session
    if session is None and room.floor.known(key):
        return NewStatement("", "", "", "", key, secret)
    if session is None:
        raise FloorRefused(PhoneRefusal.NO_SESSION)
    kind = field(form, "kind")
    kinds = [each.value for each in session.kinds]
    text, country = clean(field(form, "text")).strip(), english_name(field(form, "country"))
    if session.info.rule is AttributionRule.NONE:
        text, country = strip_personal(text).strip(), ""
    if not any(each.isprintable() and not each.isspace() for each in text):
        raise FloorRefused(PhoneRefusal.EMPTY)
    if len(text) > LONGEST_STATEMENT:
        raise FloorRefused(PhoneRefusal.TOO_LONG)
    # A page that is a step behind may send a kind that is not offered any more.
    known = kind if kind in {each.value for each in session.note_kinds} else kinds[0]
    return NewStatement(session.id, known, text, country, key, secret)


async def form_of(request: Request) -> FormData:
    """The form of a request; an empty one for a body of another kind, such as one with files. Raises TooLong."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return await request.form() if kind == "application/x-www-form-urlencoded" else FormData()


def field(form: FormData, name: str) -> str:
    """A field of a form; empty for none, and for a file."""
    found = form.get(name)
    return found if isinstance(found, str) else ""
