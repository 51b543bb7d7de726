"""Who may see the displays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.clock import SET_BACK
from breakout_tui.domain.code_letters import ALPHABET
from breakout_tui.hub.credentials import (
    Credentials,
    Device,
    new_code,
    new_secret,
    read_code,
    shown_code,
)
from breakout_tui.hub.join_limit import MOST, WINDOW, JoinLimit

NOW = 1_764_000_000.0
CODES = st.text(ALPHABET, min_size=8, max_size=8)


@given(CODES, st.sampled_from(["", "-", " ", " - "]), st.booleans())
def test_a_code_may_be_typed_in_any_way(code: str, gap: str, is_lower: bool) -> None:
    """Rule: small or large, with or without what separates it, with letters that look like its digits."""
    typed = f"{code[:4]}{gap}{code[4:]}".replace("0", "O").replace("1", "l")
    assert read_code(typed.lower() if is_lower else typed) == code
    assert read_code(shown_code(code)) == code


@given(CODES, st.text(max_size=20))
def test_only_the_code_is_admitted(code: str, typed: str) -> None:
    """Rule: whatever else is typed."""
    assert Credentials("secret", code).admits(typed) == (read_code(typed) == code)


def test_a_code_has_forty_random_bits() -> None:
    """Eight letters of 32, none of which looks like another one."""
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)


def test_a_cookie_names_its_display_for_a_day() -> None:
    """Also after a restart: another server with the same secret and code knows it."""
    cookie = Credentials("secret", "ABCDEFGH").cookie(3, NOW)
    again = Credentials("secret", "ABCDEFGH")
    device = again.device(cookie, NOW + 3600)
    assert isinstance(device, Device)
    assert device.number == 3
    assert again.device(cookie, NOW + 24 * 3600) is None


@given(st.floats(0, SET_BACK))
def test_a_clock_that_is_set_back_lets_nobody_out(back: float) -> None:
    """Rule: by up to an hour, as a time server does it: a phone that joined before stays the same device, and has its one ballot."""
    credentials = Credentials("secret", "ABCDEFGH")
    cookie = credentials.cookie(3, NOW)
    assert credentials.device(cookie, int(NOW) - back) == credentials.device(cookie, NOW)
    assert credentials.device(cookie, NOW - SET_BACK - 2) is None


@given(st.text(max_size=80), st.integers(0, 60))
def test_no_other_cookie_is_accepted(text: str, place: int) -> None:
    """Rule: neither a made up one nor one in which anything is changed."""
    credentials = Credentials("secret", "ABCDEFGH")
    assert credentials.device(text, NOW) is None
    cookie = credentials.cookie(1, NOW)
    changed = cookie[:place] + ("0" if cookie[place] != "0" else "1") + cookie[place + 1 :]
    assert credentials.device(changed, NOW) is None


@pytest.mark.parametrize(("secret", "code"), [("other", "ABCDEFGH"), ("secret", "ABCDEFGJ")])
def test_another_secret_or_code_ends_all_cookies(secret: str, code: str) -> None:
    """A new code lets everybody out."""
    cookie = Credentials("secret", "ABCDEFGH").cookie(1, NOW)
    assert Credentials(secret, code).device(cookie, NOW) is None


def test_secrets_differ() -> None:
    """256 random bits each."""
    assert len({new_secret() for _ in range(50)}) == 50
    assert len(new_secret()) == 64


@given(st.lists(st.floats(0, 500), max_size=60).map(sorted))
def test_at_most_twenty_wrong_codes_are_looked_at_in_a_minute(times: list[float]) -> None:
    """Rule: in any minute, whoever types them."""
    limit, looked_at = JoinLimit(), []
    for now in times:
        if not limit.is_reached(now):
            looked_at.append(now)
            limit.count(now)
    for now in looked_at:
        assert sum(now - WINDOW < each <= now for each in looked_at) <= MOST
