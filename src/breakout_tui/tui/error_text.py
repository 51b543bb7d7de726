"""The text of a refusal or failure: what happened, then what to do."""

from __future__ import annotations

from breakout_tui.domain.errors import BreakoutError, CommandRefused
from breakout_tui.tui.wording import sentence


class ScreenRefused(BreakoutError):
    """The app can't do this now or here. Nothing has changed."""


def error_text(error: BreakoutError) -> str:
    """One line for a screen: ``what happened · what to do next``."""
    what = f"{error.where}: {error.what}" if error.where else sentence(error.what)
    remedy = _remedy(error) if isinstance(error, CommandRefused) else error.remedy
    return f"{what} · {remedy}" if remedy else what


def _remedy(refused: CommandRefused) -> str:
    from breakout_tui.tui.refusal_words import remedy_for  # only needed after a refusal

    return remedy_for(refused.reason)
