"""What stands behind a report's outputs as Markdown: the chain, loose ends, the parking lot, what the rounds share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.report.markdown_statements import title
from breakout_tui.report.markdown_text import block, inline
from breakout_tui.report.report import Evidence, LooseEnd, Parked, Shared
from breakout_tui.report.wording import clock, listed


def evidence_section(evidence: Sequence[Evidence]) -> Iterable[str]:
    """The chain from challenge to recommendation as a table."""
    if not evidence:
        return
    yield from ("## From challenge to recommendation", "")
    yield "| Challenge | Principle | Approach | Recommendation |"
    yield "| :-- | :-- | :-- | :-- |"
    for row in evidence:
        cells = (row.challenge, row.principle, row.approach, row.recommendation)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _cell(statements: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"**{reference}** {inline(text)}" for reference, text in statements) or "–"


def loose_section(loose: Sequence[LooseEnd]) -> Iterable[str]:
    """What is still missing."""
    if not loose:
        return
    yield from ("## Loose ends", "")
    yield from (f"- {f'**{end.reference}** ' if end.reference else ''}{_loose(end)}" for end in loose)
    yield ""


def _loose(end: LooseEnd) -> str:
    text = inline(end.text)
    return f"{text}: {end.missing}" if text else end.missing


def parked_section(parked: Sequence[Parked]) -> Iterable[str]:
    """The parking lot."""
    if not parked:
        return
    yield from ("## Parking lot", "")
    for item in parked:
        statement = item.statement
        small = [clock(statement.at)]
        small += [text for text in (inline(item.place), inline(statement.attribution)) if text]
        opening = title(statement.reference, statement.formerly)
        yield f"- {opening} {block(statement.text, '  ')} *{', '.join(small)}*"
        for other in statement.others:
            yield f"  - Also {other.reference}: {block(other.text, '    ')}"
    yield ""


def shared_section(shared: Sequence[Shared]) -> Iterable[str]:
    """What earlier rounds said and later ones heard again."""
    if not shared:
        return
    yield from ("## Across the rounds", "")
    yield "| Output | Heard in | Times |"
    yield "| :-- | :-- | --: |"
    for each in shared:
        rounds = f"round{'s' if len(each.rounds) > 1 else ''} {listed([str(n) for n in each.rounds])}"
        yield f"| **{inline(each.reference)}** {inline(each.text)} | {rounds} | {each.times:,} |"
    yield ""
