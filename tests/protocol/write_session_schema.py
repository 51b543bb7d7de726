"""Writes ``docs/session.schema.json`` from the domain's classes and their docstrings: ``make schema``."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
from collections.abc import Mapping
from datetime import datetime, time
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from breakout_tui import paper_protocol, protocol, record_protocol
from breakout_tui.domain.codec import encoder
from breakout_tui.domain.notes import Note
from breakout_tui.domain.paper_records import OtherDecision
from breakout_tui.domain.records import UndoableChange
from breakout_tui.domain.versions import Erasure, Renumbered, Stamp
from tests.protocol.paper_schema import DECISIONS, OTHER

SCHEMA = Path(__file__).parents[2] / "docs/session.schema.json"

Json = dict[str, Any]

_DESCRIPTION = (
    "What `breakout-tui export --format json` writes: sessions with everything that was recorded in them, and the decisions on position papers. A field that is absent has its "
    "default. Within a version, fields may be added; leave out those you do not know. None is removed or given another meaning. Ids are "
    "stable; serials and references can change where the notes of two laptops come together. Durations are whole seconds."
)
_ID = {"type": "string", "minLength": 1}
_VERSIONED: Json = {
    "stamp": {"$ref": "#/$defs/Stamp"},
    "made_by": {
        "type": "string",
        "description": "The writer that made the record; absent if it is that of the stamp.",
    },
}
_NOTE_FIELDS: Json = {
    "reference": {
        "type": "string",
        "pattern": "^[A-Z][1-9][0-9]*$",
        "description": "The letter of its kind and a running number.",
    },
    "links": {
        "type": "array",
        "items": _ID,
        "description": "The ids of the notes it links to, in the order given.",
    },
    "merged_into": {**_ID, "description": "The id of the note into which it was merged."},
}
_COLLECTIONS = {
    "details": "The session itself.",
    "phases": "The phases that were started.",
    "boxes": "The time boxes of the agenda.",
    "spans": "Stretches of the room's time, in boxes and pauses.",
    "notes": "The statements, by serial; deleted and merged ones are among them.",
    "tallies": "The counts of votes.",
    "rankings": "The ranking of each rank step, with its locked list.",
    "report_back": "The edited report-back.",
    "heard_again": "Outputs of earlier sessions that were heard again.",
    "speakers": "Requests to speak, and when their speakers spoke.",
    "speakers_lists": "How the list of speakers of each phase is led.",
    "undo_steps": "Only in the form for a take-over.",
    "phone_votes": "The votes on phones with their tallies; no ballot is in any file of a room.",
}


def schema() -> Json:
    """The whole schema."""
    definitions: Json = {}
    session: Json = {
        "id": _ID,
        **{name: _group(name, definitions) for name in _COLLECTIONS},
        "knowledge": {
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "description": "By writer, the highest counter that is known: all its changes up to there were seen.",
        },
        "laptops": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "By writer, the name of its laptop, where known.",
        },
        "renumbered": {"type": "array", "items": _of_class(Renumbered, definitions)},
        "erasures": {"type": "array", "items": _of_class(Erasure, definitions)},
    }
    _of_class(Stamp, definitions)
    paper: Json = {
        "id": {**_ID, "description": "Made of the event's name: the same in every file."},
        **{name: _decisions(name, definitions) for name in DECISIONS},
        "knowledge": session["knowledge"],
        "laptops": session["laptops"],
    }
    definitions["Paper"] = _object(
        paper, ["id", "knowledge"], "What the editors decided on the position paper of one event."
    )
    definitions["Session"] = _object(session, ["id", "details", "knowledge"], "One theme in one room.")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "session.schema.json",
        "title": "breakout-tui sessions",
        "description": _DESCRIPTION,
        **_object(
            {
                "format": {"const": protocol.FORMAT},
                "version": {"const": protocol.VERSION},
                "sessions": {"type": "array", "items": {"$ref": "#/$defs/Session"}, "description": "By id."},
                "papers": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/Paper"},
                    "description": "By id; absent where no paper was edited, and where one session was exported.",
                },
            },
            ["format", "version", "sessions"],
        ),
        "$defs": dict(sorted(definitions.items())),
    }


def _decisions(name: str, definitions: Json) -> Json:
    """A collection of a paper."""
    each = _versioned(paper_protocol.ENTRIES[name], definitions, {"stamp": _VERSIONED["stamp"]})
    return {"type": "array", "items": each, "description": DECISIONS[name]}


def _versioned(record: type, definitions: Json, added: Json) -> Json:
    """A reference to the definition of a record that has versions."""
    _of_class(record, definitions)
    made = definitions[record.__name__]
    made["properties"].pop("session_id", None)
    made["properties"] |= {**added, "siblings": _siblings(record.__name__)}
    made["required"] = [each for each in made["required"] if each != "session_id"] + ["stamp"]
    return {"$ref": f"#/$defs/{record.__name__}"}


def _group(name: str, definitions: Json) -> Json:
    """A collection of a session: its records, or the one record."""
    each = _versioned(record_protocol.RECORDS[name], definitions, _VERSIONED)
    return (
        {**each, "description": _COLLECTIONS[name]}
        if name in protocol.SINGLE
        else {
            "type": "array",
            "items": each,
            "description": _COLLECTIONS[name],
        }
    )


def _siblings(name: str) -> Json:
    return {
        "type": "array",
        "items": {"$ref": f"#/$defs/{name}"},
        "description": "Its other states, where laptops changed it without knowing of each other.",
    }


def _of_class(record: type, definitions: Json) -> Json:
    """A reference to the definition of a class, which is made if it is new."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # a class that holds itself finds this
        definitions[name] = _IN_OTHER_WORDS.get(record) or _definition(record, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _definition(record: type, definitions: Json) -> Json:
    hints, about = get_type_hints(record), _field_docs(record)
    defaults = _defaults(record)
    properties = {}
    for name, hint in hints.items():
        default = defaults.get(name, dataclasses.MISSING)
        given = {} if default is dataclasses.MISSING else {"default": default}
        described = {"description": about[name]} if name in about else {}
        properties[name] = {**_type(hint, definitions), **described, **given}
    required = [name for name in hints if name not in defaults]
    if record is Note:
        del properties["number"]
        properties |= {name: {**properties.get(name, {}), **made} for name, made in _NOTE_FIELDS.items()}
        properties["links"]["default"] = []
        required = ["reference" if name == "number" else name for name in required]
        properties["merged_into"].pop("anyOf", None)
        properties["merged_into"].pop("default", None)
    return _object(properties, required, _about(record))


_CHANGE: Json = {
    "type": "object",
    "description": "One record of an undo step, before (absent if it was new) and after.",
    "properties": {
        "of": {
            "enum": [
                "notes",
                "tallies",
                "rankings",
                "report_back",
                "heard_again",
                "speakers",
                "speakers_lists",
            ]
        },
        "before": {"type": "object"},
        "after": {"type": "object"},
    },
    "required": ["of", "after"],
}


_IN_OTHER_WORDS: Mapping[type, Json] = {UndoableChange: _CHANGE, OtherDecision: OTHER}
"""The classes whose JSON is not that of their fields."""


def _type(hint: object, definitions: Json) -> Json:
    simple = {str: "string", int: "integer", bool: "boolean", float: "number", NoneType: "null"}
    if isinstance(hint, type) and hint in simple:
        return {"type": simple[hint]}
    if hint is datetime:
        return {"type": "string", "format": "date-time"}
    if hint is time:
        return {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if isinstance(hint, type):
        return _of_class(hint, definitions)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], definitions)}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1], definitions)}
    assert get_origin(hint) in (Union, UnionType), hint
    return {"anyOf": [_type(each, definitions) for each in get_args(hint)]}


