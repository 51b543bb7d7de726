"""Sharing with the real programs: the window starts the server, displays follow, and each may be lost at any moment."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from breakout_tui.cli.share_file import Share, read_share, share_path, write_share
from breakout_tui.domain.clock import SystemClock
from breakout_tui.hub.credentials import new_code, new_secret
from tests.cli.command_line import run
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.ready_programs import Heard, heard

TIMEOUT = 30.0
STATEMENT = "Silo budgets block shared services"


class Browser:
    """A display without a screen: joins, and reads its page."""

    def __init__(self, share: Share) -> None:
        self.place = urlsplit(share.url)
        origin = {"Origin": share.url, "Content-Type": "application/x-www-form-urlencoded"}
        status, headers, _ = self.ask("POST", "/join", urlencode({"code": share.code}).encode(), origin)
        assert status == 303
        self.cookie = headers["set-cookie"].partition(";")[0]

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """One request."""
        connection = http.client.HTTPConnection(self.place.hostname or "", self.place.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read().decode()
        finally:
            connection.close()

    @property
    def page(self) -> str:
        """What it shows; empty while nobody answers."""
        try:
            return self.ask("GET", "/display", headers={"Cookie": self.cookie})[2]
        except OSError:
            return ""


def until(is_so: object, what: str) -> None:
    """Wait until something is so."""
    assert callable(is_so)
    waiting = threading.Event()
    for _ in range(round(TIMEOUT / 0.05)):
        if is_so():
            return
        waiting.wait(0.05)
    raise AssertionError(what)


def shared(database: Path, terminal: PtyTerminal | None = None) -> Share:
    """The share file once a server is there."""

    def is_there() -> bool:
        share = read_share(database)
        return share is not None and bool(share.url)

    if terminal is not None:
        terminal.wait_until(is_there, "no server came up")
    else:
        until(is_there, "no server came up")
    share = read_share(database)
    assert share is not None
    return share


def own_port(worker_id: str) -> int:
    """A port for the servers of this process of tests: one that ended must not find its port taken by another test."""
    return 18_100 + 10 * int(worker_id.removeprefix("gw") if worker_id != "master" else 99)


@pytest.fixture
def database(tmp_path: Path, worker_id: str) -> Iterator[Path]:
    """A database with a session in its first box; a server that is left over is ended."""
    path = tmp_path / "room.db"
    made_at = SystemClock().read().wall.timestamp()
    write_share(path, Share(new_secret(), new_code(), made_at, port=own_port(worker_id)))
    for command in (("start", "1"), ("next",), ("next",)):
        done = run_here(tmp_path, *command, "--database", path)
        assert done.status == 0, done.err
    yield path
    left = read_share(path)
    if left is not None and left.is_for_window:
        with suppress(ProcessLookupError):
            os.kill(left.process, signal.SIGKILL)


@contextmanager
def window(database: Path, *, is_started: bool = False) -> Iterator[PtyTerminal]:
    """The live screen of the session."""
    command, home = ["resume", "--database", str(database)], database.parent / "home"
    with PtyTerminal(command, home, is_started=is_started) as terminal:
        terminal.wait_for("all saved")
        yield terminal


def say(terminal: PtyTerminal, text: str) -> None:
    """Type a statement, and wait until it is saved."""
    terminal.send(text, "enter")
    terminal.wait_for(text)
    terminal.wait_for("all saved")


def share_from(terminal: PtyTerminal, database: Path) -> Share:
    """Type `/share`, wait until it says where, and go back to the notes."""
    terminal.send("/share", "enter")
    share = shared(database, terminal)
    terminal.wait_for(share.url)
    terminal.send("escape")
    terminal.wait_for("Room display in browsers", absent=True)
    return share


def follows(terminal: PtyTerminal, browser: Browser, text: str) -> None:
    """Wait until a display shows a text."""
    terminal.wait_until(lambda: text in browser.page, f"the display doesn't show {text!r}")


def processes() -> str:
    """The command lines and environments of all processes of this user."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                found.append((path / name).read_bytes().decode(errors="replace"))
            except OSError:
                continue
    return "\n".join(found)


def test_a_window_shares_its_session_and_stops(database: Path) -> None:
    """`/share`, a display, statements that follow, `x`: the server is gone and the secrets with it."""
    with window(database, is_started=True) as terminal:
        share = share_from(terminal, database)
        assert share_path(database).stat().st_mode & 0o777 == 0o600
        if Path("/proc").is_dir():
            assert share.secret not in processes()
            assert share.code not in processes()
        browser = Browser(share)
        say(terminal, STATEMENT)
        follows(terminal, browser, STATEMENT)
        terminal.send("/share stop", "enter")
        terminal.wait_until(lambda: not browser.page, "the server still answers")
        terminal.wait_until(lambda: not share_path(database).exists(), "the share file is still there")


def test_a_window_that_closes_takes_its_server_along(database: Path) -> None:
    """The secrets stay: sharing again brings the displays back by themselves."""
    with window(database) as terminal:
        share = share_from(terminal, database)
        browser = Browser(share)
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    until(lambda: not browser.page, "the server still answers")
    with window(database) as terminal:
        again = share_from(terminal, database)
        assert (again.secret, again.code) == (share.secret, share.code)
        assert again.url == share.url
        say(terminal, STATEMENT)
        follows(terminal, browser, STATEMENT)


