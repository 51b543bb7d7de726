"""The commands of a hub, as an organiser gives them, with a real server and a real link of a room."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.room_code import read_room_code
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.database import Database
from breakout_tui.store.room_changes import ChangesReader
from tests.cli.commands_here import HOMES, run_here
from tests.hub.served import wait_until
from tests.server.conference_hubs import command_lines


def test_what_a_room_saves_is_in_the_hub_until_its_code_is_revoked(tmp_path: Path) -> None:
    """Rule: `rooms add` and `serve` make a hub, the printed code lets a room send, and `rooms revoke` ends that.

    From outside, in command lines and in what the server writes, nobody sees a code or a word.
    """

    def run(*words: str) -> str:
        done = run_here(tmp_path, *words)
        assert done.status == 0, done
        return done.out

    hub, room = tmp_path / "hub.db", tmp_path / "room.db"
    code = run("rooms", "add", "Room 1", "--database", str(hub)).splitlines()[0].split()[-1]
    run("start", "1", "--database", str(room))
    run("--database", str(room), "note", "Too many portals")
    command = [sys.executable, "-m", "breakout_tui", "serve", "--port", "0", "--database", str(hub)]
    environment = {**os.environ, **dict.fromkeys(HOMES, str(tmp_path / "home"))}
    clock, secrets = SystemClock(), [code, read_room_code(code).secret, "portals"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as serving:
        assert serving.stdout is not None
        url = serving.stdout.readline().split()[-1]
        link = HubLink(HubPlace((url,), read_room_code(code)), ChangesReader(lambda: room), clock, "laptop")
        try:
            link.offer(Database(room, clock).latest() or "")
            wait_until(lambda: link.standing.contact is HubContact.ON, "the room is not heard")
            assert "Room 1" in run("rooms", "--database", str(hub))
            export = ("--database", hub, "export", "-o", "-")
            wait_until(lambda: "Too many portals" in run_here(tmp_path, *export).out, "it is not there")
            run("rooms", "revoke", "Room 1", "--database", str(hub))
            wait_until(lambda: link.standing.contact is HubContact.CODE_REFUSED, "it can still send")
            if Path("/proc").is_dir():
                assert "serve" in command_lines()
                assert not [each for each in secrets if each in command_lines()]
        finally:
            link.close()
            serving.terminate()
            said = serving.stdout.read()
    logs = [
        each.read_bytes().decode(errors="replace")
        for each in (tmp_path / "home").rglob("*")
        if each.is_file()
    ]
    assert not [each for each in secrets if each in said or any(each in log for log in logs)]
    assert "Too many portals" in run("export", "--database", str(hub), "-o", "-")


def test_in_clear_no_hub_is_served_that_has_an_anonymous_session(tmp_path: Path) -> None:
    """Rule: --allow-clear is refused, with the way to serve it, and codes for such a hub name no certificate."""
    hub = tmp_path / "hub.db"
    added = run_here(tmp_path, "--database", hub, "rooms", "add", "Room 1", "--allow-clear")
    assert read_room_code(added.out.splitlines()[0].split("  ")[-1]).fingerprint == ""
    run_here(tmp_path, "--database", hub, "start", "1", "rule=none")
    refused = run_here(tmp_path, "serve", "--allow-clear", "--port", "0", "--database", hub)
    assert refused.status == 2
    assert "anonymous" in refused.err
    assert "without --allow-clear" in refused.err
