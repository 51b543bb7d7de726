"""Floor taking: the commands that make notes of statements, as they are or as they were edited."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.commands import TakenStatement, TakeStatements
from breakout_tui.domain.floor import FloorStatement
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_commands import Capture
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.note_text import capture_of, parsed


def kind_now(statement: FloorStatement, session: Session) -> Kind:
    """The kind of its note: that of the statement if it fits now, else the one of the step."""
    kinds = session.kinds
    return statement.kind if statement.kind in kinds else kinds[0]


def taking(
    statements: Iterable[FloorStatement], session: Session, *, same_as: int | None = None
) -> TakeStatements:
    """Take them word for word; taking a claim confirms it. ``same_as`` is the note that they repeat."""
    return TakeStatements(
        tuple(
            TakenStatement(
                each.id, Capture(each.text, kind_now(each, session), each.country, same_as=same_as)
            )
            for each in statements
        )
    )


def taking_edited(
    statement: FloorStatement, text: str, session: Session, countries: Countries, *, kind: Kind | None = None
) -> TakeStatements | None:
    """Take it in other words, read as any line; None where no words are left. Who is named in the line takes the place of the claim."""
    kind = kind or kind_now(statement, session)
    captured = parsed(text, kind, session, countries)
    if not captured.text:
        return None
    note = capture_of(captured, kind, session)
    if not note.attribution:
        note = Capture(
            note.text,
            kind,
            statement.country,
            cluster=note.cluster,
            links=note.links,
            fields=note.fields,
        )
    return TakeStatements((TakenStatement(statement.id, note, statement.text),))
