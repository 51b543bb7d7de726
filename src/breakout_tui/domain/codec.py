"""Values of the domain as JSON text and back, by their type hints; standard library only.

Handles text, numbers, booleans, enums (by value), dates and times (ISO 8601), None, tuples of one type, mappings from text,
dataclasses, and unions of them. Fields with their default value are left out, so that rows stay short and older rows without a
newer field can be read. In a union of several dataclasses each value names its class, under ``is``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from breakout_tui.domain.text import clean

Plain = None | str | int | float | bool | list["Plain"] | dict[str, "Plain"]
"""A value that JSON has."""

Coder = Callable[[Any], Any]

ENUM_VALUE: Coder = attrgetter("value")
"""The stored word of an enum's member."""

_STORED_NAMES = {"HeardAgain": "Echo"}
"""The name of a record's class in files, where it differs from the code: a class may be renamed, files stay."""

_LARGEST = 1 << 63
"""Whole numbers are below, as in a database."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_text(plain: object) -> str:
    """The JSON text of a plain value, in one line, as files have it."""
    return _JSON.encode(plain)


def text_encoder(hint: object) -> Callable[[object], str]:
    """What makes JSON text, in one line, of a value of this hint."""
    plain = encoder(hint)
    return lambda value: _JSON.encode(plain(value))


def text_decoder(hint: object) -> Callable[[str], Any]:
    """What makes a value of this hint of JSON text; all its text is clean. Raises ValueError for other text."""
    value_of = decoder(hint)

    def decode(text: str) -> Any:
        try:
            return value_of(json.loads(text))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a {_name(hint)}: {error}") from error

    return decode


@cache
def encoder(hint: object) -> Coder:
    """What makes a JSON value of a value of this hint."""
    match hint:
        case _ if hint in (int, float, bool, NoneType):
            return _same
        case _ if hint is str:
            return clean
        case type() if issubclass(hint, Enum):
            return ENUM_VALUE
        case type() if issubclass(hint, datetime | time):
            return hint.isoformat
        case type() if dataclasses.is_dataclass(hint):
            return _dataclass_encoder(hint)
    if get_origin(hint) is tuple:
        each = encoder(get_args(hint)[0])
        return lambda values: [each(value) for value in values]
    if get_origin(hint) is Mapping:
        of_key = encoder(get_args(hint)[1])
        return lambda values: {clean(key): of_key(value) for key, value in values.items()}
    return _union_encoder(_members(hint))


@cache
def decoder(hint: object) -> Coder:
    """What makes a value of this hint of a JSON value."""
    match hint:
        case _ if hint in (int, float, bool, str):
            assert isinstance(hint, type)
            return _typed(hint)
        case _ if hint is NoneType:
            return _same
        case type() if issubclass(hint, Enum):
            return hint
        case _ if hint is datetime:
            return _moment
        case type() if issubclass(hint, time):
            return hint.fromisoformat
        case type() if dataclasses.is_dataclass(hint):
            return _dataclass_decoder(hint)
    if get_origin(hint) is tuple:
        each = decoder(get_args(hint)[0])
        return lambda values: tuple(each(value) for value in values)
    if get_origin(hint) is Mapping:
        of_key = decoder(get_args(hint)[1])
        return lambda values: {clean(key): of_key(value) for key, value in values.items()}
    return _union_decoder(_members(hint))


def _dataclass_encoder(record_class: type) -> Coder:
    hints = get_type_hints(record_class)
    plan = [
        (field.name, encoder(hints[field.name]), field.default) for field in dataclasses.fields(record_class)
    ]

    def encode(value: object) -> dict[str, Any]:
        stored = {}
        for name, code, default in plan:
            inner = getattr(value, name)
            if inner != default:
                stored[name] = code(inner)
        return stored

    return encode


def _dataclass_decoder(record_class: type) -> Coder:
    hints = get_type_hints(record_class)
    codes = {field.name: decoder(hints[field.name]) for field in dataclasses.fields(record_class)}

    def decode(plain: dict[str, Any]) -> object:
        # By what is there: most fields have their default, and are left out.
        return record_class(**{name: codes[name](value) for name, value in plain.items() if name in codes})

    return decode


def _union_encoder(members: tuple[type, ...]) -> Coder:
    records = [member for member in members if dataclasses.is_dataclass(member)]
    if len(records) < 2:
        only = encoder(next(member for member in members if member is not NoneType))
        return lambda value: None if value is None else only(value)
    codes = {record: encoder(record) for record in records}
    return lambda value: (
        None if value is None else {"is": stored_name(type(value)), **codes[type(value)](value)}
    )


def _union_decoder(members: tuple[type, ...]) -> Coder:
    records = [member for member in members if dataclasses.is_dataclass(member)]
    if len(records) < 2:
        only = decoder(next(member for member in members if member is not NoneType))
        return lambda plain: None if plain is None else only(plain)
    codes = {stored_name(record): decoder(record) for record in records}
    return lambda plain: None if plain is None else codes[plain["is"]](plain)


def _members(hint: object) -> tuple[type, ...]:
    if get_origin(hint) not in (Union, UnionType):
        raise TypeError(f"no JSON for {hint!r}")
    return get_args(hint)


def _typed(expected: type) -> Coder:
    """Accepts only values of this type; text is cleaned, an integer is accepted as a float."""

    def decode(plain: object) -> object:
        is_too_large = type(plain) is int and not -_LARGEST <= plain < _LARGEST
        if expected is float and type(plain) is int and not is_too_large:
            return float(plain)
        if type(plain) is not expected or is_too_large:
            raise TypeError(f"{plain!r} is not {_name(expected)}")
        return clean(plain) if isinstance(plain, str) else plain

    return decode


def _moment(plain: str) -> datetime:
    """A time with its offset; one without can't be compared with others."""
    moment = datetime.fromisoformat(plain)
    if moment.tzinfo is None:
        raise ValueError(f"{plain} has no offset from UTC")
    return moment


def _same(value: Any) -> Any:
    return value


def stored_name(record: type) -> str:
    """The name of a record's class in files."""
    return _STORED_NAMES.get(record.__name__, record.__name__)


def _name(hint: object) -> str:
    return getattr(hint, "__name__", str(hint))
