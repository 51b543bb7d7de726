"""Values of the domain as JSON text and back, led by their type hints; the standard library only.

Understands text, numbers, truth values, enums (by their value), dates and times (ISO 8601), None, tuples of one sort,
dataclasses, and unions of them. A dataclass leaves out what has its default, so that a row stays short and a field
added later is read from older rows. In a union of several dataclasses each says which it is, under ``is``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from breakout_tui.domain.text import clean

Plain = None | str | int | float | bool | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""

Coder = Callable[[Any], Any]

WORD: Coder = attrgetter("_value_")
"""The word of an enum's member, as ``value`` gives it, which in Python 3.11 takes two calls more."""

_STORED_NAMES = {"HeardAgain": "Echo"}
"""What a record's class is called in files, where it is not its name in the code: files outlive names."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_text(value: object, hint: object) -> str:
    """The value as JSON text in one line."""
    return texts(hint)(value)


def texts(hint: object) -> Callable[[object], str]:
    """What makes JSON text, in one line, of a value of this hint."""
    plain = encoder(hint)
    return lambda value: _JSON.encode(plain(value))


def from_text(text: str, hint: object) -> Any:
    """The value that JSON text of this hint says; all its text is clean. Raises ValueError when it says none."""
    try:
        return decoder(hint)(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a {_name(hint)}: {error}") from error


@cache
def encoder(hint: object) -> Coder:
    """What makes a plain value of a value of this hint."""
    match hint:
        case _ if hint in (int, float, bool, NoneType):
            return _same
        case _ if hint is str:
            return clean
        case type() if issubclass(hint, Enum):
            return WORD
        case type() if issubclass(hint, datetime | time):
            return hint.isoformat
        case type() if dataclasses.is_dataclass(hint):
            return _dataclass_encoder(hint)
    if get_origin(hint) is tuple:
        each = encoder(get_args(hint)[0])
        return lambda values: [each(value) for value in values]
    return _union_encoder(_members(hint))


@cache
def decoder(hint: object) -> Coder:
    """What makes a value of this hint of a plain value."""
    match hint:
        case _ if hint in (int, float, bool, str):
            assert isinstance(hint, type)
            return _typed(hint)
        case _ if hint is NoneType:
            return _same
        case type() if issubclass(hint, Enum):
            return hint
        case type() if issubclass(hint, datetime | time):
            return hint.fromisoformat
        case type() if dataclasses.is_dataclass(hint):
            return _dataclass_decoder(hint)
    if get_origin(hint) is tuple:
        each = decoder(get_args(hint)[0])
        return lambda values: tuple(each(value) for value in values)
    return _union_decoder(_members(hint))


def _dataclass_encoder(sort: type) -> Coder:
    hints = get_type_hints(sort)
    plan = [(field.name, encoder(hints[field.name]), field.default) for field in dataclasses.fields(sort)]

    def encode(value: object) -> dict[str, Any]:
        said = {}
        for name, code, default in plan:
            inner = getattr(value, name)
            if inner != default:
                said[name] = code(inner)
        return said

    return encode


def _dataclass_decoder(sort: type) -> Coder:
    hints = get_type_hints(sort)
    plan = [(field.name, decoder(hints[field.name])) for field in dataclasses.fields(sort)]

    def decode(plain: dict[str, Any]) -> object:
        return sort(**{name: code(plain[name]) for name, code in plan if name in plain})

    return decode


def _union_encoder(members: tuple[type, ...]) -> Coder:
    records = [member for member in members if dataclasses.is_dataclass(member)]
    if len(records) < 2:
        only = encoder(next(member for member in members if member is not NoneType))
        return lambda value: None if value is None else only(value)
    codes = {record: encoder(record) for record in records}
    return lambda value: (
        None if value is None else {"is": _stored_name(type(value)), **codes[type(value)](value)}
    )


def _union_decoder(members: tuple[type, ...]) -> Coder:
    records = [member for member in members if dataclasses.is_dataclass(member)]
    if len(records) < 2:
        only = decoder(next(member for member in members if member is not NoneType))
        return lambda plain: None if plain is None else only(plain)
    codes = {_stored_name(record): decoder(record) for record in records}
    return lambda plain: None if plain is None else codes[plain["is"]](plain)


def _members(hint: object) -> tuple[type, ...]:
    if get_origin(hint) not in (Union, UnionType):
        raise TypeError(f"no JSON for {hint!r}")
    return get_args(hint)


def _typed(sort: type) -> Coder:
    """Takes only what is of this sort already; text comes out clean, whole numbers pass as fractions."""

    def decode(plain: object) -> object:
        if sort is float and type(plain) is int:
            return float(plain)
        if type(plain) is not sort:
            raise TypeError(f"{plain!r} is not {_name(sort)}")
        return clean(plain) if isinstance(plain, str) else plain

    return decode


def _same(value: Any) -> Any:
    return value


def _stored_name(record: type) -> str:
    return _STORED_NAMES.get(record.__name__, record.__name__)


def _name(hint: object) -> str:
    return getattr(hint, "__name__", str(hint))
