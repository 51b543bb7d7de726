"""A place to look at, as one line of text."""

from __future__ import annotations

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
from breakout_tui.domain.text import clip, plural
from breakout_tui.domain.timeline import PhaseRun

_WORDS = 60


def place_line(place: Place) -> str:
    """What is different, and on which laptops."""
    match place:
        case OtherReference(own=own, given=given, laptop=laptop):
            return f"{own} on {laptop} is {given} now, because another statement has {own} too"
        case LaidOutTwice(phase=phase, boxes=boxes):
            return f"{phase}: {plural(len(boxes), 'box', 'boxes')} for “{boxes[0].title}”"
        case CountedTwice(subject=subject, tallies=tallies):
            return f"{subject} has {len(tallies)} counts: {', '.join(str(each.votes) for each in tallies)}"
        case ChangedTwice(shown=shown, others=others):
            sides = "; ".join(_side(side) for side in (shown, *others))
            return f"{_named(shown.record)} was changed on {len(others) + 1} laptops: {sides}"


def _side(side: Side) -> str:
    content = _content(side.record)
    return f"{side.laptop}: {content}" if content else side.laptop


def _named(record: Record) -> str:
    match record:
        case Note():
            return record.reference
        case SessionInfo():
            return "The details of the session"
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
            return f"{reference} heard again"
    return "A record"


def _content(record: Record) -> str:
    match record:
        case Note(text=text, deleted=deleted):
            return "deleted" if deleted else f"“{clip(text, _WORDS)}”"
        case Tally(votes=votes):
            return str(votes)
    return ""
