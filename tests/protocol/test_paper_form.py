"""The JSON form of papers: the editors' decisions are read back as they were, and strangers' texts are refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from breakout_tui import protocol
from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.paper_joining import PaperState, current_paper, join_papers
from breakout_tui.domain.paper_records import DecidedTwice, PaperStep
from tests.domain.paper_desk import Desk
from tests.domain.test_paper import ids
from tests.domain.test_paper_joining import ACTIONS, Editor, histories
from tests.protocol.test_session_form import strict
from tests.sampled import a_third


def text_of(*papers: PaperState) -> str:
    """A document with these papers and no session."""
    return json.dumps(protocol.document([], papers=papers), ensure_ascii=False)


def without_steps(state: PaperState) -> PaperState:
    """The state without the steps of undo."""
    kept = tuple(each for each in state.versions if not isinstance(each.record, PaperStep))
    return replace(state, versions=kept)


@settings(max_examples=a_third(30), deadline=None)
@given(ACTIONS)
def test_a_paper_is_read_back_as_it_was(actions: list[tuple[str, p.PaperCommand | None]]) -> None:
    """Rule: all decisions with what differs, as the schema says; joined with its own state it changes nothing."""
    state = join_papers(*histories(actions))
    text = text_of(state)
    strict().validate(json.loads(text))
    (told,) = protocol.received(text).papers
    assert told == without_steps(state)
    assert join_papers(told, state) == join_papers(state, told) == state
    assert text_of(told) == text


def test_what_waits_for_a_choice_is_read_back() -> None:
    """Rule: also where the choice was undone, so that it is a record of its own."""
    statement = ids()[0]
    one, other = (Editor(name, PaperState(Desk().paper.id)) for name in "ab")
    one.tries(p.EditWording(statement, "Ours"))
    other.tries(p.EditWording(statement, "Theirs"))
    chooser = Editor("c", join_papers(one.state, other.state))
    (twice,) = current_paper(chooser.state).all_of(DecidedTwice)
    for command in (p.ChooseDecision(twice.decision_id, takes_other=True), p.UndoEdit()):
        chooser.tries(command)
    text = text_of(chooser.state)
    strict().validate(json.loads(text))
    (told,) = protocol.received(text).papers
    assert list(current_paper(told).all_of(DecidedTwice)) == [twice]


def test_a_document_without_papers_is_as_before() -> None:
    """Rule: a file of an earlier version has none, and one without edits looks the same."""
    assert "papers" not in protocol.document([])
    assert protocol.received(json.dumps(protocol.document([]))).papers == ()


@pytest.mark.parametrize(
    "papers", [7, [7], [{}], [{"id": "p", "knowledge": {}, "headlines": [{"id": "h"}]}], [{"id": 7}]]
)
def test_what_is_no_paper_is_refused(papers: object) -> None:
    """Rule: before any session comes in."""
    with pytest.raises(JsonRefused, match="a paper can't be read"):
        protocol.received(json.dumps({**protocol.document([]), "papers": papers}))


def test_fields_that_are_not_known_are_left_out() -> None:
    """Rule: a later minor version may have added them."""
    editor = Editor("a", PaperState(Desk().paper.id))
    editor.tries(p.SetHeadline("services", "One front door"))
    document = protocol.document([], papers=[editor.state])
    document["papers"][0]["of a later version"] = 1
    document["papers"][0]["headlines"][0]["of a later version"] = 1
    assert protocol.received(json.dumps(document)).papers == (without_steps(editor.state),)
