"""Statements as items of a Markdown list: the text first, then in italics who, when and the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import NoteField
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.step_kinds import AGREED_ON
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import capital, clock, listed, references
from breakout_tui.report.markdown_text import block, inline
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


def said(statement: Statement, *, place: str = "") -> Iterable[str]:
    """The lines of a statement under its box: its text, details in italics, other wordings below.

    ``place`` is the box where it was captured, if it is printed elsewhere.
    """
    yield _item(statement, _circumstances(statement, place=place))
    if details := _details(statement):
        yield f"  - {details}"
    yield from _level(statement)
    yield from _views(statement)
    if statement.read_back is not None:
        yield from (f"  - {line}" for line in _read_back(statement, was_read=False))
    yield from _others(statement)


def output(statement: Statement, *, was_read: bool) -> Iterable[str]:
    """The lines of an output: the statement, what was agreed on it, and its origin.

    ``was_read`` says that the read-back is over, so that an unread output is marked.
    """
    yield _item(statement, "")
    yield from _agreed(statement)
    yield from _views(statement)
    if details := _details(statement):
        yield f"  - {details}"
    yield f"  - *{_circumstances(statement, is_output=True)}*"
    for line in _read_back(statement, was_read=was_read):
        yield f"  - {line}"
    yield from _others(statement)


def title(reference: str, formerly: Iterable[str] = ()) -> str:
    """A reference at the start of an item, with earlier references of the statement."""
    earlier = listed(tuple(formerly))
    return f"**{reference}** (formerly {earlier})" if earlier else f"**{reference}**"


def _item(statement: Statement, circumstances: str) -> str:
    small = f" *{circumstances}*" if circumstances else ""
    return f"- {title(statement.reference, statement.formerly)} {block(statement.text, '  ')}{small}"


def _circumstances(statement: Statement, *, is_output: bool = False, place: str = "") -> str:
    """When, where, who, links, how often."""
    parts = _origin(statement, place)
    if statement.votes is not None and is_output:
        parts.append(plural(statement.votes, "vote"))
    if statement.answers:
        parts.append(f"{_VERBS.get(statement.kind, 'see')} {references(statement.answers)}")
    if statement.mentions:
        parts.append(f"see {references(statement.mentions)}")
    if statement.heard > 1:
        parts.append(f"heard {statement.heard}×")
    return ", ".join(parts)


def _origin(told: Statement | OtherWording, place: str = "") -> list[str]:
    """When, where, who and the cluster; starts with the time so that typed text is never next to the ``*``."""
    cluster = inline(told.cluster)
    found = (clock(told.at), inline(place), inline(told.attribution), cluster and f"\\#{cluster}")
    return [part for part in found if part]


def _details(statement: Statement) -> str:
    """The fields in one line, also those from an earlier kind; those of what is agreed on have a line each (``_agreed``)."""
    own_lines = statement.kind if statement.kind in AGREED_ON else None
    return capital(
        _in_one_line((field, value) for field, value in statement.fields if field.kind is not own_lines)
    )


def _in_one_line(fields: Iterable[tuple[NoteField, str]]) -> str:
    return "; ".join(f"{field.heading.lower()}: {text}" for field, value in fields if (text := inline(value)))


def _others(statement: Statement) -> Iterable[str]:
    return (f"  - Also {_other(other)}" for other in statement.others)


def _other(other: OtherWording) -> str:
    small = "; ".join(filter(None, [", ".join(_origin(other)), _in_one_line(other.fields)]))
    formerly = f" (formerly {listed(other.formerly)})" if other.formerly else ""
    minority = f" Minority view: {view}" if (view := block(other.minority, "    ")) else ""
    return f"{other.reference}{formerly}: {block(other.text, '    ')} *{small}*{minority}"


def _agreed(statement: Statement) -> Iterable[str]:
    """What a recommendation or a decision says beside its text, and the level of agreement on an output."""
    for field, value in statement.fields:
        if statement.kind in AGREED_ON and field.kind is statement.kind and (text := inline(value)):
            yield f"  - {field.heading}: {text}"
    yield from _level(statement)


def _level(statement: Statement) -> Iterable[str]:
    if statement.agreement is not None:
        yield f"  - Level of agreement: **{statement.agreement.value}**"


def _views(statement: Statement) -> Iterable[str]:
    """The minority view and who dissents; also of a statement of another kind that had them before."""
    if minority := block(statement.minority, "    "):
        yield f"  - Minority view: {minority}"
    if dissent := inline(statement.dissent):
        yield f"  - Dissent: {dissent}"


def _read_back(statement: Statement, *, was_read: bool) -> Iterable[str]:
    if statement.read_back is None:
        if was_read:
            yield NOT_READ
        return
    at = f" at {clock(statement.read_back_at)}" if statement.read_back_at is not None else ""
    yield f"Read back{at}: {_RESULTS[statement.read_back]}"
    for text in statement.before_reading:
        yield f"Earlier wording: {block(text, '    ')}"
