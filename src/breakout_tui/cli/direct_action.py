"""Direct action: carries out an action without a window, with the app's own parts, and waits until it is saved."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import BreakoutError, DatabaseBusy, StoreError, WriteFailed
from breakout_tui.domain.outside import Answer, Request
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.store_events import HeldElsewhere, Saved, SaveFailed
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.store.backup_keeper import back_up_if_due
from breakout_tui.store.database import Database
from breakout_tui.store.sqlite_errors import KEPT
from breakout_tui.tui.actions.screenless import Screenless, needs_all_countries
from breakout_tui.tui.error_text import ScreenRefused
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.session_controller import SessionController

if TYPE_CHECKING:
    from breakout_tui.domain.clock import Clock
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.store_events import StoreEvent

LAST = 0.2
"""Seconds for a last attempt to write what could not be written."""
PATIENCE = 10.0
"""Seconds in which the disk has to answer."""


class SessionTaken(BreakoutError):
    """Another process has the session, or wrote to it meanwhile; nothing was changed. ``what`` says which."""

    exit_code = 6


class NotSaved(StoreError):
    """The store could not write; nothing was changed."""

    def __init__(self, failed: SaveFailed) -> None:
        super().__init__(f"nothing was changed: {failed.problem.replace(f'; {KEPT}', '')}")
        self.exit_code = failed.exit_code


def perform_directly(database: Path, request: Request, clock: Clock) -> Answer:
    """Carry out the request and answer once it is saved. Raises SessionTaken, NotFound, StoreError."""
    store = Database(database, clock)
    if holder := store.holder(request.session_id):
        raise SessionTaken(holder)
    session = Session.of(store.load(request.session_id))
    is_gathered = store.is_gathered(request.session_id)
    controller = SessionController(session, store, clock, Saving(), is_gathered=is_gathered)
    ended: list[str] = []
    controller.subscribe(lambda _, events: ended.extend(_ended(events)))
    surface = Screenless(controller, _countries(request, session), lambda: _earlier(store, controller))
    answer = surface.perform(request.word, request.argument)
    if not controller.ticket:
        return answer
    save(store, request.session_id, controller.ticket)
    back_up_if_due(store.path, clock.read().wall)
    reports = [_report(store, controller.session, clock, phase) for phase in ended]
    return Answer(answer.status, (*answer.lines, *reports))


def _countries(request: Request, session: Session) -> CldrCountries:
    needs_all = needs_all_countries(request, session)
    countries = CldrCountries(only_english=not needs_all)
    if needs_all:
        countries.read()
    return countries


def _earlier(store: Database, controller: SessionController) -> Session:
    follows = controller.session.info.follows
    if follows is None:
        raise ScreenRefused(
            "there is no earlier round", remedy="choose it with the round when the session starts"
        )
    return Session.of(store.load(follows))


def save(store: Database, session_id: str, ticket: int) -> None:
    """Write what was submitted up to this ticket. Raises SessionTaken, or a StoreError; then nothing was changed."""
    spoken: SimpleQueue[StoreEvent] = SimpleQueue()
    store.start(spoken.put)
    taken, failed = _outcome(spoken, ticket)
    if taken is not None:
        store.hand_back(session_id)
    is_saved = store.close(None if taken is None and failed is None else LAST)
    if taken is not None:
        raise SessionTaken(taken)
    if failed is not None and not is_saved:
        raise NotSaved(failed)


def _outcome(spoken: SimpleQueue[StoreEvent], ticket: int) -> tuple[str | None, SaveFailed | None]:
    """Who took the session, or why it could not be saved; neither if it was saved."""
    failed = SaveFailed(ticket, "the disk does not answer", WriteFailed.exit_code)
    while True:
        try:
            event = spoken.get(timeout=PATIENCE)
        except Empty:
            return None, failed
        match event:
            case Saved(saved) if saved >= ticket:
                return None, None
            case HeldElsewhere(holder=holder):
                return holder, None
            case SaveFailed(exit_code=DatabaseBusy.exit_code):
                failed = event  # the store has waited for the lock already, and tries again
                if spoken.empty():
                    return None, failed
            case SaveFailed():
                return None, event


def _ended(events: tuple[Event, ...]) -> list[str]:
    from breakout_tui.domain.events import PhaseEnded

    return [event.phase for event in events if isinstance(event, PhaseEnded)]


def _report(store: Database, session: Session, clock: Clock, phase: str) -> str:
    """Write the report of a phase that has ended, as the window does; says where it is."""
    from breakout_tui.cli.date_choice import chosen_dates
    from breakout_tui.cli.publisher import ReportPublisher

    publisher = ReportPublisher(store, dates=chosen_dates())
    try:
        return f"Report saved: {publisher.export(session, clock.read(), phase)}"
    except BreakoutError as error:
        return f"The report was not saved: {error}"
