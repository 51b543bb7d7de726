"""Paper places: the outline at the left of the editor's screen: themes, their sections, and what is about the whole paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_outline import JoinedEntry, Section, StatementEntry, ThemePart
from breakout_tui.domain.paper_proposals import ProposalSort
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_targets import FindingTarget


class WholePlace(Enum):
    """What is about the whole paper; the value is its heading."""

    FRONT = "Title and opening"
    PROPOSALS = "Proposals"
    PAIRS = "Pairs"
    CHANGES = "Changed in the rooms"
    TWICE = "Decided differently"
    ACROSS = "Across themes"
    STEPS = "Next steps"
    DRAFTS = "Drafts"


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A theme: its headline and key conclusions."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """The statements of a kind on a theme."""

    theme_id: str
    kind: Kind


Place = WholePlace | ThemePlace | SectionPlace


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the outline."""

    place: Place
    words: str
    count: str = ""
    to_do: str = ""
    """What waits for the editor there."""

    @property
    def counts(self) -> str:
        """How much there is, and what waits."""
        return " · ".join(filter(None, (self.count, self.to_do)))

    @property
    def counts_in_short(self) -> str:
        """What waits, where there is no room for both; of a place that has nothing else, only how much."""
        number, _, _ = self.to_do.partition(" ")
        return number if isinstance(self.place, WholePlace) else self.to_do or self.count

    @property
    def is_inside(self) -> bool:
        """Whether it is part of a theme."""
        return isinstance(self.place, SectionPlace)


def place_rows(view: PaperView, drafts: int = 0) -> tuple[PlaceRow, ...]:
    """All lines of the outline; those of drafts and of what was decided differently only where there is something."""
    return tuple(_rows(view, drafts))


def part_of(view: PaperView, theme_id: str) -> ThemePart:
    """The part of a theme."""
    return next(part for part in view.outline.parts if part.theme.id == theme_id)


def left_out_of(part: ThemePart, kind: Kind) -> list[StatementEntry]:
    """The statements of a kind that are not in the paper."""
    return [entry for entry in part.left_out if entry.said.note.kind is kind]


def place_of(view: PaperView, finding: FindingTarget) -> SectionPlace | None:
    """Where to go for a finding; None if it is not in the paper."""
    if not finding.note_id:
        return SectionPlace(finding.theme_id, Kind.RECOMMENDATION)
    for part in view.outline.parts:
        for section in part.sections:
            if any(entry.id == finding.note_id for entry in section.statements()):
                return SectionPlace(part.theme.id, section.kind)
    return None


def _rows(view: PaperView, drafts: int) -> Iterator[PlaceRow]:
    yield PlaceRow(WholePlace.FRONT, WholePlace.FRONT.value)
    for number, part in enumerate(view.outline.parts, 1):
        to_do = "" if part.headline else "no headline"
        yield PlaceRow(ThemePlace(part.theme.id), f"{number} {part.theme.title}", to_do=to_do)
        for kind in KINDS:
            yield from _section(view, part, kind)
    if view.has_files:
        count = sum(each.sort is not ProposalSort.ACCEPTED for each in view.proposals)
        words = WholePlace.PROPOSALS.value
        yield PlaceRow(WholePlace.PROPOSALS, words, "" if count else "0", _to_do(count))
    yield _pairs(view)
    changes = len(view.changed_ids)
    yield PlaceRow(WholePlace.CHANGES, WholePlace.CHANGES.value, "" if changes else "0", _to_do(changes))
    if view.decided_twice:
        yield PlaceRow(WholePlace.TWICE, WholePlace.TWICE.value, to_do=_to_do(len(view.decided_twice)))
    yield PlaceRow(WholePlace.ACROSS, WholePlace.ACROSS.value)
    yield PlaceRow(WholePlace.STEPS, WholePlace.STEPS.value, f"{len(view.steps):,}")
    if drafts:
        yield PlaceRow(WholePlace.DRAFTS, WholePlace.DRAFTS.value, to_do=f"{drafts:,} not saved")


def _section(view: PaperView, part: ThemePart, kind: Kind) -> Iterator[PlaceRow]:
    section, out = part.section(kind), left_out_of(part, kind)
    if not section.entries and not out:
        return
    entries = [*section.statements(), *out]
    changed = sum(entry.id in view.changed_ids for entry in entries)
    count = f"{_count(section):,}" + (f" · {len(out):,} out" if out else "")
    words = part.theme.sessions[0].labels.heading(kind)
    yield PlaceRow(SectionPlace(part.theme.id, kind), words, count, _to_do(changed))


def _count(section: Section) -> int:
    """How many statements and joined statements the section has."""
    return sum(isinstance(entry, StatementEntry | JoinedEntry) for entry in section.entries)


def _pairs(view: PaperView) -> PlaceRow:
    if view.pairs_progress is not None:
        done, of = view.pairs_progress
        share = f"{100 * done // of} %" if of else ""
        return PlaceRow(WholePlace.PAIRS, WholePlace.PAIRS.value, f"looking {share}".strip())
    count = len(view.pairs)
    return PlaceRow(WholePlace.PAIRS, WholePlace.PAIRS.value, "" if count else "0", _to_do(count))


def _to_do(count: int) -> str:
    return f"{count:,} to decide" if count else ""