def _defaults(record: type) -> Json:
    """The JSON of each default; a default that is made anew each time is an empty object."""
    if not dataclasses.is_dataclass(record):
        return {}
    found: Json = {}
    for field in dataclasses.fields(record):
        if field.default is not dataclasses.MISSING:
            found[field.name] = _plain(field.default)
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = {}
    return found


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    kind: object = type(value)
    return encoder(kind)(value) if dataclasses.is_dataclass(value) else value


def _field_docs(record: type) -> dict[str, str]:
    """By field, the text that stands below it in the source."""
    (body,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(body, ast.ClassDef)
    pairs = zip(body.body, body.body[1:], strict=False)
    return {
        field.target.id: _plain_text(doc.value.value)
        for field, doc in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(doc, ast.Expr)
        and isinstance(doc.value, ast.Constant)
        and isinstance(doc.value.value, str)
    }


def _about(what: object) -> str:
    return _plain_text((inspect.getdoc(what) or "").partition("\n\n")[0])


def _plain_text(text: str) -> str:
    """The docstring without its markup, in the words of JSON."""
    text = re.sub(r":\w+:`([^`]*)`", r"\1", text).replace("``", "")
    return re.sub(r"\s+", " ", re.sub(r"\bNone\b", "null", re.sub(r" \(see [^)]*\)", "", text)))


def _object(properties: Json, required: list[str], description: str = "") -> Json:
    described = {"description": description} if description else {}
    return {"type": "object", **described, "required": required, "properties": properties}


def schema_text() -> str:
    """The whole file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
