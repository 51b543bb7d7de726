"""Actions: every surface knows all of them, and any argument is either carried out or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.action_palette import ActionPalette
from breakout_tui.tui.actions.action import Action, NoteAction, Place
from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD, aliases, help_groups, letter_hints, words
from breakout_tui.tui.actions.results import Ask, Choose, Open, Question
from breakout_tui.tui.actions.room import ActionContext
from breakout_tui.tui.actions.runner import run_action
from tests.domain.day import Room
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import DETAILS


@dataclass
class Script:
    """A surface without a screen: keeps the results, and answers questions from a list."""

    room: Room
    answers: list[str] = field(default_factory=list)
    serial: int | None = None
    questions: list[Question] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    prefilled: list[str] = field(default_factory=list)

    def context(self, box_id: str | None = None) -> ActionContext:
        """No live screen."""
        return ActionContext(self.room.session, self.room.reading, None, self.serial, box_id)

    def do(self, command: c.Command) -> bool:
        """Carry the command out."""
        try:
            self.room.do(command)
        except BreakoutError as refusal:
            self.refuse(refusal)
            return False
        return True

    def run_typed(self, word: str, argument: str) -> None:
        """Run the action."""
        run_action(BY_WORD[word], argument, self)

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Answer with the next of the answers, if there is one."""
        self.questions.append(question)
        if self.answers:
            answered(self.answers.pop(0))

    def open(self, opened: Open, answered: Callable[[object], None]) -> None:
        """Close the screen at once."""
        answered(None)

    def say(self, text: str) -> None:
        """Nothing is shown."""

    def prefill(self, text: str) -> None:
        """Keep the text."""
        self.prefilled.append(text)

    def refuse(self, refusal: BreakoutError) -> None:
        """Keep the words."""
        self.refusals.append(str(refusal))


def discussing(*texts: str) -> Script:
    """A room at its first question, with these challenges."""
    room = Room(DETAILS)
    room.do(c.Next())
    room.do(c.Next())
    for text in texts:
        room.do(c.Capture(text, Kind.CHALLENGE))
    return Script(room)


def run(script: Script, line: str, box_id: str | None = None) -> bool:
    """Run a command line."""
    word, _, argument = line.partition(" ")
    return run_action(BY_WORD[word], argument, script, box_id=box_id)


# Every surface


async def test_every_surface_knows_every_action() -> None:
    """Rule: keys, letters, footer, palette, the / line and the help say what the classes say."""
    async with live_app() as app:
        bound = {active.binding.action for active in app.live.active_bindings.values()}
        await app.pilot.press("escape")
        bound |= {active.binding.action for active in app.live.active_bindings.values()}
        palette = {hit.text async for hit in ActionPalette(app.live).discover()}
        completed = dict(app.line.offers.commands)
    listed = {usage: help_ for _, rows in help_groups() for _, usage, help_ in rows}
    footer = dict(letter_hints(Place.NOTES))
    for action in ACTIONS:
        assert action.usage in palette
        assert listed[action.usage] == action.help
        assert completed[action.word] == action.help
        assert not action.key or {f"key('{action.word}')", action.word} & bound  # F1 works on every screen
        letter = action.letters.get(Place.NOTES, "")
        assert not letter or f"letter('{action.word}')" in bound
        assert not (letter and action.label) or action.label in footer.values()


async def test_the_palette_finds_an_action_by_a_word_of_its_help() -> None:
    """Rule: ``dark`` finds /theme; what is in brackets is shown as it is typed; Enter runs the action."""
    async with live_app() as app:
        await app.pilot.press("ctrl+p")
        await app.pilot.pause()
        await app.pilot.press(*"dark")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "/theme" in screen_text(app.app)
        await app.pilot.press("escape", "escape", "ctrl+p")
        await app.pilot.press(*"level of agr")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "/agree [note] 1–5" in screen_text(app.app)


def test_words_keys_and_letters_are_unique() -> None:
    """Rule: no two actions share a word or key, nor a letter in one place; no alias is a current word."""
    every_word = Counter(word for action in ACTIONS for word in (action.word, *action.aliases))
    every_key = Counter(action.key for action in ACTIONS if action.key)
    every_letter = Counter((place, letter) for action in ACTIONS for place, letter in action.letters.items())
    assert {name: times for name, times in (every_word | every_key | every_letter).items() if times > 1} == {}
    assert not set(aliases()) & {word for word, _ in words()}


