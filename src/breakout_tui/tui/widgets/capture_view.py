"""Capture view: draws the row of the capture line: the prompt, what each part of the text is, the caret."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from breakout_tui.domain.capture import Highlight, highlights
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.marks import Role
from breakout_tui.domain.ports import Countries
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.line_styles import Look, style_of
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.completions import Completion
from breakout_tui.tui.widgets.held_paste import HeldPaste
from breakout_tui.tui.widgets.line_drawing import StyledSpan, draw_text, shown

_LOOKS: Mapping[str, Look] = {
    Role.ATTRIBUTION.value: Look("principle"),
    Role.UNKNOWN.value: Look("muted", italic=True),
    Role.CLUSTER.value: Look("principle", italic=True),
    Role.REFERENCE.value: Look("accent"),
    Role.FIELD.value: Look("recommendation", bold=True),
    "refused": Look("muted", strike=True),
    "more": Look("muted"),
    "ghost": Look("muted"),
    "command": Look("accent"),
    "held": Look("accent"),
    "selection": Look(ground="input-selection-background"),
    "caret": Look("background", "accent", bold=False, italic=False, strike=False),
}


ELSEWHERE = "single keys act in the list · Esc, or a sentence, comes back to this line"
"""Shown in an empty line while the keys go elsewhere."""


class CaptureRow(NamedTuple):
    """What the row shows."""

    prompt: str
    kind: Kind
    text: str
    held: HeldPaste | None
    """Its words are shown in place of the text."""
    selection: tuple[int, int]
    """From … to …, where the caret is."""
    has_focus: bool
    scrolled: int
    """Cells of the text that are out of sight at the left."""
    width: int
    taken: Completion | None = None
    """What Enter takes for the mark before the caret."""

    @property
    def whole(self) -> str:
        """The text in cells: as it is typed, then what Enter adds to it."""
        return shown(self.text + (self.taken.ghost if self.taken is not None else ""))


class CaptureView:
    """Draws rows in the colours of a theme, and finds the marks of a text only once."""

    def __init__(self) -> None:
        self._marks_of: tuple[str, Kind, CaptureContext, Countries] | None = None
        self._marks: tuple[Highlight, ...] = ()

    def draw(self, row: CaptureRow, context: CaptureContext, variables: Mapping[str, str]) -> Strip:
        """The prompt, and as much of the text as there is room for, around the caret."""
        prompt = row.prompt
        room = max(0, row.width - cell_len(prompt))
        if row.held is not None:
            text = _remark(row.held.words, "held", room, variables)
        elif not row.text and not row.has_focus:
            text = _remark(ELSEWHERE, "more", room, variables)
        else:
            text = draw_text(row.whole + " ", self._spans(row, context, variables), row.scrolled, room)
            text = _with_ellipsis(text, row, room, variables)
            if row.scrolled > 0 and prompt:
                prompt = f"{prompt[:-1]}…"
        kind_style = style_of(Look(KIND_VARIABLES[row.kind], bold=True), variables)
        return Strip.join([Strip([Segment(prompt, kind_style)]), text])

    def _spans(
        self, row: CaptureRow, context: CaptureContext, variables: Mapping[str, str]
    ) -> Iterator[StyledSpan]:
        """The parts with a meaning, then the selection, then the caret."""
        if (command := COMMAND.match(row.text)) is not None:
            yield 0, command.end(), _style("command", variables)
        else:
            for mark in self._find_marks(row, context):
                is_refused = mark.role is Role.ATTRIBUTION and context.is_anonymous
                yield mark.start, mark.end, _style("refused" if is_refused else mark.role.value, variables)
        yield len(row.text), len(row.whole), _style("ghost", variables)
        if row.has_focus:
            start, end = sorted(row.selection)
            yield start, end, _style("selection", variables)
            caret = row.selection[1]
            yield caret, caret + 1, _style("caret", variables)

    def _find_marks(self, row: CaptureRow, context: CaptureContext) -> tuple[Highlight, ...]:
        """The marks of the text, as Enter takes it."""
        taken, typed = row.taken, len(row.text)
        text = row.text if taken is None else row.text[: taken.start] + taken.written
        wanted = (text, row.kind, context, context.countries)
        if self._marks_of != wanted:
            self._marks = highlights(
                text,
                context.rule,
                known=context.people,
                countries=context.countries,
                exists=context.exists,
                kind=row.kind,
            )
            self._marks_of = wanted
        start = typed if taken is None else taken.start
        return tuple(
            Highlight(start, typed, mark.role) if mark.start == start else mark for mark in self._marks
        )


def _remark(words: str, look: str, room: int, variables: Mapping[str, str]) -> Strip:
    """Words in place of the text."""
    return draw_text(words, [(0, len(words), _style(look, variables))], 0, room)


def _with_ellipsis(text: Strip, row: CaptureRow, room: int, variables: Mapping[str, str]) -> Strip:
    """The text in sight, with a sign at its end if it continues; the caret is never covered."""
    last = row.scrolled + room - 1
    if cell_len(row.whole) <= last + 1 or cell_len(shown(row.text[: row.selection[1]])) >= last:
        return text
    return Strip.join([text.crop(0, room - 1), Strip([Segment("…", _style("more", variables))])])


def _style(name: str, variables: Mapping[str, str]) -> Style:
    return style_of(_LOOKS[name], variables)
