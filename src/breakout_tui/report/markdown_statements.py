"""Statements as items of a Markdown list: the text first, then in italics who, when and the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import NoteField
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import capital, clock, listed, references
from breakout_tui.report.markdown_text import block, inline
from breakout_tui.report.report_model import OtherWording, Statement

_VERBS = {
    Kind.PRINCIPLE: "answers",
    Kind.APPROACH: "follows",
    Kind.RECOMMENDATION: "carries out",
}
_RESULTS = {
    ReadBack.AGREED: "agreed",
    ReadBack.AMENDED: "agreed as amended",
    ReadBack.SKIPPED: "skipped",
}
NOT_READ = "Not read back."


def said(statement: Statement) -> Iterable[str]:
    """The lines of a statement under its box: its text, details in italics, other wordings below."""
    yield _item(statement, _circumstances(statement))
    if details := _details(statement):
        yield f"  - {details}"
    yield from _others(statement)


def output(statement: Statement, *, was_read: bool) -> Iterable[str]:
    """The lines of an output: the statement, what was agreed on it, and its origin.

    ``was_read`` says that the read-back is over, so that an unread output is marked.
    """
    yield _item(statement, "")
    for line in _agreed(statement):
        yield f"  - {line}"
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


def _circumstances(statement: Statement, *, is_output: bool = False) -> str:
    """When, who, links, how often; starts with the time so that typed text is never next to the ``*``."""
    parts = [clock(statement.at)]
    if who := inline(statement.attribution):
        parts.append(who)
    if cluster := inline(statement.cluster):
        parts.append(f"\\#{cluster}")
    if statement.votes is not None and is_output:
        parts.append(plural(statement.votes, "vote"))
    if statement.answers:
        parts.append(f"{_VERBS.get(statement.kind, 'see')} {references(statement.answers)}")
    if statement.mentions:
        parts.append(f"see {references(statement.mentions)}")
    if statement.heard > 1:
        parts.append(f"heard {statement.heard}×")
    return ", ".join(parts)


def _details(statement: Statement) -> str:
    """The fields of an approach in one line."""
    return capital(
        "; ".join(f"{field.heading.lower()}: {text}" for field, text in _filled(statement, Kind.APPROACH))
    )


def _filled(statement: Statement, kind: Kind) -> Iterable[tuple[NoteField, str]]:
    """The fields of a kind with a value, each value as Markdown in one line."""
    return (
        (field, text) for field, value in statement.fields if field.kind is kind and (text := inline(value))
    )


def _others(statement: Statement) -> Iterable[str]:
    return (f"  - Also {_other(other)}" for other in statement.others)


def _other(other: OtherWording) -> str:
    who = inline(other.attribution)
    small = ", ".join([clock(other.at), *([who] if who else [])])
    return f"{other.reference}: {block(other.text, '    ')} *{small}*"


def _agreed(statement: Statement) -> Iterable[str]:
    if statement.kind is not Kind.RECOMMENDATION:
        return
    yield from (f"{field.heading}: {text}" for field, text in _filled(statement, Kind.RECOMMENDATION))
    if statement.agreement is not None:
        yield f"Level of agreement: **{statement.agreement.value}**"
    if minority := block(statement.minority, "    "):
        yield f"Minority view: {minority}"
    if dissent := inline(statement.dissent):
        yield f"Dissent: {dissent}"


def _read_back(statement: Statement, *, was_read: bool) -> Iterable[str]:
    if statement.read_back is None:
        if was_read:
            yield NOT_READ
        return
    at = f" at {clock(statement.read_back_at)}" if statement.read_back_at is not None else ""
    yield f"Read back{at}: {_RESULTS[statement.read_back]}"
    for text in statement.before_reading:
        yield f"Earlier wording: {block(text, '    ')}"
