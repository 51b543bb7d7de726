"""``breakout-tui``: puts the app together, runs it, and saves everything at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import UsageError, WriteFailed
from breakout_tui.startup import interpreter
from breakout_tui.tui import terminal

if TYPE_CHECKING:
    import asyncio

    from breakout_tui.cli.late_floor import LateFloor
    from breakout_tui.cli.late_hub import LateHub
    from breakout_tui.domain.clock import Clock
    from breakout_tui.domain.edited_document import EditedDocument
    from breakout_tui.domain.erased_elsewhere import ErasingHere
    from breakout_tui.domain.hub_standing import HubSending
    from breakout_tui.domain.ports import Door, Store
    from breakout_tui.domain.programme import Programme
    from breakout_tui.domain.settings import Settings
    from breakout_tui.domain.sharing import Sharing
    from breakout_tui.domain.versions import Erasure
    from breakout_tui.store.database import Database
    from breakout_tui.store.server_window import ServerWindow
    from breakout_tui.tui.app import BreakoutApp


def run_app(
    options: Options,
    *,
    session_id: str | None = None,
    documents: Path | None = None,
    keeps_choices: bool = True,
    sends_to_hub: bool = True,
    takes_over: bool = False,
    opens_paper: bool = False,
    before_paper: Callable[[], None] = lambda: None,
    edited: Sequence[EditedDocument] = (),
) -> int:
    """Run the app and return its exit status.

    ``session_id`` opens that session at once; ``documents`` is the folder for reports; with ``keeps_choices`` what is chosen
    in the app is written to the settings file; without ``sends_to_hub`` nothing is sent to the hub of the settings, and
    ``takes_over`` tells it that the session was taken over from another computer; ``opens_paper`` opens the editor of the
    position paper, and ``before_paper`` is called on a thread each time before its sessions are read; ``edited`` are files
    whose proposals the editor shows. Raises UsageError without a usable terminal or a code for the hub that is named, and
    WriteFailed if the last changes could not be saved.
    """
    if options.hub:
        from breakout_tui.cli.hub_joining import join

        join(options.hub)
    refusal = terminal.refusal()
    if refusal is not None:
        raise UsageError(refusal)
    terminal.prepare()
    interpreter.begin()

    from breakout_tui.domain.clock import SystemClock
    from breakout_tui.store.database import Database

    clock = SystemClock()
    if session_id is None or options.themes is not None:
        _programme(options.themes)
    store = _store(options, clock)
    if session_id is None:
        store.summaries()

    from breakout_tui.cli.conference_papers import ConferencePapers
    from breakout_tui.cli.file_sources import FileSources
    from breakout_tui.cli.late_floor import LateFloor
    from breakout_tui.cli.late_sharing import LateSharing
    from breakout_tui.cli.preferences_file import preferences
    from breakout_tui.cli.publisher import ReportPublisher
    from breakout_tui.inputs.cldr_dates import date_words
    from breakout_tui.inputs.countries import CldrCountries
    from breakout_tui.tui.app import BreakoutApp
    from breakout_tui.tui.textual_internals import decoder

    settings = preferences(keeps=keeps_choices)
    countries = CldrCountries(settings.settings.languages)
    sources, sharing, hub, erasing = None, None, None, None
    if isinstance(store, Database):
        file = store
        sources = FileSources(lambda: file.path, clock)
        floor = LateFloor(file, clock, countries)
        sharing = LateSharing(lambda: _sharing(file, clock, floor))
        if sends_to_hub and not opens_paper and settings.settings.hub:
            erasing = file.erasing()
            taken_over = (takes_over and session_id) or ""
            hub = _late_hub(settings.settings, file, clock, floor, taken_over, erasing.take)
    dates = date_words(settings.settings.dates)
    publisher = ReportPublisher(store, documents, dates)
    app = BreakoutApp(
        lambda: _programme(options.themes),
        store,
        clock,
        publisher,
        countries,
        session_id=session_id,
        make_door=_door if isinstance(store, Database) else None,
        preferences=settings,
        dates=dates,
        sources=sources,
        papers=ConferencePapers(store, clock, options.event, documents, dates, before_paper, edited),
        opens_paper=opens_paper,
        ends_with_paper=not isinstance(store, Database),
        sharing=sharing,
        hub=hub,
        erasing=erasing,
    )
    decoder.own_input(app, clock, asks_ground=app.appearance.is_auto and terminal.tells_ground())
    return show(app, store, hub, erasing)


def _store(options: Options, clock: Clock) -> Database | ServerWindow:
    """The file, or for the editor of a paper the server's database."""
    if options.server is not None:
        from breakout_tui.store.server_window import ServerWindow

        return ServerWindow(options.server, clock)
    from breakout_tui.store.database import Database

    return Database(options.database or paths.default_database(), clock)


def _sharing(store: Database, clock: Clock, floor: LateFloor) -> Sharing:
    """The room's side of the displays, imported after the first paint; a command may wait for it."""
    import threading

    from breakout_tui.cli.room_sharing import RoomSharing
    from breakout_tui.store.floor_file import forget_old_ballots

    old = store.path, clock.read().wall
    threading.Thread(target=forget_old_ballots, args=old, daemon=True).start()  # their file may be locked
    return RoomSharing(lambda: store.path, clock, floor.get())


def _late_hub(
    settings: Settings,
    store: Database,
    clock: Clock,
    floor: LateFloor,
    taken_over: str,
    erased: Callable[[Sequence[Erasure]], None],
) -> LateHub:
    """The room's side of the hub, imported after the first paint."""
    from breakout_tui.cli.late_hub import LateHub

    def made() -> HubSending:
        from breakout_tui.cli.room_hub import room_hub

        return room_hub(
            settings.hub,
            settings.room_code,
            lambda: store.path,
            clock,
            store.write_aside,
            taken_over=taken_over,
            erased=erased,
            floor=floor.get(),
        )

    return LateHub(made)


def _door() -> Door:
    """The way in for commands, imported when the first screen is shown."""
    from breakout_tui.control.server import SocketDoor

    return SocketDoor()


@cache
def _programme(given: Path | None) -> Programme:
    """The programme, read once and only when needed: a resumed session works even if its file is broken."""
    from breakout_tui.inputs.programme_file import read_programme

    return read_programme(paths.find_programme(given))


def show(
    app: BreakoutApp, store: Store, hub: HubSending | None = None, erasing: ErasingHere | None = None
) -> int:
    """Run the app until it closes, erase what has begun to be erased, save what is pending, tell the hub, and return the exit status.

    Raises the error that ended the app, or WriteFailed.
    """
    hang_up = terminal.HangUp(leave=app.leave, drain=lambda: store.close(5))
    continuing = terminal.Continuing(lambda: app.refresh())

    def start(loop: asyncio.AbstractEventLoop) -> None:
        hang_up.install(loop)
        continuing.install(loop)

    app.at_start = start
    try:
        app.run()
    finally:
        if erasing is not None:
            erasing.close()
        is_all_saved = store.close(10)
        if hub is not None:
            hub.close()
        hang_up.done()
    if app.crash is not None:
        raise app.crash
    if not is_all_saved:
        raise WriteFailed(
            "the last changes could not be saved",
            where=str(store.path),
            remedy="free some disk space and start breakout-tui again",
        )
    return app.return_code or 0
