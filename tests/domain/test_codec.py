"""Values as JSON and back: each sort of value, what is left out, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import Enum
from typing import Any

import pytest

from breakout_tui.domain.codec import decoder, encoder, stored_name, text_decoder, text_encoder
from breakout_tui.domain.records import HeardAgain


class Colour(Enum):
    """An enum."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Circle:
    """One of two records; the name is left out if it is empty."""

    radius: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """Another one."""

    side: int
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A record that holds all sorts of values."""

    shape: Circle | Square | None
    marks: tuple[int, ...] = ()
    titles: Mapping[str, str] | None = None
    drawn_at: datetime | None = None
    hangs_from: time | None = None
    is_sold: bool = False


NOON = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
VALUES: list[tuple[Any, object, object]] = [
    (int, 3, 3),
    (bool, True, True),
    (float, 1.5, 1.5),
    (str, "C3 – “é”", "C3 – “é”"),
    (type(None), None, None),
    (Colour, Colour.RED, "red"),
    (datetime, NOON, "2026-11-24T12:30:00+00:00"),
    (time, time(12, 30), "12:30:00"),
    (tuple[Colour, ...], (Colour.RED,), ["red"]),
    (Mapping[str, int], {"a": 1}, {"a": 1}),
    (str | None, None, None),
    (str | None, "a", "a"),
    (Circle | None, Circle(1.0), {"radius": 1.0}),
    (Circle | Square, Square(2), {"is": "Square", "side": 2}),
    (Circle | Square | None, None, None),
    (Circle, Circle(2.0, "sun"), {"radius": 2.0, "name": "sun"}),
    (Square, Square(1, Colour.RED), {"side": 1, "colour": "red"}),
    (
        Drawing,
        Drawing(Circle(1.0), (1, 2), {"en": "Sun"}, NOON, time(9), True),
        {
            "shape": {"is": "Circle", "radius": 1.0},
            "marks": [1, 2],
            "titles": {"en": "Sun"},
            "drawn_at": "2026-11-24T12:30:00+00:00",
            "hangs_from": "09:00:00",
            "is_sold": True,
        },
    ),
    (Drawing, Drawing(None), {"shape": None}),
]


@pytest.mark.parametrize(("hint", "value", "plain"), VALUES)
def test_each_sort_of_value_has_one_form_in_json(hint: Any, value: object, plain: object) -> None:
    """A field with its default is left out; of several records each says which it is."""
    assert encoder(hint)(value) == plain
    back = decoder(hint)(plain)
    assert back == value
    assert type(back) is type(value)


def test_a_value_is_one_line_of_text() -> None:
    """Without blanks between, and with all letters as they are."""
    assert text_encoder(tuple[str, ...])(("é", "a b")) == '["é","a b"]'
    assert text_decoder(tuple[str, ...])('["é", "a b"]') == ("é", "a b")


def test_text_is_clean_on_both_ways() -> None:
    """Also the names in a mapping."""
    assert encoder(str)("a\x00b") == decoder(str)("a\x00b") == encoder(str)("a\x00b")
    assert "\x00" not in encoder(str)("a\x00b")
    for code in (encoder(Mapping[str, str]), decoder(Mapping[str, str])):
        assert code({"a\x00b": "c"}) == {encoder(str)("a\x00b"): "c"}


def test_a_whole_number_is_read_where_a_fraction_is_expected() -> None:
    """As a fraction; JSON does not tell them apart."""
    read = decoder(float)(2)
    assert (read, type(read)) == (2.0, float)
    assert decoder(Circle)({"radius": 2}) == Circle(2.0)


@pytest.mark.parametrize("number", [-(1 << 63), (1 << 63) - 1])
def test_a_number_that_a_database_holds_is_read(number: int) -> None:
    """The smallest and the largest."""
    assert decoder(int)(number) == number


@pytest.mark.parametrize(
    ("hint", "plain", "told"),
    [
        (int, 1 << 63, "is not int"),
        (float, 10**400, "is not float"),
        (int, -(1 << 63) - 1, "is not int"),
        (int, True, "True is not int"),
        (int, 1.0, "1.0 is not int"),
        (float, "1", "'1' is not float"),
        (str, 1, "1 is not str"),
        (bool, 0, "0 is not bool"),
    ],
)
def test_a_value_of_another_type_is_refused(hint: type, plain: object, told: str) -> None:
    """Nothing is taken for something like it; the message says what it is and what it should be."""
    with pytest.raises(TypeError, match=told):
        decoder(hint)(plain)


def test_a_moment_without_an_offset_is_refused() -> None:
    """It can't be compared with others."""
    with pytest.raises(ValueError, match="2026-11-24T12:30:00 has no offset from UTC"):
        decoder(datetime)("2026-11-24T12:30:00")


@pytest.mark.parametrize(
    ("hint", "text", "told"),
    [
        (int, '"a"', "not a int: 'a' is not int"),
        (Square, "{}", "not a Square"),
        (Square, "[]", "not a Square"),
        (Circle | Square, '{"is":"Line"}', "not a .*Circle | .*Square"),
        (int, "[" * 100_000, "not a int"),
        (tuple[int, ...], "1", r"not a tuple"),
    ],
    ids=["another type", "nothing in it", "a list", "an unknown record", "too deep", "no list"],
)
def test_any_other_json_is_a_value_error_that_names_what_was_expected(
    hint: Any, text: str, told: str
) -> None:
    """So that a reader needs to know one error only."""
    with pytest.raises(ValueError, match=told):
        text_decoder(hint)(text)


def test_a_hint_without_a_form_in_json_is_refused_when_it_is_asked_for() -> None:
    """Not only when the first value comes."""
    for code in (encoder, decoder):
        with pytest.raises(TypeError, match="no JSON for <class 'object'>"):
            code(object)


def test_a_record_that_was_renamed_keeps_its_name_in_files() -> None:
    """All others have the name of their class."""
    assert (stored_name(HeardAgain), stored_name(Circle)) == ("Echo", "Circle")
