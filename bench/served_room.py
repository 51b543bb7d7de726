"""Served room: a server as a process, ours or the bare one, and a room that speaks to it."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from bench.processes import cpu_seconds, resident_bytes
from breakout_tui.cli.share_file import Share, read_share
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import decide, start
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.link.room_link import RoomLink, ServerPlace

PROGRAM = str(Path(sys.executable).parent / "breakout-tui")
BARE = str(Path(__file__).parent / "programs" / "bare_events.py")
_PATIENCE = 30.0
_A_PAUSE = 0.003


class ServerProcess:
    """A server that has answered its first request."""

    def __init__(self, command: list[str], port: int, database: Path | None = None) -> None:
        self._database = database
        began = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.port = port
        while not self._answers():
            if self.process.poll() is not None or time.perf_counter() - began > _PATIENCE:
                raise RuntimeError("the server did not start")
            time.sleep(_A_PAUSE)
        self.start = time.perf_counter() - began
        """Seconds from the start of the process to the first answer."""

    def __enter__(self) -> ServerProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    @property
    def share(self) -> Share:
        """What our server tells the room."""
        share = None if self._database is None else read_share(self._database)
        if share is None:
            raise RuntimeError("the server did not say where it is")
        return share

    def cpu_seconds(self) -> float:
        """Its CPU time."""
        return cpu_seconds(self.process.pid)

    def resident_bytes(self) -> int:
        """Its memory."""
        return resident_bytes(self.process.pid)

    def stop(self) -> float:
        """Press Ctrl+C; the seconds until it has ended."""
        began = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(_PATIENCE)
        return time.perf_counter() - began


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def our_server(database: Path, port: int) -> ServerProcess:
    """Ours, as a window starts it."""
    command = [PROGRAM, "serve", "--for-window", "--database", str(database), "--port", str(port)]
    return ServerProcess(command, port, database)


def bare_server(port: int) -> ServerProcess:
    """The bare one."""
    return ServerProcess([sys.executable, BARE, str(port)], port)


class SpeakingRoom:
    """A room on its first question, linked to a server."""

    def __init__(self, place: ServerPlace) -> None:
        self._clock = SystemClock()
        programme = read_programme(Path(__file__).parent / "programme.toml")
        details = c.EditDetails(room="A1", known=("Norway",))
        self._session = start(programme, "measured", details, self._clock.read()).session
        self._session = decide(self._session, c.Next(), self._clock.read()).session
        self._link = RoomLink(lambda: place, self._clock)
        self._link.start()
        self._link.offer(self._session)
        began = time.perf_counter()
        while self._link.standing.answer is None:
            if time.perf_counter() - began > _PATIENCE:
                raise RuntimeError("the room does not reach the server")
            time.sleep(_A_PAUSE)

    def __enter__(self) -> SpeakingRoom:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.close()
        self._link.join(_PATIENCE)

    def speak(self, mark: int) -> float:
        """Offer a statement with this mark; when, by the performance counter."""
        command = c.Capture(f"{marked(mark)} was said on shared budgets and open data", Kind.CHALLENGE)
        self._session = decide(self._session, command, self._clock.read()).session
        moment = time.perf_counter()
        self._link.offer(self._session)
        return moment


def marked(mark: int) -> str:
    """The word by which displays know a statement."""
    return f"mark{mark:06}"
