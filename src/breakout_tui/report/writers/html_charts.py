"""Charts as inline SVG, with their title and what they show in words for those who don't see them."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

from breakout_tui.report.figures import Bar, Chart, ChartKind
from breakout_tui.report.writers.html_elements import EMPTY, Html, element, text, together

_WIDTH, _STEP, _BAR, _FIGURE = 520, 42, 14, 60
"""In units of the drawing: its width, the height of a bar with its label, that of the bar, the width of its figure."""
_LONGEST = 74
"""How many columns of a label fit into the width."""
_LEGENDS = {
    ChartKind.PLANNED_ACTUAL: "Bar: time used. Line: time planned.",
    ChartKind.TALLIES: "",
    ChartKind.AGREEMENT: "",
    ChartKind.WISHES: "",
}
_BELOW_THE_CUT = "Outlined: not among the priority issues."


def html_chart(chart: Chart, number: int) -> Html:
    """The drawing with its caption; ``number`` is unique in the document."""
    title_id, told_id = f"chart-{number}-title", f"chart-{number}-text"
    drawing = element(
        "svg",
        element("title", text(chart.title), id=title_id),
        element("desc", text(chart.alternative), id=told_id),
        together((_bar(bar, row, chart.longest) for row, bar in enumerate(chart.bars)), "\n"),
        viewBox=f"0 0 {_WIDTH} {len(chart.bars) * _STEP}",
        role="img",
        aria_labelledby=f"{title_id} {told_id}",
    )
    words = [text(chart.title)]
    if legend := _legend(chart):
        words.append(element("span", text(f" {legend}"), class_="legend"))
    return element("figure", element("figcaption", *words), Html("\n"), drawing, class_="chart")


def _legend(chart: Chart) -> str:
    is_cut = chart.kind is ChartKind.TALLIES and any(bar.is_faint for bar in chart.bars)
    return _BELOW_THE_CUT if is_cut else _LEGENDS[chart.kind]


def _bar(bar: Bar, row: int, longest: int) -> Html:
    """One bar: its label above it, its figure behind it, a line at the plan, and what is over the plan in another colour."""
    top = row * _STEP
    label = element("text", text(_shortened(bar.label)), x=0, y=top + 14)
    figure = element("text", text(bar.shown), class_="figure", x=_WIDTH, y=top + 33)
    full = _WIDTH - _FIGURE
    used = round(bar.value / longest * full)
    mark = None if bar.planned is None else round(bar.planned / longest * full)
    within = used if mark is None else min(used, mark)
    drawn = [_box("faint" if bar.is_faint else "used", 0, within, top), _box("over", within, used, top)]
    if mark is not None:
        drawn.append(element("line", class_="plan", x1=mark, x2=mark, y1=top + 18, y2=top + 38))
    return element("g", label, *drawn, figure)


def _box(name: str, start: int, end: int, top: int) -> Html:
    if end <= start:
        return EMPTY
    return element("rect", class_=name, x=start, y=top + 21, width=end - start, height=_BAR)


def _shortened(label: str) -> str:
    """As much of the label as fits, cut at a word."""
    if _columns(label) <= _LONGEST:
        return label
    words = label.split(" ")
    widths = [_columns(" ".join(words[:count])) for count in range(1, len(words) + 1)]
    kept = sum(1 for _ in takewhile(lambda width: width < _LONGEST, widths))
    return f"{' '.join(words[:kept]) if kept else label[: _LONGEST // 2]}…"


def _columns(label: str) -> int:
    """Its width in columns of a letter; a wide character has two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in label)
