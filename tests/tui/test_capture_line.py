"""The capture line takes everything in the order of typing, loses nothing, and tells its owner."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from textual import events
from textual.color import Color
from textual.message import Message
from textual.pilot import Pilot

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.input_events import InputEvents
from breakout_tui.tui.terminal_keys import BREAK_LINE
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.line_history import STEPS, LineHistory, LineState
from tests.tui.fakes import FakeClock
from tests.tui.line_room import room, row


async def test_a_burst_of_notes_arrives_in_order(pilot: Pilot[None]) -> None:
    """Thirty notes typed without a pause are thirty notes; the start of the next one is in the line."""
    app = room(pilot)
    app.enter("".join(f"note {number}\n" for number in range(30)) + "begun")
    await pilot.pause()
    assert app.notes == [f"note {number}" for number in range(30)]
    assert app.line.value == "begun"


async def test_editing_keys_in_a_burst_keep_their_place(pilot: Pilot[None]) -> None:
    """Backspace and arrows act where they were typed."""
    app = room(pilot)
    app.send("a", "c", "left", "b", "end", "x", "backspace", "d", "enter")
    await pilot.pause()
    assert app.notes == ["abcd"]


async def test_tab_turns_the_kind_for_one_note(pilot: Pilot[None]) -> None:
    """In one burst, the note before Tab has the first kind, the note after it the next one, and the one after that the first."""
    app = room(pilot)
    app.line.kinds.offer((Kind.CHALLENGE, Kind.PRINCIPLE, Kind.PARKED), is_line_empty=True)
    app.send("a", "enter", "tab", "b", "enter", "c", "enter", "shift+tab", "d", "enter")
    await pilot.pause()
    given = [(note.text, note.kind) for note in app.told if isinstance(note, m.NoteGiven)]
    assert given == [("a", Kind.CHALLENGE), ("b", Kind.PRINCIPLE), ("c", Kind.CHALLENGE), ("d", Kind.PARKED)]
    prompt = next(iter(app.line.render_line(0)))
    assert prompt.text.startswith("›")
    assert prompt.style is not None
    assert prompt.style.color == Color.parse(app.theme_variables["challenge"]).rich_color
    assert not app.line.has_class("-challenge")


async def test_up_asks_for_the_last_note_only_in_an_empty_line(pilot: Pilot[None]) -> None:
    """With something typed, up does nothing."""
    app = room(pilot)
    app.send("up", "a", "up")
    await pilot.pause()
    assert len(app.said(m.EditLastAsked)) == 1


async def test_an_edit_says_what_it_edits_and_gives_the_draft_back(pilot: Pilot[None]) -> None:
    """The label is shown and goes with the note; the text from before returns."""
    app = room(pilot)
    app.enter("draft")
    await pilot.pause()
    app.line.load("old words", "C3")
    await pilot.pause()
    assert row(app) == "editing C3 › old words"
    app.enter(" new\n")
    await pilot.pause()
    given = app.said(m.NoteGiven)[0]
    assert isinstance(given, m.NoteGiven)
    assert (given.text, given.editing) == ("old words new", "C3")
    assert (app.line.value, app.line.editing) == ("draft", None)


async def test_esc_gives_up_an_edit_before_it_leaves(pilot: Pilot[None]) -> None:
    """The first Esc ends the edit, the second leaves the line."""
    app = room(pilot)
    app.line.load("old words", "C3")
    app.send("escape", "escape")
    await pilot.pause()
    assert [type(message) for message in app.told if not isinstance(message, m.DraftChanged)] == [
        m.EditCancelled,
        m.LineLeft,
    ]
    assert app.line.value == ""


async def test_a_draft_does_not_overwrite_what_is_typed_already(pilot: Pilot[None]) -> None:
    """Text that is typed before the draft returns is kept as well."""
    app = room(pilot)
    app.enter("typed")
    await pilot.pause()
    app.line.load("the draft")
    assert app.line.value == "the draft\ntyped"


async def test_an_edit_emptied_is_given_up(pilot: Pilot[None]) -> None:
    """Enter with nothing left changes no note, and the owner is told."""
    app = room(pilot)
    app.line.load("old", "C3")
    app.send("ctrl+u", "enter")
    await pilot.pause()
    assert app.notes == []
    assert len(app.said(m.EditCancelled)) == 1
    assert app.line.editing is None


async def test_joiners_and_hard_spaces_are_typed(pilot: Pilot[None]) -> None:
    """Persian needs joiners, French hard spaces; a bidi override is refused."""
    app = room(pilot)
    for character in "می‌خواهم 5 %‮":
        app.post_message(events.Key("unknown", character))
    await pilot.pause()
    assert app.line.value == "می‌خواهم 5 %"


@pytest.mark.parametrize("key", [events.Key("ctrl+j", "\n"), events.Key(*BREAK_LINE)], ids=repr)
async def test_a_line_break_shows_and_is_kept(pilot: Pilot[None], key: events.Key) -> None:
    """ctrl+j breaks the line inside the note, and so does Shift+Enter where it is a key of its own."""
    app = room(pilot)
    app.send("a")
    app.post_message(key)
    app.send("b")
    await pilot.pause()
    assert row(app) == "› a⏎b"
    app.send("enter")
    await pilot.pause()
    assert app.notes == ["a\nb"]


@pytest.mark.parametrize("key", ["ctrl+w", "ctrl+backspace", "alt+backspace"])
async def test_a_word_is_deleted_to_the_left(pilot: Pilot[None], key: str) -> None:
    """All three keys delete the word before the caret."""
    app = room(pilot)
    app.enter("one two three")
    app.send(key)
    await pilot.pause()
    assert app.line.value == "one two "


async def test_undo_in_the_line_then_among_the_notes(pilot: Pilot[None]) -> None:
    """A word is one step; undo of a saved note is left to the screen."""
    app = room(pilot)
    app.enter("one two")
    app.send("ctrl+u", "ctrl+z")
    await pilot.pause()
    assert app.line.value == "one two"
    app.send("ctrl+z", "ctrl+z", "ctrl+y")
    await pilot.pause()
    assert app.line.value == "one "
    app.send("enter", "ctrl+z", "ctrl+y")
    await pilot.pause()
    assert len(app.said(m.UndoAsked)) == len(app.said(m.RedoAsked)) == 1


def test_the_history_is_bounded() -> None:
    """Only the last steps are kept."""
    history = LineHistory()
    for number in range(STEPS * 2):
        history.record(LineState(str(number), 0), 0, is_typing=False)
    steps = 0
    while history.undo(LineState("", 0)) is not None:
        steps += 1
    assert steps == STEPS


async def test_ctrl_y_answers_a_question_before_it_redoes(pilot: Pilot[None]) -> None:
    """Rule: as long as a question is open, the key is its answer; then it is redo again."""
    app = room(pilot)
    answers = [True, False]
    app.line.answer = lambda: answers.pop(0)
    app.send("ctrl+y", "ctrl+y")
    await pilot.pause()
    assert len(app.said(m.RedoAsked)) == 1


async def test_the_draft_is_told_without_anything_personal(pilot: Pilot[None]) -> None:
    """Under the rule *none* no name leaves the line, not even half typed."""
    app = room(pilot)
    app.line.context = CaptureContext(rule=AttributionRule.NONE, people=("Ann Ray",))
    app.enter("slow @Ann Ray")
    await pilot.pause()
    drafts = [message.text for message in app.told if isinstance(message, m.DraftChanged)]
    assert not any("@A" in draft for draft in drafts)
    assert drafts[-1] == "slow"
    assert not app.line.offers.is_open


async def test_parts_show_as_what_they_are(pilot: Pilot[None]) -> None:
    """A mark, a reference that exists and a field differ in look from the words around them."""
    app = room(pilot)
    app.line.kinds.offer((Kind.RECOMMENDATION,), is_line_empty=True)
    app.line.context = CaptureContext(exists=lambda reference: reference == "C3")
    app.enter("as C3 C4 @Norway #law for: all ")
    await pilot.pause()
    line_styles = {segment.text: segment.style for segment in app.line.render_line(0)}
    assert {"C3", "@Norway", "#law", "for:"} <= set(line_styles)
    plain = line_styles[" C4 "]
    assert all(line_styles[part] != plain for part in ("C3", "@Norway", "#law", "for:"))


async def test_markup_is_literal(pilot: Pilot[None]) -> None:
    """Brackets are brackets, in the line and in what is offered."""
    app = room(pilot)
    app.line.context = CaptureContext(clusters=("[red]x[/]",))
    app.enter("[b]x[/] #")
    await pilot.pause()
    assert row(app) == "› [b]x[/] #[red]x[/]"
    assert row(app, -2).strip().startswith("▸ #[red]x[/]  Enter takes it")


@pytest.mark.parametrize("text", ["word " * 800, "寬" * 900])
async def test_the_caret_stays_in_sight(pilot: Pilot[None], text: str) -> None:
    """A long note scrolls to the caret, and the terminal's cursor is on it."""
    app = room(pilot)
    app.line.load(text.strip())
    await pilot.pause()
    assert row(app).endswith(text.strip()[-10:])
    assert app.cursor_position.x == 79
    app.send("home")
    await pilot.pause()
    assert row(app).startswith(f"› {text[:10]}")
    assert app.cursor_position.x == 2


