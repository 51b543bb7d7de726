"""Statements as items of a list: the text first, then in italics who, when and the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import NoteField
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.step_kinds import AGREED_ON
from breakout_tui.domain.text import plural
from breakout_tui.report.document import Item
from breakout_tui.report.formatting import capital, clock
from breakout_tui.report.inlines import Emphasis, Inlines, Strong, Text
from breakout_tui.report.phrases import joined, one_line, plain_title, referred, title, typed
from breakout_tui.report.report_model import OtherWording, Statement

_VERBS = {
    Kind.PRINCIPLE: "answers",
    Kind.APPROACH: "follows",
    Kind.RECOMMENDATION: "carries out",
    Kind.DECISION: "answers",
}
_RESULTS = {
    ReadBack.AGREED: "agreed",
    ReadBack.AMENDED: "agreed as amended",
    ReadBack.SKIPPED: "skipped",
}
NOT_READ = "Not read back."


def said(statement: Statement, *, place: str = "", has_cluster: bool = True) -> Item:
    """A statement under its box: its text, details in italics, other wordings below.

    ``place`` is the box where it was captured, if it is printed elsewhere; ``has_cluster`` is False below the heading of its cluster.
    """
    below = [
        *_details(statement),
        *_level(statement),
        *_views(statement),
        *(_read_back(statement, was_read=False) if statement.read_back is not None else ()),
        *_others(statement),
    ]
    small = Emphasis(_circumstances(statement, place=place, has_cluster=has_cluster))
    return Item((*_opening(statement), Text(" "), small), tuple(Item(line) for line in below))


def output(statement: Statement, *, was_read: bool) -> Item:
    """An output: the statement, what was agreed on it, and its origin.

    ``was_read`` says that the read-back is over, so that an unread output is marked.
    """
    below = [
        *_agreed(statement),
        *_views(statement),
        *_details(statement),
        (Emphasis(_circumstances(statement, is_output=True)),),
        *_read_back(statement, was_read=was_read),
        *_others(statement),
    ]
    return Item(_opening(statement), tuple(Item(line) for line in below))


def _opening(statement: Statement) -> Inlines:
    return (*title(statement.reference, statement.formerly), Text(" "), typed(statement.text))


def _circumstances(
    statement: Statement, *, is_output: bool = False, place: str = "", has_cluster: bool = True
) -> Inlines:
    """When, where, who, links, how often."""
    told = _origin(statement, place, has_cluster=has_cluster)
    if statement.votes is not None and is_output:
        told.append(plural(statement.votes, "vote"))
    parts: list[Inlines] = [(Text(", ".join(told)),)]
    if statement.answers:
        verb = _VERBS.get(statement.kind, "see")
        parts.append((Text(f"{verb} "), *referred(statement.answers)))
    if statement.mentions:
        parts.append((Text("see "), *referred(statement.mentions)))
    if statement.heard > 1:
        parts.append((Text(f"heard {statement.heard}×"),))
    return joined(parts)


def _origin(told: Statement | OtherWording, place: str = "", *, has_cluster: bool = True) -> list[str]:
    """When, where, who and the cluster."""
    cluster = one_line(told.cluster) if has_cluster else ""
    found = (clock(told.at), one_line(place), one_line(told.attribution), cluster and f"#{cluster}")
    return [part for part in found if part]


def _details(statement: Statement) -> Iterator[Inlines]:
    """The fields in one line, also those from an earlier kind; those of what is agreed on have a line each (``_agreed``)."""
    own_lines = statement.kind if statement.kind in AGREED_ON else None
    told = _in_one_line((field, value) for field, value in statement.fields if field.kind is not own_lines)
    if told:
        yield (Text(capital(told)),)


def _in_one_line(fields: Iterable[tuple[NoteField, str]]) -> str:
    return "; ".join(
        f"{field.heading.lower()}: {text}" for field, value in fields if (text := one_line(value))
    )


def _others(statement: Statement) -> Iterator[Inlines]:
    return ((Text("Also "), *_other(other)) for other in statement.others)


def _other(other: OtherWording) -> Inlines:
    small = "; ".join(filter(None, [", ".join(_origin(other)), _in_one_line(other.fields)]))
    minority = (Text(" Minority view: "), typed(other.minority)) if other.minority.strip() else ()
    opening = plain_title(other.reference, other.formerly)
    return (*opening, Text(": "), typed(other.text), Text(" "), Emphasis((Text(small),)), *minority)


def _agreed(statement: Statement) -> Iterator[Inlines]:
    """What a recommendation or a decision says beside its text, and the level of agreement on an output."""
    for field, value in statement.fields:
        if statement.kind in AGREED_ON and field.kind is statement.kind and (text := one_line(value)):
            yield (Text(f"{field.heading}: {text}"),)
    yield from _level(statement)


def _level(statement: Statement) -> Iterator[Inlines]:
    if statement.agreement is not None:
        yield (Text("Level of agreement: "), Strong((Text(statement.agreement.value),)))


def _views(statement: Statement) -> Iterator[Inlines]:
    """The minority view and who dissents; also of a statement of another kind that had them before."""
    dissent = one_line(statement.dissent)
    if statement.minority.strip():
        who = f" ({dissent})" if dissent else ""
        yield (Text(f"Minority view{who}: "), typed(statement.minority))
    elif dissent:
        yield (Text(f"Dissent: {dissent}"),)


def _read_back(statement: Statement, *, was_read: bool) -> Iterator[Inlines]:
    if statement.read_back is None:
        if was_read:
            yield (Text(NOT_READ),)
        return
    at = f" at {clock(statement.read_back_at)}" if statement.read_back_at is not None else ""
    yield (Text(f"Read back{at}: {_RESULTS[statement.read_back]}"),)
    for text in statement.before_reading:
        yield (Text("Earlier wording: "), typed(text))
