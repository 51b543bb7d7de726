"""What a screen says when something is refused or fails: what happened, then what to do."""

from __future__ import annotations

from breakout_tui.domain.errors import BreakoutError, CommandRefused


class ScreenRefused(BreakoutError):
    """The app can't do this now or here; nothing has changed."""


def error_text(error: BreakoutError) -> str:
    """One line for a screen: ``what happened · what to do next``."""
    what = f"{error.where}: {error.what}" if error.where else error.what
    remedy = _remedy(error) if isinstance(error, CommandRefused) else error.remedy
    return f"{what} · {remedy}" if remedy else what


def _remedy(refused: CommandRefused) -> str:
    from breakout_tui.tui.refusal_words import remedy_for  # not before something is refused

    return remedy_for(refused.reason)
