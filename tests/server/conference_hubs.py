"""Hub processes of a conference, as an organiser starts them, and what can be seen of them from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.organiser_link import OrganiserLink
from breakout_tui.domain.room_code import read_room_code, shown
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.hub.credentials import shown_code
from breakout_tui.store.hub_database import HubDatabase
from tests.cli.commands_here import HOMES, run_here
from tests.hub.running import TIMEOUT
from tests.hub.served import wait_until


@dataclass
class HubProcess:
    """A ``breakout-tui serve`` that writes what it says into a file."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def said(self) -> str:
        """Its stdout and stderr."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    @property
    def url(self) -> str:
        """Where rooms and organisers find it."""
        return self._found(r"^Hub +(https://\S+)")

    @property
    def displays(self) -> str:
        """Where displays find it."""
        return self._found(r"^Displays +(http://\S+)")

    @property
    def is_up(self) -> bool:
        """Whether it has said everything that it says at its start."""
        assert self.process.poll() is None, self.said
        return "Ctrl+C" in self.said

    def kill(self) -> None:
        """As the power does: kill -9."""
        self.process.kill()
        self.process.wait(TIMEOUT)

    def _found(self, pattern: str) -> str:
        found = re.search(pattern, self.said, re.MULTILINE)
        assert found is not None, self.said
        return found[1]


@dataclass
class Conference:
    """The computer of the hubs: its commands, its hubs, and the codes that its commands printed."""

    folder: Path
    database: ServerAddress
    codes: dict[str, str] = field(default_factory=dict)

    def says(self, *words: str) -> str:
        """What a command on the hub's database prints, which must succeed."""
        done = run_here(self.folder, *words, "--database", str(self.database))
        assert done.status == 0, done
        return done.out

    @property
    def own_files(self) -> list[Path]:
        """What hubs and commands have written beside the database, such as logs and the certificate."""
        return [each for each in (self.folder / "home").rglob("*") if each.is_file()]

    def add_rooms(self, *names: str) -> None:
        """Add rooms; their codes are kept."""
        for line in self.says("rooms", "add", *names).splitlines():
            name, _, code = line.rpartition("  ")
            if name.strip() in names:
                self.codes[name.strip()] = code

    @contextmanager
    def hubs(self, *names: str) -> Iterator[list[HubProcess]]:
        """A hub process for each name, until the block ends."""
        environment = {**os.environ, **dict.fromkeys(HOMES, str(self.folder / "home"))}
        command = [sys.executable, "-m", "breakout_tui", "serve", "--port", "0", "--database"]
        made = []
        try:
            for name in names:
                output = self.folder / f"{name}.txt"
                with output.open("wb") as said:
                    process = subprocess.Popen(
                        [*command, str(self.database)], env=environment, stdout=said, stderr=subprocess.STDOUT
                    )
                made.append(HubProcess(process, output))
            wait_until(lambda: all(each.is_up for each in made), "a hub does not start")
            yield made
        finally:
            for each in made:
                each.kill()


def display_codes(conference: Conference) -> dict[str, str]:
    """What a display types, by room."""
    database = HubDatabase(conference.database, SystemClock())
    try:
        return {room.name: shown_code(room.display_code) for room in database.rooms()}
    finally:
        database.close()


@dataclass(frozen=True)
class Secrets:
    """What nobody may see from outside."""

    codes: tuple[str, ...]
    """Of rooms and the organiser, as they are typed and as they are sent."""
    displays: tuple[str, ...]
    """What displays type."""
    words: tuple[str, ...]
    """Words and names that only rooms, and pages of the organiser, show."""

    @classmethod
    def of(cls, conference: Conference, link: OrganiserLink, words: tuple[str, ...]) -> Secrets:
        """Those of a conference."""
        found = [link.code, *(read_room_code(each) for each in conference.codes.values())]
        secrets = [each.secret for each in found]
        return cls(
            (*secrets, *(shown(each)[:19] for each in found)),
            tuple(display_codes(conference).values()),
            words,
        )

    def are_not_in(self, *texts: str, is_private: bool = False) -> None:
        """What was seen has no secret; where not only the room itself saw it, no word and no name either."""
        told = [*self.codes]
        if not is_private:
            told += [*self.words, *self.displays, *(each.replace("-", "") for each in self.displays)]
        for text in texts:
            assert not [each for each in told if each.casefold() in text.casefold()]


def command_lines() -> str:
    """Those of all processes that can be seen on this computer."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(each.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it has ended meanwhile
            continue
    return "\n".join(found)
