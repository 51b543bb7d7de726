"""Programme keys: the keys of the first screen in its footer, the likeliest first, since a narrow window cuts the last ones."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.summary import Summary
from breakout_tui.tui.widgets.key_line import KeyHint, help_hint
from breakout_tui.tui.widgets.session_list import archived_words

_LAST_DIGIT = 9


def held_on(theme_id: str, summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """The sessions on a theme, where other rooms' sessions were gathered; else none."""
    every = [each for each in summaries if not each.archived]
    is_gathered = any(each.is_gathered for each in every)
    return tuple(each for each in every if is_gathered and each.theme_id == theme_id)


def of_themes(
    themes: int, *, has_sessions: bool, is_longer: bool, archived: str, has_paper: bool
) -> list[KeyHint]:
    """While the list of so many themes has the focus. ``is_longer``: there is more to read of a theme than fits."""
    last = min(_LAST_DIGIT, themes)
    return [
        KeyHint("Enter", "start" if has_sessions else "start a session", "start"),
        KeyHint(f"↑↓ 1–{last}" if last > 1 else "↑↓", "theme"),
        *([KeyHint("Tab", "sessions", "turn")] if has_sessions else []),
        *([KeyHint("PgDn", "more", "read(1)")] if is_longer else []),
        *_last(archived, has_paper=has_paper),
    ]


def of_session(session: Summary | None, archived: str, *, has_paper: bool) -> list[KeyHint]:
    """While the list of sessions has the focus. Another room's session is read, and not archived."""
    is_theirs = session is not None and session.is_gathered
    verb = "restore" if session is not None and session.archived else "archive"
    return [
        KeyHint("Enter", "read" if is_theirs else "resume", "resume"),
        KeyHint("r", "report", "report"),
        *([] if is_theirs else [KeyHint("a", verb, "archive")]),
        KeyHint("Tab", "themes", "turn"),
        *_last(archived, has_paper=has_paper),
    ]


def _last(archived: str, *, has_paper: bool) -> list[KeyHint]:
    """``archived`` is what A does; it comes last, because the heading of the sessions says it too."""
    paper = [KeyHint("p", "paper", "paper")] if has_paper else []
    hints = [*paper, KeyHint("q", "quit", "quit"), help_hint(), KeyHint("g", "gather", "gather")]
    return [*hints, *([KeyHint("A", archived, "show_archived")] if archived else [])]


def beside_sessions(archived: int, *, are_shown: bool) -> str:
    """What stands at the right of the heading of the sessions: how many are archived, else what gathers others."""
    return archived_words(archived, are_shown=are_shown) or "g gathers other rooms"
