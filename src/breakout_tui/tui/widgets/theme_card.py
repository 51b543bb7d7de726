"""Theme card: one theme in full, with its track and times in the programme."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from breakout_tui.domain.duration_words import hours
from breakout_tui.domain.programme import Phase, Programme, Theme, Track
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.text import by_numbers, led, plural
from breakout_tui.tui.widgets.page import Page, hanging
from breakout_tui.tui.widgets.session_list import missing_words, stage_shown
from breakout_tui.tui.widgets.theme_list import stage_glyph

WIDEST = 88
"""Lines longer than this are hard to read."""
TOPICS_COME = "topics come on the day"
ROOMY = 50
"""The width from which the questions are indented."""


class ThemeText:
    """Title, introduction and guiding questions; then the state of today's session, the track and the planned times."""

    def __init__(self, programme: Programme, day: date) -> None:
        self._programme = programme
        self._day = day
        self._theme = programme.themes[0]
        self._today: Summary | None = None
        self._held: tuple[Summary, ...] = ()

    def take(self, theme: Theme, today: Summary | None, held: tuple[Summary, ...]) -> bool:
        """Set the theme, today's session on it, and all sessions on it in a conference; returns whether any changed."""
        is_other = (theme, today, held) != (self._theme, self._today, self._held)
        self._theme, self._today, self._held = theme, today, held
        return is_other

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines of the card."""
        width = max(1, min(width - 1, WIDEST))
        theme = self._theme
        lines = Content.styled(theme.title, "bold").wrap(width)
        if theme.introduction:
            lines += [Content(""), *Content(theme.introduction).wrap(width)]
        lines.append(Content(""))
        digits = len(str(len(theme.questions))) + (2 if width >= ROOMY else 0)
        for number, question in enumerate(theme.questions, 1):
            lines += hanging(
                Content.styled(f"{number:>{digits}}  ", "$muted"),
                Content(led(question.text, question.lead)),
                width,
            )
        lines.append(Content(""))
        if self._held:
            lines += [*_rooms(self._held, self._day, width), Content("")]
        if self._today is not None:
            how_far = f" today: {self._today.how_far}"
            lines += Content.assemble(stage_glyph(self._today.stage), how_far).wrap(width)
        for words in (*self._tracks(width), self._plan):
            lines += Content.styled(words, "$muted").wrap(width)
        return lines

    def _tracks(self, width: int) -> list[str]:
        """The themes of the same track, and how many of them a delegate explores, if that fits in the line."""
        lines = []
        for track in self._programme.tracks:
            if self._theme.id in track.themes:
                whole, short = (" · ".join((track.title, *self._beside(track)[:parts])) for parts in (2, 1))
                lines.append(whole if len(whole) <= width else short)
        return lines

    def _beside(self, track: Track) -> list[str]:
        numbers = [
            str(number)
            for number, theme in enumerate(self._programme.themes, 1)
            if theme.id in track.themes and theme is not self._theme
        ]
        if not numbers:
            return []
        others = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
        return [
            f"with theme{'s' if len(numbers) > 1 else ''} {others}",
            f"a delegate explores {track.explore} of {len(numbers) + 1}",
        ]

    @property
    def _plan(self) -> str:
        count = len(self._theme.questions)
        phases = (_planned(phase) for phase in self._programme.phases)
        return " · ".join((*phases, plural(count, "question") if count else TOPICS_COME))


class ThemeCard(Page):
    """One theme in full."""

    def __init__(self, programme: Programme, day: date, *, id: str | None = None) -> None:
        self._theme = ThemeText(programme, day)
        super().__init__(self._theme, id=id)

    def show(self, theme: Theme, today: Summary | None, held: tuple[Summary, ...] = ()) -> None:
        """Show this theme; ``today`` is today's session on it, if there is one; ``held`` are all on it in a conference."""
        if self._theme.take(theme, today, held):
            self.show_again()


def _rooms(held: tuple[Summary, ...], today: date, width: int) -> list[Content]:
    """The rooms and rounds of a theme in a conference: how far each is, and what is missing."""
    lines = [Content.styled("Rooms", "$muted")]
    for session in sorted(held, key=lambda each: (by_numbers(each.room), each.round, each.id)):
        round_ = f"round {session.round}" if session.round > 1 else ""
        missing = missing_words(session, today)
        parts = (session.room or "no room", round_, missing or session.how_far, plural(session.notes, "note"))
        words = " · ".join(filter(None, parts))
        lines += hanging(Content.assemble(stage_glyph(stage_shown(session)), " "), Content(words), width)
    return lines


def _planned(phase: Phase) -> str:
    words = f"{phase.title} {hours(phase.planned)}"
    return f"{words}, ends {phase.ends:%H:%M}" if phase.ends else words
