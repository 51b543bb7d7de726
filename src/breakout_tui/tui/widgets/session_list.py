"""Session list: the sessions, newest first, to resume, report or archive; then those of other rooms, to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from breakout_tui.domain.missing_parts import missing_parts
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.text import plural
from breakout_tui.tui.date_language import day_words
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.widgets.theme_list import stage_glyph

OTHER_ROOMS = "Other rooms · read only"
"""The heading of the sessions of other rooms."""
THEIRS = " · another room's"
"""Behind the name of each of these rooms."""
LEAST_ROOM = 6
"""Cells of the name of a room that stay."""


class SessionSource(RowSource):
    """Two lines for each session: the theme; then the room, the state, the number of notes, and the day.

    Those of other rooms follow under a heading, by room, each with what is missing below.
    """

    def __init__(self, today: date) -> None:
        self.sessions: tuple[Summary, ...] = ()
        self.archived = 0
        """How many sessions are archived, shown or not."""
        self._today = today

    @property
    def count(self) -> int:
        """The number of sessions shown."""
        return len(self.sessions)

    def height(self, index: int, width: int) -> int:
        """Two, with the headings above it and what is missing below it."""
        return len(self._headings(index)) + 2 + len(self._missing(self.sessions[index], width))

    def lines(self, width: int) -> int:
        """The lines of all sessions."""
        if not self.count:
            return len(self.when_empty(width))
        return sum(self.height(index, width) for index in range(self.count))

    def when_empty(self, width: int) -> Sequence[Content]:
        """How to start a session."""
        have = (
            "All sessions are archived. Enter starts a new one"
            if self.archived
            else "No sessions yet. Enter starts one"
        )
        return hanging(Content("  "), Content.styled(f"{have} on the chosen theme.", "$muted"), width)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """Its headings, the theme, then the details of this session."""
        session = self.sessions[index]
        weight = "bold" if mark is RowMark.POINTED else "$muted" if session.archived else ""
        title = Content.styled(session.theme_title, weight).truncate(width - 5, ellipsis=True)
        headings = [Content.styled(words, style) for words, style in self._headings(index)]
        return [
            *(_cut(heading, width) for heading in headings),
            Content.assemble(pointer(mark), stage_glyph(stage_shown(session)), " ", title),
            Content.assemble("    ", self._details(session, width - 5)),
            *self._missing(session, width),
        ]

    def _missing(self, session: Summary, width: int) -> list[Content]:
        """In one line, or with the moment in a line of its own."""
        words = missing_words(session, self._today)
        lines = [words] if cell_len(words) <= width - 5 else words.rsplit(" · ", 1)
        return [
            Content.styled(f"    {line}", "$muted").truncate(width, ellipsis=True) for line in lines if line
        ]

    def _headings(self, index: int) -> list[tuple[str, str]]:
        """Above the first session of other rooms, and above the first one of each of these rooms: words and colour."""
        session, before = self.sessions[index], self.sessions[index - 1] if index else None
        if not session.is_gathered:
            return []
        is_first = before is None or not before.is_gathered
        if before is not None and not is_first and before.room == session.room:
            return []
        apart = [("", ""), (f"  {OTHER_ROOMS}", "$muted")] if is_first else []
        return [*apart, (f"  {session.room or 'No room'}{THEIRS}", "")]

    def _details(self, session: Summary, width: int) -> Content:
        when = day_words(session.created_at.date(), self._today)
        if when == "today":
            when = f"{session.created_at:%H:%M}"
        count = plural(session.notes, "note")
        about = [f"round {session.round}" if session.round > 1 else ""]
        is_said_below = session.is_gathered and session.stage is Stage.READY
        how_far = "" if is_said_below else session.how_far
        about += [how_far, count, when, "archived" if session.archived else ""]
        # drop the number of notes first, then what an archived session needs least, then cut the name of the room
        name = session.room or "no room"
        if session.is_gathered:  # its room is the heading
            parts = [part for part in about if part]
            if cell_len(_joined(parts)) > width:
                parts.remove(when)
            return Content(_joined(parts)).truncate(width, ellipsis=True).stylize("$muted")
        old, wide = session.archived, cell_len(name)
        for part, least in ((count, wide), (session.how_far * old, wide), (when * old, LEAST_ROOM)):
            if part and cell_len(_joined(["", *about])) + least > width:
                about.remove(part)
        figures = session.created_at.date().isoformat()  # where the words of a language are long
        if (
            when in about
            and cell_len(_joined(["", *about])) + LEAST_ROOM > width
            and len(figures) < cell_len(when)
        ):
            about[about.index(when)] = figures
        rest = _joined(["", *about])
        room = Content(name).truncate(max(LEAST_ROOM, width - cell_len(rest)), ellipsis=True)
        return Content.assemble(room, rest).truncate(width, ellipsis=True).stylize("$muted")


def stage_shown(session: Summary) -> Stage:
    """The stage as its glyph says it: nothing of another room's session is running here."""
    is_running_there = session.is_gathered and session.stage.is_running
    return Stage.BETWEEN if is_running_there else session.stage


def _cut(heading: Content, width: int) -> Content:
    """A heading in one line; of a long name of a room the end is cut, not the words behind it."""
    if not heading.plain.endswith(THEIRS) or width <= cell_len(THEIRS) + LEAST_ROOM:
        return heading.truncate(width, ellipsis=True)
    name = heading[: len(heading.plain) - len(THEIRS)].truncate(width - cell_len(THEIRS) - 1, ellipsis=True)
    return Content.assemble(name, (THEIRS, "$muted"))


def missing_words(session: Summary, today: date) -> str:
    """What is missing of another room's session, and up to when it was gathered; empty if nothing is."""
    missing = missing_parts(session)
    if missing is None:
        return ""
    day, time = day_words(missing.up_to.date(), today), f"{missing.up_to:%H:%M}"
    return missing.words(time if day == "today" else f"{day} {time}")


def _joined(parts: Sequence[str]) -> str:
    """The parts that are not empty, each behind a dot but the first."""
    first, *others = parts
    return first + "".join(f" · {part}" for part in others if part)


class SessionList(LineList):
    """The sessions, newest first; then those of other rooms, by room."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, today: date, *, id: str | None = None) -> None:
        self._rows = SessionSource(today)
        self._today = today
        super().__init__(self._rows, id=id)

    @property
    def session(self) -> Summary | None:
        """The session under the cursor."""
        return self._rows.sessions[self.cursor] if self._rows.sessions else None

    def show(self, sessions: Sequence[Summary], archived: int = 0) -> None:
        """Show these sessions; the cursor stays on its session, if it is still there. ``archived`` counts the hidden ones too."""
        kept = self.session.id if self.session else None
        self._rows.archived = archived
        places = [place for place, session in enumerate(sessions) if session.id == kept]
        self._rows.sessions = tuple(sessions)
        self.repaint_at(places[0] if places else self.cursor)

    def lines_in(self, width: int) -> int:
        """The lines of all sessions in this width."""
        return self._rows.lines(width) if self.count else 0

    def unfinished_today(self) -> int | None:
        """The index of today's newest unfinished session of this room, or None."""
        for place, session in enumerate(self._rows.sessions):
            is_open = session.stage is not Stage.DONE and not session.archived and not session.is_gathered
            if is_open and session.created_at.date() == self._today:
                return place
        return None

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self.point(self.cursor + by * max(1, self.size.height // 2))


def archived_words(count: int, *, are_shown: bool) -> str:
    """How many sessions are archived, and the key that shows or hides them; empty without any."""
    return f"{count} archived · A {'hides' if are_shown else 'shows'}" if count else ""
