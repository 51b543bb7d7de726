"""``breakout-tui check --explain``: the day of a programme, compared with files that a person has read.

To accept a change: read what the failing test wrote beside the golden file, and rename it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from rich.cells import cell_len

from breakout_tui.cli.explained_programme import explained
from breakout_tui.domain.programme import Phase, Programme, Room, Step, StepKind, Track
from breakout_tui.inputs.programme_file import read_programme
from tests.cli.commands_here import run_here
from tests.domain import day
from tests.domain.programmes import ANY_PROGRAMME

FOLDER = Path(__file__).parents[2] / "docs" / "programmes"
GOLDEN = Path(__file__).parent / "golden" / "explained"
EXAMPLES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_explained_as_published(path: Path) -> None:
    """Each box has its time, its minutes, its minimum, what it is for, and who leads it."""
    text = "\n".join(explained(read_programme(path))) + "\n"
    golden = GOLDEN / f"{path.stem}.txt"
    new = golden.with_suffix(".txt.new")
    if golden.exists() and golden.read_text(encoding="utf-8") == text:
        new.unlink(missing_ok=True)
        return
    new.write_text(text, encoding="utf-8")
    pytest.fail(f"{golden.name} differs: read {new.name} beside it")


def of(*phases: Phase) -> Programme:
    """The small programme with these phases."""
    return replace(day.programme(questions=2), phases=phases)


def rows(programme: Programme) -> list[str]:
    """The lines of boxes."""
    return [line for line in explained(programme) if line.startswith("  ") and "Theme:" not in line]


@pytest.mark.parametrize(
    ("starts", "ends", "first", "said"),
    [
        (time(9), None, "09:00", "20 min planned"),
        (None, time(12), "11:40", "ends at 12:00, whenever it starts"),
        (None, None, "0:00", "times from its start · 20 min planned"),
        (time(9), time(9, 30), "09:00", "ends at 09:30 · 10 min spare"),
        (time(9), time(9, 15), "09:00", "ends at 09:15 · 5 min too long, so the boxes become shorter"),
        (time(23, 50), time(0, 10), "23:50", "20 min planned · ends at 00:10"),
    ],
)
def test_times_are_from_the_start_or_the_end_or_zero(
    starts: time | None, ends: time | None, first: str, said: str
) -> None:
    """Rule: from ``starts``, else from ``ends`` minus the plan, else from 0:00."""
    steps = tuple(Step(name, StepKind.BREAK, name, 600) for name in ("one", "two"))
    made = of(Phase("p", "P", steps, starts, ends))
    assert rows(made)[0].split()[0] == first
    assert said in "\n".join(explained(made))


@given(ANY_PROGRAMME)
def test_any_programme_is_explained_with_its_minutes_in_one_column(programme: Programme) -> None:
    """Wide characters take two cells; no line ends in blanks, and none has a control character."""
    lines = list(explained(programme))
    assert all(line.isprintable() and line == line.rstrip() for line in lines)
    for phase in programme.phases:
        assert any(phase.title in line for line in lines)
    block: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("  ") and "Theme:" not in line:
            block.append(line)
        elif block and not line.startswith("  "):
            columns = {cell_len(each[: each.index(" min  ")]) for each in block}
            assert len(columns) == 1
            block = []


def test_a_title_in_wide_characters_is_cut_by_its_cells() -> None:
    """The columns after it stay in line."""
    made = day.programme(questions=2)
    theme = made.themes[0]
    questions = (replace(theme.questions[0], text="字" * 50), theme.questions[1])
    found = rows(replace(made, themes=(replace(theme, questions=questions),)))
    first, second = (next(line for line in found if f" {name} " in line) for name in ("Q1", "Q2"))
    assert "…" in first
    assert cell_len(first[: first.index(" min  ")]) == cell_len(second[: second.index(" min  ")])


def test_the_command_prints_the_day_or_the_problems(tmp_path: Path) -> None:
    """Nothing is explained that could not be used; only a programme can be explained."""
    result = run_here(tmp_path, "check", "--explain", FOLDER / "retrospective.toml")
    assert result.status == 0, result.err
    assert result.out.splitlines()[1:] == list(explained(read_programme(FOLDER / "retrospective.toml")))
    assert "Lunch" in run_here(tmp_path, "check", "--explain").out
    broken = tmp_path / "mine.toml"
    broken.write_text('event = 3\nheading = "Themes"\n', encoding="utf-8")
    result = run_here(tmp_path, "check", "--explain", broken)
    assert (result.status, result.out) == (1, "")
    assert f"{broken}: event: expected text" in result.err
    result = run_here(tmp_path, "check", "--explain", tmp_path / "room.db")
    assert result.status == 2
    assert "only a programme file can be explained" in result.err


def test_the_rooms_of_each_round_follow_the_phases() -> None:
    """Rule: room, theme, seats and minimum in columns, in the order of the themes, and of numbers; nothing without rooms."""
    made = day.programme(questions=2)
    other = replace(made.themes[0], id="first", title="字" * 40)
    rooms = (
        Room("Room 10", "t", 1200),
        Room("Room 2", "t", 1, rounds=(2,), minimum=1),
        Room("Hall", "first", 40, minimum=8),
    )
    planned = replace(
        made, themes=(other, *made.themes), tracks=(Track("T", ("first", "t"), 2),), rooms=rooms
    )
    without = list(explained(replace(planned, rooms=())))
    title = made.themes[0].title
    cut = "字" * 27 + " …"
    lines = list(explained(planned))
    assert lines[: len(without)] == without
    assert lines[len(without) :] == [
        "",
        "Round 1 · 2 rooms · 1,240 seats",
        f"  Hall     {cut}     40 seats  at least 8",
        f"  Room 10  {title:<56}  1,200 seats",
        "",
        "Round 2 · 3 rooms · 1,241 seats",
        f"  Hall     {cut}     40 seats  at least 8",
        f"  Room 2   {title:<56}      1 seat   at least 1",
        f"  Room 10  {title:<56}  1,200 seats",
    ]
