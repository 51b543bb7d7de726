"""What a link knows of one session at the hub, and what follows from it: what to read, what to send, what to expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.records import Draft
from breakout_tui.domain.versions import Erasure, Renumbered, SessionState, is_seen
from breakout_tui.hub_protocol import FileMark, Part, RoomChanges

Beside = tuple[tuple[Renumbered, ...], tuple[Erasure, ...]]
"""What is told of a session besides versions."""


@dataclass(frozen=True, slots=True)
class KnownSession:
    """All of it is what the hub has said or was told; after a hub has lost something it says so itself."""

    knowledge: Mapping[str, int] = field(default_factory=dict)
    """What the hub has, by its own word; empty if it wants everything."""
    mark: FileMark | None = None
    """The state of the file that the hub has; None where it may lack something."""
    draft: Draft | None = None
    has_draft: bool = False
    """Whether the hub has this draft."""
    beside: Beside = ((), ())

    def part_of(self, changes: RoomChanges) -> Part | None:
        """What to send of the changes; None if the hub has all of it."""
        state = changes.part.state
        is_news = bool(state.versions) or changes.part.is_whole or _beside(state) != self.beside
        return changes.part if is_news else None

    def lacks_draft(self, changes: RoomChanges) -> bool:
        """Whether to send the draft."""
        return not self.has_draft or changes.draft != self.draft

    def after_asking(self, taken: Taken) -> KnownSession:
        """After an answer to an update that told nothing."""
        has_lost = taken.wants_whole or not is_seen(self.knowledge, taken.knowledge)
        known = replace(self, knowledge=_told(taken))
        return replace(known, mark=None, has_draft=False, beside=((), ())) if has_lost else known

    def after_sending(self, changes: RoomChanges, taken: Taken) -> KnownSession:
        """After an answer to all that these changes needed."""
        if taken.wants_whole:
            return KnownSession()
        has_all = is_seen(changes.part.state.knowledge, taken.knowledge) or self.part_of(changes) is None
        return KnownSession(
            taken.knowledge,
            changes.mark if has_all else None,
            changes.draft,
            has_draft=True,
            beside=_beside(changes.part.state),
        )

    def unchanged(self, changes: RoomChanges) -> KnownSession:
        """The file has changed in nothing that the hub needs."""
        return replace(self, mark=changes.mark)


def _told(taken: Taken) -> Mapping[str, int]:
    return {} if taken.wants_whole else taken.knowledge


def _beside(state: SessionState) -> Beside:
    return state.renumbered, state.erasures
