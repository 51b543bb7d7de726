"""Capture view: how the line looks while it is typed in: the prompt, what each part is, the caret."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.reactive import reactive
from textual.strip import Strip

from breakout_tui.domain.capture import Highlight, Role, highlights
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import MAX_TEXT
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.line_styles import Look, style_of
from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.textual_internals.prompted_input import PromptedInput
from breakout_tui.tui.widgets.line_drawing import StyledSpan, draw_text, shown

COMMAND = re.compile(r"/(?!/)([^\s/]*)")
"""A command at the start of a line; two slashes are a slash."""


_LOOKS: Mapping[str, Look] = {
    Role.ATTRIBUTION.value: Look("principle"),
    Role.CLUSTER.value: Look("principle", italic=True),
    Role.REFERENCE.value: Look("accent"),
    Role.FIELD.value: Look("recommendation", bold=True),
    "refused": Look("muted", strike=True),
    "more": Look("muted"),
    "command": Look("accent"),
    "held": Look("accent"),
    "selection": Look(ground="input-selection-background"),
    "caret": Look("background", "accent", bold=False, italic=False, strike=False),
}


class CaptureView(NoReflow, PromptedInput):
    """An Input of one row that shows marks, references, fields and commands as what they are.

    It draws only the cells in sight, and has no blinking caret: nothing is sent to the terminal while nobody types.
    """

    DEFAULT_CSS = """
    CaptureView, CaptureView:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $surface;
        background-tint: transparent;
    }
    """
    kind: reactive[Kind] = reactive(Kind.CHALLENGE)
    """The kind of the next note."""
    editing: reactive[str | None] = reactive(None)
    """What is being edited, such as ``C3``; shown before the prompt."""

    notice: reactive[str] = reactive("")
    """Shown in place of the text while something waits for a word."""

    def __init__(
        self, *, rule: AttributionRule, exists: Callable[[str], bool], id: str | None = None
    ) -> None:
        super().__init__(select_on_focus=False, max_length=MAX_TEXT, compact=True, id=id)
        self.cursor_blink = False
        self.rule = rule
        self.exists = exists
        """Whether a reference is a note's."""
        self.people: tuple[str, ...] = ()
        """The names that are known."""
        self._spans: tuple[str, tuple[Highlight, ...]] = ("", ())

    def watch_editing(self) -> None:
        """The label moves the text, so the caret has to be found again."""
        if self.is_mounted:
            self.caret_moved()

    @property
    def _prompt(self) -> str:
        width = self.scrollable_content_region.width
        long = f"editing {self.editing} › " if self.editing else "› "
        return long if cell_len(long) * 2 <= width else "› " if width > 4 else ""

    @property
    def content_width(self) -> int:
        """Cells of the prompt, the text and the caret behind it."""
        return self.cell_of(len(self.value)) + 1

    def cell_of(self, position: int) -> int:
        """The cell of the content at which a character starts, the prompt included."""
        return cell_len(self._prompt) + cell_len(shown(self.value[:position]))

    def index_at(self, cell: int) -> int:
        """Which character is at this cell of the content that is in sight."""
        cells = cell + self.scroll_offset.x - cell_len(self._prompt)
        for index, character in enumerate(shown(self.value)):
            cells -= get_character_cell_size(character)
            if cells < 0:
                return index
        return len(self.value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen; the terminal's own cursor is put there for input methods."""
        x, y, _, _ = self.content_region
        return Offset(x + self.cell_of(self.cursor_position) - self.scroll_offset.x, y)

    def reveal_caret(self) -> None:
        """Scroll the caret into sight, and tell the app where it is."""
        prompt = cell_len(self._prompt)
        caret = self.cell_of(self.cursor_position)
        in_sight = Region(caret - prompt, 0, prompt + 1, 1)
        self.scroll_to_region(in_sight, force=True, animate=False, immediate=True)
        self.app.cursor_position = self.cursor_screen_offset

    def render_line(self, y: int) -> Strip:
        """The prompt, and as much of the text as there is room for, around the caret."""
        width = self.scrollable_content_region.width
        if y != 0:
            return Strip.blank(width, self.visual_style.rich_style)
        prompt = self._prompt
        room = max(0, width - cell_len(prompt))
        in_its_kind = style_of(Look(KIND_VARIABLES[self.kind], bold=True), self.app.theme_variables)
        if self.notice:
            text = draw_text(self.notice, [(0, len(self.notice), self._style("held"))], 0, room)
        else:
            text = draw_text(shown(self.value) + " ", self._styled(), self.scroll_offset.x, room)
            if self.scroll_offset.x > 0 and prompt:
                prompt = f"{prompt[:-1]}…"
            text = self._with_more(text, room)
        prompt_strip = Strip([Segment(prompt, in_its_kind)])
        return Strip.join([prompt_strip, text]).apply_style(self.visual_style.rich_style)

    def _with_more(self, text: Strip, room: int) -> Strip:
        """The text in sight, with a sign at its end where there is more of it; the caret is not covered."""
        last = self.scroll_offset.x + room - 1
        caret = self.cell_of(self.cursor_position) - cell_len(self._prompt)
        if self.content_width - 1 - cell_len(self._prompt) <= last + 1 or caret >= last:
            return text
        return Strip.join([text.crop(0, room - 1), Strip([Segment("…", self._style("more"))])])

    def _styled(self) -> Iterable[StyledSpan]:
        """The parts that mean something, then the selection, then the caret."""
        for span in self._spans_now():
            name = span.role.value
            if span.role is Role.ATTRIBUTION and self.rule is AttributionRule.NONE:
                name = "refused"
            yield span.start, span.end, self._style(name)
        if (command := COMMAND.match(self.value)) is not None:
            yield 0, command.end(), self._style("command")
        if not self.has_focus:
            return
        start, end = sorted(self.selection)
        yield start, end, self._style("selection")
        caret = self.cursor_position
        yield caret, caret + 1, self._style("caret")

    def _style(self, name: str) -> Style:
        return style_of(_LOOKS[name], self.app.theme_variables)

    def _spans_now(self) -> tuple[Highlight, ...]:
        if COMMAND.match(self.value):
            return ()
        key = f"{self.kind.name}{self.rule.name}{self.value}"
        if self._spans[0] != key:
            found = highlights(self.value, self.rule, known=self.people, exists=self.exists, kind=self.kind)
            self._spans = (key, found)
        return self._spans[1]
