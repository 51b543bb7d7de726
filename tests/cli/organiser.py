"""An organiser's folder: a programme with rooms, the list of a form tool, and the places of its delegates."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.command_line import CommandResult
from tests.cli.commands_here import run_here

SHIPPED = (Path(__file__).parents[2] / "themes.toml").read_text(encoding="utf-8")
TRACKS = (("governance", "international", "management"), ("open-government", "customer", "policy"))
HEADERS = ("Timestamp", "Your full name *", "E-mail address", "Country / Pays", "Track", "First choice", "Second choice", "Third choice", "Rounds you can't attend")  # fmt: skip
FIRST = ["Ana", "Ben", "Chidi", "Dora", "Emeka", "Farida", "Goran", "Hanna", "Ivan", "Jun", "Kofi", "Lena"]
LAST = ("Lopez", "Okafor", "Müller")
COUNTRIES = ("Norway", "Kenya", "Germany", "Lebanon", "Ghana")
HTML = ("--format", "html")


def programme(*capacities: int) -> str:
    """The shipped programme with a room for each theme; with fewer capacities, the last one is that of the others too."""
    sizes = (*capacities, *[capacities[-1]] * 6)[:6]
    rooms = [
        f'[[rooms]]\nname = "Room {number}"\ntheme = "{theme}"\ncapacity = {size}\n'
        for number, (theme, size) in enumerate(zip((*TRACKS[0], *TRACKS[1]), sizes, strict=True), 1)
    ]
    return "\n".join([SHIPPED, *rooms])


def rows(count: int) -> list[list[str]]:
    """The answers of so many delegates, of whom each twelfth wishes for nothing; most want the same."""
    chance = random.Random(count)
    found = []
    for at in range(count):
        wishes = list(TRACKS[at % 2])
        if chance.random() < 0.4:
            chance.shuffle(wishes)
        if at % 12 == 5:
            wishes = ["", "", ""]
        name = f"{FIRST[at % 12]} {LAST[at // 12 % 3]}{f' {at // 36}' if at >= 36 else ''}"
        found.append(
            [
                f"2026/11/{1 + at % 28:02} 10:00:00",
                name,
                f"user{at}@example.org",
                COUNTRIES[at % 5],
                f"Track {1 + at % 2}",
                *wishes,
                "Round 2" if at == 7 else "",
            ]
        )
    return found


@dataclass(frozen=True)
class Office:
    """The folder of an organiser, with a programme, a list of delegates, and the places in ``places``."""

    folder: Path

    @property
    def places(self) -> Path:
        """The folder of the allocation."""
        return self.folder / "places"

    def write(self, answers: list[list[str]], headers: tuple[str, ...] = HEADERS) -> Path:
        """Write a list as a form tool does."""
        path = self.folder / "delegates.csv"
        path.write_text(
            "\n".join(";".join(each) for each in (headers, *answers)) + "\n", encoding="utf-8-sig"
        )
        return path

    def plan(self, text: str) -> None:
        """Write the programme."""
        (self.folder / "programme.toml").write_text(text, encoding="utf-8")

    def run(self, *arguments: str | Path, typed: str = "") -> CommandResult:
        """Run breakout-tui with the programme."""
        return run_here(self.folder, "--themes", self.folder / "programme.toml", *arguments, typed=typed)

    def give(self, *more: str) -> CommandResult:
        """Give places to the delegates of the list."""
        return self.run("allocate", self.folder / "delegates.csv", "-o", self.places, *HTML, *more)

    def change(self, *words: str, typed: str = "") -> str:
        """Make a change that must succeed; what it said."""
        result = self.run("allocate", self.places, *words, *HTML, typed=typed)
        assert (result.status, result.err) == (0, "")
        return result.out

    def files(self) -> dict[str, bytes]:
        """The content of each file of the allocation, without the times of the record."""
        found = {
            str(each.relative_to(self.places)): each.read_bytes()
            for each in self.places.rglob("*")
            if each.is_file()
        }
        found["allocation.json"] = re.sub(rb'"at":"[^"]*"', b"", found["allocation.json"])
        return found

    def held(self) -> dict[str, list[str]]:
        """The places of each delegate, as places.csv has them."""
        found: dict[str, list[str]] = {}
        for line in (self.places / "places.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
            number, name, _, _, round_, room, *_ = line.split(",")
            found.setdefault(f"{number} {name}", []).append(f"{round_} {room}")
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Twenty-four delegates, and seats that are tight."""
    made = Office(tmp_path)
    made.plan(programme(5))
    made.write(rows(24))
    return made
