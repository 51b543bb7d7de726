"""The hub in the settings file: its addresses, and a code that no message quotes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.cli.config_command import complete_rules
from breakout_tui.domain.room_code import RoomCode, shown
from breakout_tui.domain.settings import Settings
from breakout_tui.inputs.settings_file import SettingsRead, parse_settings, read_settings

RULES = complete_rules()
QUICK = replace(RULES, words=None)
CODE = shown(RoomCode("7KQ2M4XP9TRWZ3VH"))


def read(text: str) -> SettingsRead:
    """The settings and problems of a text."""
    return parse_settings(text, RULES)


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ('"https://hub.example"', ("https://hub.example",)),
        ('"HTTPS://Hub.Example:8765/"', ("https://hub.example:8765",)),
        (
            '["https://10.0.0.5:8765", "https://10.0.0.6:8765", "https://10.0.0.5:8765"]',
            ("https://10.0.0.5:8765", "https://10.0.0.6:8765"),
        ),
        ('"http://[::1]:8765"', ("http://[::1]:8765",)),
        ('""', ()),
        ("[]", ()),
    ],
)
def test_a_hub_has_one_address_or_several(value: str, addresses: tuple[str, ...]) -> None:
    """Rule: in their normal form, none twice."""
    settings, problems = read(f'hub = {value}\nroom_code = "{CODE}"')
    assert problems == ()
    assert settings.hub == addresses
    assert settings.room_code == CODE


@pytest.mark.parametrize(
    "value",
    [
        '"10.0.0.5:8765"',
        '"ftp://hub.example"',
        '"https://"',
        '"https://hub.example/room"',
        '"https://hub:99999"',
        '"https://me:secret@hub.example"',
        "5",
        '["https://hub.example", 5]',
        '"https://hub.example?a=b"',
    ],
)
def test_a_wrong_address_is_one_problem(value: str) -> None:
    """Rule: which says how one looks, and quotes no secret."""
    _, problems = read(f'room_code = "{CODE}"\nhub = {value}')
    (problem,) = problems
    assert problem.startswith("hub: ")
    assert "secret" not in problem


def test_a_hub_without_a_code_is_a_problem() -> None:
    """Rule: it says which command asks for the code."""
    _, problems = read('hub = "https://hub.example"')
    assert problems == (
        "hub: the code of this room is missing; `breakout-tui --hub` and the address asks for it",
    )


@pytest.mark.parametrize(
    "line",
    [
        f'room_code = "{CODE[:-1]}"',
        f'room_code = "{CODE}{CODE}{CODE}{CODE}{CODE}{CODE}{CODE}{CODE}{CODE}{CODE}"',
        f"room_code = {CODE}",
        f"room_code = “{CODE}”",
        f'room_code "{CODE}"',
        f"room_code = [{CODE}]",
        f'room_code = ["{CODE}"]',
        f'room_code = "{CODE}',
        f'rom_code = "{CODE}"',
    ],
)
def test_no_message_quotes_a_code(line: str) -> None:
    """Rule: whatever is wrong with it or its line, and wherever the settings are shown."""
    settings, problems = read(f'theme = "dark"\n{line}')
    assert problems
    parts = [CODE[start : start + 9] for start in range(len(CODE) - 8)]
    assert not any(part in repr((settings, problems)) for part in parts)
    assert CODE not in repr(Settings(room_code=CODE))


def test_before_the_first_paint_nothing_is_checked() -> None:
    """Rule: to read a code and an address takes longer than the first screen may wait."""
    settings, problems = parse_settings('hub = "10.0.0.5"\nroom_code = "mistyped"', QUICK)
    assert problems == ()
    assert (settings.hub, settings.room_code) == (("10.0.0.5",), "mistyped")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
@pytest.mark.parametrize(("mode", "is_told"), [(0o600, False), (0o640, True), (0o604, True), (0o400, False)])
def test_a_file_that_others_can_read_is_a_problem_while_it_has_a_code(
    tmp_path: Path, mode: int, is_told: bool
) -> None:
    """Rule: one line, with the command that mends it; the code counts all the same."""
    path = tmp_path / "settings.toml"
    path.write_text(f'room_code = "{CODE}"')
    path.chmod(mode)
    settings, problems = read_settings(path, RULES)
    assert settings.room_code == CODE
    assert problems == (
        (f"room_code: other users of this computer can read this file; chmod 600 {path}",) if is_told else ()
    )
    path.chmod(0o600)
    path.write_text('theme = "dark"')
    path.chmod(mode | 0o400)
    assert read_settings(path, RULES).problems == ()