@pytest.mark.parametrize(
    ("parts", "note"),
    [
        (("fir", "st"), "first"),
        (("first\r", "second"), "first\nsecond"),
        (("first", "\r\nsecond"), "first\nsecond"),
        (("a\rb", "c\rd"), "a\nbc\nd"),
    ],
)
async def test_a_paste_in_two_parts_is_the_same_note(
    pilot: Pilot[None], parts: tuple[str, str], note: str
) -> None:
    """Rule: the rest of a paste that stalled follows its first part, with the line breaks between them."""
    app = room(pilot)
    terminal = InputEvents(NoReports(), {}, clock := FakeClock())
    reads = f"\x1b[200~{parts[0]}", f"{parts[1]}\x1b[201~"
    for read in reads:
        for event in (*terminal.feed(read), *terminal.tick()):
            app.post_message(event)
        clock.pass_time(2)
        for event in terminal.tick():
            app.post_message(event)
    await pilot.pause()
    app.send("enter")
    await pilot.pause()
    assert app.notes == [note]


class NoReports:
    """Reads no reports."""

    def feed(self, data: str) -> Sequence[Message]:
        """There are none."""
        return ()


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 2), (30, 4)])
async def test_any_size_will_do(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """The line works in the smallest window too."""
    app = room(pilot)
    await pilot.resize_terminal(*size)
    app.line.context = CaptureContext(people=("Norway", "New Zealand"))
    app.enter("slow and wide 寬 @n")
    app.paste("a\nb")
    while app.line.held is None:
        await pilot.pause()
    app.send("escape", "home", "end", "enter")
    await pilot.pause()
    assert app.notes == ["slow and wide 寬 @Norway"]


async def test_a_click_sets_the_caret(pilot: Pilot[None]) -> None:
    """The caret goes to the character that is clicked, line breaks counted."""
    app = room(pilot)
    app.line.load("a\nbcd")
    await pilot.pause()
    await pilot.click(CaptureLine, offset=(5, 0))
    assert app.line.cursor_position == 3


async def test_nothing_blinks(pilot: Pilot[None]) -> None:
    """While nobody types, the line asks for no repaint."""
    assert not room(pilot).line.cursor_blink


async def test_any_burst_gives_what_it_says(pilot: Pilot[None]) -> None:
    """Several hundred keys at once, letters, Backspace and Enter mixed: the notes are the same as with slow typing."""
    app = room(pilot)
    dice = Random(43)
    keys = dice.choices(["a", "b", "é", "space", "backspace", "enter"], weights=[6, 6, 2, 2, 3, 2], k=400)
    line, notes = "", []
    for key in keys:
        if key == "enter":
            notes += [line.strip()] if line.strip() else []
            line = ""
        else:
            line = line[:-1] if key == "backspace" else line + (" " if key == "space" else key)
    app.send(*keys)
    await pilot.pause()
    assert app.notes == notes
    assert app.line.value == line
