"""The door of a floor: one code for the phones of each server, which one key changes at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import FloorMail, VoteCount


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["never", "on", "away"])), max_size=4))
def test_a_new_code_is_for_all_phones(servers: list[tuple[bool, str]]) -> None:
    """Rule: of the laptop's server and of the hub, whichever is shown, also of one that is away now; each until it has given one."""
    door = FloorDoor(SystemClock())
    lines = [door.line(lambda: None, is_hub=is_hub) for is_hub, _ in servers]
    for number, (line, (_, contact)) in enumerate(zip(lines, servers, strict=True)):
        if contact != "never":
            line.hear(FloorMail(code=f"CODE-{number}", address=f"https://server-{number}/p"))
        if contact == "away":
            line.lost()
    door.renew_code()
    assert all(line.renews_code for line in lines)
    for line in lines:
        line.told((), renewed=False)
        assert line.renews_code
        line.told((), renewed=True)
    assert not any(line.renews_code for line in lines)


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B", ""]), st.sampled_from(["v", "w", "counted", ""]), st.booleans())
    )
)
def test_a_vote_is_doubled_where_it_had_ballots_under_another_code(told: list[tuple[str, str, bool]]) -> None:
    """Rule: as the server tells them with the new code, or told them last; lost contact, and a server without a code, change nothing."""
    line = FloorDoor(SystemClock()).line(lambda: None)
    code, before, doubled = "", "", set()
    for new, vote, is_lost in told:
        if is_lost:
            line.lost()
        votes = (VoteCount(vote, 3, vote == "counted"),) if vote else ()
        line.hear(FloorMail(code=new, votes=votes))
        if code and new and new != code:
            doubled |= {before, vote} - {"", "counted"}
        code, before = new or code, vote
        assert line.doubled == doubled


def test_what_was_cast_before_sharing_stopped_is_doubled_at_once() -> None:
    """Rule: also if another window shares again; what was cast at the hub is not, whose phones stay joined."""
    door = FloorDoor(SystemClock())
    for is_hub in (False, True):
        door.line(lambda: None, is_hub=is_hub).hear(
            FloorMail(code="CODE", votes=(VoteCount(f"at hub: {is_hub}", 3),))
        )
    door.left()
    assert door.doubled == {"at hub: False"}
