"""The programmes in ``docs/programmes``: each is without problems, and is played by keys from its first box to its report."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.rank_steps import step_of
from breakout_tui.domain.ranking import candidates, is_locked
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.step_kinds import kinds_now
from breakout_tui.domain.topic_rules import last_before_topic
from breakout_tui.inputs.idle_keys import idle_keys
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.paths import shipped_programme
from tests.tui.keyboard import pressed
from tests.tui.test_any_programme import Played, playing, report

FOLDER = Path(__file__).parents[2] / "docs" / "programmes"
EXAMPLES = sorted(FOLDER.glob("*.toml"))
PLAYED = [
    pytest.param(path, marks=pytest.mark.soak)
    if path.stem in ("open-space", "retrospective", "two-day-workshop", "world-cafe")
    else path
    for path in EXAMPLES
]
"""The most different ones are played in each run of the suite, all of them in `make soak`."""


def test_there_are_six_examples_and_the_page_links_each() -> None:
    """The page says what each of them shows."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len(EXAMPLES) == 6
    assert all(f"[{path.name}]({path.name})" in page for path in EXAMPLES)


def test_the_conference_is_the_shipped_file() -> None:
    """Byte for byte, so that its comments are true here too."""
    assert (FOLDER / "ica-day.toml").read_bytes() == shipped_programme().read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_problems_and_no_idle_keys(path: Path) -> None:
    """It is what people copy."""
    assert idle_keys(read_programme(path)) == ()


class Player:
    """Plays a session as a facilitator would: something in each box, by what the box is for."""

    def __init__(self, room: Played) -> None:
        self.room = room
        self.said: list[str] = []
        self.boxes = 0
        self._has_topics = False

    async def play(self) -> None:
        """From the start to the end of the last phase."""
        room = self.room
        await self.go_on()
        while room.session.stage is not Stage.DONE:
            box = room.session.current_box
            if box is None:
                await self.say()
            else:
                self.boxes += 1
                self.see()
                await self.add_topics()
                await self._doing(box.kind)()
            await self.go_on()

    async def go_on(self) -> None:
        """To the next box, after two minutes."""
        self.room.clock.pass_time(120)
        self.room.app.beat()
        self.room.app.post_message(pressed("f2"))
        await self.room.settle()

    def _doing(self, kind: StepKind) -> Callable[[], Coroutine[Any, Any, None]]:
        match kind:
            case StepKind.RANK:
                return self.vote
            case StepKind.AGREE:
                return self.agree
            case StepKind.READBACK:
                return self.read
            case _:
                return self.say

    async def type(self, *lines: str) -> None:
        """All lines in one burst, each with Enter."""
        for line in lines:
            for key in (*line, "enter"):
                self.room.app.post_message(pressed(key))
        await self.room.settle()

    def see(self) -> None:
        """The box is on the screen, with its speaker or lead, what it needs, and its silence."""
        session, screen = self.room.session, self.room.screen
        box = session.current_box
        assert box is not None
        assert box.title[:20] in screen
        assert box.lead in screen
        assert ("Silent until" in screen) is bool(box.silent)
        step = session.info.programme.step(box.step)
        assert step is not None
        assert step.materials[:30] in screen
        assert step.owner in screen

    async def add_topics(self) -> None:
        """Two, as soon as a step waits for them."""
        if not self._has_topics and last_before_topic(self.room.session) is not None:
            self._has_topics = True
            await self.type("/add 20 Compost", "/add Who keeps the keys?")
            assert "Added to “" in self.room.screen

    async def say(self) -> None:
        """One note of the kind that fits; a decision with its reason."""
        text = f"Say {len(self.said) + 1}"
        is_decision = self.room.session.kinds[0] is Kind.DECISION
        await self.type(f"{text} because: cause {text}" if is_decision else text)
        self.said.append(text)

    async def vote(self) -> None:
        """On three subjects, of which two are kept."""
        lines: list[str] = []
        for place, candidate in enumerate(candidates(self.room.session)[:3]):
            lines.append(f"/vote {candidate.subject} {9 - place}")
        await self.type(*lines, f"/cut {min(2, len(lines))}", "/lock now")
        assert is_locked(self.room.session)

    async def agree(self) -> None:
        """On each statement that the step is about."""
        found = self._about(StepKind.AGREE)
        await self.type(*(f"/agree {note.reference} 2" for note in found))
        assert all(self.room.session.book[note.serial].agreement is not None for note in found)

    async def read(self) -> None:
        """Each statement that the step reads."""
        found = self._about(StepKind.READBACK)
        await self.type(*(f"/read {note.reference} agreed" for note in found))
        assert all(self.room.session.book[note.serial].read_back is not None for note in found)

    def _about(self, kind: StepKind) -> list[Note]:
        session = self.room.session
        found = [note for each in kinds_now(session, kind) for note in session.book.of_kind(each)]
        assert found
        return found


@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.stem)
async def test_an_example_is_played_from_its_first_box_to_its_report(path: Path, tmp_path: Path) -> None:
    """Rule: the report has every note once, the title of each phase, each agreed list, the words for its kinds, and each reason."""
    programme = read_programme(path)
    theme = programme.themes[0]
    async with playing(path.read_text(encoding="utf-8"), tmp_path, theme.id) as room:
        player = Player(room)
        await player.play()
        session = room.session
    assert player.boxes == len({span.box_id for span in session.spans})
    markdown = report(tmp_path, "all-days" if programme.phases[-1].day > 1 else "day")
    for text in player.said:
        assert markdown.count(f"** {text}\n") + markdown.count(f"** {text} ") == 1, text
    for phase in programme.phases:
        assert f"\n## {phase.title}\n" in markdown
    agreed = agreed_lists(session)
    assert len(agreed) == sum(
        step.kind is StepKind.RANK for phase in programme.phases for step in phase.steps
    )
    for ranking in agreed:
        voted = step_of(programme, ranking.step) if len(agreed) > 1 else None
        title = "" if voted is None else f": {voted.title}"
        (section,) = re.findall(rf"(?s)\n### Priority issues{title}\n.*?(?=\n### )", markdown)
        assert all(issue.title in section for issue in ranking.issues if issue.chosen)
    decisions = list(session.book.of_kind(Kind.DECISION))
    assert all(f"cause {note.text}" in markdown for note in decisions)
    for kind in OUTPUTS:
        if any(session.book.of_kind(kind)):
            assert f"\n### {programme.labels.heading(kind)}\n" in markdown
    for box in session.boxes:
        assert box.lead in markdown
