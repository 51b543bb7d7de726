"""Hub words: how it is with the hub, in a few words for the status line, and in one line for ``/hub``."""

from __future__ import annotations

from datetime import datetime

from breakout_tui.domain.hub_standing import HubContact, HubStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import shortened

_LONGEST_NAME = 20
_MORE = " · /hub"
"""Leads to what to do."""
_LATER = "all is saved here, and sent when it is back"


def in_short(standing: HubStanding) -> tuple[Part, ...]:
    """For the status line; nothing where there is no hub. What needs nobody's hand is quiet."""
    text, role = _short(standing)
    return ((text, role),) if text else ()


def _short(standing: HubStanding) -> Part:
    match standing.contact:
        case HubContact.NONE:
            return "", ""
        case HubContact.CONNECTING:
            return "hub …", "muted"
        case HubContact.ON if standing.other_laptop:
            return f"hub: {_laptop(standing)} sends too", "accent"
        case HubContact.ON:
            return "hub ✓", "muted"
        case HubContact.AWAY:
            return f"hub away{_since(standing)}", ""
        case HubContact.CODE_REFUSED:
            return f"hub: code not accepted{_MORE}", "accent"
        case HubContact.OTHER_CERTIFICATE:
            return f"hub: other certificate{_MORE}", "accent"
        case HubContact.NEWER:
            return f"hub: newer version{_MORE}", "accent"
        case HubContact.REFUSED:
            return f"hub: session not taken{_MORE}", "accent"
        case HubContact.TAKEN_OVER:
            return f"hub: taken over by {_laptop(standing)}{_at(standing)}", "accent"


def in_full(standing: HubStanding) -> str:
    """How it is and what to do, the most important first: a narrow window cuts the end."""
    where = f" · {clean_line(standing.url)}" if standing.url else ""
    reason = clean_line(standing.reason)
    match standing.contact:
        case HubContact.NONE:
            return "This window sends to no hub · breakout-tui --hub and its address joins one"
        case HubContact.CONNECTING:
            return f"The hub was not reached yet{where}"
        case HubContact.ON if standing.other_laptop:
            return f"{_laptop(standing)} sends with this room's code too{_at(standing)} · close one of the two windows"
        case HubContact.ON:
            room = f" of {clean_line(standing.room)}" if standing.room else ""
            return f"The hub has all{room} that was saved{where}"
        case HubContact.AWAY:
            told = f" · {reason}" if reason else ""
            return f"Hub away{_since(standing)} · {_LATER}{told}{where}"
        case HubContact.CODE_REFUSED:
            return f"The hub does not know this room's code · ask the organiser for another one{where}"
        case HubContact.OTHER_CERTIFICATE:
            return f"Nothing is sent: {reason or 'it is another hub'} · ask the organiser{where}"
        case HubContact.NEWER:
            return f"The hub speaks a newer version · {reason or 'update breakout-tui'}{where}"
        case HubContact.REFUSED:
            return f"Not taken: {reason} · ask the organiser{where}"
        case HubContact.TAKEN_OVER:
            return f"{_laptop(standing)} has taken this session over{_at(standing)} · go on there"


def _laptop(standing: HubStanding) -> str:
    return shortened(clean_line(standing.other_laptop), _LONGEST_NAME) or "another computer"


def _since(standing: HubStanding) -> str:
    return f" since {standing.since:%H:%M}" if standing.since is not None else ""


def _at(standing: HubStanding) -> str:
    """When the other computer began, by the clock of this one's place."""
    at: datetime | None = standing.other_since
    if at is None:
        return ""
    zone = None if standing.since is None else standing.since.tzinfo
    return f", {at.astimezone(zone):%H:%M}"
