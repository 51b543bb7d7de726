"""Paper drafts: what was typed for the paper and not saved, in the file a moment after each key. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC

from breakout_tui.domain import codec
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.tui.paper.paper_saving import PaperSaving
from breakout_tui.tui.paper.paper_targets import Front, TypedTarget

_to_text = codec.text_encoder(TypedTarget)
_of_text: Callable[[str], TypedTarget] = codec.text_decoder(TypedTarget)
_FRONT = {each.name: each for each in Front}


class PaperDrafts:
    """A draft is there until it is saved or discarded. Of several of one place, typed in several windows, the latest is shown first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._saving: PaperSaving | None = None
        self._writer = ""
        self._drafts: dict[TypedTarget, tuple[PaperDraft, ...]] = {}
        self.texts: Mapping[TypedTarget, str] = {}
        """What is shown of each place; another mapping after each change."""

    @property
    def latest(self) -> TypedTarget | None:
        """What was typed last; None if there is no draft."""
        return max(self._drafts, key=lambda target: self._drafts[target][-1].at, default=None)

    def load(self, drafts: Iterable[PaperDraft], writer: str, saving: PaperSaving) -> None:
        """The drafts of the file, in the order of typing, and who writes now. Those of a later version stay in the file unseen."""
        self._saving, self._writer = saving, writer
        for draft in drafts:
            if (target := _target_of(draft.target)) is not None:
                self._drafts[target] = (*self._drafts.get(target, ()), draft)
        self._show()

    def keep(self, target: TypedTarget, text: str) -> None:
        """What is typed now; it takes the place of the draft that was shown."""
        if self._saving is None or self.texts.get(target) == text:
            return
        at = self._clock.read().wall.astimezone(UTC).isoformat(timespec="microseconds")
        draft = PaperDraft(_key_of(target), self._writer, text, at)
        before = self.ended(target)
        self._drafts[target] = (*self._drafts.get(target, ()), draft)
        self._show()
        self._saving.keep_draft(draft, [each for each in before if each.writer != self._writer])

    def discard(self, target: TypedTarget) -> str | None:
        """Remove the draft that is shown; gives its text."""
        if self._saving is None or not (ended := self.ended(target)):
            return None
        self._saving.end_drafts(ended)
        return ended[0].text

    def ended(self, target: TypedTarget) -> tuple[PaperDraft, ...]:
        """The draft that was shown, which is no longer; empty if there was none. The caller has it removed from the file."""
        others = self._drafts.get(target, ())[:-1]
        found = self._drafts.get(target, ())[-1:]
        self._drafts[target] = others
        if not others:
            del self._drafts[target]
        self._show()
        return found

    def bring_back(self, drafts: Iterable[PaperDraft]) -> None:
        """What was to be saved could not be: it is a draft again."""
        for draft in drafts:
            if (target := _target_of(draft.target)) is not None:
                self.keep(target, draft.text)

    def _show(self) -> None:
        self.texts = {target: drafts[-1].text for target, drafts in self._drafts.items()}


def _key_of(target: TypedTarget) -> str:
    """The target in a file."""
    return target.name if isinstance(target, Front) else _to_text(target)


def _target_of(key: str) -> TypedTarget | None:
    """The target of such a text; None where this version knows no such thing."""
    if key in _FRONT:
        return _FRONT[key]
    try:
        return _of_text(key)
    except ValueError:
        return None
