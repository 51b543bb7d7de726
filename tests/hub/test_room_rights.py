"""What a room may do at a hub: with its own code, with that of another room, and with what is no code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.room_code import new_room_secret
from breakout_tui.hub_protocol import read_answer, read_hand_over, read_sessions, update_text
from tests.domain.example import Talk
from tests.hub.organised import OrganisedHub, organised
from tests.hub.running import Answered
from tests.hub.served import wait_until

UPDATES, SESSIONS = "/hub", "/hub/sessions"


@pytest.fixture(name="talk")
def fixture_talk() -> Talk:
    """What the first room has said."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Only of Room 1")
    return talk


@pytest.fixture(name="hub")
def fixture_hub(tmp_path: Path, talk: Talk) -> Iterator[OrganisedHub]:
    """A hub with two rooms that have joined, of which the first talks."""
    with organised(tmp_path) as made:
        made.says(made.room("Room 1"), talk.session, talk.reading())
        made.room("Room 2")
        yield made


def asked(hub: OrganisedHub, method: str, path: str, secret: str, body: bytes = b"", **more: str) -> Answered:
    """What a route answers to a secret."""
    headers = {"Authorization": f"Bearer {secret}", **{name.replace("_", "-"): more[name] for name in more}}
    return hub.ask(method, path, body, headers)


def test_a_room_fetches_and_changes_nothing_of_another_one(hub: OrganisedHub, talk: Talk) -> None:
    """Rule: with a right code, on each route; its words are in no answer, and it stays as it is."""
    (first, mine), (_, theirs) = hub.secrets.items()
    (held,) = hub.database.sessions_of(first)
    before, about = hub.database.hand_over(first, held.id), hub.database.rooms([first])
    assert [each.id for each in read_sessions(asked(hub, "GET", SESSIONS, mine).body)] == [held.id]
    assert read_sessions(asked(hub, "GET", SESSIONS, theirs).body) == ()
    path = f"{SESSIONS}?session={held.id}"
    assert read_hand_over(asked(hub, "GET", path, mine).body).state.session_id == held.id
    assert asked(hub, "GET", path, theirs).status == 404
    talk.say(Kind.CHALLENGE, "Forged")
    forged = hub.update(talk.session, talk.reading(), link="forged", laptop="theirs")
    answer = read_answer(asked(hub, "POST", UPDATES, theirs, update_text(forged)).body)
    assert (answer.room, dict(answer.taken.knowledge)) == ("Room 2", {})
    assert "that of the room" in answer.taken.refusal
    assert asked(hub, "DELETE", UPDATES, theirs, hub_link=about[0].link).status == 204
    assert hub.database.hand_over(first, held.id) == before
    assert hub.database.rooms([first])[0].link == about[0].link
    assert b"Only of Room 1" not in asked(hub, "GET", SESSIONS, theirs).body


@pytest.mark.parametrize("kind", ["none", "another", "empty", "long", "hash", "display", "other scheme"])
def test_what_is_no_code_opens_nothing(hub: OrganisedHub, kind: str) -> None:
    """Rule: on each route the same answer, without a word of any room."""
    (room, mine) = next(iter(hub.secrets.items()))
    given = {
        "none": {},
        "another": {"Authorization": f"Bearer {new_room_secret()}"},
        "empty": {"Authorization": "Bearer "},
        "long": {"Authorization": f"Bearer {mine}{'A' * 5000}"},
        "hash": {"Authorization": f"Bearer {room}"},
        "display": {"Cookie": hub.joined()},
        "other scheme": {"Authorization": f"Basic {mine}"},
    }[kind]
    talk = Talk()
    body = update_text(hub.update(talk.session, talk.reading()))
    for method, path in (("POST", UPDATES), ("DELETE", UPDATES), ("GET", SESSIONS)):
        answer = hub.ask(method, path, body if method == "POST" else b"", given)
        assert (answer.status, answer.text) == (401, "This hub does not know the code.\n")


def test_a_code_that_was_revoked_opens_nothing_at_once(hub: OrganisedHub) -> None:
    """Rule: it sends nothing from then on, and fetches nothing after the next look of the hub."""
    (room, mine) = next(iter(hub.secrets.items()))
    assert asked(hub, "GET", SESSIONS, mine).status == 200
    talk = Talk()
    body = update_text(hub.update(None, talk.reading()))
    assert asked(hub, "POST", UPDATES, mine, body).status == 200
    hub.database.revoke(room)
    assert asked(hub, "POST", UPDATES, mine, body).status == 401
    wait_until(lambda: asked(hub, "GET", SESSIONS, mine).status == 401)
    assert asked(hub, "DELETE", UPDATES, mine).status == 401
