"""The report-back, spoken in plenary, as plain data and as Markdown to read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.records import Finding
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import date
from breakout_tui.report.front_matter import front_matter
from breakout_tui.report.markdown import TOOL
from breakout_tui.report.markdown_text import block, inline


@dataclass(frozen=True, slots=True)
class SpokenReport:
    """The report-back of a session; an empty part is not spoken."""

    event: str
    theme: str
    held_on: datetime
    room: str = ""
    round: int = 1
    rapporteur: str = ""
    minutes: int = 5
    words: int = 0
    """How many words it has."""
    allowed: int = 0
    """How many words fit its minutes."""
    headline: str = ""
    findings: tuple[Finding, ...] = ()
    decisions: tuple[str, ...] = ()
    differed: str = ""
    recommendations: tuple[str, ...] = ()
    ask: str = ""
    labels: Labels = ENGLISH
    """The words for the kinds of notes."""


def render_spoken(spoken: SpokenReport, *, tool: str = TOOL) -> str:
    """The report-back as Markdown, ending in one line break."""
    fields: dict[str, str | int | list[str]] = {
        "event": spoken.event,
        "theme": spoken.theme,
        "room": spoken.room,
        "round": spoken.round,
        "date": f"{spoken.held_on:%Y-%m-%d}",
        "rapporteur": spoken.rapporteur,
        "minutes": spoken.minutes,
        "words": spoken.words,
        "tool": tool,
    }
    known = {name: value for name, value in fields.items() if value}
    return front_matter(known) + "\n".join(_lines(spoken)).rstrip("\n") + "\n"


def heading_of_kind(spoken: SpokenReport, kind: Kind, texts: Sequence[str]) -> str:
    """The heading above these texts, as Markdown."""
    return inline(spoken.labels.heading(kind, len(texts)))


def place(spoken: SpokenReport) -> str:
    """Where and when the group met, as Markdown in one line."""
    room = f"{inline(spoken.room)}, " if spoken.room else ""
    return f"{inline(spoken.event)} · {room}round {spoken.round} · {date(spoken.held_on)}"


def _lines(spoken: SpokenReport) -> Iterable[str]:
    yield from ("", f"# {inline(spoken.theme)}", "", place(spoken), "")
    yield from (f"{_length(spoken)}", "")
    if spoken.headline:
        yield from ("## Headline", "", block(spoken.headline), "")
    if spoken.findings:
        yield from (f"## {'Finding' if len(spoken.findings) == 1 else 'Findings'}", "")
        for number, finding in enumerate(spoken.findings, 1):
            yield f"{number}. {block(finding.text, '   ')}"
            if reason := block(finding.reason, "     "):
                yield f"   - Reason: {reason}"
        yield ""
    if spoken.decisions:
        yield from (f"## {heading_of_kind(spoken, Kind.DECISION, spoken.decisions)}", "")
        yield from (f"- {block(text, '  ')}" for text in spoken.decisions)
        yield ""
    if spoken.differed:
        yield from ("## Where the room differed", "", block(spoken.differed), "")
    if spoken.recommendations:
        yield from (f"## {heading_of_kind(spoken, Kind.RECOMMENDATION, spoken.recommendations)}", "")
        yield from (f"- {block(text, '  ')}" for text in spoken.recommendations)
        yield ""
    if spoken.ask:
        yield from ("## One ask of the plenary", "", block(spoken.ask), "")


def _length(spoken: SpokenReport) -> str:
    by = f"Spoken by {inline(spoken.rapporteur)}" if spoken.rapporteur else "Spoken"
    opening = f"{by} in {plural(spoken.minutes, 'minute')}:"
    if not spoken.allowed:
        return f"{opening} {plural(spoken.words, 'word')}."
    over = spoken.words - spoken.allowed
    if over > 0:
        return f"{opening} {plural(spoken.words, 'word')}, {over:,} too many."
    return f"{opening} {spoken.words:,} of {spoken.allowed:,} words."
