"""The annex of votes on the phones: each tally as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.report.document import Block, Heading, Paragraph
from breakout_tui.report.figures import Align, Column, TableBlock
from breakout_tui.report.formatting import capital
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import joined, linked, one_line
from breakout_tui.report.vote_model import PhoneTally

_NONE: Inlines = (Text("–"),)


def votes_section(tallies: Sequence[PhoneTally]) -> Iterable[Block]:
    """The votes on the phones; nothing without any."""
    if not tallies:
        return
    yield Heading(1, (Text("Votes on phones"),), "phone_votes")
    yield Paragraph((Text("No ballot is kept, and nothing says who has voted."),))
    for tally in tallies:
        again = ", again" if tally.is_again else ""
        why = f": {tally.without}" if tally.without else ""
        yield Paragraph((Text(f"Closed {tally.at:%H:%M}{again}: {tally.turnout}{why}."),))
        if tally.rows:
            yield TableBlock(_columns(tally), tuple(_row(tally, *row) for row in tally.rows))


def _columns(tally: PhoneTally) -> tuple[Column, ...]:
    heads = (capital(answer) for answer in tally.answers)
    return (Column((Text("Statement"),)), *(Column((Text(head),), Align.RIGHT) for head in heads))


def _row(tally: PhoneTally, reference: str, text: str, counts: Sequence[int]) -> tuple[Inlines, ...]:
    named = (Strong(linked(reference)),) if reference else ()
    about = joined((named, (Text(one_line(text)),)), " ")
    return (
        (about, *((Text(str(count)),) for count in counts))
        if counts
        else (about, *(_NONE for _ in tally.answers))
    )