def test_a_killed_window_comes_back_to_its_server(database: Path) -> None:
    """The display goes on meanwhile, and follows the resumed window without another word."""
    with window(database) as terminal:
        share = share_from(terminal, database)
        browser = Browser(share)
        say(terminal, STATEMENT)
        follows(terminal, browser, STATEMENT)
        terminal.kill(signal.SIGKILL)
    assert STATEMENT in browser.page
    with window(database) as terminal:
        say(terminal, "Said after the kill")
        follows(terminal, browser, "Said after the kill")
        terminal.send("ctrl+q")
        terminal.wait_for_end()
    until(lambda: not browser.page, "the server still answers")


def test_a_killed_or_frozen_server_costs_the_room_nothing(database: Path) -> None:
    """Statements are saved as ever; the window says quietly that it is away, and sharing again shows them."""
    with window(database) as terminal:
        share = share_from(terminal, database)
        browser = Browser(share)
        os.kill(share.process, signal.SIGSTOP)
        say(terminal, "Said to a frozen server")
        os.kill(share.process, signal.SIGCONT)
        follows(terminal, browser, "Said to a frozen server")
        os.kill(share.process, signal.SIGKILL)
        say(terminal, "Said to a dead server")
        terminal.send("/share", "enter")
        terminal.wait_until(lambda: "Said to a dead server" in browser.page, "it was not started again")
        terminal.send("escape", "ctrl+q")
        assert terminal.wait_for_end() == 0


@contextmanager
def serving(database: Path, *options: str) -> Iterator[subprocess.Popen[str] | Heard]:
    """The server in a terminal of its own."""
    environ = {**os.environ, "HOME": str(database.parent / "home")}
    with heard(["serve", "--database", str(database), *options], environ, has_errors=True) as server:
        try:
            yield server
        finally:
            server.kill()


def test_a_server_of_its_own_finds_the_window(database: Path) -> None:
    """It says how to join; Ctrl+C ends it within two seconds with streams open, and it wrote nothing of the room."""
    with serving(database, "--port", "0") as server, window(database) as terminal:
        share = shared(database, terminal)
        browser = Browser(share)
        say(terminal, STATEMENT)
        follows(terminal, browser, STATEMENT)
        streams = [
            http.client.HTTPConnection(browser.place.hostname or "", browser.place.port, timeout=TIMEOUT)
            for _ in range(20)
        ]
        for stream in streams:
            stream.request("GET", "/live", headers={"Cookie": browser.cookie})
            assert stream.getresponse().status == 200
        clock = SystemClock()
        began = clock.read().since_boot
        server.send_signal(signal.SIGINT)
        assert server.wait(TIMEOUT) in (0, 130)
        assert clock.read().since_boot - began < 2.5
        assert server.stdout is not None
        assert server.stderr is not None
        said = server.stdout.read()
        assert share.url in said
        assert f"{share.code[:4]}-{share.code[4:]}" in said
        assert "Only this computer" in said
        assert server.stderr.read() == ""
        assert STATEMENT not in said
        for stream in streams:
            stream.close()
        say(terminal, "Said after its end")
    kept = read_share(database)
    assert kept is not None
    assert (kept.url, kept.secret) == ("", share.secret)


def test_what_is_erased_is_no_longer_shown(database: Path) -> None:
    """The server, which runs on without a window, forgets its copy; one that does not answer is named."""
    with serving(database, "--port", "0") as server:
        with window(database) as terminal:
            browser = Browser(shared(database, terminal))
            say(terminal, STATEMENT)
            follows(terminal, browser, STATEMENT)
            terminal.send("ctrl+q")
            assert terminal.wait_for_end() == 0
        assert STATEMENT in browser.page
        erased = run(database.parent, "erase", "C1", "--yes", "--database", database)
        assert (erased.status, erased.err) == (0, "")
        assert "The displays show nothing until" in erased.out
        assert STATEMENT not in browser.page
        server.kill()
        server.wait(TIMEOUT)
        assert run(database.parent, "--database", database, "note", "Another one").status == 0
        erased = run(database.parent, "erase", "C2", "--yes", "--database", database)
        assert "did not answer" in erased.out


def test_check_tries_everything_beforehand(tmp_path: Path) -> None:
    """A line each, and status 1 with the remedy for what doesn't work."""
    done = run(tmp_path, "serve", "--check", "--port", "0")
    assert (done.status, done.err) == (0, "")
    assert all(line.startswith("✓ ") for line in done.out.splitlines())
    refused = run(tmp_path, "serve", "--check", "--host", "192.0.2.77")
    assert refused.status == 1
    assert "✗" in refused.out
    assert "--host" in refused.out


def test_a_place_where_it_can_not_listen_is_one_line(tmp_path: Path) -> None:
    """With what to do."""
    done = run(tmp_path, "serve", "--host", "192.0.2.77", "--database", tmp_path / "room.db")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "name another --host" in done.err


def test_a_rehearsal_shows_a_face_without_a_room(tmp_path: Path) -> None:
    """From the start: the theme with its questions."""
    environ = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with heard(["serve", "--rehearse", "--port", "0"], environ, has_errors=True) as server:
        assert server.stdout is not None
        said = {}
        for line in server.stdout:
            word, _, rest = line.strip().partition("  ")
            said[word] = rest
            if line.startswith("Rehearsal"):
                break
        browser = Browser(Share("", said["Code"], 0, said["Open"]))
        until(lambda: "Guiding questions" in browser.page, "no face is shown")
        server.send_signal(signal.SIGINT)
        server.wait(TIMEOUT)
    assert not list(tmp_path.rglob("*.share"))
