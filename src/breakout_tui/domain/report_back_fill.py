"""Fills the report-back from its drafts: the most important outcomes first, as many as its minutes allow, and never more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from breakout_tui.domain.records import ReportBack
from breakout_tui.domain.report_back_drafts import Drafts, Spoken, joined, with_reason
from breakout_tui.domain.spoken_words import words_in

T = TypeVar("T")


def filled(edited: ReportBack, drafted: Drafts, budget: int) -> Spoken:
    """The report-back as edited; the parts without an edit are filled from the drafts within ``budget`` words.

    The drafted headline is always said. What does not fit is left out, and the next that fits is taken.
    """
    return _Filling(edited, drafted, budget).said()


class _Filling:
    """The words that are left, and what was taken so far, by its place in the drafts."""

    def __init__(self, edited: ReportBack, drafted: Drafts, budget: int) -> None:
        self._edited, self._drafted = edited, drafted
        self._taken: dict[str, set[int]] = {
            part: set() for part in ("decisions", "recommendations", "findings", "differed")
        }
        self._with_evidence: set[int] = set()
        self._left = budget - _words_of_edits(edited)
        if edited.headline is None:
            self._left -= words_in(drafted.headline)
        self._fill()

    def said(self) -> Spoken:
        """What is spoken: the recommendations by country group, everything else in the order of the drafts."""
        edited, drafted = self._edited, self._drafted
        headline = joined(drafted.headline, drafted.issues if self._has_issues else "")
        differed = " ".join(self._picked("differed", drafted.differences))
        return Spoken(
            headline=headline if edited.headline is None else edited.headline,
            findings=self._picked("findings", drafted.findings)
            if edited.findings is None
            else edited.findings,
            differed=differed if edited.differed is None else edited.differed,
            recommendations=self._recommended() if edited.recommendations is None else edited.recommendations,
            ask=self._asked() if edited.ask is None else edited.ask,
            decisions=self._picked("decisions", drafted.decisions)
            if edited.decisions is None
            else edited.decisions,
        )

    def _fill(self) -> None:
        """First the ask and the heads of all parts, one of each in turn, then what may be added to them."""
        edited, drafted = self._edited, self._drafted
        self._has_ask = edited.ask is None and (not drafted.short.has_ask or self._takes(drafted.ask))
        for part, place, text in self._in_turn():
            if self._takes(text):
                self._taken[part].add(place)
        for place in sorted(self._taken["recommendations"]):
            if self._takes(drafted.evidence[place]):
                self._with_evidence.add(place)
        self._has_issues = edited.headline is None and self._takes(drafted.issues)

    def _in_turn(self) -> Iterator[tuple[str, int, str]]:
        """What to take next, from the most important on: the first text of each part, then the second of each."""
        edited, drafted = self._edited, self._drafted
        findings = tuple(with_reason(finding.text, finding.reason) for finding in drafted.findings)
        parts = (
            ("decisions", edited.decisions, drafted.decisions),
            ("recommendations", edited.recommendations, drafted.recommendations),
            ("findings", edited.findings, findings),
            ("differed", edited.differed, drafted.differences),
        )
        turns = (
            [(part, place, text) for place, text in enumerate(texts)]
            for part, edit, texts in parts
            if edit is None
        )
        for turn in zip_longest(*turns):
            yield from (each for each in turn if each is not None)

    def _takes(self, text: str) -> bool:
        """Whether this fits; its words are no longer left then."""
        words = words_in(text)
        if words > self._left:
            return False
        self._left -= words
        return True

    def _picked(self, part: str, drafts: Sequence[T]) -> tuple[T, ...]:
        """What was taken of a part, in the order of the drafts."""
        return tuple(drafts[place] for place in sorted(self._taken[part]))

    def _recommended(self) -> tuple[str, ...]:
        drafted = self._drafted
        taken = sorted(self._taken["recommendations"], key=lambda place: (drafted.places[place], place))
        return tuple(
            joined(
                drafted.recommendations[place],
                drafted.evidence[place] if place in self._with_evidence else "",
            )
            for place in taken
        )

    def _asked(self) -> str:
        return self._drafted.ask if self._has_ask else ""


def _words_of_edits(edited: ReportBack) -> int:
    texts = [
        edited.headline or "",
        *(with_reason(finding.text, finding.reason) for finding in edited.findings or ()),
        *(edited.decisions or ()),
        edited.differed or "",
        *(edited.recommendations or ()),
        edited.ask or "",
    ]
    return sum(words_in(text) for text in texts)
