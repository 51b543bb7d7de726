"""Any file content gives either a programme or an error of printable lines."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.agenda import lay_out
from breakout_tui.domain.allocation import slots_of
from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.problems import MOST_SHOWN, key_path, shown
from breakout_tui.inputs.programme_file import parse_programme, read_programme
from tests.inputs.room_mistakes import BLUE, GREEN, with_rooms
from tests.sampled import a_third

EXAMPLE = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
RICH = (Path(__file__).parents[2] / "docs" / "programmes" / "two-day-workshop.toml").read_text(
    encoding="utf-8"
)
"""A file with talks, silent minutes, days, decisions, labels, languages, and questions that say more."""
ROOMS = EXAMPLE.replace(
    "explore = 1",
    with_rooms(f"{GREEN}\nminimum = 8", f"{BLUE}\nrounds = [1, 2]", f"{BLUE}\nrounds = [3]", explore=2),
)
"""A file in which two themes have three rooms."""
TEXTS = (EXAMPLE, RICH, ROOMS)

ANY_TEXT = st.text(st.characters(exclude_categories=()))
VALUES = re.compile(r'(?<== )(?!""")("[^"\n]*"|\d+|true|\[[^][{}\n]*\])')
VALID = st.sampled_from(
    [
        "true",
        "0",
        "1",
        "-1",
        "60",
        "1400",
        "9" * 30,
        "1.5",
        "nan",
        "1979-05-27",
        "12:30:00",
        "[]",
        "[[]]",
        "[1]",
        "[3, 1]",
        "{}",
        "{a=1}",
        "[1,'a']",
        "['x','x']",
        '""',
        '"\\u202e"',
        '"00:01"',
        '"room"',
        '"discuss"',
        '"priorities"',
        '"talk"',
        '"decision"',
        '"quays"',
        '"GREEN ROOM"',
        '"questions"',
        "10",
        "{ text = 'x', minutes = 40 }",
        "[{ title = 'x' }, { title = 'y', minutes = 20 }]",
    ]
)
BROKEN = st.sampled_from(
    ["[themes]", "[[morning]]", "[[phases]]", '"', "'", "=", ".", "\\", "#", "\n", "\u2028", "\x00", "\ud800"]
)
WORDS = st.sampled_from(sorted({word for text in TEXTS for word in text.replace(",", " ").split()}))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An example with a few words replaced, and a few lines removed, repeated or moved."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 4))):
        text = text.replace(
            draw(WORDS), draw(st.one_of(VALID, BROKEN, WORDS, ANY_TEXT)), draw(st.integers(1, 2))
        )
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 2))):
        taken = lines.pop(draw(st.integers(0, len(lines) - 1)))
        for _ in range(draw(st.integers(0, 2))):
            lines.insert(draw(st.integers(0, len(lines))), taken)
    return "".join(lines)


@st.composite
def revalued(draw: st.DrawFn) -> str:
    """An example with a few values replaced by other values of the file or by unusual ones. It stays valid TOML."""
    text = whole = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        found = draw(st.sampled_from(list(VALUES.finditer(text))))
        other = draw(st.one_of(VALID, st.sampled_from(VALUES.findall(whole))))
        text = text[: found.start()] + other + text[found.end() :]
    return text


def outcome(text: str) -> Programme | ProgrammeRefused:
    """The result of parsing ``text``: a programme or the error."""
    try:
        return parse_programme(text, "any.toml")
    except ProgrammeRefused as refusal:
        return refusal


def check(text: str) -> None:
    """Parse ``text``: an accepted programme can be scheduled, a refused one gives printable reasons."""
    result = outcome(text)
    if isinstance(result, ProgrammeRefused):
        check_lines(result)
        return
    for theme in result.themes:
        for phase in result.phases:
            boxes = lay_out("s", phase, theme, priorities=theme.priorities, groups=result.groups)
            assert all(0 < box.minimum <= box.planned for box in boxes)
            assert sum(box.planned for box in boxes) == phase.planned
    check_rooms(result)


def check_rooms(programme: Programme) -> None:
    """No room is used twice in a round, and a track with rooms has enough of them for its delegates."""
    slots = slots_of(programme)
    assert len({(slot.place.room.casefold(), slot.place.round) for slot in slots}) == len(slots)
    themes = {slot.place.theme for slot in slots}
    assert themes <= {theme for track in programme.tracks for theme in track.themes}
    for track in programme.tracks:
        if themes & {*track.themes}:
            assert themes >= {*track.themes}
            assert track.explore <= len(
                {slot.place.round for slot in slots if slot.place.theme in track.themes}
            )


def check_lines(refusal: ProgrammeRefused) -> None:
    """The error has at least one line, and every line is printable and not too long."""
    assert refusal.problems
    assert all(line and line.isprintable() and len(line) < 600 for line in refusal.problems)


@given(ANY_TEXT)
def test_any_text_gives_a_programme_or_an_error(text: str) -> None:
    """Random text, which is rarely TOML."""
    check(text)


@settings(max_examples=a_third(300), deadline=None)
@given(mutated())
def test_a_mutated_programme_gives_a_programme_or_an_error(text: str) -> None:
    """The example after a few random edits."""
    check(text)


@settings(max_examples=a_third(300), deadline=None)
@given(revalued())
def test_replaced_values_give_a_programme_or_an_error(text: str) -> None:
    """The syntax stays valid, so any error is about a key."""
    check(text)


@given(st.binary())
def test_any_bytes_in_a_file_give_an_error(content: bytes) -> None:
    """Random bytes are refused: they are too short for a programme."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.toml")
        path.write_bytes(content)
        with pytest.raises(ProgrammeRefused) as caught:
            read_programme(path)
    check_lines(caught.value)


@given(
    st.one_of(ANY_TEXT, st.integers(), st.floats(), st.booleans(), st.lists(st.integers()), st.datetimes())
)
def test_a_quoted_value_is_short_and_printable(value: object) -> None:
    """An error message quotes at most 60 printable characters of a value."""
    assert len(shown(value)) <= MOST_SHOWN
    assert shown(value).isprintable()


@given(st.lists(st.one_of(ANY_TEXT, st.integers(0, 99)), max_size=4))
def test_a_key_path_is_printable(path: list[str | int]) -> None:
    """Keys come from the file, so they may contain any character."""
    assert key_path(tuple(path)).isprintable()
