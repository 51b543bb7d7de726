"""Joining a hub from the command line: the code is asked for once, stored for its user only, and is nowhere else."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from breakout_tui.cli import hub_joining
from breakout_tui.cli.parser import parse
from breakout_tui.domain.errors import UsageError, WriteFailed
from breakout_tui.domain.room_code import RoomCode, shown
from tests.cli.commands_here import HOMES, run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_settings import settings_of, written
from tests.link.listening_hub import ListeningHub, listening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
SECRET = "7KQ2M4XP9TRWZ3VH"
CODE = shown(RoomCode(SECRET))
MISTYPED = CODE[:-1] + ("2" if CODE[-1] != "2" else "3")
URL = "https://hub.example:8765"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of this process."""
    for name in HOMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


class Typing:
    """What is typed at the prompts."""

    def __init__(self, *lines: str) -> None:
        self.lines = [*lines]

    def __call__(self, prompt: str) -> str:
        """The next line."""
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


def nothing_typed(prompt: str) -> str:
    """No prompt is expected."""
    raise AssertionError(prompt)


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_code_is_asked_for_until_it_is_right(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: each typing error is explained; then address and code are stored, and it is asked no more."""
    hub_joining.join([URL], Typing("", MISTYPED, CODE[:9], f" {CODE.lower()} "))
    text = settings_of(home).read_text()
    assert f'hub = "{URL}"' in text
    assert f'room_code = "{CODE}"' in text
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.err.splitlines()] == [
        "Hub https",
        "The room code is empty; type it again, as the organiser has it.",
        "The room code is mistyped",
        "The room code is too short",
    ]
    assert told.out == ""
    hub_joining.join([f"{URL}/"], nothing_typed)


@pytest.mark.parametrize("wide", [0o644, 0o666, 0o600, None])
def test_the_file_is_for_its_user_only(home: Path, wide: int | None) -> None:
    """Rule: also when it existed and others could read it; everything else in it stays."""
    if wide is not None:
        written(home, '# mine\ntheme = "light"\n').chmod(wide)
    hub_joining.join([URL, "https://10.0.0.6:8765"], Typing(CODE))
    path = settings_of(home)
    assert mode(path) == 0o600
    if wide is not None:
        assert path.read_text().startswith('# mine\ntheme = "light"\n')
    assert f'hub = ["{URL}", "https://10.0.0.6:8765"]' in path.read_text()


def test_another_hub_needs_another_code(home: Path) -> None:
    """Rule: the code of one hub is never sent to another one."""
    hub_joining.join([URL], Typing(CODE))
    other = shown(RoomCode("0123456789ABCDEF"))
    hub_joining.join(["https://other.example"], Typing(other))
    assert CODE not in settings_of(home).read_text()
    assert other in settings_of(home).read_text()


def test_no_code_is_an_error_that_says_what_to_do(home: Path) -> None:
    """Rule: at the end of the input; nothing is stored."""
    with pytest.raises(UsageError, match="no code was typed; the organiser has"):
        hub_joining.join([URL], Typing(MISTYPED))
    assert not settings_of(home).exists()


def test_a_code_with_a_fingerprint_needs_https(home: Path) -> None:
    """Rule: it would be sent in clear what was meant to be protected."""
    pinned = shown(RoomCode(SECRET, "A" * 20))
    with pytest.raises(UsageError, match="begins with https://"):
        hub_joining.join(["http://10.0.0.5:8765"], Typing(pinned))
    assert not settings_of(home).exists()


def test_a_file_that_can_t_be_changed_is_an_error(home: Path) -> None:
    """Rule: what is broken is not replaced."""
    path = written(home, "theme = \n")
    with pytest.raises(WriteFailed, match="can't be read"):
        hub_joining.join([URL], Typing(CODE))
    assert path.read_text() == "theme = \n"


def test_an_address_that_is_none_is_an_error(home: Path) -> None:
    """Rule: before anything is asked."""
    with pytest.raises(UsageError, match="begins with https://, such as"):
        hub_joining.join(["10.0.0.5:8765"], nothing_typed)


def test_the_option_is_for_the_window(tmp_path: Path) -> None:
    """Rule: before or behind ``resume``, several times; elsewhere it is refused."""
    assert parse(["--hub", URL]).hub == [URL]
    assert parse(["--hub", URL, "resume"]).hub == [URL]
    assert parse(["resume", "2", "--hub", URL, "--hub", "https://b"]).hub == [URL, "https://b"]
    for words in (["sessions"], ["--plain"], ["demo"]):
        result = run_here(tmp_path, "--hub", URL, *words)
        assert result.status == 2
        assert "--hub is for the window" in result.err


def test_without_a_terminal_it_says_where_to_put_the_code(tmp_path: Path) -> None:
    """Rule: an error, with the file and what to write into it."""
    result = run_here(tmp_path, "--hub", URL)
    assert result.status == 2
    path = tmp_path / "home" / "breakout-tui" / "settings.toml"
    assert f'write hub = "{URL}" and room_code = "…" into {path}' in result.err


def test_config_shows_that_there_is_a_code_and_not_the_code(tmp_path: Path) -> None:
    """Rule: nor do other outputs; a file that others can read is a problem, which ``check`` and ``config`` tell."""
    path = tmp_path / "home" / "breakout-tui" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'hub = "{URL}"\nroom_code = "{CODE}"\n')
    path.chmod(0o644)
    for words in (["config"], ["check", str(path)]):
        result = run_here(tmp_path, *words)
        assert result.status == 1
        assert CODE not in result.out + result.err
        assert "other users of this computer can read this file; chmod 600" in result.err
    path.chmod(0o600)
    result = run_here(tmp_path, "config")
    assert result.status == 0
    assert f'hub = ["{URL}"]\nroom_code = "••••"\n' in result.out


def command_lines() -> str:
    """What every program of this computer can read of all others."""
    return "".join(
        path.read_text(errors="replace") for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()
    )


def test_a_room_joins_once_and_is_linked_ever_after(tmp_path: Path) -> None:
    """Rule: the code is typed in the terminal, unseen; notes are at the hub when they are saved; what was said last is sent at the end."""
    with listening(secret=SECRET) as hub:
        with PtyTerminal(["--hub", hub.url], tmp_path, is_started=True) as first:
            first.wait_for("Code of this room")
            first.send(MISTYPED, "enter")
            first.wait_for("The room code is mistyped")
            first.wait_until(lambda: first.text.count("Code of this room") == 2, "it does not ask again")
            first.send(CODE, "enter")
            first.wait_for("F1 help")
            assert CODE.encode() not in first.output
            assert SECRET not in command_lines()
            assert CODE not in command_lines()
            first.send("enter")
            first.wait_for("room")
            first.send("f2")
            first.wait_for("hub ✓")
            first.send("Silo budgets", "enter")
            first.wait_for("all saved")
            hub.until(lambda _: has(hub, "Silo budgets"))
            first.send("The last word", "enter", "ctrl+q")
            assert first.wait_for_end() == 0
        assert has(hub, "The last word")
        assert len(hub.goodbyes) == 1
        assert mode(settings_of(tmp_path)) == 0o600
        hub.updates.clear()
        with PtyTerminal(["resume"], tmp_path) as second:
            second.wait_for("hub ✓")
            assert "Code of this room" not in second.text
            port = hub.port
            hub.close()
            second.wait_for("hub away since")
            second.send("Said meanwhile", "enter")
            second.wait_for("all saved")
            with listening(hub.data, port, SECRET) as again:
                second.wait_for("hub ✓")
                again.until(lambda _: has(again, "Said meanwhile"))
            second.send("ctrl+q")
            assert second.wait_for_end() == 0
    everything = b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != settings_of(tmp_path)
    )
    assert CODE.encode() not in everything
    assert SECRET.encode() not in everything


def has(hub: ListeningHub, text: str) -> bool:
    """Whether the hub has a statement."""
    return any(text in repr(state) for state in hub.data.states.values())


def test_the_demonstration_sends_nothing(tmp_path: Path) -> None:
    """Rule: it is no session of the room."""
    with listening(secret=SECRET) as hub:
        written(tmp_path, f'hub = "{hub.url}"\nroom_code = "{CODE}"\n').chmod(0o600)
        with PtyTerminal(["demo"], tmp_path) as terminal:
            terminal.wait_for("all saved")
            terminal.send("Not said", "enter")
            terminal.wait_for("all saved")
            terminal.send("/hub", "enter")
            terminal.wait_for("This window sends to no hub")
            terminal.send("ctrl+q")
            assert terminal.wait_for_end() == 0
        assert hub.updates == []
