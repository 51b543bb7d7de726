"""The organiser's pages of the conference as a whole, and the public agenda: as a hub serves them, in a browser and without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.cli.hub_conference import HubConference
from breakout_tui.cli.options import Options
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from tests.domain.example import Talk, programme
from tests.fictional_conference import EVENT, fictional_sessions
from tests.hub.organised import OrganisedHub, organised
from tests.hub.served import wait_until
from tests.hub.wall import SOON
from tests.report.browser import chromium, needs_browser, violations
from tests.store.conference_file import written

PAGES = ("/overview/compare", "/overview/paper", "/overview/plenary", "/overview/plenary/slides")
CLOCK = SystemClock()


@pytest.fixture(scope="module", name="hub")
def fixture_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OrganisedHub]:
    """A hub that has the fictional conference, and a room that talks now."""
    folder = tmp_path_factory.mktemp("hub")
    written(folder / "hub.db", fictional_sessions())
    conference = HubConference(Options(database=folder / "hub.db"), CLOCK)
    with organised(folder, conference=conference) as made:
        talk = Talk(c.EditDetails(room="Room 2", people=20))
        talk.do(c.Next())
        talk.say(Kind.CHALLENGE, "Nobody may read this in the corridor")
        made.says(made.room("Room 2"), talk.session, talk.reading())
        made.room("Room 10")
        wait_until(lambda: "Room 10" in made.ask("GET", "/agenda").text)  # so that displays can join
        yield made


def test_the_rooms_are_side_by_side(hub: OrganisedHub) -> None:
    """Rule: the list of each room, and what two of them say."""
    page = hub.gets("/overview/compare", hub.enters()).text
    for text in (EVENT, "Room 1·1", "Silo budgets block shared services", "Said in several rooms"):
        assert text in page


def test_the_paper_and_the_running_order_are_as_the_commands_write_them(hub: OrganisedHub) -> None:
    """Rule: with no style but their own, and no script."""
    cookie = hub.enters()
    for path in ("/overview/paper", "/overview/plenary"):
        answer = hub.gets(path, cookie)
        assert (answer.status, EVENT in answer.text) == (200, True)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script" not in policy
    slides = hub.gets("/overview/plenary/slides", cookie)
    assert slides.headers["content-disposition"] == 'attachment; filename="running-order.md"'
    assert EVENT in slides.text


@pytest.mark.parametrize("path", PAGES)
def test_only_an_organiser_sees_them(hub: OrganisedHub, path: str) -> None:
    """Rule: without a cookie, with that of a display, and with the secret of a room one is led to the entrance."""
    secret = next(iter(hub.secrets.values()))
    for headers in ({}, {"Cookie": hub.joined()}, {"Authorization": f"Bearer {secret}"}):
        answer = hub.ask("GET", path, headers=headers)
        assert (answer.status, answer.headers["location"]) == (303, "/overview")


def test_a_hub_without_sessions_says_what_is_missing(tmp_path: Path) -> None:
    """Rule: in words, in place of the pages."""
    conference = HubConference(Options(database=tmp_path / "hub.db"), CLOCK)
    with organised(tmp_path, conference=conference) as hub:
        cookie = hub.enters()
        assert "nothing to compare yet" in hub.gets("/overview/compare", cookie).text
        assert [hub.gets(path, cookie).status for path in PAGES[1:]] == [404, 404, 404]
        assert "No rooms yet" in hub.ask("GET", "/agenda").text


def test_the_agenda_is_for_everybody_and_says_no_word_of_a_room(hub: OrganisedHub) -> None:
    """Rule: what is on and until when; no statement, name or code."""
    page = hub.ask("GET", "/agenda")
    assert page.status == 200
    assert page.text.index("Room 2") < page.text.index("Room 10")
    assert "until " in page.text
    for secret in ("Nobody may read", hub.code, "annex", *hub.secrets.values()):
        assert secret not in page.text


def test_the_agenda_has_the_whole_name_of_the_event(tmp_path: Path) -> None:
    """Rule: whatever is in it; before a room has told of one it says what the page is."""
    with organised(tmp_path) as hub:
        hub.room("Room 1")
        assert '<h1 dir="auto">Agenda</h1>' in hub.ask("GET", "/agenda").text
        event = "Archives · Day 2 · Open Government"
        talk = Talk(made=replace(programme(), event=event))
        hub.says(hub.database.rooms()[0].id, talk.session, talk.reading())
        wait_until(lambda: f'<h1 dir="auto">{event}</h1>' in hub.ask("GET", "/agenda").text)


@needs_browser
def test_both_pages_follow_the_rooms_and_axe_finds_nothing(hub: OrganisedHub) -> None:
    """Rule: the agenda shows a room that begins without being loaded anew."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{hub.url}/agenda")
        assert violations(page) == []
        talk = Talk(c.EditDetails(room="Room 10"))
        hub.says(
            next(each.id for each in hub.database.rooms() if each.name == "Room 10"),
            talk.session,
            talk.reading(),
        )
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        title = talk.session.theme.title
        page.wait_for_function(
            """title => { document.dispatchEvent(new Event('visibilitychange'));
            return [...document.querySelectorAll('#rooms li')].some(each => each.innerText.includes('Room 10') && each.innerText.includes(title)); }""",
            arg=title,
            timeout=SOON,
            polling=200,
        )
        page.goto(hub.link.text)
        page.wait_for_selector("#cards", timeout=SOON)
        page.goto(f"{hub.url}/overview/compare")
        page.wait_for_selector("#compared", timeout=SOON)
        assert violations(page) == []
