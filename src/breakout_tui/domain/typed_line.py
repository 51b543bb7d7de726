"""The line of a note: what has to be typed for it, for editing the note."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from breakout_tui.domain.capture import parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.marks import Lexicon, Mark, Role, marks_of, quoted
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.sentence import place


class TypedLine(NamedTuple):
    """A line, and where its words end."""

    line: str
    words_end: int

    @property
    def ending(self) -> str:
        """What follows the words: fields and marks, with the blank before them."""
        return self.line[self.words_end :]


def typed_line(
    text: str,
    attribution: str = "",
    cluster: str = "",
    fields: Mapping[str, str] | None = None,
    links: Sequence[str] = (),
    *,
    known: Collection[str] = (),
    exists: Callable[[str], bool] = lambda _: False,
    kind: Kind | None = None,
    rule: AttributionRule = AttributionRule.NAMED,
) -> TypedLine:
    """The line that ``parse`` reads as these values under ``rule``. Its marks follow the words.

    Where marks behind the words would change them (*Nobody to turn to*, or an open quotation that would be a name), the marks come
    first, with a colon.
    """
    names = KnownNames(known)
    lexicon = Lexicon(names, exists)
    words = _literal(text, links, lexicon)

    def read(line: str) -> tuple[object, ...]:
        typed = line.removeprefix("/") if line.startswith("//") else line
        seen = parse(typed, rule, known=known, exists=exists, kind=kind)
        return seen.text, names_kept(seen.attribution), seen.cluster, dict(seen.fields), set(seen.links)

    def names_kept(names: str) -> str:
        return "" if rule is AttributionRule.NONE else names

    values = {word: value for word, value in (fields or {}).items() if value}
    in_words = read(words)[-1]
    filed = [f"@{quoted(name)}" for name in attribution.split(", ") if name]
    filed += [f"#{quoted(cluster)}"] if cluster else []
    filed += [link for link in links if isinstance(in_words, set) and link not in in_words]
    written = [f'{word}: "{value}"' for word, value in values.items()]
    slashed = f"/{words}" if words.startswith("/") else words
    lines = [_joined([slashed, *written, *filed], len(slashed))]
    if filed:
        behind = "- "  # not at the start of a line, where two number signs are a heading
        words = _literal(behind + text, links, lexicon).removeprefix(behind)
        first = f"{' '.join(filed)}: {words}"
        lines.append(_joined([first, *written], len(first)))
    wanted = text, names_kept(attribution), cluster, values, set(links)
    return next((each for each in lines if read(each.line) == wanted), lines[0])


def _joined(parts: Sequence[str], words_end: int) -> TypedLine:
    return TypedLine(" ".join(part for part in parts if part), words_end)


def _literal(text: str, links: Sequence[str], lexicon: Lexicon) -> str:
    """The words with what would be read as a mark made text: signs doubled, references behind a backslash."""
    lines = []
    for line in text.split("\n"):
        position = 0
        while (mark := _first_meant(line, position, links, lexicon)) is not None:
            sign = "\\" if mark.role is Role.REFERENCE else line[mark.start]
            line = line[: mark.start] + sign + line[mark.start :]
            position = mark.end + 1 if mark.role in (Role.REFERENCE, Role.LITERAL) else mark.start + 2
        lines.append(line)
    return "\n".join(lines)


def _first_meant(line: str, position: int, links: Sequence[str], lexicon: Lexicon) -> Mark | None:
    """The first mark from this place on that would not stay as it is."""
    placed = place(line, marks_of(line, lexicon))
    for mark in sorted([*placed.outside, *placed.inside]):
        is_link = mark.role is Role.REFERENCE and mark in placed.inside and mark.name in links
        if mark.start >= position and not is_link:
            return mark
    return None
