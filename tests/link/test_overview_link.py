"""The organiser's terminal and a real hub: over TLS with a pinned certificate, away and back, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.mail_exchange import RoomNews, ToldCall
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.organiser_link import OrganiserLink
from breakout_tui.domain.organiser_mail import OrganiserMail
from breakout_tui.domain.overview_source import OverviewContact, OverviewStanding
from breakout_tui.domain.room_code import RoomCode
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.link.overview_link import OverviewLink, OverviewPatience
from tests.domain.example import Talk
from tests.hub.certificates import of_hub
from tests.hub.organised import OrganisedHub, organised
from tests.hub.served import wait_until
from tests.link.listening_hub import SOON, HubData, ListeningHub

CLOCK = SystemClock()
QUICK = OverviewPatience(between=0.02, step=2.0, away=(0.02,), refused=0.02)


@contextmanager
def watching(link: OrganiserLink, patience: OverviewPatience = QUICK) -> Iterator[OverviewLink]:
    """A link that asks."""
    made = OverviewLink(link, CLOCK, patience=patience)
    made.start()
    try:
        yield made
    finally:
        made.close()
        made._thread.join(SOON)


def until(link: OverviewLink, wanted: Callable[[OverviewStanding], object]) -> OverviewStanding:
    """Wait until this holds of the standing, and return that standing."""
    found: list[OverviewStanding] = []

    def is_so() -> bool:
        found[:] = [link.standing]
        return bool(wanted(found[0]))

    wait_until(is_so)
    return found[0]


def at(contact: OverviewContact) -> Callable[[OverviewStanding], bool]:
    """Whether the standing is this one."""
    return lambda standing: standing.contact is contact


def test_it_follows_all_rooms_and_silences_a_finding(tmp_path: Path) -> None:
    """Rule: over TLS, knowing the hub by the fingerprint in the link; the notes of one room at a time."""
    with organised(tmp_path, certificate=of_hub(tmp_path / "hub.pem")) as hub, watching(hub.link) as link:
        talk = Talk()
        room = hub.room("Room 1")
        (card,) = until(link, lambda now: now.cards and now.cards[0].findings).cards
        link.silence(card, card.findings[0], "comes later")
        (card,) = until(link, lambda now: now.cards and now.cards[0].silenced).cards
        link.silence(card, replace(card.silenced[0].finding, code="other"), "nonsense")
        assert "changed meanwhile" in until(link, lambda now: now.said).said
        link.show_again(card, card.silenced[0])
        until(link, lambda now: now.cards[0].findings and not now.said)
        hub.says(room, talk.session, talk.reading())
        standing = until(link, lambda now: now.cards[0].theme)
        assert abs(standing.offset) < 0.5
        link.read_notes_of(room)
        assert until(link, lambda now: now.notes).notes is not None
        link.read_notes_of("")
        until(link, lambda now: now.notes is None)


def test_it_writes_to_rooms_and_takes_a_call(tmp_path: Path) -> None:
    """Rule: with the name of the organiser; what the hub refuses is said in its words; what has not changed is not sent again, and stays."""
    with organised(tmp_path) as hub, watching(hub.link) as link:
        room, other = hub.room("Room 1"), hub.room("Room 2")
        until(link, lambda now: len(now.cards) == 2)
        form = MessageForm("k1", text="Lunch & learn", is_for_all=False, rooms=(other,))
        link.write(form)
        link.write(form)
        (sent,) = until(link, lambda now: now.mail.messages).mail.messages
        assert sent.message == form.message
        assert [each.room for each in sent.deliveries] == ["Room 2"]
        link.write(replace(form, key="k2", minutes="0"))
        assert "1 to 1440 minutes" in until(link, lambda now: now.said).said
        news = RoomNews(calls=(ToldCall("c1", "Dark", 60.0),))
        hub.database.take([(room, HubUpdate("link", "annex", "", CLOCK.read(), news=news))])
        (call,) = until(link, lambda now: now.mail.calls).mail.calls
        standing = link.standing
        assert 60 <= CLOCK.read().since_boot + standing.offset - call.since < 62
        link.take_call("c1")
        assert until(link, lambda now: now.mail.calls[0].taken_by).mail.calls[0].taken_by == "Ana"
        hub.says(other, Talk().session, CLOCK.read())
        assert len(until(link, lambda now: any(card.theme for card in now.cards)).mail.messages) == 1
        link.withdraw("k1")
        link.close_call("c1")
        until(link, lambda now: now.mail == OrganiserMail())
        link.take_call("c1")
        assert "closed" in until(link, lambda now: now.said).said


def test_a_hub_that_is_away_is_asked_again(tmp_path: Path) -> None:
    """Rule: what was known stays, with the time of the last word; another hub on another port goes on where it was."""
    with organised(tmp_path) as hub, watching(hub.link) as link:
        hub.room("Room 1")
        last = until(link, lambda now: now.cards)
        stopped = hub
        hub.serving.stop()
        away = until(link, at(OverviewContact.AWAY))
        assert away.cards == last.cards
        assert away.since is not None
        assert away.reason
        assert away.since >= last.since  # type: ignore[operator]
    with (
        served_again(tmp_path, stopped) as again,
        watching(OrganiserLink(again.url, stopped.link.code)) as link,
    ):
        until(link, lambda now: now.contact is OverviewContact.ON and now.cards)


@contextmanager
def served_again(folder: Path, before: OrganisedHub) -> Iterator[OrganisedHub]:
    """Another process for the same database."""
    with organised(folder, name="Ben") as hub:
        assert hub.url != before.url or hub.port == before.port
        yield hub


def test_nothing_is_sent_to_another_certificate_and_a_wrong_code_is_told(tmp_path: Path) -> None:
    """Rule: the secret reaches no other hub; a revoked link is told as what it is, and is asked again, as it may be renewed."""
    with organised(tmp_path, certificate=of_hub(tmp_path / "hub.pem")) as hub:
        other = RoomCode(hub.link.code.secret, "0" * 20)
        with watching(OrganiserLink(hub.url, other)) as link:
            until(link, at(OverviewContact.OTHER_CERTIFICATE))
        with watching(hub.link) as link:
            until(link, at(OverviewContact.ON))
            hub.revoke("Ana")
            until(link, at(OverviewContact.REFUSED))


def test_what_is_no_hub_is_told(tmp_path: Path) -> None:
    """Rule: whatever answers there, the thread lives on."""
    other = ListeningHub(HubData(), 0, "secret")
    with watching(OrganiserLink(other.url, RoomCode("0" * 16)), replace(QUICK, step=0.1)) as link:
        standing = until(link, at(OverviewContact.AWAY))
        assert standing.since is None
    other._server.server_close()
