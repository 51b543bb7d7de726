"""The sessions of an event: one rule for the first screen and for the paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.event_sessions import LEAST, event_key, events_of, has_paper, sessions_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Summary

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
EVENTS = ("ICA 43rd Conference", "ica  43rd conference", "Another event", "Ärchives day", "ARCHIVES DAY")


def summary(number: int, event: str, day: int, *, archived: bool) -> Summary:
    """A session of an event on a day."""
    at = AT + timedelta(days=day)
    return Summary(f"s{number}", "t", "Theme", "Room 1", 1, at, Stage.DONE, 3, archived, event=event)


SUMMARIES = st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 9), st.booleans()), max_size=12).map(
    lambda many: tuple(
        summary(number, event, day, archived=archived) for number, (event, day, archived) in enumerate(many)
    )
)


@given(SUMMARIES)
def test_each_session_that_is_not_archived_belongs_to_one_event(summaries: tuple[Summary, ...]) -> None:
    """However its name is capitalised, spaced and accented; the spelling of the newest session is shown."""
    events = events_of(summaries)
    found = [each for event in events for each in sessions_of(event, summaries)]
    assert sorted(found) == sorted(each for each in summaries if not each.archived)
    assert len({event_key(event) for event in events}) == len(events)
    assert len({paper_id(event) for event in events}) == len(events)


@given(SUMMARIES)
def test_there_is_a_paper_where_the_newest_event_has_several_sessions(summaries: tuple[Summary, ...]) -> None:
    """Archived ones don't count, and neither do those of other events."""
    kept = [each for each in summaries if not each.archived]
    newest = max(kept, key=lambda each: (each.created_at, each.id), default=None)
    same = [each for each in kept if newest is not None and event_key(each.event) == event_key(newest.event)]
    assert has_paper(summaries) is (len(same) >= LEAST)
