"""The report-back as Markdown slides: one thought per slide, separated by ``---``.

Marp, reveal.js, Slidev and pandoc read this form.
"""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.kinds import Kind
from breakout_tui.report.markdown_text import block, inline
from breakout_tui.report.spoken import SpokenReport, heading_of_kind, place

RULE = "\n\n---\n\n"
"""Separates two slides; typed text cannot produce it."""


def render_slides(spoken: SpokenReport) -> str:
    """The slides as Markdown, ending in one line break."""
    return RULE.join(_slides(spoken)) + "\n"


def _slides(spoken: SpokenReport) -> Iterable[str]:
    yield f"# {inline(spoken.theme)}\n\n{place(spoken)}"
    if spoken.headline:
        yield f"## In one sentence\n\n{block(spoken.headline)}"
    for number, finding in enumerate(spoken.findings, 1):
        heading = f"Finding {number}" if len(spoken.findings) > 1 else "Finding"
        reason = f"\n\n*Why:* {block(finding.reason)}" if finding.reason.strip() else ""
        yield f"## {heading}\n\n{block(finding.text)}{reason}"
    if spoken.decisions:
        items = "\n".join(f"- {block(text, '  ')}" for text in spoken.decisions)
        yield f"## {heading_of_kind(spoken, Kind.DECISION, spoken.decisions)}\n\n{items}"
    if spoken.differed:
        yield f"## Where the room differed\n\n{block(spoken.differed)}"
    if spoken.recommendations:
        items = "\n".join(f"- {block(text, '  ')}" for text in spoken.recommendations)
        yield f"## {heading_of_kind(spoken, Kind.RECOMMENDATION, spoken.recommendations)}\n\n{items}"
    if spoken.ask:
        yield f"## Our ask\n\n{block(spoken.ask)}"
