"""Requests to speak of phones: where each would come on the list, what became of it, and what the rule keeps of who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.floor import FloorOutcome, SpeakingRequest
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.speaker_records import SpeakerSort, SpeakerSource, SpeakerState
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.domain.speaking_requests import (
    allowed_asker,
    became_of,
    places,
    that_wait,
    withdrawn_on_list,
)
from breakout_tui.inputs.countries import CldrCountries
from tests.domain.day import NINE, Room

LISTED, SPEAKING, SPOKEN = FloorOutcome.LISTED, FloorOutcome.SPEAKING, FloorOutcome.SPOKEN
WAITING, ASIDE, WITHDRAWN = FloorOutcome.WAITING, FloorOutcome.ASIDE, FloorOutcome.WITHDRAWN

_SECONDS = count(7200)
"""Each request is a second later than the one before."""


def room_of(*names: str, rule: AttributionRule = AttributionRule.COUNTRY) -> Room:
    """A room whose first phase runs, with these on the list."""
    room = Room(c.EditDetails(known=("Norway", "Chile", "Kenya"), rule=rule))
    room.do(c.Next())
    for name in names:
        room.wait(1)
        room.do(c.AskToSpeak(name))
    return room


def asked(room: Room, country: str = "") -> SpeakingRequest:
    """A phone asks to speak."""
    sent_at = NINE + timedelta(seconds=next(_SECONDS))
    return SpeakingRequest(new_id(sent_at), room.session.id, sent_at, country)


def takes(room: Room, request: SpeakingRequest) -> None:
    """The facilitator puts it on the list."""
    room.do(c.AskToSpeak(request.country, origin=SpeakerSource.PHONE, request_id=request.id, adds_names=True))


def shown(room: Room, *requests: SpeakingRequest) -> list[str]:
    """The list with the requests where they would come, each in brackets."""
    return [
        each.waits.label if each.waits else f"[{each.request.country if each.request else ''}]"
        for each in places(requests, room.session)
    ]


def test_a_request_is_shown_where_it_would_come() -> None:
    """Rule: by the order of the list, behind those who asked before and before those who have spoken; taken, it is there."""
    room = room_of("Norway", "Chile")
    room.do(c.NextSpeaker())
    room.do(c.AskToSpeak("Norway"))
    room.do(c.AskToSpeak("Kenya", SpeakerSort.REPLY))
    fiji, again = asked(room, "Fiji"), asked(room, "Norway")
    assert shown(room, fiji, again) == ["Kenya", "Chile", "[Fiji]", "Norway", "[Norway]"]
    takes(room, fiji)
    assert shown(room, fiji) == ["Kenya", "Chile", "Fiji", "Norway"]
    assert that_wait((fiji, again), room.session) == (again,)
    with pytest.raises(CommandRefused):
        takes(room, again)  # Norway waits
    assert shown(room_of(), fiji) == ["[Fiji]"]


def test_what_became_of_it_follows_from_the_list() -> None:
    """Rule: its place, its turn, that it has spoken, or that it is not on the list any more; of who has no name also the number on the displays."""
    room = room_of("Norway", "Chile")
    mine, unnamed = asked(room, "Kenya"), asked(room)
    for each in (mine, unnamed):
        assert became_of(each, room.session) == (WAITING, "")
        takes(room, each)
        takes(room, each)
    assert [became_of(each, room.session) for each in (mine, unnamed)] == [(LISTED, "3"), (LISTED, "4/4")]
    assert len(speakers_view(room.session).waiting) == 4
    room.do(c.EditDetails(is_display_hidden=True))
    assert became_of(mine, room.session) == (LISTED, "3/3")
    room.do(c.LetSpeak(mine.id))
    room.do(c.AskToSpeak("Norway", SpeakerSort.POINT))
    assert became_of(mine, room.session) == (SPEAKING, "")
    room.do(c.NextSpeaker())
    assert became_of(mine, room.session).outcome is LISTED  # interrupted
    room.do(c.NextSpeaker())
    room.do(c.NextSpeaker())
    assert became_of(mine, room.session) == (SPOKEN, "")
    room.do(c.WithdrawSpeaker(unnamed.id))
    assert became_of(unnamed, room.session) == (ASIDE, "")
    room.do(c.Undo())
    assert became_of(unnamed, room.session).outcome is LISTED
    room.do(c.EndPhase())  # the next phase has a list of its own
    late = asked(room)
    after = [became_of(each, room.session).outcome for each in (mine, unnamed, late)]
    assert after == [SPOKEN, ASIDE, WAITING]


def test_undo_brings_the_offer_back_and_a_withdrawal_is_no_step() -> None:
    """Rule: a taking that was undone can be done again; what its author takes back is nothing that undo here is about."""
    room = room_of("Norway")
    mine = asked(room, "Kenya")
    takes(room, mine)
    room.do(c.Undo())
    assert that_wait([mine], room.session) == (mine,)
    takes(room, mine)
    assert became_of(mine, room.session) == (LISTED, "2")
    back = replace(mine, outcome=WITHDRAWN)
    assert withdrawn_on_list([mine, back], room.session) == (mine.id,)
    steps = len(room.session.undo_steps)
    room.do(c.RecordWithdrawal(mine.id))
    assert (withdrawn_on_list([back], room.session), len(room.session.undo_steps)) == ((), steps)
    assert room.session.speakers[mine.id].progress is SpeakerState.WITHDRAWN
    assert became_of(back, room.session) == (WITHDRAWN, "")
    called = asked(room)
    takes(room, called)
    room.do(c.LetSpeak(called.id))
    room.do(c.RecordWithdrawal(called.id))
    room.do(c.RecordWithdrawal("unknown"))
    assert became_of(replace(called, outcome=WITHDRAWN), room.session) == (SPEAKING, "")


def test_the_rule_decides_what_is_kept_of_who_asks() -> None:
    """Rule: none nothing, country only what is on a list or a country, named each name, cleaned."""
    names = KnownNames(("Harbour League",), CldrCountries())
    for said, rule, kept in (
        ("Norway, Mari Tamm", AttributionRule.NONE, ""),
        ("norway, Mari Tamm, harbour league", AttributionRule.COUNTRY, "Norway, Harbour League"),
        ("Norway, Mari\x00 Tamm, , Mari\u202e", AttributionRule.NAMED, "Norway, Mari Tamm, Mari"),
        ("x" * 500, AttributionRule.NAMED, "x" * 80),
        ("", AttributionRule.NAMED, ""),
    ):
        found = allowed_asker(said, rule, names)
        assert "\x00" not in found
        assert found.replace("\ufffd", "").replace("␀", "") == kept, said
