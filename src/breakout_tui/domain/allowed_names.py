"""The names that a session's attribution rule lets leave the room's process, in documents and on the wire.

Under *none* no name; under *country* what statements are attributed to and who asked to speak, and of the list for ``@`` and of the steps of undo nothing more. The
rule is that of the session as it is shown, whichever laptop recorded a name under whichever rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from breakout_tui.domain.joining import in_order
from breakout_tui.domain.notes import Note
from breakout_tui.domain.personal import strip_personal
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft, Record, SessionInfo, Undoable, UndoableChange, UndoStep
from breakout_tui.domain.speaker_records import Speaker
from breakout_tui.domain.versions import SessionState, Version


@dataclass(frozen=True, slots=True)
class AllowedNames:
    """What the rule of one session lets through."""

    rule: AttributionRule
    names: Set[str] = frozenset()
    """Under *country* all names that statements of the session are attributed to, and of its speakers."""

    def version(self, version: Version) -> Version:
        """The version without the names that are forbidden."""
        if self.rule is AttributionRule.NAMED:
            return version
        match version.record:
            case SessionInfo() as info:
                known = tuple(filter(self._spoken.__contains__, info.known))
                return replace(version, record=replace(info, known=known))
            case Note() as note if self.rule is AttributionRule.NONE:
                return replace(version, record=self._note(note))
            case Speaker() as speaker if self.rule is AttributionRule.NONE:
                return replace(version, record=replace(speaker, attribution=""))
            case UndoStep() as step:
                return replace(version, record=replace(step, changes=tuple(map(self._change, step.changes))))
        return version

    def draft(self, draft: Draft | None) -> Draft | None:
        """The draft, which is stored without any ``@word`` under *none*, without one in any case."""
        if draft is None or self.rule is not AttributionRule.NONE:
            return draft
        return replace(draft, text=strip_personal(draft.text), kept=strip_personal(draft.kept))

    @property
    def _spoken(self) -> Set[str]:
        return self.names if self.rule is AttributionRule.COUNTRY else frozenset()

    def _change(self, change: UndoableChange) -> UndoableChange:
        before = None if change.before is None else self._undoable(change.before)
        return UndoableChange(before, self._undoable(change.after))

    def _undoable(self, record: Undoable) -> Undoable:
        match record:
            case Note():
                return self._note(record)
            case Speaker():
                return replace(record, attribution=self._of(record.attribution))
        return record

    def _note(self, note: Note) -> Note:
        """An earlier state of a note, which can name somebody who is no longer named."""
        return replace(note, attribution=self._of(note.attribution), dissent=self._of(note.dissent))

    def _of(self, names: str) -> str:
        return ", ".join(name for name in names.split(", ") if name in self._spoken)


def allowed(state: SessionState) -> SessionState:
    """The whole state without the names that the session's attribution rule forbids."""
    rule = _rule(state)
    if rule is AttributionRule.NAMED:
        return state
    names = AllowedNames(rule, attributed(state.versions) if rule is AttributionRule.COUNTRY else frozenset())
    return replace(state, versions=tuple(map(names.version, state.versions)))


def attributed(versions: Iterable[Version]) -> set[str]:
    """All names that the statements among these are attributed to, and those of the speakers."""
    return {name for version in versions for name in named_by(version.record)}


def named_by(record: Record) -> set[str]:
    """The names that a record itself says: of a statement or a speaker; none of another record."""
    match record:
        case Note():
            return names_in(record.attribution, record.dissent)
        case Speaker():
            return names_in(record.attribution)
    return set()


def names_in(*attributions: str) -> set[str]:
    """The names in attributions."""
    return {name for each in attributions for name in each.split(", ") if name}


def _rule(state: SessionState) -> AttributionRule:
    """That of the session as it is shown."""
    details = (version for version in state.versions if isinstance(version.record, SessionInfo))
    return next(v.record.rule for v in in_order(details) if isinstance(v.record, SessionInfo))
