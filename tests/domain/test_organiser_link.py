"""The organiser's link: an address, and behind it the code that no browser sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.code_letters import ALPHABET
from breakout_tui.domain.errors import RoomCodeRefused
from breakout_tui.domain.organiser_link import OrganiserLink, read_organiser_link
from breakout_tui.domain.room_code import RoomCode, shown

SECRETS = st.text(ALPHABET, min_size=16, max_size=16)
PRINTS = st.one_of(st.just(""), st.text(ALPHABET, min_size=20, max_size=20))


@given(SECRETS, PRINTS, st.sampled_from(["", " ", "\n"]))
def test_a_link_is_read_as_it_was_made(secret: str, fingerprint: str, around: str) -> None:
    """Rule: whole, or only its code; no text of the program shows the secret by accident."""
    link = OrganiserLink("https://192.168.1.20:8765", RoomCode(secret, fingerprint))
    assert read_organiser_link(f"{around}{link.text}{around}") == link
    assert read_organiser_link(shown(link.code)) == OrganiserLink("", link.code)
    assert "secret" not in repr(link)
    assert link.text.partition("#")[0] == "https://192.168.1.20:8765/overview"


@pytest.mark.parametrize(
    "text", ["", "#", "https://hub/overview", "https://hub/overview#", "ftp://hub/overview#{}", "hub#{}", "https://a@hub/overview#{}"]
)  # fmt: skip
def test_what_is_no_link_is_refused_in_words_that_quote_nothing(text: str) -> None:
    """Rule: and say what to do."""
    code = shown(RoomCode("0123456789ABCDEF"))
    with pytest.raises(RoomCodeRefused) as refused:
        read_organiser_link(text.format(code))
    assert "0123" not in str(refused.value)
    assert refused.value.remedy
