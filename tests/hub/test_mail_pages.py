"""Messages to rooms and calls for help on the organiser's page: what is sent, what is refused in words, and who takes a call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from breakout_tui.domain.hub_messages import HubMessage, MessageKind, MessageStanding
from breakout_tui.domain.mail_exchange import RoomNews, ToldAnswer, ToldCall
from breakout_tui.domain.overview import Overview
from breakout_tui.hub.guard import MOST_WRITTEN
from breakout_tui.hub_protocol import HubUpdate
from tests.domain.example import Talk
from tests.hub.organised import OrganisedHub, organised
from tests.hub.running import Answered
from tests.hub.served import wait_until
from tests.hub.test_overview_pages import overview_of
from tests.hub.test_overview_rights import stream

SCRIPT = "<script>alert(1)</script>"
PAGE = {"Accept": "text/html"}
FORM = {"key": "k1", "kind": "facilitator", "said": "Lunch", "to": "all", "minutes": "15"}


@pytest.fixture(name="hub")
def fixture_hub(tmp_path: Path) -> Iterator[OrganisedHub]:
    """A hub with two rooms."""
    with organised(tmp_path) as made:
        made.room("Room 1")
        made.room("Room 2")
        yield made


def tells(hub: OrganisedHub, room: str, news: RoomNews) -> None:
    """A room tells this."""
    hub.database.take([(room, HubUpdate(f"link-{room}", "annex", "", Talk().reading(), news=news))])


def posts(hub: OrganisedHub, path: str, cookie: str, *pairs: tuple[str, str], page: bool = False) -> Answered:
    """What a form is answered; ``page`` as a browser without a script sends it."""
    headers = {"Origin": hub.url, "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    return hub.ask("POST", path, urlencode(pairs).encode(), headers | (PAGE if page else {}))


def sent(hub: OrganisedHub) -> tuple[MessageStanding, ...]:
    """The messages in the database."""
    return hub.database.messages.messages()


def mail_of(hub: OrganisedHub, cookie: str) -> list[tuple[str, str]]:
    """Rooms that call, with who comes."""
    mail = overview_of(hub, cookie).mail
    assert mail is not None
    return [(call.room, call.taken_by) for call in mail.calls]


def test_a_message_is_sent_once(hub: OrganisedHub) -> None:
    """Rule: a double click or a reload sends one; another text with the same key is refused in words, with a new key; and the page goes back."""
    cookie = hub.enters()
    for _ in range(2):
        answer = posts(hub, "/overview/write", cookie, *FORM.items(), page=True)
        assert (answer.status, answer.headers["location"]) == (303, "/overview#sent")
        assert posts(hub, "/overview/write", cookie, *FORM.items()).status == 204
    (standing,) = sent(hub)
    assert [each.room for each in standing.deliveries] == ["Room 1", "Room 2"]
    assert (standing.expires_at - standing.made_at).total_seconds() == 900
    other = FORM | {"said": "No lunch"}
    assert posts(hub, "/overview/write", cookie, *other.items()).status == 409
    page = posts(hub, "/overview/write", cookie, *other.items(), page=True)
    assert (page.status, "has sent another message" in page.text, ">No lunch<" in page.text) == (
        409,
        True,
        True,
    )
    assert 'name="key" value="k1"' not in page.text
    assert len(sent(hub)) == 1


def test_each_kind_goes_to_the_chosen_rooms(hub: OrganisedHub) -> None:
    """Rule: for facilitators, displays, or a proposal with its value; only to the rooms that are named."""
    cookie, (one, other) = hub.enters(), hub.secrets
    for number, (kind, more, until, value) in enumerate(
        [
            ("display", "10", "", ""),
            ("extend", " 10", "", "+10"),
            ("extend", "-5", "", "-5"),
            ("end", "", "9:05", "09:05"),
        ]
    ):
        form = FORM | {"key": f"k{number}", "kind": kind, "more": more, "until": until, "to": "chosen"}
        assert posts(hub, "/overview/write", cookie, *form.items(), ("room", other)).status == 204
        (found,) = [each for each in sent(hub) if each.message.id == f"k{number}"]
        assert found.message == HubMessage(f"k{number}", MessageKind(kind), "Lunch", value)
        assert [each.room_id for each in found.deliveries] == [other]
    assert one != other


WRONG = [
    ({"said": " \n"}, "it has no words"),
    ({"said": "x" * 501}, "501 letters"),
    ({"minutes": "0"}, "1 to 1440 minutes"),
    ({"minutes": "1441"}, "1 to 1440 minutes"),
    ({"minutes": "²"}, "1 to 1440 minutes"),
    ({"kind": "extend", "more": "121"}, "+120 minutes"),
    ({"kind": "extend", "more": SCRIPT}, "+120 minutes"),
    ({"kind": "end", "until": "24:00"}, "such as 12:30"),
    ({"kind": "of a newer page"}, "it has no kind"),
    ({"to": "chosen"}, "No room is chosen"),
    ({"to": "chosen", "room": "nobody"}, "one of the rooms is unknown"),
    ({"key": ""}, "Load it again"),
    ({"key": "k" * 65}, "key of a message"),
]


def test_what_is_wrong_is_said_beside_what_was_typed(hub: OrganisedHub) -> None:
    """Rule: nothing is sent, and the page has the form with all that was typed, escaped; it does not load itself anew."""
    cookie = hub.enters()
    for given, words in WRONG:
        form = FORM | {"said": f"Lunch {SCRIPT}"} | given
        assert words in posts(hub, "/overview/write", cookie, *form.items()).text
        page = posts(hub, "/overview/write", cookie, *form.items(), page=True)
        assert page.status == 400
        assert words in page.text
        assert SCRIPT not in page.text
        for name in ("said", "more", "until", "minutes"):
            assert escape(form.get(name, "")) in page.text
        assert 'http-equiv="refresh"' not in page.text
    assert sent(hub) == ()


def test_a_form_may_be_as_long_as_all_rooms_need_and_no_longer(hub: OrganisedHub) -> None:
    """Rule: five hundred letters of any script and hundreds of rooms fit; a longer body is refused, also that of another form."""
    cookie, room = hub.enters(), next(iter(hub.secrets))
    form = [*(FORM | {"said": "𝒜" * 500, "to": "chosen"}).items(), *([("room", room)] * 500)]
    assert posts(hub, "/overview/write", cookie, *form).status == 204
    assert len(sent(hub)[0].message.text) == 500
    for path, length in (("/overview/write", MOST_WRITTEN), ("/overview/take", 4096)):
        assert posts(hub, path, cookie, ("said", "x" * length)).status == 413


def test_what_rooms_answer_is_on_the_page(hub: OrganisedHub) -> None:
    """Rule: counts and names, until it is withdrawn or has expired; texts are text."""
    cookie, (one, _) = hub.enters(), hub.secrets
    posts(hub, "/overview/write", cookie, *(FORM | {"kind": "extend", "more": "10", "said": SCRIPT}).items())
    posts(hub, "/overview/write", cookie, *(FORM | {"key": "k2"}).items())
    tells(hub, one, RoomNews(stored=("k1", "k2"), answers=(ToldAnswer("k1", "taken"),)))
    wait_until(lambda: "1 accepted · 1 not fetched" in hub.gets("/overview", cookie).text)
    page = hub.gets("/overview", cookie).text
    assert "1 fetched · 1 not fetched" in page
    assert "<dt>accepted</dt><dd><bdi>Room 1</bdi></dd>" in page
    assert (SCRIPT in page, escape(SCRIPT) in page) == (False, True)
    answer = posts(hub, "/overview/withdraw", cookie, ("message", "k1"), page=True)
    assert (answer.status, answer.headers["location"]) == (303, "/overview")
    assert "1 accepted" not in hub.gets("/overview", cookie).text
    assert posts(hub, "/overview/withdraw", cookie, ("message", "nobody")).status == 409


def test_calls_are_taken_and_closed(tmp_path: Path) -> None:
    """Rule: the longest wait first; the name is that of who takes it, at every process; who comes late is told; what is closed is gone."""
    with ExitStack() as stack:
        hub, second = (stack.enter_context(organised(tmp_path, name=name)) for name in ("Ana", "Ben"))
        cookie, other = hub.enters(hub.link), second.enters(second.link)
        one, two = hub.room("Room 1"), hub.room("Room 2")
        assert "Calls for help" not in hub.gets("/overview", cookie).text
        tells(hub, one, RoomNews(calls=(ToldCall("c1", SCRIPT, 5.0),)))
        tells(hub, two, RoomNews(calls=(ToldCall("c2", "", 65.0),)))
        wait_until(lambda: mail_of(hub, cookie) == [("Room 2", ""), ("Room 1", "")])
        page = hub.gets("/overview", cookie).text
        assert "waits 1:0" in page
        assert "<title>(2) " in page
        assert (SCRIPT in page, escape(SCRIPT) in page) == (False, True)
        assert posts(hub, "/overview/take", cookie, ("call", "c2"), page=True).status == 303
        assert mail_of(hub, cookie) == [("Room 2", "Ana"), ("Room 1", "")]
        late = posts(second, "/overview/take", other, ("call", "c2"))
        assert (late.status, late.text) == (409, "Ana has taken this call.\n")
        assert mail_of(second, other) == [("Room 2", "Ana"), ("Room 1", "")]
        assert "Ana comes" in second.gets("/overview", other).text
        assert posts(second, "/overview/close", other, ("call", "c2")).status == 204
        assert mail_of(second, other) == [("Room 1", "")]
        wait_until(lambda: mail_of(hub, cookie) == [("Room 1", "")])
        assert posts(hub, "/overview/close", cookie, ("call", "nobody")).status == 409


def test_the_one_stream_tells_only_what_has_changed(hub: OrganisedHub) -> None:
    """Rule: calls and messages come with it once, and are not sent again with a card; the terminal's data has them by the same rule."""
    cookie, (one, _) = hub.enters(), hub.secrets
    with stream(hub, cookie) as events:
        assert events.until("cards")["calls"] == ""
        tells(hub, one, RoomNews(calls=(ToldCall("c1", "Dark"),)))
        while not (told := events.until("cards")).get("calls"):
            pass
        assert "Dark" in told["calls"]
        assert told["calling"] == "1 call for help"
        talk = Talk()
        edition = overview_of(hub, cookie).edition
        hub.says(one, talk.session, talk.reading())
        while "Theme" not in (told := events.until("cards"))["themes"]:
            pass
        assert "calls" not in told

        def newest() -> Overview:
            return overview_of(hub, cookie, edition)

        wait_until(lambda: newest().cards != ())
        assert newest().mail is None
        assert replace(overview_of(hub, cookie), cards=()).mail is not None
