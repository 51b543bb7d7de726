"""A place to look at, as one line of plain words: what is different, and on which laptops. The first one named is the one shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.places_to_look import (
    ChangedTwice,
    CountedTwice,
    LaidOutTwice,
    OtherReference,
    Place,
    Side,
)
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.text import clip, plural
from breakout_tui.domain.timeline import PhaseRun

_WORDS = 60
_UNNAMED = re.compile(r"[0-9a-f]{4}")
"""What stands for a laptop whose name is unknown: the first digits of its writer."""

_FIELDS: Mapping[type, Mapping[str, str]] = {
    Note: {
        "kind": "the kind",
        "cluster": "the cluster",
        "attribution": "the speaker",
        "box_id": "the box",
        "links": "links",
        "agreement": "the level of agreement",
        "minority": "the minority view",
        "dissent": "dissent",
        "read_back": "the result of the read-back",
        "where": "the place of practice",
        "evidence": "the evidence",
        "addressee": "the addressee",
        "actor": "the actor",
        "due": "the due date",
        "reason": "the reason",
    },
    SessionInfo: {
        "room": "the room",
        "facilitator": "the facilitator",
        "rapporteur": "the rapporteur",
        "people": "the head count",
        "round": "the round",
        "rule": "the attribution rule",
        "groups": "the country groups",
        "ends": "the fixed ends",
        "programme": "the programme",
    },
    PhaseRun: {
        "started_at": "the start",
        "ended_at": "the end",
        "fixed_end": "the fixed end",
        "length": "the length",
    },
    Box: {
        "title": "the title",
        "planned": "the planned time",
        "short_name": "the short name",
        "lead": "the lead",
    },
    Tally: {"votes": "", "revote": "the second count"},
    HeardAgain: {"times": ""},
    Speaker: {"state": "", "times": "the time"},
    SpeakersList: {
        "order": "the order",
        "is_closed": "whether it is closed",
        "arranged": "who was moved",
        "speaking": "the time",
    },
    ReportBack: {
        "headline": "the headline",
        "findings": "the findings",
        "differed": "the differences",
        "recommendations": "the recommendations",
        "decisions": "the decisions",
        "ask": "the request",
        "minutes": "the length",
    },
}
"""By type of record, the fields of which a difference is told, in this order; no words for what the record is itself."""


def place_line(place: Place) -> str:
    """What is different, and on which laptops. Literal text without a full stop."""
    match place:
        case OtherReference(own=own, given=given, laptop=laptop):
            return (
                f"{own} of {_laptop(laptop)} is now {given}: another laptop gave {own} to another statement"
            )
        case LaidOutTwice(phase=phase, boxes=boxes):
            return f"“{boxes[0].title}” has {plural(len(boxes), 'box', 'boxes')} in the phase {phase}: two laptops made its agenda"
        case CountedTwice(subject=subject, tallies=tallies):
            votes = [each.votes for each in tallies]
            counts = _and([str(each) for each in votes])
            return f"{subject} was counted on two laptops: {counts}, together {sum(votes)}"
        case ChangedTwice(shown=shown, others=others):
            return _changed([shown, *others])


def _changed(sides: Sequence[Side]) -> str:
    records = [side.record for side in sides]
    name = _named(records[0])
    if (removed := _removed(sides)) is not None:
        return f"{name} {removed}"
    if isinstance(records[0], Note) and len({_text(record) for record in records}) > 1:
        return f"{name} was written differently {_where(sides, _text)}"
    if isinstance(records[0], Ranking):
        return f"{name} is different {_where(sides, _issues)}"
    return f"{name} {_different(sides)}"


def _removed(sides: Sequence[Side]) -> str | None:
    """That the record was removed on some laptops only; None where it was not."""
    gone = [side for side in sides if _gone(side.record)]
    kept = [side for side in sides if not _gone(side.record)]
    if not gone or not kept:
        return None
    here, there = (_and(list(dict.fromkeys(_laptop(side.laptop) for side in part))) for part in (gone, kept))
    return f"was {_gone(gone[0].record)} on {here}, but changed on {there}"


def _gone(record: Record) -> str:
    """How a record was taken out of sight; empty where it is in sight."""
    if getattr(record, "deleted", False):
        return "removed" if isinstance(record, Tally) else "deleted"
    if isinstance(record, Note) and record.merged_into is not None:
        return "merged into another statement"
    if isinstance(record, Box) and record.dropped:
        return "dropped"
    return "taken back" if isinstance(record, PhaseRun) and record.taken_back else ""


def _different(sides: Sequence[Side]) -> str:
    """The fields that differ, the first one with its values."""
    records = [side.record for side in sides]
    fields = _FIELDS.get(type(records[0]), {})
    found = [name for name in fields if len({repr(getattr(record, name)) for record in records}) > 1]
    if not found:
        return f"was changed {_where(sides, lambda _: '')}"
    told = _where(sides, lambda record: _said(record, found[0]))
    more = f"; also in {_and([fields[name] for name in found[1:]])}" if found[1:] else ""
    first = f"in {fields[found[0]]} " if fields[found[0]] else ""
    return f"differs {first}{told}{more}"


def _where(sides: Sequence[Side], content: Callable[[Record], str]) -> str:
    """On which laptops, with what each of them has."""
    laptops = [side.laptop for side in sides]
    are_told_apart = len(set(laptops)) == len(laptops)
    number = {2: "two", 3: "three"}.get(len(sides), str(len(sides)))
    each = [
        f"{said} ({_laptop(side.laptop)})" if are_told_apart else said
        for side in sides
        if (said := content(side.record))
    ]
    if each:
        return f"{'on' if are_told_apart else 'in'} {number} {'laptops' if are_told_apart else 'copies'}: {_and(each)}"
    return f"on {_and([_laptop(laptop) for laptop in dict.fromkeys(laptops)])}"


def _named(record: Record) -> str:
    match record:
        case Note():
            return record.reference
        case SessionInfo():
            return "The session"
        case PhaseRun(phase=phase):
            return f"The phase {phase}"
        case Box(title=title):
            return f"The box “{title}”"
        case Tally(subject=subject):
            return f"The count of {subject}"
        case Ranking():
            return "The priority list"
        case ReportBack():
            return "The report-back"
        case HeardAgain(reference=reference):
            return f"How often {reference} was heard again"
        case Speaker(asked_at=at):
            return f"The request to speak of {at:%H:%M}"
        case SpeakersList():
            return "The list of speakers"
    return "A record"


def _text(record: Record) -> str:
    return f"“{clip(record.text, _WORDS)}”" if isinstance(record, Note) else ""


def _issues(record: Record) -> str:
    """The issues of a locked list, in order."""
    assert isinstance(record, Ranking)
    return ", ".join(issue.subject for issue in record.issues) if record.locked_at else "not locked"


def _said(record: Record, name: str) -> str:
    """What a field says, in few words; empty for what has no words of its own, such as links."""
    value = getattr(record, name)
    match value.value if isinstance(value, Enum) else value:
        case None | "":
            return "none"
        case str(text) if name != "box_id":
            return f"“{clip(text, _WORDS)}”"
        case int(number):
            return str(number)
        case datetime() as at:
            return f"{at:%H:%M}"
    return ""


def _laptop(name: str) -> str:
    return f"laptop {name}" if _UNNAMED.fullmatch(name) else name


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
