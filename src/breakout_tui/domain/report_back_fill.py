"""Fills the report-back from its drafts: the most important outcomes first, as many as its minutes allow, and never more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.report_back_drafts import Drafts, Spoken, joined, with_reason
from breakout_tui.domain.spoken_words import words_in


def filled(edited: ReportBack, drafted: Drafts, budget: int) -> Spoken:
    """The report-back as edited; the parts without an edit are filled from the drafts within ``budget`` words.

    The drafted headline is always said. What does not fit is left out, and the next that fits is taken.
    """
    return _Filling(edited, drafted, budget).said()


class _Filling:
    """The words that are left, and what was taken so far, by its place in the drafts."""

    def __init__(self, edited: ReportBack, drafted: Drafts, budget: int) -> None:
        self._edited, self._drafted = edited, drafted
        self._findings: set[int] = set()
        self._decisions: set[int] = set()
        self._differences: set[int] = set()
        self._recommendations: set[int] = set()
        self._with_evidence: set[int] = set()
        self._has_ask = self._has_issues = False
        self._left = budget - _words_of_edits(edited)
        if edited.headline is None:
            self._left -= words_in(drafted.headline)
        self._fill()

    def said(self) -> Spoken:
        """What is spoken: the recommendations by country group, everything else in the order of the drafts."""
        edited, drafted = self._edited, self._drafted
        headline = joined(drafted.headline, drafted.issues if self._has_issues else "")
        differences = [drafted.differences[place] for place in sorted(self._differences)]
        return Spoken(
            headline=headline if edited.headline is None else edited.headline,
            findings=self._found() if edited.findings is None else edited.findings,
            differed=" ".join(differences) if edited.differed is None else edited.differed,
            recommendations=self._recommended() if edited.recommendations is None else edited.recommendations,
            ask=self._asked() if edited.ask is None else edited.ask,
            decisions=self._decided() if edited.decisions is None else edited.decisions,
        )

    def _fill(self) -> None:
        """First the ask and the heads of all parts, one of each in turn, then what may be added to them."""
        edited, drafted = self._edited, self._drafted
        if edited.ask is None:
            has_ask = drafted.short.has_ask
            self._has_ask = not has_ask or self._takes(drafted.ask)
        for take, place in self._in_turn():
            take(place)
        if edited.recommendations is None:
            for place in sorted(self._recommendations):
                if drafted.evidence[place] and self._takes(drafted.evidence[place]):
                    self._with_evidence.add(place)
        if edited.headline is None and drafted.issues:
            self._has_issues = self._takes(drafted.issues)

    def _in_turn(self) -> Iterator[tuple[Callable[[int], None], int]]:
        """What to take next, from the most important on: the first of each part, then the second of each."""
        edited, drafted = self._edited, self._drafted
        parts = (
            (edited.decisions, len(drafted.decisions), self._take_decision),
            (edited.recommendations, len(drafted.recommendations), self._take_recommendation),
            (edited.findings, len(drafted.findings), self._take_finding),
            (edited.differed, len(drafted.differences), self._take_difference),
        )
        turns = ([(take, place) for place in range(size)] for edit, size, take in parts if edit is None)
        for turn in zip_longest(*turns):
            yield from (each for each in turn if each is not None)

    def _take_decision(self, place: int) -> None:
        if self._takes(self._drafted.decisions[place]):
            self._decisions.add(place)

    def _take_recommendation(self, place: int) -> None:
        if self._takes(self._drafted.recommendations[place]):
            self._recommendations.add(place)

    def _take_finding(self, place: int) -> None:
        finding = self._drafted.findings[place]
        if self._takes(with_reason(finding.text, finding.reason)):
            self._findings.add(place)

    def _take_difference(self, place: int) -> None:
        if self._takes(self._drafted.differences[place]):
            self._differences.add(place)

    def _takes(self, text: str) -> bool:
        """Whether this fits; its words are no longer left then."""
        words = words_in(text)
        if words > self._left:
            return False
        self._left -= words
        return True

    def _found(self) -> tuple[Finding, ...]:
        return tuple(self._drafted.findings[place] for place in sorted(self._findings))

    def _decided(self) -> tuple[str, ...]:
        return tuple(self._drafted.decisions[place] for place in sorted(self._decisions))

    def _recommended(self) -> tuple[str, ...]:
        drafted = self._drafted
        taken = sorted(self._recommendations, key=lambda place: (drafted.places[place], place))
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
