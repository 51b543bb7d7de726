"""Two editors who work on copies of one file: their decisions come together without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_joining import (
    PaperState,
    changed,
    changed_decisions,
    current_paper,
    join_papers,
)
from breakout_tui.domain.paper_records import DecidedTwice, EditedWording
from tests.domain.paper_desk import Desk
from tests.domain.test_paper import COMMANDS, ids
from tests.sampled import a_third


class Editor:
    """An editor with a copy of the file."""

    def __init__(self, writer: str, state: PaperState) -> None:
        self.writer = writer
        self.state = state

    def tries(self, command: p.PaperCommand) -> None:
        """Carry out a command if it is allowed."""
        desk = Desk()
        desk.paper = current_paper(self.state)
        try:
            outcome = desk.do(command)
        except PaperRefused:
            return
        self.state = changed(self.state, outcome.records, self.writer)


def twices(state: PaperState) -> list[DecidedTwice]:
    """What two editors decided differently."""
    return list(current_paper(state).all_of(DecidedTwice))


def texts_of(state: PaperState, twice: DecidedTwice) -> list[str]:
    """The wordings to choose from, the one that holds first."""
    found = (current_paper(state).entries[twice.decision_id], *(each.decision for each in twice.others))
    return [entry.text for entry in found if isinstance(entry, EditedWording)]


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ab"), COMMANDS),
        st.tuples(st.sampled_from("ab"), st.just(p.UndoEdit())),
        st.just(("join", None)),
    ),
    max_size=10,
)


def histories(actions: list[tuple[str, p.PaperCommand | None]]) -> list[PaperState]:
    """The states of two editors after some work on copies, between which files were exchanged."""
    empty = PaperState(Desk().paper.id)
    editors = {name: Editor(name, empty) for name in "ab"}
    for name, command in actions:
        if command is None:
            joined = join_papers(editors["a"].state, editors["b"].state)
            editors["a"].state = joined
        else:
            editors[name].tries(command)
    return [editor.state for editor in editors.values()]


@settings(max_examples=a_third(40), deadline=None)
@given(ACTIONS, ACTIONS)
def test_the_join_is_the_same_in_any_order_and_however_often(
    actions: list[tuple[str, p.PaperCommand | None]], more: list[tuple[str, p.PaperCommand | None]]
) -> None:
    """Rule: commutative, associative and idempotent."""
    one, other = histories(actions)
    third = histories(more)[0]
    joined = join_papers(one, other)
    assert join_papers(other, one) == joined
    assert join_papers(joined, one) == join_papers(joined, joined) == joined
    if not set(third.knowledge) & set(one.knowledge):
        assert join_papers(joined, third) == join_papers(one, join_papers(other, third))


@settings(max_examples=a_third(40), deadline=None)
@given(ACTIONS)
def test_no_text_of_either_editor_is_lost(actions: list[tuple[str, p.PaperCommand | None]]) -> None:
    """Rule: each current record of a side is there afterwards, unless the other side has seen and changed it."""
    one, other = histories(actions)
    joined = {(version.record.id, version.stamp) for version in join_papers(one, other).versions}
    for mine, theirs in ((one, other), (other, one)):
        held = {(version.record.id, version.stamp) for version in theirs.versions}
        for version in mine.versions:
            key = (version.record.id, version.stamp)
            assert key in joined or (version.stamp.is_in(theirs.knowledge) and key not in held)


def test_two_wordings_of_one_statement_both_stay_until_one_is_chosen() -> None:
    """Rule: the decision that differs is named with both sides; the next change settles it."""
    statement = ids()[0]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.EditWording(statement, "Ours"))
    other.tries(p.EditWording(statement, "Theirs"))
    state = join_papers(one.state, other.state)
    (twice,) = twices(state)
    assert sorted(texts_of(state, twice)) == ["Ours", "Theirs"]
    third = Editor("c", state)
    third.tries(p.EditWording(statement, "Agreed"))
    assert twices(third.state) == []
    found = current_paper(join_papers(third.state, other.state)).wording(statement)
    assert found is not None
    assert found.text == "Agreed"


@settings(max_examples=a_third(40), deadline=None)
@given(ACTIONS)
def test_a_join_that_changes_no_decision_counts_none(
    actions: list[tuple[str, p.PaperCommand | None]],
) -> None:
    """Rule: what is counted is what the join brought in: nothing the second time, and nothing from an empty paper."""
    ours, theirs = histories(actions)
    joined = join_papers(ours, theirs)
    assert changed_decisions(joined, join_papers(joined, theirs)) == 0
    assert changed_decisions(ours, join_papers(ours, PaperState(ours.paper_id))) == 0
    has_news = {*current_paper(joined).entries.values()} != {*current_paper(ours).entries.values()}
    assert changed_decisions(ours, joined) > 0 or not has_news


@pytest.mark.parametrize("takes_other", [False, True])
def test_choosing_settles_it_in_every_copy_and_is_undone_by_undo(*, takes_other: bool) -> None:
    """Rule: a copy of either editor brings nothing back; undo asks again, with both wordings, and redo settles it again."""
    statement = ids()[0]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.EditWording(statement, "Ours"))
    other.tries(p.EditWording(statement, "Theirs"))
    third = Editor("c", join_papers(one.state, other.state))
    (twice,) = twices(third.state)
    held, rest = texts_of(third.state, twice)
    third.tries(p.ChooseDecision(twice.decision_id, takes_other=takes_other))
    for copy in (one, other):
        joined = join_papers(third.state, copy.state)
        assert twices(joined) == []
        wording = current_paper(joined).wording(statement)
        assert wording is not None
        assert wording.text == (rest if takes_other else held)
    third.tries(p.UndoEdit())
    (again,) = twices(third.state)
    assert texts_of(third.state, again) == [held, rest]
    third.tries(p.RedoEdit())
    assert twices(third.state) == []


def test_of_three_decisions_the_others_come_one_after_the_other() -> None:
    """Rule: each choice is between two."""
    statement = ids()[0]
    state = PaperState(Desk().paper.id)
    for name in "abc":
        editor = Editor(name, PaperState(Desk().paper.id))
        editor.tries(p.EditWording(statement, f"Of {name}"))
        state = join_papers(state, editor.state)
    chooser = Editor("d", state)
    seen = set()
    for left in (2, 1):
        (twice,) = twices(chooser.state)
        assert len(twice.others) == left
        seen |= set(texts_of(chooser.state, twice))
        chooser.tries(p.ChooseDecision(twice.decision_id, takes_other=False))
    assert (twices(chooser.state), seen) == ([], {"Of a", "Of b", "Of c"})


def test_undoing_the_edit_of_one_editor_keeps_what_the_other_one_decided() -> None:
    """Rule: undo is no choice: what it leaves and the other decision still wait."""
    statement = ids()[0]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.EditWording(statement, "Ours"))
    other.tries(p.EditWording(statement, "Theirs"))
    third = Editor("c", join_papers(one.state, other.state))
    (before,) = twices(third.state)
    third.tries(p.UndoEdit())
    assert twices(third.state) == [before]


def test_another_edit_settles_it_and_undo_asks_again() -> None:
    """Rule: whatever changes the decision chooses, and nothing of the other editor's is lost by it."""
    statement = ids()[0]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.EditWording(statement, "Ours"))
    other.tries(p.EditWording(statement, "Theirs"))
    third = Editor("c", join_papers(one.state, other.state))
    third.tries(p.EditWording(statement, "Agreed"))
    assert twices(third.state) == []
    third.tries(p.UndoEdit())
    (twice,) = twices(third.state)
    assert sorted(texts_of(third.state, twice)) == ["Ours", "Theirs"]


