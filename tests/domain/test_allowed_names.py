"""Names leave the room's process as the attribution rule allows, in notes, in the list for ``@``, and in the steps of undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.allowed_names import AllowedNames, allowed
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft, SessionInfo
from tests.domain.day import Room
from tests.domain.replicas import first_copy

NAMES = ("Norway", "Estonia", "Chile")


def test_under_country_the_list_keeps_the_names_that_statements_are_attributed_to() -> None:
    """Whoever is named beside them, as who said it or who dissents."""
    room = Room(
        c.EditDetails(rule=AttributionRule.COUNTRY, known=("New Zealand", "Costa Rica", "Norway", "Chile"))
    )
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.CHALLENGE, "Norway"))
    state = first_copy(room).state
    versions = tuple(
        replace(
            each, record=replace(each.record, attribution="Norway, New Zealand", dissent="Costa Rica, Norway")
        )
        if isinstance(each.record, Note)
        else each
        for each in state.versions
    )
    told = allowed(replace(state, versions=versions))
    assert current(told).info.known == ("New Zealand", "Costa Rica", "Norway")


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (AttributionRule.NAMED, {"Norway", "Estonia", "Chile"}),
        (AttributionRule.COUNTRY, {"Norway", "Chile"}),
        (AttributionRule.NONE, set()),
    ],
)
def test_the_steps_of_undo_name_nobody_else(rule: AttributionRule, named: set[str]) -> None:
    """Under *none* nobody, before and after; under *country* only who is named by a statement as it is now."""
    room = Room(c.EditDetails(rule=AttributionRule.NAMED, known=NAMES))
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.RECOMMENDATION, "Estonia"))
    room.do(c.EditNote(0, attribution="Norway"))
    room.do(c.Agree(0, Agreement.DIVERGENCE, "not so", "Chile"))
    state = first_copy(room).state
    versions = tuple(
        replace(each, record=replace(each.record, rule=rule))
        if isinstance(each.record, SessionInfo)
        else each
        for each in state.versions
    )
    told = repr(allowed(replace(state, versions=versions)).versions)
    assert {name for name in NAMES if name in told} == named


def test_a_draft_has_no_name_under_none() -> None:
    """It is stored without one; whatever else is in a file doesn't leave the process either."""
    draft = Draft("@Norway: pay once", Kind.CHALLENGE, kept="as @Chile has it")
    assert AllowedNames(AttributionRule.NONE).draft(draft) == Draft(
        "pay once", Kind.CHALLENGE, kept="as has it"
    )
    assert AllowedNames(AttributionRule.COUNTRY).draft(draft) == draft
    assert AllowedNames(AttributionRule.NONE).draft(None) is None
