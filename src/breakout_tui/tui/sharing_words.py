"""Sharing words: how it is with sharing, and what a display shows, as the screens say it."""

from __future__ import annotations

from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.sharing import Contact, SharedDisplay, SharingStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.widgets.line import Part

NONE_YET = "No display has joined yet"


def state_of(standing: SharingStanding) -> Part:
    """How it is with the server, in one line, and the role that colours it."""
    match standing.contact:
        case Contact.OFF:
            return "○ Not shared", "muted"
        case Contact.STARTING:
            return "◌ Starting …", "accent"
        case Contact.ON if standing.is_on_network:
            return "● Shared with this computer's networks", "good"
        case Contact.ON:
            return "● Shared with this computer only", "good"
        case Contact.TAKEN:
            return "! Another window of this database is shown", "bad"
        case Contact.AWAY:
            since = f" since {standing.away_since:%H:%M}" if standing.away_since is not None else ""
            verb = "has not answered" if since else "does not answer"
            return f"! The server {verb}{since} · trying again", "bad"


def count_of(displays: tuple[SharedDisplay, ...]) -> str:
    """How many displays are open, and how many were."""
    is_open = sum(each.is_open for each in displays)
    closed = f" · {len(displays) - is_open:,} closed" if is_open < len(displays) else ""
    return f"{is_open:,} open{closed}"


def shown_words(choice: DisplayChoice) -> str:
    """What a display with this choice shows."""
    match choice.shows:
        case Shows.NOW:
            return f"only {clean_line(choice.alone)}" if choice.alone else "what is now"
        case Shows.STANDBY:
            return "theme and room"
        case Shows.MESSAGE:
            return f"“{clean_line(choice.words)}”"
        case Shows.NAME:
            return "its name"
        case Shows.JOIN:
            return "how to join"
        case Shows.PHONES:
            return "how phones join"
        case Shows.NOTHING:
            return "nothing (black)"
