"""The annexes of a report: the chain, loose ends, parking lot, and comparison of rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.text import plural
from breakout_tui.report.document import Block, Heading, Item, Items, ItemsStyle, Paragraph
from breakout_tui.report.figures import Align, Column, TableBlock
from breakout_tui.report.formatting import capital, listed
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, joined, linked, listed_lines, one_line, referred
from breakout_tui.report.report_model import Evidence, LooseEnds, Parked, Rounds
from breakout_tui.report.statement_items import said
from breakout_tui.report.summary_model import Cited

_NONE: Inlines = (Text("–"),)


def evidence_section(evidence: Evidence, labels: Labels = ENGLISH) -> Iterable[Block]:
    """The chains as a table of the kinds that they have, and in a line each what they don't hold; nothing without links."""
    if not evidence.rows:
        return
    rows = [
        (row.challenges, row.principles, row.approaches, row.recommendations, row.decisions)
        for row in evidence.rows
    ]
    places = [place for place in range(len(KINDS)) if any(row[place] for row in rows)]
    ends = [one_line(labels.one(KINDS[place])) for place in (places[0], places[-1])]
    yield Heading(1, (Text(f"From {' to '.join(ends)}"),), "chain")
    columns = tuple(Column((in_line(labels.heading(KINDS[place], 1)),)) for place in places)
    yield TableBlock(columns, tuple(tuple(_cell(row[place]) for place in places) for row in rows))
    if evidence.stopped:
        wanted = " or ".join(
            one_line(labels.one(kind)) for kind in evidence.kinds if KINDS.index(kind) in places
        )
        yield Paragraph((Text(f"No {wanted} follows from "), *referred(evidence.stopped), Text(".")))
    if evidence.alone:
        yield Paragraph((Text("Not linked: "), *referred(evidence.alone), Text(".")))


def _cell(cited: Sequence[Cited]) -> Inlines:
    return joined((_cited(each) for each in cited), "; ") or _NONE


def _cited(cited: Cited) -> Inlines:
    text = one_line(cited.text)
    reference = (Strong(linked(cited.reference)),) if cited.reference else ()
    return joined((reference, (Text(text),) if text else ()), " ")


def loose_section(loose: Sequence[LooseEnds]) -> Iterable[Block]:
    """The loose ends."""
    if not loose:
        return
    yield Heading(1, (Text("Loose ends"),), "loose_ends")
    yield Items(
        tuple(Item((Text(f"{capital(ends.missing)}: "), *_subjects(ends.subjects))) for ends in loose)
    )


def _subjects(subjects: Sequence[str]) -> Inlines:
    is_reference = all(REFERENCE.fullmatch(subject) for subject in subjects)
    return referred(subjects) if is_reference else (Text(listed_lines(subjects)),)


def parked_section(parked: Sequence[Parked], labels: Labels = ENGLISH) -> Iterable[Block]:
    """The parking lot."""
    if not parked:
        return
    yield Heading(1, (in_line(labels.heading(Kind.PARKED)),), "parking_lot")
    yield Items(tuple(said(item.statement, place=item.place) for item in parked), ItemsStyle.STATEMENTS)


def rounds_section(rounds: Rounds | None) -> Iterable[Block]:
    """What this round and the earlier ones have in common; nothing in a first round."""
    if rounds is None:
        return
    yield Heading(1, (Text("Across the rounds"),), "rounds")
    if rounds.shared:
        yield _shared(rounds)
    else:
        yield Paragraph((Text("No output was heard in more than one round."),))
    if rounds.shared and rounds.once:
        outputs = plural(rounds.once, "output of earlier rounds was", "outputs of earlier rounds were")
        yield Paragraph((Text(f"{outputs} not heard again."),))


def _shared(rounds: Rounds) -> TableBlock:
    columns = (
        Column((Text("Output"),), width=4),
        Column((Text("Heard in"),)),
        Column((Text("Times"),), Align.RIGHT),
    )
    rows = tuple(
        (
            (Strong(linked(one_line(each.reference))), Text(" "), in_line(each.text)),
            (Text(f"rounds {listed([str(number) for number in each.rounds])}"),),
            (Text(f"{each.times:,}"),),
        )
        for each in rounds.shared
    )
    return TableBlock(columns, rows)
