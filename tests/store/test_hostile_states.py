"""A state that the domain can't make, as a damaged or hostile file may hold one, is still put in order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import in_order, settled
from breakout_tui.domain.places_to_look import places_to_look
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.versions import Handle, Renumbered, SessionState, Stamp, Version
from tests.contracts.records import every_record
from tests.store.builders import SESSION, note_id, records

STAMPS = st.sets(
    st.builds(Stamp, st.integers(1, 99), st.sampled_from(["a1", "b2", "c3"])), min_size=1, max_size=2
)
NUMBERS = st.sampled_from(["3", "-3", "C3", "P1", "", "z", "C", "C-1", "٣", "9" * 30])
RENUMBERED = st.lists(
    st.builds(
        Renumbered,
        st.sampled_from([note_id(SESSION, 0), note_id(SESSION, 1), "unknown"]),
        st.sampled_from(Handle),
        NUMBERS,
        NUMBERS,
        st.just("laptop"),
    ),
    max_size=4,
).map(tuple)


@settings(max_examples=10, deadline=None)
@given(records(), RENUMBERED, st.data())
def test_any_state_is_settled_once_and_for_all(
    held: SessionRecords, renumbered: tuple[Renumbered, ...], data: st.DataObject
) -> None:
    """Rule: no error and no end of work, whatever aliases, numbers and links say; settled again it is the same."""
    versions = [Version(record, stamp) for record in every_record(held) for stamp in data.draw(STAMPS)]
    state = settled(SessionState(SESSION, {"a1": 99, "b2": 3}, tuple(in_order(versions)), renumbered))
    assert settled(state) == state
    current(state)
    places_to_look(state)
