"""``breakout-tui overview``: all rooms of a hub in a terminal, for the organiser.

The code is typed unseen, or in the settings file: on the command line every program of the computer could read it.
"""

from __future__ import annotations

import sys

from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import RoomCodeRefused, UsageError
from breakout_tui.domain.hub_address import hub_url, is_clear
from breakout_tui.domain.organiser_link import OVERVIEW_PATH, OrganiserLink, read_organiser_link
from breakout_tui.tui import terminal


def overview(options: Options) -> int:
    """Show the overview until q. Raises UsageError without a usable terminal, an address and a code."""
    from breakout_tui.cli.preferences_file import preferences

    url = "" if options.url is None else _address(options.url)
    settings = preferences(keeps=False).settings
    link = _stored(settings.organiser_code, url) or _asked_for(url)
    if is_clear(link.url) or (link.code.fingerprint and link.url.startswith("http://")):
        raise UsageError(
            "an organiser's code is not sent without encryption",
            remedy="the address of a hub begins with https://",
        )
    refusal = terminal.refusal()
    if refusal is not None:
        raise UsageError(refusal)
    terminal.prepare()

    from breakout_tui.link.overview_link import OverviewLink
    from breakout_tui.tui.overview_app import OverviewApp
    from breakout_tui.tui.textual_internals import decoder

    clock = SystemClock()
    source = OverviewLink(link, clock)
    app = OverviewApp(source, clock, link.url, theme=settings.theme)
    decoder.own_input(app, clock, asks_ground=app.appearance.is_auto and terminal.tells_ground())
    source.start()
    try:
        app.run()
    finally:
        source.close()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


def _address(text: str) -> str:
    """The address of a hub, without the path that a browser needs."""
    before, has_code, _ = text.partition("#")
    if has_code:
        raise UsageError(
            "a code on the command line can be read by every program of this computer",
            remedy="leave out the # and what follows it, or run `breakout-tui overview` alone; it asks for the link",
        )
    try:
        return hub_url(before.strip().rstrip("/").removesuffix(OVERVIEW_PATH))
    except ValueError as error:
        raise UsageError(str(error)) from None


def _stored(text: str, url: str) -> OrganiserLink | None:
    """The link of the settings; None without one, and where it is for another hub than the one that is named."""
    try:
        link = read_organiser_link(text) if text else None
    except RoomCodeRefused:  # the settings list it among their problems
        return None
    if link is None or (link.url and url not in ("", link.url)):
        return None
    return _complete(link, url)


def _asked_for(url: str) -> OrganiserLink:
    """A link or code that was typed without an error; each error is explained, and it is asked for again."""
    if not sys.stdin.isatty():
        raise UsageError(
            "no link of an organiser is stored",
            remedy="run it in a terminal, which asks for it, or write organiser_code into the settings file",
        )
    from getpass import getpass

    while True:
        try:
            typed = getpass("Organiser's link or code (it is not shown): ", sys.stderr)
            found = _complete(read_organiser_link(typed), url)
        except EOFError:
            raise UsageError(
                "no code was typed", remedy="`rooms organiser` on the hub's computer makes a link"
            ) from None
        except RoomCodeRefused as refused:
            _explain(str(refused))
            continue
        if found is not None:
            return found
        _explain("this is the code alone: paste the whole link, or name the address of the hub")


def _complete(link: OrganiserLink, url: str) -> OrganiserLink | None:
    """With the address that was named, else its own; None without any."""
    address = url or link.url
    return OrganiserLink(address, link.code) if address else None


def _explain(problem: str) -> None:
    print(f"{problem[0].upper()}{problem[1:]}.", file=sys.stderr)  # noqa: T201 - a prompt
