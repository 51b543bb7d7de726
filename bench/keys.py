"""Keys: replays meetings by the program's own capture line, and counts the keys of each note beyond its text."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from statistics import fmean

from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import LiveApp, live_app

from bench.meetings import NAMES, Meeting, Pressed, meeting, programme
from bench.typist import KeyCount, Typist
from breakout_tui.domain import commands as c
from breakout_tui.domain.session import start

ALL_KEYS, COMMAND_KEYS = 5.0, 1.6
"""The goals: the most keys of a note beyond its text, and the most command keys of these, as means."""
BETWEEN_NOTES = 20.0
"""Seconds of the room's clock."""

METHOD = """\
# Keys per note

`python -m bench keys` replays the meetings of [meetings](meetings) in the app, without a terminal, and writes this page. A typist
([typist.py](typist.py)) notes each statement with as few keys as the screen allows. Counted are the keys of a note beyond its text:

- *commands*: Enter, Tab, arrows, keys with Ctrl
- *names*: letters of speakers and clusters; those that a completion fills in don't count
- *marks*: `@`, `#`, the space beside a mark, and references

A key is *needed twice* if it did not do what it says the first time, such as Enter that asks a question. A note is *not as meant* if
it was stored with another kind, speaker, cluster, link or text. Commands of the day, such as F2, are not counted.
"""


@dataclass(frozen=True, slots=True)
class MeetingKeys:
    """The keys of each note of one meeting, or of all of them."""

    name: str
    notes: tuple[KeyCount, ...]
    named: int
    """How many notes name a speaker."""

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        means = (
            fmean(getattr(note, sort) for note in self.notes)
            for sort in ("all", "commands", "names", "marks")
        )
        return (
            self.name,
            str(len(self.notes)),
            f"{self.named / len(self.notes):.0%}",
            *(f"{mean:.2f}" for mean in means),
            str(self.repeated),
            str(sum(not note.is_as_meant for note in self.notes)),
        )

    @property
    def repeated(self) -> int:
        """How many keys were needed twice."""
        return sum(note.repeated for note in self.notes)


def replayed() -> list[MeetingKeys]:
    """Every meeting, then all of them together."""
    rows = [asyncio.run(replay(meeting(name))) for name in NAMES]
    everything = tuple(note for row in rows for note in row.notes)
    return [*rows, MeetingKeys("all", everything, sum(row.named for row in rows))]


async def replay(given: Meeting) -> MeetingKeys:
    """Note the statements of a meeting in a new session."""
    clock, store = FakeClock(), FakeStore()
    details = c.EditDetails(room="Room 2", people=24, rule=given.rule, known=given.known)
    outcome = start(programme(), "replayed", details, clock.read())
    store.submit(outcome.session.id, outcome.changes)
    counts: list[KeyCount] = []
    named = 0
    async with live_app(store=store, clock=clock, session=outcome.session) as room:
        typist = Typist(room)
        for event in given.events:
            if isinstance(event, Pressed):
                await _press(room, event.what)
                continue
            counts.append(await typist.note(event))
            named += bool(event.speaker)
            await room.wait(BETWEEN_NOTES)
    return MeetingKeys(given.name, tuple(counts), named)


async def _press(room: LiveApp, what: str) -> None:
    if what.startswith("/"):
        await room.type(what, "enter")
    else:
        await room.pilot.press(what.lower())
    await room.pilot.pause()


def keys_page(rows: list[MeetingKeys]) -> str:
    """The results as Markdown."""
    heads = (
        "meeting",
        "notes",
        "name a speaker",
        "all keys",
        "commands",
        "names",
        "marks",
        "needed twice",
        "not as meant",
    )
    table = [
        f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *(row.cells() for row in rows))
    ]
    notes = rows[-1].notes
    goals = (
        ("all keys beyond the text, mean", ALL_KEYS, fmean(note.all for note in notes)),
        ("command keys, mean", COMMAND_KEYS, fmean(note.commands for note in notes)),
        ("keys needed twice", 0.0, float(rows[-1].repeated)),
    )
    reached = [
        f"| {name} | ≤ {goal:g} | {value:.2f} | {'yes' if value <= goal else '**no**'} |"
        for name, goal, value in goals
    ]
    remark = (
        "Enter saves a note and completes the name at its end. Another command key is needed only for another kind, for the first "
        "of two names, and for an offer that is not the first."
    )
    heads_of_goals = ["| goal | at most | result | met |", "| --- | --- | --- | --- |"]
    return "\n".join([METHOD, *table, "", *heads_of_goals, *reached, "", remark, ""])
