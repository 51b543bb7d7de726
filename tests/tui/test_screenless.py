"""Actions without a screen: each can be carried out, or says why not and what to do instead."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.cli.shell_words import shell_words
from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.outside import Answer, Request
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session, start
from breakout_tui.domain.store_events import Saved, StoreEvent
from breakout_tui.tui import keymap
from breakout_tui.tui.actions.action import Action
from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD
from breakout_tui.tui.actions.screenless import Screenless, needs_all_countries
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.session_controller import SessionController
from tests.domain.day import programme
from tests.sampled import a_third
from tests.tui.fakes import FakeClock, FakeStore

HERE = [action for action in ACTIONS if not action.needs_window]
THERE = [action for action in ACTIONS if action.needs_window]


class Lines:
    """A session, and command lines on it."""

    def __init__(self, *lines: str, rule: AttributionRule = AttributionRule.COUNTRY) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        details = c.EditDetails(room="Room 2", people=24, rule=rule, known=("Norway",))
        outcome = start(programme(), "t", details, self.clock.read())
        self.store.submit(outcome.session.id, outcome.changes)
        self._saving = Saving()
        self.store.start(self._hear)
        self.controller = SessionController(outcome.session, self.store, self.clock, self._saving)
        for line in lines:
            assert self.run(line).status == 0, line

    def _hear(self, event: StoreEvent) -> None:
        if isinstance(event, Saved):
            self._saving.saved = event.ticket

    @property
    def session(self) -> Session:
        """As it is now."""
        return self.controller.session

    def run(self, line: str) -> Answer:
        """The answer to a line."""
        word, _, argument = line.partition(" ")
        return Screenless(self.controller).perform(word, argument)


def discussing() -> Lines:
    """At the first question, with a challenge and a recommendation."""
    return Lines("next", "next", "note Silo budgets @Norway #budget", "note --kind r Share one budget C1")


# Each action


@pytest.mark.parametrize("action", THERE, ids=lambda action: action.word)
def test_an_action_that_needs_the_window_says_why_and_what_to_do(action: Action) -> None:
    """Rule: a usage error with the reason of its class; nothing is done."""
    answer = discussing().run(action.word)
    assert answer.status == 2
    assert action.needs_window in answer.lines[0]


@pytest.mark.parametrize("action", HERE, ids=lambda action: action.word)
def test_every_other_action_is_done_or_says_how_it_is_written(action: Action) -> None:
    """Rule: without an argument it is done, refused by the session, or says what is missing and the whole command."""
    lines = discussing()
    answer = lines.run(action.word)
    assert answer.lines
    if answer.status == 0:
        return
    assert " · " in answer.lines[0] or answer.status == 1
    if "needs the window" in answer.lines[0] or answer.status == 2:
        assert f"/{action.word}" in answer.lines[0]


@settings(max_examples=a_third(120))
@given(
    st.sampled_from(sorted(BY_WORD)),
    st.text(max_size=30) | st.sampled_from(["C1", "Q2", "R1 ?", "--kind", "12:30"]),
)
@example("jump", "²")
@example("agree", "R1 ²")
def test_any_argument_is_carried_out_or_refused(word: str, argument: str) -> None:
    """Rule: nothing that is written makes an error of the program."""
    answer = discussing().run(f"{word} {argument}")
    assert answer.status in {0, 1, 2}
    assert answer.lines


# What would be asked, has a written form


@pytest.mark.parametrize(
    ("asked", "written", "missing"),
    [
        ("extend", "extend 5", "Extend by how many minutes? · it is written /extend [minutes]"),
        ("kind C1", "kind C1 p", "change to: c challenge, p principle"),
        ("agree R1", "agree R1 2", "Level of agreement: 1 full consensus, 2 consensus"),
        ("read R1", "read R1 agreed", "read back: a agreed, s skipped"),
        ("rank", "rank challenges", "What is ranked: 1 challenges"),
        ("cluster C1", "cluster C1 money", "/cluster [note] [name]"),
        ("merge C1", "merge C1 R1", "Merge into which note?"),
        ("edit C1", "edit C1 Budgets in silos @Norway", "/edit [note] [new words]"),
        ("fields R1", "fields R1 for: small states who: the CIO by: 2027", "/fields [note] [field: text]"),
        ("minority R1", "minority R1 Not in small states", "Minority view, in its own words"),
        ("dissent R1 Peru Corp", "dissent R1 --add Peru Corp", "/dissent R1 --add Peru Corp"),
        ("rename-cluster budget", 'rename-cluster "budget" "money"', '/rename-cluster "budget" "new name"'),
        ("end 08:00", "end 08:00 tomorrow", "/end 08:00 tomorrow"),
    ],
)
def test_a_question_is_refused_with_the_command_that_answers_it(
    asked: str, written: str, missing: str
) -> None:
    """Rule: it says what is missing and how it is written, and what is written so is done."""
    lines = discussing()
    answer = lines.run(asked)
    assert answer.status in {1, 2}
    assert missing in answer.lines[0]
    assert lines.run(written).status == 0


def test_the_agreed_list_is_locked_and_reopened_in_words() -> None:
    """Rule: the question before the lock names what it locks; ``now`` answers it, a reason reopens the list."""
    lines = discussing()
    for line in ("rank challenges", "vote C1 7", "cut 1"):
        lines.run(line)
    answer = lines.run("lock")
    assert answer.status == 2
    assert "Lock 1 priority issue?" in answer.lines[0]
    assert answer.lines[0].endswith(" · /lock now")
    assert lines.run("lock now").status == 0
    assert lines.run("unlock C2 was left out").status == 0


def test_the_fields_and_the_words_of_a_note_are_those_that_are_written() -> None:
    """Rule: what isn't written stays: the speaker, the cluster, the other fields."""
    lines = discussing()
    lines.run("edit C1 Budgets in silos")
    lines.run("fields R1 for: small states by: 2027")
    lines.run("fields R1 who: the CIO")
    first, second = lines.session.book.notes
    assert (first.text, first.attribution, first.cluster) == ("Budgets in silos", "Norway", "budget")
    assert (second.addressee, second.actor, second.due) == ("small states", "the CIO", "2027")
    assert lines.run("fields C1 who: the CIO").status == 1
    assert lines.run("fields R1 whom: the CIO").status == 1


