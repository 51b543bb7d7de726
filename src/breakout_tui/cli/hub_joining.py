"""Joins a hub: asks for the code of the room on the terminal before the screen opens, and stores both for the next time.

The code is in the settings file, readable by its user only, and nowhere else: not on the command line, where every program of the computer
could read it, and in no message.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from breakout_tui import paths
from breakout_tui.cli.preferences_file import remember_hub, rules
from breakout_tui.domain.errors import RoomCodeRefused, UsageError, WriteFailed
from breakout_tui.domain.hub_address import hub_url
from breakout_tui.domain.room_code import RoomCode, read_room_code, shown
from breakout_tui.inputs.settings_file import read_settings

Ask = Callable[[str], str]
"""Asks on the terminal; raises EOFError at its end."""


def join(named: Sequence[str], ask: Ask | None = None) -> None:
    """Store these addresses and a code for them, unless they are stored. Raises UsageError, WriteFailed."""
    addresses = tuple(dict.fromkeys(map(_address, named)))
    settings = read_settings(paths.settings_file(), rules()).settings
    stored = {_normal(each) for each in settings.hub}
    if settings.room_code and stored and stored.issuperset(addresses):
        return
    if ask is None and not sys.stdin.isatty():
        raise UsageError(
            "no code of this room is stored for this hub",
            remedy=f'run it in a terminal, which asks for it, or write hub = "{addresses[0]}" and room_code = "…" into '
            f"{paths.settings_file()} and make that readable for you only",
        )
    code = _asked_for(addresses, ask or _secretly)
    if problem := remember_hub(addresses, shown(code)):
        raise WriteFailed(
            f"the hub and the code were {problem}", remedy="mend the settings file, then run this again"
        )


def _asked_for(addresses: Sequence[str], ask: Ask) -> RoomCode:
    """A code that was typed without an error; each error is explained, and it is asked for again."""
    print(f"Hub {', '.join(addresses)}", file=sys.stderr)  # noqa: T201 - a prompt
    while True:
        try:
            code = read_room_code(ask("Code of this room (it is not shown): "))
        except EOFError:
            raise UsageError("no code was typed", remedy="the organiser has the code of this room") from None
        except RoomCodeRefused as refused:
            _explain(str(refused))
            continue
        if code.fingerprint and any(each.startswith("http://") for each in addresses):
            raise UsageError(
                "this code is for a hub with a certificate", remedy="its address begins with https://"
            )
        return code


def _explain(problem: str) -> None:
    print(f"{problem[0].upper()}{problem[1:]}.", file=sys.stderr)  # noqa: T201 - a prompt


def _secretly(prompt: str) -> str:
    from getpass import getpass

    return getpass(prompt, sys.stderr)


def _address(text: str) -> str:
    try:
        return hub_url(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _normal(text: str) -> str:
    try:
        return hub_url(text)
    except ValueError:
        return text
