"""``breakout-tui serve``: the displays and phones of a room in browsers, in a process of its own that the room can lose at any moment."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.crash_log import report_unexpected
from breakout_tui.cli.options import Options
from breakout_tui.cli.share_file import Share, clear_address, read_share, still_valid, write_share
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.errors import WriteFailed
from breakout_tui.domain.text import clean_line
from breakout_tui.hub.credentials import (
    Credentials,
    co_credentials,
    new_code,
    new_secret,
    phone_credentials,
    shown_code,
)
from breakout_tui.hub.listening import Place
from breakout_tui.hub.qr_code import Join, qr
from breakout_tui.hub.server_app import PhoneAccess
from breakout_tui.hub.serving import Serving
from breakout_tui.link.room_link import RoomLink, ServerPlace
from breakout_tui.store.floor_file import FloorFile, remove_if_fetched

FACE = 8.0
"""Seconds for each face of a rehearsal."""
LEFT_ALONE = 60 * 60.0
"""Seconds without a room after which a server that a window has started ends."""
_LOOK = 5.0
"""Seconds between two looks at that."""


def serve(options: Options) -> int:
    """Serve until Ctrl+C. Raises UsageError where it can't listen, WriteFailed where it can't say so to the room."""
    if not options.for_window and _is_hub(options):
        from breakout_tui.cli.hub_command import serve_hub

        return serve_hub(options)
    place = Place(options.host or Place().host, options.port, options.address or "")
    if options.check:
        from breakout_tui.cli.serve_check import check_serving

        return check_serving(place)
    clock = SystemClock()
    database = options.database or paths.default_database()
    share = still_valid(read_share(database), clock.read().wall.timestamp())
    if share is None:
        remove_if_fetched(database)  # of a day that is over
        share = _new_share(clock)
    share = replace(share, phone_code=share.phone_code or new_code(), co_code=share.co_code or new_code())
    place = replace(place, first=share.port or place.first)
    credentials = Credentials(share.secret, share.code)
    if options.rehearse:
        return _rehearse(Serving(place, credentials, clock, report=report_unexpected), share, clock)
    phones = PhoneAccess(
        phone_credentials(share.secret, share.phone_code),
        lambda: FloorFile(database),
        co_credentials(share.secret, share.co_code),
    )
    serving = Serving(
        place, credentials, clock, phones=phones, obeys_room=options.for_window, report=report_unexpected
    )
    told = replace(
        share,
        url=serving.own_address,
        process=os.getpid(),
        host=place.host,
        port=serving.port,
        is_for_window=options.for_window,
    )
    _announce(database, told, serving)
    if not options.for_window:
        _print_how_to_join(serving, share.code)
    ending = threading.Event()
    watching = [_watch_code(database, told, serving, ending)]
    if options.for_window:
        watching.append(_end_when_left_alone(serving, clock, ending))
    try:
        serving.run()
    finally:
        ending.set()
        for thread in watching:
            thread.join()
        with suppress(OSError):
            clear_address(database, os.getpid())
    return 0


def _is_hub(options: Options) -> bool:
    """Whether rooms send to the database: one on a server, or a file to which rooms were added. Raises StoreError."""
    if options.server is not None:
        return True
    from breakout_tui.store.hub_room_rows import has_rooms

    return has_rooms(options.database or paths.default_database())


def _new_share(clock: Clock) -> Share:
    return Share(new_secret(), new_code(), clock.read().wall.timestamp())


def _announce(database: Path, share: Share, serving: Serving) -> None:
    """Tell the windows of this database where the server is."""
    code, phone_code, co_code = _codes(serving)
    try:
        write_share(database, replace(share, code=code, phone_code=phone_code, co_code=co_code))
    except OSError as error:
        raise WriteFailed(
            f"the room can't be told of the server: {error.strerror}",
            where=str(database.parent),
            remedy="name a database in a folder that can be written",
        ) from error


def _codes(serving: Serving) -> tuple[str, str, str]:
    """What displays, phones and co-facilitators type."""
    server = serving.server
    phones, co = ("" if each is None else each.credentials.code for each in (server.phones, server.co))
    return server.credentials.code, phones, co


def _watch_code(database: Path, share: Share, serving: Serving, ending: threading.Event) -> threading.Thread:
    """Write a new code to the share file, so that it holds after a restart."""

    def watch() -> None:
        known = share.code, share.phone_code, share.co_code
        while not ending.wait(1.0):
            if _codes(serving) != known:
                known = _codes(serving)
                try:
                    _announce(database, share, serving)
                except WriteFailed:  # displays have to join again after a restart
                    continue

    return _started(watch)


def _end_when_left_alone(serving: Serving, clock: Clock, ending: threading.Event) -> threading.Thread:
    """End when no window has spoken for an hour: the one that started this server was killed, and nobody resumed."""

    def watch() -> None:
        alone_since: float | None = None
        while not ending.wait(_LOOK):
            now = clock.read().since_boot
            alone_since = None if not serving.server.copy.on_show.is_away else alone_since or now
            if alone_since is not None and now - alone_since > LEFT_ALONE:
                serving.stop()

    return _started(watch)


def _started(watch: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _rehearse(serving: Serving, share: Share, clock: Clock) -> int:
    """Show the faces of a day one after the other, sent by a link as a room sends them."""
    from breakout_tui.cli.rehearsal_day import faces_of_the_day

    _print_how_to_join(serving, share.code)
    print(f"Rehearsal: every face of a day, {FACE:.0f} seconds each")  # noqa: T201 - the result
    place = ServerPlace(serving.own_address, share.secret)
    link = RoomLink(lambda: place, clock)
    ending = threading.Event()

    def play() -> None:
        while not ending.is_set():
            for session in faces_of_the_day(clock):
                link.offer(session)
                if ending.wait(FACE):
                    return

    link.start()
    playing = _started(play)
    try:
        serving.run()
    finally:
        ending.set()
        link.close()
        playing.join()
    return 0


def _print_how_to_join(serving: Serving, code: str) -> None:
    addresses = serving.addresses()
    phones = serving.server.phones
    phone_code = "" if phones is None else phones.credentials.code
    for line in how_to_join(addresses, code, phone_code, is_on_network=serving.server.is_on_network):
        print(line, flush=True)  # noqa: T201 - the result


def how_to_join(
    addresses: Sequence[str], code: str, phone_code: str = "", *, is_on_network: bool
) -> list[str]:
    """The lines for the terminal: address, code, what others can do, how phones join, and the QR code of displays."""
    first, *others = map(clean_line, addresses)
    who = (
        "Everybody on the network who has the code sees what the displays show. Nobody can change anything with it. "
        "It is not encrypted."
        if is_on_network
        else "Only this computer can open it; --host 0.0.0.0 shows it to other devices on the network."
    )
    return [
        f"Open  {first}",
        *(f"      or {other}" for other in others),
        f"Code  {shown_code(code)}",
        who,
        *(
            [f"Phones {first}/p with code {shown_code(phone_code)}, once the floor is open"]
            if phone_code
            else []
        ),
        *half_blocks(qr(Join(first, code))),
        "Ctrl+C stops it.",
    ]


def half_blocks(squares: tuple[tuple[bool, ...], ...]) -> list[str]:
    """A QR code as text for a terminal, dark on white in its own colours, with the margin that readers need."""
    margin = 4
    width = len(squares) + 2 * margin
    blank = (False,) * width
    rows = [blank] * margin + [(*(False,) * margin, *row, *(False,) * margin) for row in squares]
    rows += [blank] * (margin + (len(squares) + 2 * margin) % 2)
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "\x1b[30;107m" + "".join(signs[pair] for pair in zip(upper, lower, strict=True)) + "\x1b[0m"
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
