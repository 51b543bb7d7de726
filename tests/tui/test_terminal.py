"""The terminal: refusals have a remedy, and a closed terminal loses nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from breakout_tui.tui.terminal import Continuing, HangUp, preflight, prepare


def _preflight(
    *, stdin: bool = True, stderr: bool = True, term: str = "xterm-256color", encoding: str | None = "UTF-8"
) -> str | None:
    return preflight(stdin_isatty=stdin, stderr_isatty=stderr, environ={"TERM": term}, encoding=encoding)


def test_a_normal_terminal_is_accepted() -> None:
    """Even with an unset TERM."""
    assert _preflight() is None
    assert preflight(stdin_isatty=True, stderr_isatty=True, environ={}, encoding="utf8") is None


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (_preflight(stdin=False), "standard input"),
        (_preflight(stderr=False), "standard error"),
        (_preflight(term="dumb"), "TERM=dumb"),
        (_preflight(encoding="latin-1"), "latin-1"),
        (_preflight(encoding=None), "unknown"),
        (_preflight(encoding="no such"), "no such"),
    ],
)
def test_a_refusal_is_one_line_with_a_remedy(refusal: str | None, reason: str) -> None:
    """It says what is wrong and, after a semicolon, what to do."""
    assert refusal is not None
    assert reason in refusal
    assert "; " in refusal
    assert "\n" not in refusal


def test_prepare_keeps_variables_set_by_the_user() -> None:
    """It sets only unset variables, and leaves the kitty keys on in other terminals."""
    environ = {"TEXTUAL_FPS": "30"}
    prepare(environ)
    assert environ == {"TEXTUAL_FPS": "30"}


@pytest.mark.parametrize("terminal", [{"TERM_PROGRAM": "iTerm.app"}, {"WT_SESSION": "1"}])
def test_two_terminals_have_no_kitty_keys(terminal: dict[str, str]) -> None:
    """With them, they lose composed characters."""
    prepare(terminal)
    assert terminal["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert terminal["TEXTUAL_FPS"] == "500"


def test_importing_the_module_does_not_import_textual() -> None:
    """Variables that Textual reads at import have to be set before."""
    code = "import sys, breakout_tui.tui.terminal; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def _signals() -> Iterator[None]:
    """Restores the handlers."""
    numbers = (signal.SIGHUP, signal.SIGTERM, signal.SIGCONT)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
async def test_a_signal_exits_through_the_loop(number: signal.Signals) -> None:
    """The app exits once, with 128 + signal; the watchdog then does nothing."""
    left: list[int] = []
    asked = asyncio.Event()

    def leave(status: int) -> None:
        left.append(status)
        asked.set()

    ended: list[int] = []
    hang_up = HangUp(leave=leave, drain=lambda: None, grace=0, limit=60, end=ended.append)
    hang_up.install(asyncio.get_running_loop())
    os.kill(os.getpid(), number)
    os.kill(os.getpid(), number)
    await asyncio.wait_for(asked.wait(), 5)
    hang_up.done()
    assert left == [128 + number]
    assert ended == []
    assert signal.getsignal(signal.SIGCONT) is signal.SIG_IGN


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.usefixtures("_signals")
async def test_an_exit_that_hangs_is_ended_after_draining() -> None:
    """The watchdog writes waiting changes, then ends the program."""
    steps: list[str] = []
    ended = threading.Event()

    def end(status: int) -> None:
        steps.append(f"end {status}")
        ended.set()

    hang_up = HangUp(leave=lambda _: None, drain=lambda: steps.append("drain"), grace=0, limit=0, end=end)
    hang_up.install(asyncio.get_running_loop())
    hang_up.hang_up(signal.SIGHUP)
    assert await asyncio.to_thread(ended.wait, 5)
    assert steps == ["drain", f"end {128 + signal.SIGHUP}"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_program_that_nothing_told_to_stop_only_repaints_when_it_continues() -> None:
    """Rule: Textual's driver starts again only after it was told to stop; else a second thread would read the keys."""
    done: list[str] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}

    async def run() -> None:
        signal.signal(signal.SIGTSTP, lambda *_: done.append("suspended"))
        signal.signal(signal.SIGCONT, lambda *_: done.append("resumed"))
        Continuing(lambda: done.append("painted")).install(asyncio.get_running_loop())
        for number in (signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT, signal.SIGCONT):
            os.kill(os.getpid(), number)
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    try:
        asyncio.run(run())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert done == ["painted", "suspended", "resumed", "painted"]
