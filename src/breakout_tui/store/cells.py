"""The cell of a value and the value of a cell, by the type hint of a record's field.

Text is stored as text, enums as their values, times as ISO 8601 with their offset, booleans as 0 and 1. What has parts
is stored as JSON text (``domain/codec.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from breakout_tui.domain import codec
from breakout_tui.domain.text import clean
from breakout_tui.store.instants import instant_of

Cell = None | str | int | float
"""The content of one column of one row."""

Encode = Callable[[Any], Cell]
Decode = Callable[[Any], Any]

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def cell_codec(hint: object) -> tuple[Encode, Decode]:
    """What makes a cell of a value of this hint, and a value of a cell."""
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    plain = tuple(member for member in members if member is not NoneType)
    encode, decode = _simple_codec(plain[0]) if len(plain) == 1 else (None, None)
    if encode is None or decode is None:
        whole = plain[0] if len(plain) == 1 else hint
        encode, decode = codec.text_encoder(whole), codec.text_decoder(whole)
    return (encode, decode) if len(members) == len(plain) else (_or_none(encode), _or_none(decode))


def _simple_codec(hint: object) -> tuple[Encode | None, Decode | None]:
    """For values that need no JSON; None for others."""
    if not isinstance(hint, type) or get_origin(hint) is not None:
        return None, None
    if hint is str:
        return clean, clean
    if hint in (bool, int):
        return _integer, hint
    if hint is float:
        return float, float
    if issubclass(hint, Enum):
        return codec.ENUM_VALUE, hint
    if issubclass(hint, datetime):
        return hint.isoformat, instant_of
    if issubclass(hint, time):
        return hint.isoformat, hint.fromisoformat
    return None, None


def _integer(value: int) -> int:
    """Clamped to SQLite's 64 bits: a number beyond them must not stop all later saves."""
    number = int(value)
    return number if _SMALLEST <= number <= _LARGEST else max(_SMALLEST, min(number, _LARGEST))


def _or_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)
