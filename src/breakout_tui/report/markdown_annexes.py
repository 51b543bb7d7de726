"""The annexes of a report as Markdown: the chain, loose ends, parking lot, and comparison of rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import capital, listed, references
from breakout_tui.report.markdown_statements import said
from breakout_tui.report.markdown_text import inline
from breakout_tui.report.report_model import Cited, Evidence, LooseEnds, Parked, Rounds


def evidence_section(evidence: Evidence, labels: Labels = ENGLISH) -> Iterable[str]:
    """The chain from challenge to recommendation, and decision, as a table; nothing without links."""
    if not evidence.rows:
        return
    ends = [inline(labels.one(kind)) for kind in (Kind.CHALLENGE, Kind.RECOMMENDATION)]
    yield from (f"## From {' to '.join(ends)}", "")
    has_decisions = any(row.decisions for row in evidence.rows)
    kinds = KINDS if has_decisions else KINDS[:-1]
    heads = [inline(labels.heading(kind, 1)) for kind in kinds]
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join([':--'] * len(heads))} |"
    for row in evidence.rows:
        cells = (row.challenges, row.principles, row.approaches, row.recommendations, row.decisions)
        yield f"| {' | '.join(_cell(cell) for cell in cells[: len(heads)])} |"
    yield ""
    if evidence.alone:
        yield from (f"Not linked: {references(evidence.alone)}.", "")


def _cell(cited: Sequence[Cited]) -> str:
    return "; ".join(_cited(each) for each in cited) or "–"


def _cited(cited: Cited) -> str:
    return " ".join(
        part for part in (cited.reference and f"**{cited.reference}**", inline(cited.text)) if part
    )


def loose_section(loose: Sequence[LooseEnds]) -> Iterable[str]:
    """The loose ends."""
    if not loose:
        return
    yield from ("## Loose ends", "")
    yield from (f"- {capital(ends.missing)}: {_subjects(ends.subjects)}" for ends in loose)
    yield ""


def _subjects(subjects: Sequence[str]) -> str:
    is_reference = all(REFERENCE.fullmatch(subject) for subject in subjects)
    return references(subjects) if is_reference else listed([inline(subject) for subject in subjects])


def parked_section(parked: Sequence[Parked], labels: Labels = ENGLISH) -> Iterable[str]:
    """The parking lot."""
    if not parked:
        return
    yield from (f"## {inline(labels.heading(Kind.PARKED))}", "")
    for item in parked:
        yield from said(item.statement, place=item.place)
    yield ""


def rounds_section(rounds: Rounds | None) -> Iterable[str]:
    """What this round and the earlier ones have in common; nothing in a first round."""
    if rounds is None:
        return
    yield from ("## Across the rounds", "")
    if rounds.shared:
        yield "| Output | Heard in | Times |"
        yield "| :-- | :-- | --: |"
        for each in rounds.shared:
            heard_in = listed([str(number) for number in each.rounds])
            yield f"| **{inline(each.reference)}** {inline(each.text)} | rounds {heard_in} | {each.times:,} |"
        yield ""
    else:
        yield from ("No output was heard in more than one round.", "")
    if rounds.shared and rounds.once:
        outputs = plural(rounds.once, "output of earlier rounds was", "outputs of earlier rounds were")
        yield from (f"{outputs} not heard again.", "")
