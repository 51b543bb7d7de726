"""What a hub's database promises of organisers and what they silence, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.room_findings import LONGEST_REASON
from breakout_tui.hub_protocol import Part
from breakout_tui.store.erasure_records import erased_name
from tests.store.hub_rules import TriedHub, talk


def keeps_organisers(hub: TriedHub) -> None:
    """Rule: by name, which is one organiser's; a revoked one is found by neither secret nor id, and its name is free."""
    organisers = hub.database.organisers
    ana, ben = organisers.add(" Ana\n", "hash-a"), organisers.add("Ben", "hash-b")
    assert [each.name for each in organisers.every()] == ["Ana", "Ben"]
    assert organisers.with_secret("hash-a") == organisers.of(ana.id) == ana
    assert organisers.with_secret("hash-1") is None
    assert ana.key != ben.key
    assert "hash-a" not in ana.key
    with pytest.raises(StoreError, match="an organiser “Ana” already"):
        organisers.add("Ana", "hash-c")
    with pytest.raises(StoreError, match="needs a name"):
        organisers.add(" ", "hash-c")
    organisers.revoke(ana.id)
    organisers.revoke(ana.id)
    assert organisers.with_secret("hash-a") is None
    assert organisers.of(ana.id) is None
    assert organisers.every()[0].revoked_at is not None
    assert organisers.add("Ana", "hash-c").id != ana.id


def keeps_what_is_silenced(hub: TriedHub) -> None:
    """Rule: by room and key, with the latest reason in one line; whoever looks at the room is told that something has changed."""
    organisers, edition = hub.database.organisers, hub.found().edition
    organisers.silence(hub.room, ["late:a/b", "loose-date:R1"], "known\nalready", "Ana")
    organisers.silence(hub.other, ["late:a/b"], "x" * 1000, "Ana")
    assert hub.found().edition > edition
    found = {each.key: each for each in organisers.silences([hub.room])}
    assert found.keys() == {"late:a/b", "loose-date:R1"}
    assert (found["late:a/b"].reason, found["late:a/b"].organiser) == ("known already", "Ana")
    assert len(organisers.silences([hub.other])[0].reason) == LONGEST_REASON
    organisers.silence(hub.room, ["late:a/b"], "seen", "Ben")
    again = {each.key: (each.reason, each.organiser) for each in organisers.silences([hub.room])}
    assert again == {"late:a/b": ("seen", "Ben"), "loose-date:R1": ("known already", "Ana")}
    edition = hub.found().edition
    organisers.show_again(hub.room, ["late:a/b", "never:x"])
    assert hub.found().edition > edition
    assert [each.key for each in organisers.silences([hub.room, hub.other])].count("late:a/b") == 1
    with pytest.raises(StoreError, match="no such room"):
        organisers.silence("nobody", ["late:a/b"], "x", "Ana")


def erases_a_name_from_reasons(hub: TriedHub) -> None:
    """Rule: what a room has erased is not in the reason of a finding either."""
    organisers = hub.database.organisers
    organisers.silence(hub.room, ["late:a/b"], "Zoltan knows", "Ana")
    part = Part(replace(talk(1, said="Zoltan says"), erasures=(erased_name("Zoltan"),)), is_whole=True)
    assert not hub.send(part).refusal
    (silence,) = organisers.silences([hub.room])
    assert "Zoltan" not in silence.reason
    assert silence.organiser == "Ana"


ORGANISER_RULES: tuple[Callable[[TriedHub], None], ...] = (
    keeps_organisers,
    keeps_what_is_silenced,
    erases_a_name_from_reasons,
)
