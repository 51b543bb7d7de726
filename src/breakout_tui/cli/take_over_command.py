"""``breakout-tui take-over``: fetches the session of this room from the hub, to continue it on this computer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from breakout_tui import paths
from breakout_tui.cli.confirmation import is_confirmed
from breakout_tui.cli.hub_joining import join
from breakout_tui.cli.launch import run_app
from breakout_tui.cli.options import Options
from breakout_tui.cli.preferences_file import rules
from breakout_tui.cli.room_hub import hub_place
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import HubRefused, JsonNewer, NotConfirmed, NotFound, UsageError
from breakout_tui.domain.hub_rooms import HubSession
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.inputs.settings_file import read_settings
from breakout_tui.link.hub_exchange import HubExchange, HubFailure, HubPatience
from breakout_tui.store.session_take_over import AGAIN, take_over
from breakout_tui.tui import terminal

T = TypeVar("T")
_CONFIRMATION = "continue"
_WHAT = {
    HubContact.AWAY: ("the hub does not answer", f"check the network and the address, {AGAIN}"),
    HubContact.CODE_REFUSED: (
        "the hub does not know the code of this room",
        "ask the organiser for it, and correct room_code in {settings}",
    ),
    HubContact.OTHER_CERTIFICATE: ("it is another hub than the code says", "ask the organiser"),
    HubContact.REFUSED: ("the hub does not give the session", "ask the organiser"),
}


def take_over_session(options: Options) -> int:
    """Ask which session, take it into the database, and open it. Nothing has changed before it is confirmed.

    Raises UsageError, HubRefused, JsonNewer, NotFound, NotConfirmed, StoreError, and what the window raises.
    """
    if options.hub:
        join(options.hub)
    settings = read_settings(paths.settings_file(), rules()).settings
    if not settings.hub:
        raise UsageError(
            "no hub is known on this computer", remedy="name it: breakout-tui --hub URL take-over"
        )
    exchange = HubExchange(hub_place(settings.hub, settings.room_code), HubPatience())
    try:
        sessions = _asked(exchange, exchange.sessions)
        chosen = _chosen(sessions, options, exchange.url)
        if (refusal := terminal.refusal()) is not None:
            raise UsageError(refusal)
        found = _asked(exchange, lambda: exchange.hand_over(chosen.id, is_private=chosen.is_anonymous))
    finally:
        exchange.close()
    if found is None or found.state.session_id != chosen.id:
        raise NotFound("the hub no longer has this session", where=exchange.url, remedy="ask the organiser")
    database = options.database or paths.default_database()
    taken = take_over(database, found, exchange.url, SystemClock())
    _tell(clean_line(f"{plural(taken.notes, 'note')} and what was being typed are in {database}."))
    for backup in taken.uncleaned_backups:
        _tell(clean_line(f"{backup} can't be read, so it may still have what was erased at the hub."))
    return run_app(options, session_id=chosen.id, takes_over=True)


def _asked(exchange: HubExchange, ask: Callable[[], T]) -> T:
    """What the hub gives. Raises HubRefused, JsonNewer."""
    try:
        return ask()
    except HubFailure as failure:
        where = exchange.url
        if failure.contact is HubContact.NEWER:
            raise JsonNewer("the hub speaks a newer version", where=where, remedy=failure.reason) from failure
        what, remedy = _WHAT[failure.contact]
        told = f"{what} ({failure.reason})" if failure.reason else what
        raise HubRefused(told, where=where, remedy=remedy.format(settings=paths.settings_file())) from failure


def _chosen(sessions: Sequence[HubSession], options: Options, url: str) -> HubSession:
    """The session to continue, once that is confirmed. Raises NotFound, NotConfirmed."""
    if not sessions:
        raise NotFound(
            "the hub has no session of this room", where=url, remedy="run `breakout-tui` to start one"
        )
    chosen = _named(sessions, options.session, url)
    _tell(f"Hub {url}")
    if chosen is not None:
        _tell(_line(chosen))
        _tell("The computer before this one is told, if it comes back.")
    else:
        for number, each in enumerate(sessions, 1):
            _tell(f"{number:>3}  {_line(each)}")
        chosen = _named(sessions, _typed("Number of the session to continue here: "), url)
        if chosen is None:
            raise NotConfirmed("nothing was taken over", remedy="run the command again with a number")
        return chosen
    if not options.yes and not is_confirmed(_CONFIRMATION, "take it over on this computer"):
        raise NotConfirmed("nothing was taken over", remedy=f"run the command again and type {_CONFIRMATION}")
    return chosen


def _named(sessions: Sequence[HubSession], named: str | None, url: str) -> HubSession | None:
    """The session of this number, or whose id begins so; without one the only one that is not done, if there is such."""
    if not named:
        going_on = [each for each in sessions if not each.is_done] or sessions
        return going_on[0] if named is None and len(going_on) == 1 else None
    if named.isdecimal() and 1 <= int(named) <= len(sessions):
        return sessions[int(named) - 1]
    found = [each for each in sessions if len(named) >= 4 and each.id.startswith(named)]
    if len(found) != 1:
        raise NotFound(
            f"the hub has no session {named!r} of this room",
            where=url,
            remedy="`breakout-tui take-over` lists them",
        )
    return found[0]


def _line(session: HubSession) -> str:
    how_far = ("done",) if session.is_done else ()
    about = (f"round {session.round}", plural(session.notes, "note"), *how_far)
    return f"{session.started_at:%Y-%m-%d %H:%M}  {' · '.join(about)}  {clean_line(session.theme)}"


def _typed(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)  # noqa: T201 - a prompt
    return sys.stdin.readline().strip()


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - beside a prompt, before the window opens
