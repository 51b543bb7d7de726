"""Silencing: which finding of a room, and why, as the screens of the overview ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from breakout_tui.domain.overview_source import OverviewSource
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import RoomFinding
from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen

LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of options, in order."""


def silence(screen: Screen[Any], source: OverviewSource, card: RoomCard) -> None:
    """Ask which finding of a card, if it has several, and why; then silence it."""
    if len(card.findings) == 1:
        ask_why(screen, card.findings[0], lambda reason: source.silence(card, card.findings[0], reason))
        return
    found = dict(zip(LETTERS, card.findings, strict=False))

    def chosen(key: str | None) -> None:
        if key is not None and (finding := found.get(key)) is not None:
            ask_why(screen, finding, lambda reason: source.silence(card, finding, reason))

    options = [(key, f"{each.grade.value}: {each.text}") for key, each in found.items()]
    screen.app.push_screen(ChooseScreen(f"{card.name}: silence which finding?", options), chosen)


def ask_why(screen: Screen[Any], finding: RoomFinding, answered: Callable[[str], None]) -> None:
    """Ask for the reason; without one nothing is silenced."""

    def told(reason: str | None) -> None:
        if reason:
            answered(reason)

    question = f"Why can this be silenced: {finding.text}"
    screen.app.push_screen(
        AskScreen(question, explanation="It is shown again when it is about something else."), told
    )
