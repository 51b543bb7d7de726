"""Requests to speak of phones in the window: told quietly, listed where they would come, and put on the list by one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.floor_exchange import SentStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.domain.speaking_requests import became_of
from tests.domain.day import NINE
from tests.tui.floor_app import FloorApp, floor_app
from tests.tui.screen_text import screen_rows, screen_text
from tests.tui.test_speakers_screen import row_with

_SECONDS = count()


def asks(floor: FloorApp, country: str = "") -> SentStatement:
    """A phone asks to speak, a second after the one before."""
    sent_at = NINE + timedelta(seconds=next(_SECONDS))
    return replace(floor.sent("", country=country, kind=TO_SPEAK), id=new_id(sent_at))


def waiting(floor: FloorApp) -> list[str]:
    """Who is on the list."""
    return [each.label for each in speakers_view(floor.app.controller.session).waiting]


def outcomes(floor: FloorApp) -> list[tuple[FloorOutcome, str]]:
    """What became of each request."""
    assert floor.sharing.floor is not None
    session = floor.app.controller.session
    return [tuple(became_of(each, session)) for each in floor.sharing.floor.requests]  # type: ignore[misc]


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_requests_wait_quietly_and_are_put_on_the_list_by_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: the line and its text stay; F12 lists each where it would come; Enter, A, d and Ctrl+Z do what the keys say."""
    async with floor_app(tmp_path, size) as floor:
        app = floor.app
        app.controller.do(c.EditDetails(known=("Norway", "Chile", "Kenya")))
        await app.type("/speaker Norway", "enter")
        await app.type("Silo bud")
        before = [row for row in screen_rows(app.app) if "Silo bud" in row]
        await floor.gets(*(asks(floor, each) for each in ("chile", "Norway", "Atlantis", "Kenya")))
        await app.wait(8)
        assert "4 want to speak F12" in app.says("status")
        assert [row for row in screen_rows(app.app) if "Silo bud" in row] == before
        assert app.app.focused is app.line
        await floor.presses("f12")
        assert "4 want to speak" in screen_text(app.app)
        assert row_with(app, "Chile").split("   ")[0].split()[-2:] == ["?", "Chile"]
        assert "asks from a phone" in row_with(app, "A delegate")
        await floor.presses("down")
        assert "Enter put on list" in screen_text(app.app)
        await floor.presses("enter")
        assert waiting(floor) == ["Norway", "Chile"]
        await floor.presses("down", "enter")  # Norway once more
        assert "already on the list" in app.notices[-1]
        await floor.presses("d")
        assert [each.value for each, _ in outcomes(floor)] == ["listed", "aside", "waiting", "waiting"]
        await floor.presses("ctrl+z")
        assert [each.value for each, _ in outcomes(floor)] == ["listed", "waiting", "waiting", "waiting"]
        await floor.presses("up", "d", "A")
        assert waiting(floor) == ["Norway", "Chile", "Speaker 3", "Kenya"]
        assert outcomes(floor)[2] == (FloorOutcome.LISTED, "3/3")
        await floor.presses("ctrl+z")
        assert waiting(floor) == ["Norway", "Chile", "Speaker 3"]
        await floor.presses("escape")
        assert app.line.value == "Silo bud"
        assert "1 wants to speak F12" in app.says("status")


async def test_who_takes_it_back_leaves_the_list_and_a_restart_keeps_what_waits(tmp_path: Path) -> None:
    """Rule: also from the list, where undo is not about it; a request that comes again is the same one; a closed list says so."""
    async with floor_app(tmp_path) as floor:
        app = floor.app
        first, second = asks(floor, "Norway"), asks(floor)
        for _ in range(2):
            await floor.gets(first, second)
        await floor.presses("f12", "enter")
        assert waiting(floor) == ["Norway"]
        floor.room.room.session = app.controller.session
        await floor.gets(withdrawn=(first.id, second.id))
        await floor.gets()
        assert waiting(floor) == []
        assert [each.value for each, _ in outcomes(floor)] == ["withdrawn", "withdrawn"]
        told = {each.id: each.outcome for each in (await floor.gets(first, second)).results}
        assert set(told.values()) <= {"withdrawn"}
        third = asks(floor)
        await floor.gets(third)
        await floor.presses("c", "enter")
        assert "closed" in app.notices[-1]
        assert (waiting(floor), outcomes(floor)[2][0]) == ([], FloorOutcome.WAITING)
        await floor.presses("x")
        assert floor.sharing.exchange.news().muted[0].statement_id == third.id
        await floor.presses("c", "enter")
        assert waiting(floor) == ["Speaker 2"]
