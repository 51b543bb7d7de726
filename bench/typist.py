"""Typist: notes what is said with as few keys as the screen allows, and counts the keys.

The typist knows how the line works but not what it will offer: it looks at the screen after each key, and takes an offer as
soon as it is the first one. So it gets better with the program, without a change here.

For each statement: Tab until the kind is right; the text; references behind it; then ``@`` and ``#``, each with as many letters as
the offer needs, and Tab, but for the last one Enter, if the line shows that Enter takes it; Enter. Where the line shows another
name than the one that is typed, Esc.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.tui.keyboard import pressed
from tests.tui.live_app import LiveApp

from bench.meetings import Said
from breakout_tui.domain.notes import Note
from breakout_tui.tui.widgets.completion_offers import CompletionOffers


class _Mark(NamedTuple):
    """A speaker or a cluster behind its sign."""

    sign: str
    name: str


@dataclass(slots=True)
class KeyCount:
    """The keys of one note beyond its text."""

    commands: int = 0
    """Enter, Tab, arrows and keys with Ctrl."""
    names: int = 0
    """Letters of speakers and clusters."""
    marks: int = 0
    """``@``, ``#``, the space beside a mark, and references."""
    repeated: int = 0
    """Keys that had to be pressed twice to do what they say, such as a second Enter."""
    is_as_meant: bool = True
    """Whether the note was stored as it was said: kind, speaker, cluster, links and text."""

    @property
    def all(self) -> int:
        """All keys beyond the text."""
        return self.commands + self.names + self.marks


@dataclass(slots=True)
class Typist:
    """Types into the capture line of a running app."""

    room: LiveApp
    count: KeyCount = field(default_factory=KeyCount)

    async def note(self, said: Said) -> KeyCount:
        """Note a statement and return the keys that it took."""
        self.count = KeyCount()
        before = len(self.room.session.book)
        await self._choose_kind(said)
        await self._press(*said.text)
        await self._link(said.links)
        marks = [_Mark("@", said.speaker)] * bool(said.speaker) + [_Mark("#", said.cluster)] * bool(
            said.cluster
        )
        for mark in marks:
            if not self.room.line.value.endswith(" "):
                self.count.marks += 1
                await self._press(" ")
            await self._mark(mark, is_last=mark is marks[-1])
        await self._save(said, before)
        return self.count

    async def _choose_kind(self, said: Said) -> None:
        """Tab or Shift+Tab, whichever is shorter; Tab completes while anything is offered, so this comes first."""
        kinds, current = self.room.session.kinds, self.room.line.kinds.current
        if said.kind is current or said.kind not in kinds:
            return
        ahead = kinds.index(said.kind) - (kinds.index(current) if current in kinds else -1)
        ahead %= len(kinds)
        back = len(kinds) - ahead if current in kinds else len(kinds)
        await self._command(*["tab"] * ahead if ahead <= back else ["shift+tab"] * back)

    async def _mark(self, mark: _Mark, *, is_last: bool) -> None:
        """The sign, and letters until the name is the first offer; without any offer the whole name.

        Behind the last mark, Enter follows.
        """
        sign, name = mark
        self.count.marks += 1
        await self._press(sign)
        written = name.replace(" ", "_")
        for typed in range(len(name)):
            if (offers := self._offers.words) and sign + name in offers:
                place = offers.index(sign + name)
                if not place or place < self._letters_to_first(name, typed, offers[:place]):
                    await self._take(place, is_last=is_last)
                    return
            self.count.names += 1
            await self._press((name if self._offers.is_open else written)[typed])
        taken = self._offers.for_enter
        if taken is not None and taken.word != sign + name:
            await self._command("escape")

    async def _take(self, place: int, *, is_last: bool) -> None:
        """Take an offer by Tab; the last one by Enter, if the line shows that Enter takes it."""
        await self._command(*["down"] * place)
        if not is_last or self._offers.in_line is None:
            await self._command("tab")

    @property
    def _offers(self) -> CompletionOffers:
        return self.room.line.offers

    @staticmethod
    def _letters_to_first(name: str, typed: int, above: tuple[str, ...]) -> int:
        """How many more letters would leave only this name of those offered above it."""
        shared = 0
        for other in above:
            pairs = zip(name.casefold(), other[1:].casefold(), strict=False)
            same = next((place for place, (one, two) in enumerate(pairs) if one != two), len(name))
            shared = max(shared, same + 1 - typed)
        return shared

    async def _link(self, references: tuple[str, ...]) -> None:
        for reference in references:
            self.count.marks += 1 + len(reference)
            await self._press(" ", *reference)

    async def _save(self, said: Said, before: int) -> None:
        """Enter; once more if that did not save the note; and what the screen asks for about a new name."""
        await self._command("enter")
        if len(self.room.session.book) == before:
            self.count.repeated += 1
            await self._command("enter")
        saved = self.room.session.book.notes[-1]
        if said.speaker and not saved.attribution and "Ctrl+Y" in self.room.says("status"):
            await self._command("ctrl+y")
        if saved.kind is not said.kind:
            await self._change_kind(said)
        self.count.is_as_meant = self._is_as_meant(self.room.session.book.notes[before], said)

    async def _change_kind(self, said: Said) -> None:
        """The kind is none of those that Tab offers."""
        line = f"/kind {self.room.session.book.notes[-1].reference} {said.kind.letter}"
        self.count.commands += len(line)
        await self._press(*line)
        await self._command("enter")

    def _is_as_meant(self, note: Note, said: Said) -> bool:
        book = self.room.session.book
        links = {book[serial] for serial in note.links}
        wanted = {book.find(reference) for reference in said.links}
        stored = (note.kind, note.attribution, note.cluster, links)
        return stored == (said.kind, said.speaker, said.cluster, wanted) and note.text in (
            said.text,
            " ".join((said.text, *said.links)),
        )

    async def _command(self, *keys: str) -> None:
        self.count.commands += len(keys)
        await self._press(*keys)

    async def _press(self, *keys: str) -> None:
        """Send keys in one burst, and wait until the screen shows what they did."""
        for key in keys:
            self.room.app.post_message(pressed(key))
        await self.room.pilot.pause()