def test_details_are_changed_one_by_one() -> None:
    """Rule: a field and its text; a list is replaced, or gets more behind a ``+``; without a field all are printed."""
    lines = Lines("details people 30", "details known + Peru, Chile", "details groups Small, Large")
    assert lines.session.info.people == 30
    assert lines.session.info.known == ("Norway", "Peru", "Chile")
    assert "groups: Small, Large" in lines.run("details").lines
    assert lines.run("details people many").status == 1
    assert lines.run("details colour red").status == 1
    assert lines.run("details rule none").status == 0


def test_a_note_has_the_kind_of_the_step_or_the_given_one() -> None:
    """Rule: only the option gives a kind: no word of a statement is taken for one."""
    lines = discussing()
    lines.run("note principle of the day")
    lines.run("note -k x Later")
    assert [(note.kind, note.text) for note in list(lines.session.book.notes)[2:]] == [
        (Kind.CHALLENGE, "principle of the day"),
        (Kind.PARKED, "Later"),
    ]


def test_a_name_on_no_list_is_not_saved_and_told() -> None:
    """Rule: as in the window; the answer has the command that adds it."""
    answer = discussing().run("note Silos @Xanadu Corp")
    assert answer.lines[0] == "C2 saved"
    assert answer.lines[1].startswith("On no list, so not saved: Xanadu")
    assert "/details known + Xanadu" in answer.lines[1]


def test_what_a_screen_shows_is_printed() -> None:
    """Rule: a line for each thing, in words."""
    lines = discussing()
    assert lines.run("search budget").lines == (
        "C1 challenge: Silo budgets @Norway #budget",
        "R1 recommendation: Share one budget",
    )
    assert lines.run("notes").lines == lines.run("search").lines
    assert lines.run("search nothing").lines == ("No notes match",)
    assert "No statement answers another yet" not in lines.run("chain").lines
    assert any(line.endswith("now") for line in lines.run("agenda").lines)


# Words


def test_somebodys_words_are_never_taken_for_a_key_or_a_command() -> None:
    """Rule: only the last part of a message is ours; on the command line its commands are those of the shell."""
    dropped = "Dropped: F2 and /next · /restore puts it back"
    assert (
        shell_words(dropped, is_refusal=False) == "Dropped: F2 and /next · breakout-tui restore puts it back"
    )
    assert shell_words("C1 challenge: cut /next · F2", is_refusal=False) == "C1 challenge: cut /next · F2"
    assert shell_words("The clock runs · /resume", is_refusal=True) == "The clock runs · breakout-tui /resume"


@pytest.mark.parametrize("key", ["f2", "shift+f3", "ctrl+b", ""])
def test_answers_name_commands_by_their_words_whatever_their_keys(key: str) -> None:
    """Rule: nobody can press a key there; somebody's words about keys stay as they are."""
    lines = Lines("next")
    keymap.use({"next": key})
    try:
        assert lines.run("back").lines == ("“Morning” has not started · /next starts it",)
        lines.run("note Press F2 · F2 waits")
        assert lines.run("search Press").lines[0].endswith("Press F2 · F2 waits")
        assert keymap.shown("next") == (keymap.name_of(key) or "/next")
    finally:
        keymap.use({})


def test_other_languages_are_read_only_for_a_name_that_is_on_no_list() -> None:
    """Rule: a second of work is spent where it is needed."""
    session = discussing().session
    assert not needs_all_countries(Request("s", "note", "Silo budgets"), session)
    assert not needs_all_countries(Request("s", "note", "Silo budgets @norway #budget"), session)
    assert not needs_all_countries(Request("s", "note", "an address@@example"), session)
    assert needs_all_countries(Request("s", "note", "Silo budgets @Norvège"), session)
    assert needs_all_countries(Request("s", "dissent", "R1 Norvège: too soon"), session)
