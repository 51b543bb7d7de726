"""What a phone may do at a hub: in its own room, in another one, and with what is no cookie of a phone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_code import new_room_secret, secret_hash
from breakout_tui.hub.certificate import certificate_at
from breakout_tui.hub.phone_pages import COOKIE
from tests.hub.organised import OrganisedHub, organised
from tests.hub.phones import Phone, phone, room_of
from tests.hub.served import wait_until


@pytest.fixture(name="hub")
def fixture_hub(tmp_path: Path) -> Iterator[OrganisedHub]:
    """A hub with two rooms, whose floors are open; nobody can read what is sent to it."""
    certificate = certificate_at(tmp_path / "hub.pem", ["127.0.0.1"], SystemClock())
    with organised(tmp_path, certificate=certificate) as made:
        for name in ("Room 1", "Room 2"):
            says(made, made.room(name))
        yield made


def says(hub: OrganisedHub, room_id: str, news: FloorNews = FloorNews(is_open=True)) -> FloorMail:  # noqa: B008 - it is immutable
    """The window of a room, which has no session open, says this; what phones have for it."""
    update = hub.update(None, hub.clock.read(), f"link-{room_id}")
    (taken,) = hub.database.take([(room_id, replace(update, floor=news))])
    assert taken.floor is not None
    return taken.floor


def joined(hub: OrganisedHub) -> list[Phone]:
    """A phone of each room."""
    return [phone(hub, says(hub, room_id).code) for room_id in hub.secrets]


def is_out(each: Phone) -> bool:
    """Whether its cookie opens nothing, on any path."""
    if each.get("/p/now").status == 200:
        return False
    assert [each.get(path).status for path in ("/p/live", "/p/results")] == [401, 303]
    sent = [each.post(each.form("Forged"), path) for path in ("/p/send", "/p/withdraw")]
    return all(answer["refused"] == "join" for answer in sent)


def test_a_phone_is_in_its_own_room_only(hub: OrganisedHub) -> None:
    """Rule: no cookie of another room, of a display, of a display's path or with another name is one of its phones; nothing of it is kept."""
    first, second = joined(hub)
    (one, two) = hub.secrets
    name, said = first.cookie.split("=", 1)
    assert name == COOKIE.safe
    assert said.startswith(f"{one}:")
    signed = said.partition(":")[2]
    display = hub.joined().partition("=")[2]
    assert not is_out(first)
    forged = (
        f"{two}:{signed}",
        f"nobody:{signed}",
        signed,
        f"{one}:{signed[:-1]}",
        f"{one}:{signed}0",
        f"{one}:",
        display,
        "",
    )
    for cookie in forged:
        assert is_out(Phone(hub, f"{name}={cookie}")), cookie
    assert is_out(Phone(hub, f"breakout_display_tls={said}"))
    assert hub.ask("GET", "/live", headers={"Cookie": f"breakout_display_tls={said}"}).status == 401
    form = first.form("Only of Room 1")
    answer = first.post(form)
    assert answer["refused"] == "no session"  # the room has none open
    assert hub.database.floor.changed(one, 0) == hub.database.floor.changed(two, 0) == ()
    assert not is_out(second)


def test_a_code_of_a_display_or_of_nobody_joins_no_phone(hub: OrganisedHub) -> None:
    """Rule: also none at all; a room whose window never said anything of phones has no code, and an empty one is none."""
    silent = hub.room("Room 3")
    codes = [room.display_code for room in hub.database.rooms()]
    wait_until(lambda: hub.ask("GET", "/p").status == 200)
    for code in ("", "-", " ", "00000000", *codes):
        assert hub.post("/p/join", {"code": code}).status == 403, code
    assert hub.database.rooms([silent])[0].phones.code == ""
    assert hub.post("/join", {"code": says(hub, next(iter(hub.secrets))).code}).status == 403


def test_phones_are_out_with_their_code_and_their_room(hub: OrganisedHub) -> None:
    """Rule: where the room renews the code, where its own secret is another one, and where it is revoked; the other room's stay."""
    (one, two) = hub.secrets
    first, second = joined(hub)
    code = says(hub, one, FloorNews(is_open=True, renews_code=True)).code
    wait_until(lambda: is_out(first))
    first = phone(hub, code)
    hub.database.set_secret(one, secret_hash(new_room_secret()))
    wait_until(lambda: is_out(first))
    first = phone(hub, says(hub, one).code)
    assert not is_out(first)
    hub.database.revoke(one)
    wait_until(lambda: is_out(first))
    assert hub.post("/p/join", {"code": code}).status == 403
    assert not is_out(second)
    assert says(hub, two).code


def test_under_none_a_hub_has_nothing_that_says_who_sent_what(hub: OrganisedHub, tmp_path: Path) -> None:
    """Rule: no country, no name behind an @, no device, key or secret in any row; nothing is the same in two statements of one phone."""
    (one, _) = hub.secrets
    code = says(hub, one).code
    update = hub.update(room_of(AttributionRule.NONE), hub.clock.read(), f"link-{one}")
    hub.database.take([(one, replace(update, floor=FloorNews(is_open=True)))])
    each = phone(hub, code)
    wait_until(lambda: "What is the role" in each.get().text)
    forms = [each.form(f"Words {number} @Quark", country="NO") for number in range(2)]
    for form in forms:
        assert each.post(form)["status"] == 200
    with closing(sqlite3.connect(tmp_path / "hub.db")) as file:
        rows = file.execute("SELECT * FROM hub_statement").fetchall()
        floor = file.execute("SELECT * FROM hub_floor").fetchall()
    device = each.cookie.partition(":")[2].split(".")[1]
    secret = (
        device,
        "Quark",
        "Norway",
        "127.0.0.1",
        *(form[key] for form in forms for key in ("key", "secret")),
    )
    assert not [word for word in secret if word in repr((rows, floor))]
    shared = {cell for cell in rows[0] if cell in rows[1]} - {one, "", 0, "challenge", "waiting"}
    assert shared <= {update.session_id, *(cell for cell in rows[0] if isinstance(cell, int))}
    assert len(rows) == 2
