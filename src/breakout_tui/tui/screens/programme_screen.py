"""Programme screen: the first screen, with the event, its themes and the existing sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from breakout_tui.domain.event_sessions import has_paper
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.summary import Summary, own_of_day
from breakout_tui.tui.date_language import dates
from breakout_tui.tui.screens import programme_keys
from breakout_tui.tui.screens.first_look import FirstLook
from breakout_tui.tui.screens.standing import when_standing
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.session_list import SessionList
from breakout_tui.tui.widgets.theme_card import ThemeCard
from breakout_tui.tui.widgets.theme_list import ThemeList

LEAST_SESSIONS = 4
"""Lines reserved for the sessions before the themes may use more."""
LIST_WIDTHS = ((160, 66), (100, 50), (0, 38))
"""Screen width, and the width of the lists from there on."""
HIGH = 28
"""The screen height from which a blank line is above the event."""


class ProgrammeScreen(FirstLook):
    """Shows a programme; posts messages to start, resume, report or archive a session."""

    CSS_PATH = "../styles/programme.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]
    showing_keys = "123456789"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"theme({number - 1})", show=False) for number in range(1, 10)),
        Binding("pageup", "read(-1)", "Scroll up", show=False),
        Binding("pagedown,space", "read(1)", "Scroll down", show=False),
        Binding("r", "report", "Report", show=False),
        Binding("a", "archive", "Archive", show=False),
        Binding("A", "show_archived", "Show archived", show=False),
        Binding("g", "gather", "Gather", show=False),
        Binding("p", "paper", "Position paper", show=False),
        Binding("tab,shift+tab", "turn", "Other list", show=False),
        Binding("q", "quit", "Quit", show=False),
    ]

    @dataclass
    class StartAsked(Message):
        """Start a session on this theme."""

        theme_id: str

    @dataclass
    class ResumeAsked(Message):
        """Resume this session."""

        session_id: str

    @dataclass
    class ReportAsked(Message):
        """Show the report of this session."""

        session_id: str

    @dataclass
    class ArchiveAsked(Message):
        """Archive this session or, with ``archived`` False, restore it."""

        session_id: str
        archived: bool = True

    @dataclass
    class GatherAsked(Message):
        """Find files of other rooms."""

    @dataclass
    class PaperAsked(Message):
        """Edit the position paper."""

    def __init__(
        self,
        programme: Programme,
        today: date,
        summaries: Sequence[Summary] = (),
        themes_note: str = "",
    ) -> None:
        super().__init__()
        self._programme = programme
        self._today = today
        self._themes_note = themes_note
        self._summaries = tuple(summaries)
        self._of_today: Mapping[str, Summary] = {}
        self._shows_archived = False
        self._has_chosen = False

    def compose(self) -> ComposeResult:
        """Themes and sessions at the left, the chosen theme at the right."""
        self.take_size()
        yield Line(((self._programme.event, "strong"),), ((dates().short(self._today), "muted"),), id="head")
        with Horizontal(id="body", classes="frame"):
            with Vertical(id="lists", classes="frame"):
                yield Line(((self._programme.heading, "muted"),), classes="heading")
                yield ThemeList(self._programme.themes, id="themes")
                yield Line((("Sessions", "muted"),), id="sessions-heading", classes="heading")
                yield SessionList(self._today, id="sessions")
            yield ThemeCard(self._programme, self._today, id="card")
        if self._themes_note:
            yield Static(self._themes_note, id="note", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the themes and sessions; focus an unfinished session of today, if there is one."""
        self.query_one(ThemeCard).can_focus = False
        self._show_sessions(self._summaries)
        if self.focused is None:
            self.set_focus(self.query_one(ThemeList))

    @when_standing
    def show_sessions(self, summaries: Iterable[Summary]) -> None:
        """Show these sessions, newest first.

        The focus moves to an unfinished session of today, unless a key or click came first.
        """
        self._show_sessions(summaries)

    def _show_sessions(self, summaries: Iterable[Summary]) -> None:
        self._summaries = tuple(summaries)
        self._of_today = own_of_day(self._summaries, self._today)
        sessions, themes = self.query_one(SessionList), self.query_one(ThemeList)
        archived = sum(each.archived for each in self._summaries)
        sessions.show(
            [each for each in self._summaries if self._shows_archived or not each.archived], archived
        )
        words = programme_keys.beside_sessions(archived, are_shown=self._shows_archived)
        self.query_one("#sessions-heading", Line).right = ((words, "muted"),)
        themes.show_stages({theme: session.stage for theme, session in self._of_today.items()})
        sessions.can_focus = sessions.count > 0
        self._fit(self.size or self.app.size)
        if not self._has_chosen and (place := sessions.unfinished_today()) is not None:
            sessions.cursor = place
            self.set_focus(sessions)
            self._follow_session()
        elif sessions.has_focus and not sessions.count:
            themes.focus()
        self._show_card()
        self._show_keys()

    def on_key(self) -> None:
        """After the first key, the focus no longer moves on its own."""
        self._has_chosen = True

    def on_click(self) -> None:
        """After the first click, the focus no longer moves on its own."""
        self._has_chosen = True

    def on_resize(self, event: events.Resize) -> None:
        """Show the themes in full if there is room."""
        self._fit(event.size)

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused list."""
        self._show_keys()

    @on(LineList.Moved, "#themes")
    def _theme_moved(self) -> None:
        self._show_card()

    @on(LineList.Moved, "#sessions")
    def _session_moved(self) -> None:
        self._follow_session()
        self._show_keys()

    @on(LineList.Chosen, "#themes")
    def _theme_chosen(self) -> None:
        self.action_start()

    @on(LineList.Chosen, "#sessions")
    def _session_chosen(self) -> None:
        self.action_resume()

    def action_start(self) -> None:
        """Start a session on the chosen theme."""
        self.post_message(self.StartAsked(self.query_one(ThemeList).theme.id))

    def action_resume(self) -> None:
        """Resume the session under the cursor."""
        if session := self._session:
            self.post_message(self.ResumeAsked(session.id))

    def action_report(self) -> None:
        """Show the report of the session under the cursor."""
        if session := self._session:
            self.post_message(self.ReportAsked(session.id))

    def action_archive(self) -> None:
        """Archive or restore the session under the cursor."""
        if session := self._session:
            self.post_message(self.ArchiveAsked(session.id, not session.archived))

    def action_gather(self) -> None:
        """Find files of other rooms."""
        self.post_message(self.GatherAsked())

    def action_paper(self) -> None:
        """Edit the position paper."""
        if has_paper(self._summaries):
            self.post_message(self.PaperAsked())

    def action_show_archived(self) -> None:
        """Show or hide the archived sessions."""
        self._shows_archived = not self._shows_archived
        self.show_sessions(self._summaries)

    def action_theme(self, index: int) -> None:
        """Choose a theme by its number."""
        themes = self.query_one(ThemeList)
        if index < themes.count:
            if not themes.has_focus:
                themes.focus()
            themes.point(index)

    def action_turn(self) -> None:
        """Focus the other list."""
        themes, sessions = self.query_one(ThemeList), self.query_one(SessionList)
        (themes if sessions.has_focus or not sessions.count else sessions).focus()

    def action_read(self, by: int) -> None:
        """Scroll the theme by a page."""
        self.query_one(ThemeCard).action_page(by)

    async def action_quit(self) -> None:
        """Quit, as the app does it."""
        await self.app.action_quit()

    @property
    def _session(self) -> Summary | None:
        sessions = self.query_one(SessionList)
        return sessions.session if sessions.has_focus else None

    def _follow_session(self) -> None:
        """Choose the theme of the session under the cursor."""
        session, themes = self.query_one(SessionList).session, self.query_one(ThemeList)
        for place, theme in enumerate(self._programme.themes):
            if session is not None and theme.id == session.theme_id:
                themes.point(place)

    def _show_card(self) -> None:
        theme = self.query_one(ThemeList).theme
        held = programme_keys.held_on(theme.id, self._summaries)
        self.query_one(ThemeCard).show(theme, self._of_today.get(theme.id), held)
        self.call_after_refresh(self._show_keys)

    def _fit(self, size: Size) -> None:
        """Share the height between the lists; theme titles in full only if the sessions keep enough lines."""
        themes, sessions = self.query_one(ThemeList), self.query_one(SessionList)
        width = next(wide for least, wide in LIST_WIDTHS if size.width >= least)
        self.query_one("#lists").styles.width = width
        wanted = max(LEAST_SESSIONS, min(sessions.lines_in(width), size.height // 3))
        around = (8 if size.height >= HIGH else 7) + (2 if self._themes_note else 0)
        share = max(3, size.height - around - wanted)
        themes.styles.max_height = share
        themes.spread(width, share)
        # whether there is more to read is known only after the layout
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        sessions, card = self.query_one(SessionList), self.query_one(ThemeCard)
        archived = ""
        if any(each.archived for each in self._summaries):
            archived = "hide archived" if self._shows_archived else "show archived"
        is_conference = has_paper(self._summaries)
        keys = programme_keys.of_session(sessions.session, archived, has_paper=is_conference)
        if not sessions.has_focus:
            keys = programme_keys.of_themes(
                len(self._programme.themes),
                has_sessions=bool(sessions.count),
                is_longer=card.is_longer,
                archived=archived,
                has_paper=is_conference,
            )
        self.query_one(KeyLine).show(keys)
