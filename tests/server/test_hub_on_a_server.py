"""A hub's database on a server: the rules that it shares with a file, and what only a server has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import ServerGone
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.hub.cleaning import CleaningTimes
from breakout_tui.hub_protocol import Part
from breakout_tui.store.erasure_records import erased_name
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.example import Talk
from tests.domain.replicas import Move
from tests.hub.served import wait_until
from tests.hub.voting import did, ranking, voting_room
from tests.server.hub_of_rooms import hub_here
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of
from tests.store.builders import StillClock
from tests.store.hub_floor_rules import FLOOR_RULES
from tests.store.hub_play import HUB_MOVES, PlayedHub, assert_hub_has_everything, part_of, play, update_of
from tests.store.hub_rules import RULES, TriedHub, erases_a_name_everywhere, more, talk, update, whole
from tests.store.hub_vote_rules import VOTE_RULES, cast, shows
from tests.store.link_rules import LINK_RULES
from tests.store.mail_rules import MAIL_RULES
from tests.store.organiser_rules import ORGANISER_RULES
from tests.store.test_hub_of_files import SENDING, assert_as_gathered

SHARED = (HealthCheck.function_scoped_fixture,)


@pytest.fixture
def tried(hub: ServerAddress, server: RunningServer) -> Iterator[TriedHub]:
    """A hub with two rooms."""

    def sql(text: str) -> list[Any]:
        return server.run(text, database=database_of(hub))

    with closing(HubDatabase(hub, StillClock())) as opened:
        yield TriedHub(opened, sql)


@pytest.mark.parametrize(
    "rule", [*RULES, *LINK_RULES, *MAIL_RULES, *ORGANISER_RULES], ids=lambda rule: rule.__name__
)
def test_on_a_server_a_hub(rule: Callable[[TriedHub], None], tried: TriedHub) -> None:
    """Keeps each of its rules; each has a docstring of its own."""
    rule(tried)


def test_on_a_server_a_hub_keeps_the_rules_of_mail(tried: TriedHub) -> None:
    """Each has a docstring of its own. They share a database, as making one takes longer than a rule."""
    for rule in MAIL_RULES:
        for table in ("hub_delivery", "hub_message", "hub_help", "hub_session"):
            tried.sql(f"DELETE FROM {table}")
        tried.sql("UPDATE hub_room SET revoked_at = coalesce(revoked_at, '2026-11-24T09:00:00+00:00')")
        rule(TriedHub(tried.database, tried.sql))


def test_on_a_server_a_hub_keeps_the_rules_of_phones(tried: TriedHub) -> None:
    """Each has a docstring of its own. They share a database, as making one takes longer than a rule."""
    for rule in FLOOR_RULES:
        for table in ("hub_statement", "hub_floor", "hub_session"):
            tried.sql(f"DELETE FROM {table}")
        tried.sql("UPDATE hub_room SET revoked_at = coalesce(revoked_at, '2026-11-24T09:00:00+00:00')")
        rule(TriedHub(tried.database, tried.sql))


def test_on_a_server_a_hub_keeps_the_rules_of_votes(tried: TriedHub) -> None:
    """Each has a docstring of its own. They share a database, as making one takes longer than a rule."""
    for rule in VOTE_RULES:
        for table in ("hub_ballots", "hub_tally", "phone_vote", "hub_floor", "hub_session"):
            tried.sql(f"DELETE FROM {table}")
        tried.sql("UPDATE hub_room SET revoked_at = coalesce(revoked_at, '2026-11-24T09:00:00+00:00')")
        rule(TriedHub(tried.database, tried.sql))


@given(st.lists(HUB_MOVES, min_size=4, max_size=20))
@settings(max_examples=6, deadline=None, suppress_health_check=SHARED)
def test_two_programs_on_one_server_have_what_joining_all_copies_gives(
    new_database: Callable[[], ServerAddress], moves: list[Move]
) -> None:
    """Rule: used in turn they are as good as one, and what is sent again changes nothing."""
    name = new_database()
    with closing(HubDatabase(name, StillClock())) as one, closing(HubDatabase(name, StillClock())) as two:
        hub = PlayedHub([one, two])
        laptops = play(hub, Talk, moves)
        assert_hub_has_everything(laptops)
        before = hub.state(laptops.copies[0].session.id)
        for copy in laptops.copies:
            assert not hub.take(update_of(copy.session.id, part_of(copy.state, {})))[0].wants_whole
        assert hub.state(before.session_id) == before


@given(st.lists(SENDING, min_size=4, max_size=12))
@settings(max_examples=2, deadline=None, suppress_health_check=SHARED)
def test_a_server_ends_with_the_rows_of_the_gathered_files(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], ServerAddress], moves: list[Move]
) -> None:
    """Rule: also where something was erased in one of them."""
    name = new_database()
    with closing(HubDatabase(name, StillClock())) as hub:
        assert_as_gathered(tmp_path_factory.mktemp("files"), PlayedHub([hub]), name, moves)


def test_a_lost_connection_is_told_of_and_opened_anew_at_the_next_call(
    tried: TriedHub, hub: ServerAddress, server: RunningServer
) -> None:
    """Rule: nothing that was said to be taken is missing, and what was not is taken when it comes again."""
    assert tried.send(whole(1)).knowledge == {"w1": 2}
    server.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database_of(hub)}'"
        " AND application_name = 'breakout-tui'"
    )
    with pytest.raises(ServerGone):
        tried.send(more(2))
    assert tried.texts() == ["Statement 0"]
    assert tried.send(more(2)).knowledge == {"w1": 3}


def test_space_that_was_erased_from_is_rewritten_by_whoever_is_asked_to(
    tried: TriedHub, hub: ServerAddress, server: RunningServer
) -> None:
    """Rule: that it is needed is remembered in the database; another program does it, and the rows stay."""
    assert not tried.database.has_freed_space
    erases_a_name_everywhere(tried)
    tried.database.close()
    with closing(HubDatabase(hub, StillClock())) as other:
        assert other.has_freed_space
        before = tried.texts()
        other.rewrite_freed_space()
        assert not other.has_freed_space
        assert tried.texts() == before


def test_a_hub_rewrites_the_space_at_a_quiet_moment(tried: TriedHub, hub: ServerAddress) -> None:
    """Rule: once no room has changed for a while; rooms are served meanwhile and afterwards, and the rows stay."""
    erases_a_name_everywhere(tried)
    before = tried.texts()
    with closing(HubDatabase(hub, StillClock())) as other:
        assert other.has_freed_space
        with hub_here(hub, cleaning=CleaningTimes(quiet=60.0, pause=0.02)):
            assert other.has_freed_space
        with hub_here(hub, cleaning=CleaningTimes(quiet=0.2, pause=0.02)):
            wait_until(lambda: not other.has_freed_space)
    assert tried.texts() == before


def test_who_may_not_erase_is_told_so_and_the_others_are_taken(
    hub: ServerAddress, server: RunningServer
) -> None:
    """Rule: only the owner of the tables can; the refusal is that of the room that asks. Ballots are counted also without."""
    name = database_of(hub)
    with closing(HubDatabase(hub, StillClock())) as owners:
        assert owners.rooms() == ()
    server.run("CREATE ROLE sender LOGIN")
    server.run(
        "GRANT USAGE ON SCHEMA public TO sender",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO sender",
        database=name,
    )
    with closing(HubDatabase(server.address(name, "sender"), StillClock())) as database:
        tried = TriedHub(database, lambda text: server.run(text, database=name))
        tried.send(whole(1, said="Ana says"))
        part = Part(replace(talk(1, said="Ana says"), erasures=(erased_name("Ana"),)), is_whole=True)
        answers = database.take(
            [(tried.room, update(part)), (tried.other, update(whole(1, "0193-others"), link="link-2"))]
        )
        assert "only the owner of its tables may erase" in answers[0].refusal
        assert answers[1].refusal == ""
        assert tried.texts("0193-others") == ["Statement 0"]
        shows(tried, session := ranking(voting_room()))
        cast(tried, session, a=(3, 0, 0, 0))
        assert shows(tried, did(session, c.CloseVote()))[0].counts == ((3,), (0,), (0,), (0,)), "votes count"
        assert not database.has_freed_space
    server.run("REASSIGN OWNED BY sender TO postgres", "DROP OWNED BY sender", database=name)
    server.run("DROP ROLE sender")
