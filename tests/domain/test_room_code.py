"""The code with which a room joins a hub: read however it was typed, and told apart from one that is mistyped."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from breakout_tui.domain.code_letters import ALPHABET, as_letters, as_number
from breakout_tui.domain.errors import RoomCodeRefused
from breakout_tui.domain.room_code import (
    LONG,
    SHORT,
    RoomCode,
    fingerprint_of,
    new_room_secret,
    read_room_code,
    secret_hash,
    shown,
)

LETTERS = st.sampled_from(ALPHABET)
SECRETS = st.text(LETTERS, min_size=16, max_size=16)
FINGERPRINTS = st.just("") | st.text(LETTERS, min_size=20, max_size=20)
CODES = st.builds(RoomCode, SECRETS, FINGERPRINTS)
SEPARATORS = st.sampled_from(["", "-", " ", "\t", "\n", " – ", "\u00a0", "\u2011", "\u00ad"])
LIKE = {"0": "0oO", "1": "1iIlL"}


def letters_of(code: RoomCode) -> str:
    """The code as it is typed, without hyphens."""
    return shown(code).replace("-", "")


def is_refused(text: str) -> bool:
    """Whether a text is not read as a code."""
    try:
        read_room_code(text)
    except RoomCodeRefused:
        return True
    return False


@given(CODES)
def test_a_code_is_read_back_as_it_is_shown(code: RoomCode) -> None:
    """Rule: for every secret, with a fingerprint or without."""
    assert read_room_code(shown(code)) == code
    assert len(letters_of(code)) == (LONG if code.fingerprint else SHORT)


@given(CODES, st.data())
def test_a_code_may_be_typed_with_any_separators_and_letters_that_look_alike(
    code: RoomCode, data: st.DataObject
) -> None:
    """Rule: blanks, hyphens and dashes anywhere; small or large; O for 0, I or L for 1."""
    typed = [
        data.draw(SEPARATORS) + data.draw(st.sampled_from(LIKE.get(each, each + each.lower())))
        for each in letters_of(code)
    ]
    assert read_room_code("".join(typed) + data.draw(SEPARATORS)) == code


@given(CODES, st.data())
def test_every_single_wrong_character_is_noticed(code: RoomCode, data: st.DataObject) -> None:
    """Rule: wherever it is, in the check letters too."""
    letters = letters_of(code)
    place, other = data.draw(st.integers(0, len(letters) - 1)), data.draw(LETTERS)
    assume(other != letters[place])
    assert is_refused(letters[:place] + other + letters[place + 1 :])


@given(CODES)
def test_any_two_neighbours_that_change_places_are_noticed(code: RoomCode) -> None:
    """Rule: wherever they are, also where the check letters begin."""
    letters = letters_of(code)
    for at in range(len(letters) - 1):
        swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        assert is_refused(swapped) == (swapped != letters)


@pytest.mark.parametrize("place", range(LONG))
def test_no_wrong_character_and_no_swap_can_leave_the_rest_of_a_right_code(place: int) -> None:
    """Rule: the proof of the two properties above, by all differences of two letters at all places."""
    differences = [each for each in range(-31, 32) if each]
    assert all(each * 32**place % 1021 for each in differences)
    assert all(each * (32 ** (place + 1) - 32**place) % 1021 for each in differences)


@given(CODES, st.data())
def test_a_character_too_few_or_too_many_is_noticed(code: RoomCode, data: st.DataObject) -> None:
    """Rule: and the message says which, and how many there are."""
    letters = letters_of(code)
    place = data.draw(st.integers(0, len(letters) - 1))
    with pytest.raises(RoomCodeRefused, match=f"too short: it has {len(letters) - 1} letters"):
        read_room_code(letters[:place] + letters[place + 1 :])
    with pytest.raises(RoomCodeRefused, match=f"it has {len(letters) + 1} letters"):
        read_room_code(letters[:place] + data.draw(LETTERS) + letters[place:])


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "is empty"),
        (" - ", "is empty"),
        ("7KQ2", "too short: it has 4 letters and digits instead of 18"),
        ("7" * 25, "too short: it has 25 letters and digits instead of 38"),
        ("7" * 39, "too long: it has 39 letters and digits instead of 38"),
        ("U" + "7" * 17, "a character that no code has"),
        ("7KQ2/M4XP?", "2 characters that no code has"),
        ("7" * 17 + "8", "mistyped"),
    ],
)
def test_the_message_says_what_is_wrong(typed: str, problem: str) -> None:
    """Rule: and what to do next."""
    with pytest.raises(RoomCodeRefused, match=problem) as refused:
        read_room_code(typed)
    assert "type it again" in refused.value.remedy


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused_without_being_quoted(text: str) -> None:
    """Rule: a message may be logged or seen by others; it has no word of a secret."""
    try:
        code = read_room_code(text)
    except RoomCodeRefused as refused:
        said = str(refused)
    else:
        assert read_room_code(shown(code)) == code
        return
    assert not any(word in said for word in text.split() if len(word) > 8)


def test_a_secret_is_not_in_the_form_that_python_prints() -> None:
    """Rule: a traceback or a failed comparison tells the fingerprint only."""
    assert repr(RoomCode("7" * 16)) == "RoomCode(fingerprint='')"


@pytest.mark.parametrize(("secret", "fingerprint"), [("7", ""), ("u" * 16, ""), ("7" * 16, "8")])
def test_only_codes_can_be_made(secret: str, fingerprint: str) -> None:
    """Rule: of the right length, and of letters that codes have."""
    with pytest.raises(ValueError, match="no room code"):
        RoomCode(secret, fingerprint)


def test_secrets_have_eighty_random_bits() -> None:
    """Sixteen letters of 32."""
    made = {new_room_secret() for _ in range(200)}
    assert len(made) == 200
    assert all(len(secret) == 16 and set(secret) <= set(ALPHABET) for secret in made)


def test_the_hub_stores_a_hash() -> None:
    """Rule: SHA-256, in hexadecimal."""
    assert secret_hash("7" * 16) == sha256(b"7" * 16).hexdigest()


@given(st.binary(max_size=100))
def test_a_fingerprint_is_how_the_hash_of_a_certificate_begins(der: bytes) -> None:
    """Rule: with the first 100 of its 256 bits."""
    assert as_number(fingerprint_of(der)) == int(sha256(der).hexdigest()[:25], 16)


@given(st.integers(0, 32**5 - 1))
def test_letters_and_numbers_are_one(number: int) -> None:
    """Rule: each number below the power has one form, and back."""
    assert as_number(as_letters(number, 5)) == number
