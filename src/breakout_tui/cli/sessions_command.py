"""``breakout-tui sessions``: lists the sessions."""

from __future__ import annotations

import sys

from breakout_tui.cli.options import Options
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.missing_parts import missing_parts
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.text import plural


def list_sessions(options: Options) -> int:
    """Print one line per session: number, date, theme, room, round, stage, notes, id; first ours, newest first."""
    store = stored_sessions(options, SystemClock())
    number = 0
    summaries = store.summaries()
    listed = [summary for summary in summaries if options.all or not summary.archived]
    if not listed:
        words = "all sessions are archived; --all lists them" if summaries else "there are no sessions yet"
        print(f"breakout-tui: {words}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    for summary in listed:
        number += 0 if summary.archived else 1
        about = (
            f"{number:>3}" if not summary.archived else "  –",
            f"{summary.created_at:%Y-%m-%d %H:%M}",
            summary.theme_title,
            " · ".join(
                filter(None, (summary.room, summary.whose, f"round {summary.round}", *_how_far(summary)))
            ),
            plural(summary.notes, "note"),
            summary.id,
        )
        print("  ".join(about))  # noqa: T201 - results go to stdout
    return 0


def _how_far(summary: Summary) -> tuple[str, str]:
    """The stage, and what is missing of another room's session."""
    missing = missing_parts(summary)
    words = "" if missing is None else missing.words(f"{missing.up_to:%Y-%m-%d %H:%M}")
    return ("" if missing is not None and missing.is_unstarted else summary.how_far), words