@settings(max_examples=a_third(40), deadline=None)
@given(ACTIONS, st.lists(st.booleans(), max_size=8))
def test_all_that_was_decided_twice_can_be_settled_and_undone(
    actions: list[tuple[str, p.PaperCommand | None]], choices: list[bool]
) -> None:
    """Rule: each choice settles one, undoing all of them gives what waited before, and no text is gone."""
    joined = join_papers(*histories(actions))
    chooser, before = Editor("c", joined), current_paper(joined)
    done = 0
    for takes_other in choices:
        waiting = twices(chooser.state)
        if waiting:
            chooser.tries(p.ChooseDecision(waiting[0].decision_id, takes_other=takes_other))
            left = sum(len(each.others) for each in twices(chooser.state))
            assert left == sum(len(each.others) for each in waiting) - 1
            done += 1
    for _ in range(done):
        chooser.tries(p.UndoEdit())
    after = current_paper(chooser.state).entries
    assert {each: after[each] for each in before.entries} == before.entries


def test_a_decision_that_one_editor_took_back_stays_if_the_other_changed_it() -> None:
    """Rule: what one editor goes on with is not lost because the other one deleted it meanwhile."""
    statement = ids()[0]
    one = Editor("a", PaperState(Desk().paper.id))
    one.tries(p.EditWording(statement, "Ours"))
    other = Editor("b", one.state)
    one.tries(p.EditWording(statement, ""))
    other.tries(p.EditWording(statement, "Better"))
    found = current_paper(join_papers(one.state, other.state)).wording(statement)
    assert found is not None
    assert found.text == "Better"


def test_a_statement_that_two_editors_joined_differently_is_in_one_group() -> None:
    """Rule: in the group that was made first."""
    first, second, third = ids()[:3]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.JoinStatements((first, second)))
    other.tries(p.JoinStatements((second, third)))
    paper: Paper = current_paper(join_papers(one.state, other.state))
    found = [member.note_id for joined in paper.joined() for member in joined.members]
    assert sorted(found) == sorted([first, second, third])


def test_undo_leaves_what_the_other_editor_made_of_it() -> None:
    """Rule: undoing one's own step never takes back another editor's later change of the same decision."""
    desk, statement = Desk(), ids()[0]
    desk.do(p.EditWording(statement, "Ours"))
    ours = desk.paper.wording(statement)
    assert ours is not None
    desk.paper = desk.paper.put(
        replace(ours, text="Better")
    )  # the other editor's, as it comes in with a gathered file
    desk.do(p.UndoEdit())
    found = desk.paper.wording(statement)
    assert found is not None
    assert found.text == "Better"
    assert desk.paper.undoable is None
