"""The organiser's link and the command that asks for it: made, revoked, and never on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breakout_tui.cli import overview_command
from breakout_tui.cli.preferences_file import rules
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.organiser_link import OrganiserLink, read_organiser_link
from breakout_tui.domain.room_code import RoomCode, secret_hash, shown
from breakout_tui.inputs.settings_file import parse_settings
from breakout_tui.store.hub_database import HubDatabase
from tests.cli.commands_here import run_here

CODE = RoomCode("0123456789ABCDEF", "0123456789ABCDEF0123")


def test_a_link_is_made_shown_once_and_revoked(tmp_path: Path) -> None:
    """Rule: with the address that others reach and the fingerprint; the database has the hash only; the list names who has a link."""
    file = ("--database", tmp_path / "hub.db")
    made = run_here(tmp_path, "rooms", "organiser", "Ana", "--address", "192.168.1.20", *file)
    assert (made.status, made.err) == (0, "")
    link = read_organiser_link(made.out.splitlines()[0].partition("  ")[2])
    assert (link.url, len(link.code.fingerprint)) == ("https://192.168.1.20:8765", 20)
    database = HubDatabase(tmp_path / "hub.db", SystemClock())
    assert database.organisers.with_secret(secret_hash(link.code.secret)) is not None
    listed = run_here(tmp_path, "rooms", *file).out
    assert "Organiser Ana  since " in listed
    assert link.code.secret[:4] not in listed
    again = run_here(tmp_path, "rooms", "organiser", "Ana", *file)
    assert (again.status, "an organiser “Ana” already" in again.err) == (3, True)
    assert "no longer valid" in run_here(tmp_path, "rooms", "revoke-organiser", "Ana", *file).out
    assert database.organisers.with_secret(secret_hash(link.code.secret)) is None
    assert "Organiser Ana  revoked " in run_here(tmp_path, "rooms", *file).out
    database.close()
    unknown = run_here(tmp_path, "rooms", "revoke-organiser", "Ben", *file)
    assert (unknown.status, "the organisers are: Ana" in unknown.err) == (1, True)
    nobody = run_here(tmp_path, "rooms", "organiser", *file)
    assert (nobody.status, "nobody is named" in nobody.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("https://hub:8765/overview#" + shown(CODE),), "can be read by every program"),
        (("hub:8765",), "begins with https://"),
        ((), "no link of an organiser is stored"),
    ],
)
def test_no_code_is_taken_from_the_command_line(tmp_path: Path, words: tuple[str, ...], what: str) -> None:
    """Rule: it is refused without quoting it, and it is said where else it can be."""
    result = run_here(tmp_path, "overview", *words)
    assert (result.status, what in result.err) == (2, True)
    assert shown(CODE) not in result.err


@pytest.mark.parametrize(
    ("stored", "url", "found"),
    [
        ("", "", None),
        (shown(CODE), "", None),
        (shown(CODE), "https://hub", OrganiserLink("https://hub", CODE)),
        (f"https://hub/overview#{shown(CODE)}", "", OrganiserLink("https://hub", CODE)),
        (f"https://hub/overview#{shown(CODE)}", "https://hub", OrganiserLink("https://hub", CODE)),
        (f"https://hub/overview#{shown(CODE)}", "https://other", None),
        ("nonsense", "https://hub", None),
    ],
)
def test_the_link_of_the_settings_is_for_its_own_hub(
    stored: str, url: str, found: OrganiserLink | None
) -> None:
    """Rule: a code alone is for the hub that is named; a link never goes to another one."""
    assert overview_command._stored(stored, url) == found


def test_an_organisers_code_is_never_sent_in_clear(tmp_path: Path) -> None:
    """Rule: http:// is refused before anything is asked, with a link from a file that only its user can read."""
    settings = Path(run_here(tmp_path, "config").out.partition(": ")[0])
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        f'organiser_code = "http://192.168.1.20:8765/overview#{shown(RoomCode(CODE.secret))}"\n'
    )
    settings.chmod(0o644)
    listed = run_here(tmp_path, "config")
    assert os.name != "posix" or "organiser_code: other users" in listed.out + listed.err
    settings.chmod(0o600)
    listed = run_here(tmp_path, "config")
    assert "other users" not in listed.out + listed.err
    assert 'organiser_code = "' in listed.out
    assert shown(RoomCode(CODE.secret)) not in listed.out + listed.err
    result = run_here(tmp_path, "overview")
    assert (result.status, "without encryption" in result.err) == (2, True)


def test_a_wrong_setting_quotes_nothing() -> None:
    """Rule: neither a mistyped code nor a line that can't be read."""
    checked = rules()
    for text in ('organiser_code = "0123-4567"', "organiser_code = 0123-4567-89AB", "organiser_code = 5"):
        read = parse_settings(text, checked)
        assert "4567" not in " ".join(read.problems)
        assert read.settings.organiser_code in ("", "0123-4567")
