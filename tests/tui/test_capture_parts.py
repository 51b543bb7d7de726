"""The parts of the capture line, each without an app: what they decide when a text is typed, pasted or loaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import MAX_TEXT
from breakout_tui.tui.colours import THEMES
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.capture_view import CaptureRow, CaptureView
from breakout_tui.tui.widgets.command_words import CommandWords
from breakout_tui.tui.widgets.completion_offers import CompletionOffers
from breakout_tui.tui.widgets.completions import fitting_marks
from breakout_tui.tui.widgets.held_paste import HeldPaste
from breakout_tui.tui.widgets.line_history import LineState
from breakout_tui.tui.widgets.note_gate import NoteGate
from breakout_tui.tui.widgets.set_aside import SetAside
from breakout_tui.tui.widgets.typed_text import is_typed, word_start

WORDS = CommandWords((("next", "next box"), ("note", "a note"), ("extend", "more time")), {"more": "extend"})
VARIABLES = THEMES[0].variables


# Command words


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("slow offices", None),
        ("//dev is full", None),
        ("/next", m.CommandGiven("next", "")),
        ("/ext  5 ", m.CommandGiven("extend", "5")),
        ("/more 5", m.CommandGiven("extend", "5")),
        ("/n", m.CommandUnknown("n", is_beginning=True)),
        ("/usr/local is full", m.CommandUnknown("usr/local")),
        ("/", m.CommandUnknown("", is_beginning=True)),
    ],
)
def test_a_command_is_read_by_a_word_that_fits_one_only(
    line: str, read: m.CommandGiven | m.CommandUnknown | None
) -> None:
    """Rule: a whole word, an earlier word, or a beginning; a beginning of two words is unknown."""
    assert WORDS.read(line) == read


# Text that is set aside


def test_a_draft_is_followed_by_the_typed_text() -> None:
    """Rule: both are in the line, and nothing is set aside."""
    aside = SetAside()
    assert aside.load("the draft", "typed", editing=None, was_editing=None) == "the draft\ntyped"
    assert aside.load("the draft", "the draft", editing=None, was_editing=None) == "the draft"
    assert aside.take() == ""


@pytest.mark.parametrize(("loaded", "editing"), [("old words", "C3"), ("/vote C3 7", None)])
def test_typed_text_returns_once_after_an_edit_or_a_command(loaded: str, editing: str | None) -> None:
    """Rule: a second edit or command does not replace it by the first."""
    aside = SetAside()
    assert aside.load(loaded, "typed", editing=editing, was_editing=None) == loaded
    aside.load(f"{loaded} again", loaded, editing=editing, was_editing=editing)
    assert (aside.take(), aside.take()) == ("typed", "")


# What Enter gives


def test_a_line_is_a_command_or_a_note() -> None:
    """Rule: one slash makes a command, two slashes make a note that starts with one."""
    gate = NoteGate(WORDS)
    assert gate.read("/next", Kind.PRINCIPLE, None) == m.CommandGiven("next", "")
    assert gate.read("//dev is full ", Kind.PRINCIPLE, None) == [m.NoteGiven("/dev is full", Kind.PRINCIPLE)]


def test_the_lines_of_a_paste_are_notes_and_the_first_is_the_edit() -> None:
    """Rule: each says how many came before it and how many follow; nothing is asked."""
    gate = NoteGate(WORDS)
    held = HeldPaste("", "one\n\ntwo @x\nthree @y", "")
    assert gate.read_lines(held, Kind.CHALLENGE, "C3") == [
        m.NoteGiven("one", Kind.CHALLENGE, "C3", more=2),
        m.NoteGiven("two @x", Kind.CHALLENGE, None, more=1, place=1),
        m.NoteGiven("three @y", Kind.CHALLENGE, None, more=0, place=2),
    ]


# A paste


@given(st.text("ab \n", max_size=30), st.text("cd \n", max_size=30), st.data())
def test_a_paste_is_held_only_if_it_has_several_lines(line: str, text: str, data: st.DataObject) -> None:
    """Rule: what is held is the line with the selection replaced by the paste."""
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    held = HeldPaste.of(line, start, end, text)
    assert (held is not None) == ("\n" in text.strip("\n"))
    if held is not None:
        assert held.whole == (line[:start] + text + line[end:]).strip()


def test_a_paste_that_does_not_fit_is_held() -> None:
    """Rule: the selection makes room."""
    line = "a" * MAX_TEXT
    assert HeldPaste.of(line, 0, 0, "b") is not None
    assert HeldPaste.of(line, 0, 1, "b") is None


def test_a_further_paste_follows_on_its_own_line() -> None:
    """Rule: a paste whose first character is a slash is a note, not a command."""
    held = HeldPaste("", "/next", "").more("two")
    assert held.whole == "/next\ntwo"
    assert held.as_line == "//next\ntwo"


# Offers


def test_dismissed_offers_stay_away_until_the_caret_is_elsewhere() -> None:
    """Rule: Esc hides the offers of one word, also while it grows."""
    offers = CompletionOffers(WORDS.helps)
    context = CaptureContext(people=("Norway", "New Zealand"))

    def words(text: str) -> tuple[str, ...]:
        offers.look(LineState(text, len(text)), context)
        return offers.words

    assert words("a @n") == ("@Norway", "@New Zealand")
    offers.dismiss()
    assert words("a @n") == ()
    assert words("a @ne") == ()
    assert words("a b") == ()
    assert words("a @ne") == ("@New Zealand",)


def test_a_row_that_was_chosen_stays_chosen_while_the_line_is_the_same() -> None:
    """Rule: a name that becomes known meanwhile does not move the choice to another row; another letter does."""
    offers = CompletionOffers(())
    line = LineState("a @n", 4)
    offers.look(line, CaptureContext(people=("Norway", "New Zealand")))
    offers.move(1)
    offers.look(line, CaptureContext(people=("Nepal", "Norway", "New Zealand")))
    assert offers.for_enter is not None
    assert offers.for_enter.word == "@New Zealand"
    offers.look(LineState("a @no", 5), CaptureContext(people=("Nouméa", "Norway")))
    assert offers.marked.word == "@Nouméa"
    assert offers.for_enter is None


def test_nobody_is_offered_where_nobody_may_be_named() -> None:
    """Rule: under the rule *none* clusters complete, people do not."""
    offers = CompletionOffers(())
    context = CaptureContext(rule=AttributionRule.NONE, people=("Norway",), clusters=("law",))
    offers.look(LineState("slow @N", 7), context)
    assert not offers.is_open
    offers.look(LineState("slow #l", 7), context)
    assert offers.marked.written == "#law "
    assert context.draft("slow @Norway") == "slow"


# The picture


def drawn(row: CaptureRow, context: CaptureContext | None = None) -> dict[str, Style | None]:
    """The parts of a row with their styles."""
    strip = CaptureView().draw(row, context or CaptureContext(), VARIABLES)
    assert strip.cell_length == row.width
    return {segment.text: segment.style for segment in strip}


def row_of(text: str, *, width: int = 20, scrolled: int = 0, caret: int = 0) -> CaptureRow:
    """A row without the focus."""
    return CaptureRow("› ", Kind.CHALLENGE, text, None, (caret, caret), False, scrolled, width)


def test_a_text_that_continues_at_both_ends_shows_it() -> None:
    """Rule: an ellipsis at each end at which text is out of sight, in place of a blank or a character."""
    assert "".join(drawn(row_of("a" * 18))) == "› " + "a" * 18
    assert "".join(drawn(row_of("b" * 19))) == "› " + "b" * 17 + "…"
    assert "".join(drawn(row_of("c" * 40, scrolled=3, caret=5))) == "›…" + "c" * 17 + "…"


def test_the_caret_is_only_drawn_with_the_focus() -> None:
    """Rule: the selection and the caret belong to the focus."""
    row = row_of("abc", caret=1)
    focused = drawn(row._replace(has_focus=True))
    assert "abc" in "".join(drawn(row))
    assert focused["b"] != focused["a"]


def test_the_end_of_a_name_that_enter_takes_is_shown_dim_behind_the_caret() -> None:
    """Rule: the typed part looks as the whole name will; what Enter adds is muted; what does not fit continues."""
    context = CaptureContext(rule=AttributionRule.COUNTRY, people=("Norway",))
    (norway,) = fitting_marks("slow @no", 8, context)
    row = row_of("slow @no", width=30, caret=8)._replace(taken=norway, has_focus=True)
    with_end = drawn(row, context)
    assert "".join(with_end).rstrip() == "› slow @norway"
    assert with_end["@no"] == drawn(row_of("slow @norway"), context)["@norway"]
    assert with_end["way"] != with_end["@no"]
    assert "".join(drawn(row._replace(width=12), context)) == "› slow @nor…"


def test_a_new_context_is_seen_at_once() -> None:
    """Rule: a reference is marked as soon as its note exists, though the text is the same."""
    view, row, notes = CaptureView(), row_of("see C3 now"), set[str]()
    before = CaptureContext(exists=notes.__contains__)
    plain = list(view.draw(row, before, VARIABLES))
    notes.add("C3")
    assert list(view.draw(row, CaptureContext(exists=notes.__contains__), VARIABLES)) != plain


# Typed text


@pytest.mark.parametrize(
    ("text", "caret", "start"),
    [("one two", 7, 4), ("one two ", 8, 4), ("one two", 5, 4), ("one, ", 5, 3), ("", 0, 0), ("é寬b", 3, 0)],
)
def test_the_word_before_the_caret(text: str, caret: int, start: int) -> None:
    """Rule: letters of one word, or the punctuation, and the blanks behind them."""
    assert word_start(text, caret) == start


@pytest.mark.parametrize(
    ("character", "is_text"),
    [("a", True), ("\u200c", True), ("\u202f", True), ("\u202e", False), ("\x1b", False)],
)
def test_which_characters_are_typed(character: str, is_text: bool) -> None:
    """Rule: joiners and hard spaces are, bidi overrides and control characters are not."""
    assert is_typed(character) is is_text
