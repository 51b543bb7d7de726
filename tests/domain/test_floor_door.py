"""The door of a floor: one code for the phones of each server, which one key changes at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import FloorMail


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