def test_a_command_without_a_key_can_be_found_by_its_help() -> None:
    """Rule: each action has a line of help, without a full stop."""
    for action in ACTIONS:
        assert action.help
        assert not action.help.endswith(".")
        assert type(action).__doc__


# Asking


@pytest.mark.parametrize("action", [a for a in ACTIONS if isinstance(a, NoteAction)], ids=lambda a: a.word)
def test_a_note_action_without_a_note_is_about_the_latest(action: Action) -> None:
    """Rule: a question about a note names that note, and its answer applies to it."""
    script = discussing("One", "Two")
    run_action(action, "", script)
    for question in script.questions:
        assert question.title.startswith("C2  Two")
        assert question.prefix == "C2 "


def test_an_answer_is_run_as_the_argument() -> None:
    """Rule: an answer has the same effect as typing it."""
    asked, typed = discussing("One", "Two"), discussing("One", "Two")
    asked.answers = ["p"]
    assert run(asked, "kind C1")
    assert run(typed, "kind C1 p")
    assert asked.room.session.book[0].kind is typed.room.session.book[0].kind is Kind.PRINCIPLE


def test_a_question_without_an_answer_changes_nothing() -> None:
    """Rule: an empty answer does nothing, unless it has a meaning, as for a cluster."""
    script = discussing("One")
    run(script, "cluster C1 budget")
    before = script.room.session
    script.answers = [""]
    run(script, "minority C1")
    assert script.room.session is before
    script.answers = [""]
    run(script, "cluster C1")
    assert script.room.session.book[0].cluster == ""


def test_a_single_reference_names_the_second_note_while_one_is_under_the_cursor() -> None:
    """Rule: ``/merge C1`` on C2 merges C2 into C1; without a cursor C1 is the first note, and it asks for the second."""
    script = discussing("One", "Two")
    script.serial = 1
    assert run(script, "merge C1")
    assert script.room.session.book[1].merged_into == 0
    other = discussing("One", "Two")
    assert run(other, "merge C1")
    assert [question.title for question in other.questions] == ["C1  One\nMerge into which note?"]


# Boxes


def test_a_box_action_is_about_the_box_under_the_cursor() -> None:
    """Rule: in the agenda no box is typed; titles are typed in the line, and the same key restores a dropped box."""
    script = discussing()
    here = script.room.session.current_box
    assert here is not None
    box = script.room.session.ahead(here)[0]
    run(script, "rename", box.id)
    assert script.prefilled == [f"/rename {box.label} {box.title}"]
    run(script, "drop", box.id)
    assert [b.id for b in script.room.session.boxes if b.dropped] == [box.id]
    run(script, "drop", box.id)
    assert not any(b.dropped for b in script.room.session.boxes)


@pytest.mark.parametrize(("old", "new"), sorted(aliases().items()))
def test_an_earlier_word_still_works(old: str, new: str) -> None:
    """Rule: a renamed command keeps its earlier word as a hidden alias."""
    assert BY_WORD[old] is BY_WORD[new]
    assert old not in dict(words())


# Any arguments

texts = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.sampled_from(
            ["C1", "C2", "C9", "x1", "Q1", "q2", "3", "-1", "+2", "12:30", "25:99", "-", "#a", "agreed", "p"]
        ),
        max_size=4,
    ).map(" ".join),
)


@given(action=st.sampled_from(ACTIONS), argument=texts, serial=st.sampled_from([None, 0, 1]))
def test_any_argument_is_carried_out_asked_about_or_refused(
    action: Action, argument: str, serial: int | None
) -> None:
    """Rule: no argument ends the program; a refusal changes nothing and says why in one line."""
    script = discussing("One", "Two")
    script.serial = serial
    before = script.room.session
    is_done = run_action(action, argument, script)
    assert is_done != bool(script.refusals)
    for refusal in script.refusals:
        assert refusal
        assert "\n" not in refusal
        assert script.room.session is before
    for question in script.questions:
        assert isinstance(question, Ask | Choose)
        assert script.room.session is before


async def test_the_live_screen_binds_no_key_twice() -> None:
    """Rule: one key, one action."""
    async with live_app() as app:
        of_screen = [active for active in app.live.active_bindings.values() if active.node is app.live]
    keys = [key for active in of_screen for key in active.binding.key.split(",")]
    assert keys
    assert len(keys) == len(set(keys))
