"""What a hub's database promises of what phones send, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from breakout_tui.domain.floor import TO_SPEAK
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, FloorResult, MutedDevice
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PutStatement, WithdrawStatement
from breakout_tui.hub_protocol import Part
from breakout_tui.store.erasure_records import erased_name
from tests.store.hub_play import READING
from tests.store.hub_rules import MINE, TriedHub, talk, whole

OPEN = FloorNews(is_open=True)


def told(hub: TriedHub, news: FloorNews = OPEN, room: str = "", **given: Any) -> FloorMail:
    """What the hub tells the first room, or another one, in answer to this news."""
    mail = hub.send(room=room or hub.room, floor=news, **given).floor
    assert mail is not None
    return mail


def statement(name: str, text: str = "Trust", **given: Any) -> HeldStatement:
    """What a phone sends."""
    return HeldStatement(
        f"id-{name}", MINE, "challenge", text, "Norway", 0, f"key-{name}", f"secret-{name}", **given
    )


def send(hub: TriedHub, *sent: HeldStatement, room: str = "") -> tuple[HeldStatement | None, ...]:
    """Phones send these, in one transaction."""
    return hub.database.floor.carry_out([PutStatement(room or hub.room, each) for each in sent])


def withdraw(hub: TriedHub, name: str, secret: str = "", room: str = "") -> HeldStatement | None:
    """Somebody with a secret withdraws a statement."""
    act = WithdrawStatement(room or hub.room, f"id-{name}", f"secret-{secret or name}")
    return hub.database.floor.carry_out([act])[0]


def words(hub: TriedHub) -> str:
    """All that the rows of phones say, of every column."""
    return repr([hub.sql(f"SELECT * FROM {table}") for table in ("hub_statement", "hub_floor")])


def changes(hub: TriedHub, since: int = 0) -> list[tuple[str, str, str]]:
    """What phones are told after an edition."""
    found = hub.database.floor.changed(hub.room, since)
    return [(each.id, each.shown_outcome, each.reference) for each in found]


def gives_a_room_a_code_with_its_first_word(hub: TriedHub) -> None:
    """Rule: one of its own, another one when it asks; before, nothing can be sent. Another room's stays."""
    assert send(hub, statement("early")) == (None,)
    assert hub.found().phones.code == ""
    first = told(hub)
    assert (len(first.code.replace("-", "")), hub.found().phones.is_open) == (8, True)
    assert told(hub).code == first.code
    other = told(hub, room=hub.other, session_id="", link="link-2").code
    renewed = told(hub, FloorNews(is_open=True, renews_code=True)).code
    assert len({first.code, other, renewed}) == 3
    assert told(hub, room=hub.other, session_id="", link="link-2").code == other
    assert not hub.found(hub.other).phones.muted
    assert hub.send(link="link-1").floor is None


def sends_a_statement_until_the_room_has_stored_it(hub: TriedHub) -> None:
    """Rule: to its own room, and to no other one. The one of the open session comes first."""
    told(hub)
    told(hub, room=hub.other, session_id="", link="link-2")
    send(hub, replace(statement("a", "Of another session"), session_id="0193-before"), statement("b", "Mine"))
    first, again = told(hub), told(hub)
    assert [each.text for each in first.statements] == ["Mine", "Of another session"]
    assert [each.id for each in first.statements] == [each.id for each in again.statements]
    assert (first.statements[0].country, first.statements[0].ago < 60) == ("Norway", True)
    assert told(hub, room=hub.other, session_id="", link="link-2").statements == ()
    lie = FloorNews(is_open=True, stored=("id-a", "id-b"), results=(FloorResult("id-a", "taken", "C1"),))
    told(hub, lie, room=hub.other, session_id="", link="link-2")
    assert (len(told(hub).statements), changes(hub)[0][1]) == (2, "waiting")
    assert told(hub, FloorNews(is_open=True, stored=("id-a", "id-b"))).statements == ()


def keeps_what_waits_for_the_computer_that_takes_the_room_over(hub: TriedHub) -> None:
    """Rule: what no computer has dealt with goes to each new window of the room; the words of all else are gone from every row.

    So are those in which somebody may be named, once a room has stored them without the name.
    """
    told(hub)
    told(hub, room=hub.other, session_id="", link="link-2")
    names = ("waits", "taken", "aside", "back", "undone", "named")
    send(hub, *(statement(each, "@Ana: Secret" if each == "named" else f"Secret {each}") for each in names))
    send(
        hub,
        replace(request("asks", "1"), country="Chile"),
        request("refused", "2"),
        statement("late", "Secret late"),
    )
    stored = tuple(f"id-{each}" for each in (*names, "asks", "refused"))
    results = (
        ("taken", "taken", "C1"),
        ("aside", "aside", ""),
        ("undone", "taken", "C2"),
        ("refused", "aside", ""),
    )
    told(
        hub, FloorNews(True, stored, tuple(FloorResult(f"id-{name}", what, at) for name, what, at in results))
    )
    told(
        hub,
        FloorNews(True, results=(FloorResult("id-undone", "waiting"), FloorResult("id-waits", "waiting"))),
    )
    withdraw(hub, "back")
    assert [each.id for each in told(hub).statements] == ["id-late"]
    edition = hub.found().phones.edition
    new = FloorNews(True, lacks_waiting=True)
    told(hub, new, room=hub.other, session_id="", link="link-2")
    assert [each.id for each in told(hub).statements] == ["id-late"]
    for _ in range(2):  # the first answer may be lost
        mail = told(hub, new)
        assert sorted((each.id, each.text, each.country) for each in mail.statements) == [
            ("id-asks", "", "Chile"),
            ("id-late", "Secret late", "Norway"),
            ("id-waits", "Secret waits", "Norway"),
        ]
        assert mail.withdrawn == ("id-back",)
    assert told(hub, FloorNews(True, ("id-late", "id-waits", "id-asks"))).statements == ()
    assert hub.found().phones.edition == edition, "no phone is woken for it"
    assert sorted(re.findall("Secret [a-z]*|Ana|Chile", words(hub))) == [
        "Chile",
        "Secret late",
        "Secret waits",
    ]
    ends = tuple(FloorResult(f"id-{each}", "aside") for each in ("late", "waits", "asks"))
    told(hub, FloorNews(True, results=(*ends, FloorResult("id-back", "withdrawn"))))
    assert told(hub, new).statements == ()
    assert not re.findall("Secret|Ana|Chile", words(hub))


def keeps_nothing_for_longer_than_thirty_days(hub: TriedHub) -> None:
    """Rule: also where nothing of the room's phones changes any more."""
    told(hub)
    send(hub, statement("old"), statement("new"))
    for passed, left in ((30 * 86_400_000 - 60_000, 2), (120_000, 1)):
        hub.sql(f"UPDATE hub_statement SET sent_at = sent_at - {passed} WHERE id = 'id-old'")
        hub.database.floor.forget_old()
        assert len(hub.sql("SELECT id FROM hub_statement")) == left


def takes_a_statement_once(hub: TriedHub) -> None:
    """Rule: of two with one key the first counts, in one transaction and in two, also once its words are gone; and only in its room."""
    told(hub)
    told(hub, room=hub.other, session_id="", link="link-2")
    second = replace(statement("b", "Other words"), key_hash="key-a")
    first, same = send(hub, statement("a"), second)
    (later,) = send(hub, second)
    assert [None if each is None else each.id for each in (first, same, later)] == ["id-a"] * 3
    told(hub, FloorNews(is_open=True, stored=("id-a",)))
    (last,) = send(hub, second)
    assert last is not None
    assert last.id == "id-a"
    assert hub.sql("SELECT count(*) FROM hub_statement") in ([(1,)], [[1]])
    send(hub, replace(second, id="id-c"), room=hub.other)
    assert len(told(hub, room=hub.other, session_id="", link="link-2").statements) == 1


def tells_what_became_of_each(hub: TriedHub) -> None:
    """Rule: each change once, with the edition of the room's floor; of what was sent elsewhere nothing is kept."""
    told(hub)
    send(hub, statement("a"), statement("b"))
    before = hub.found().phones.edition
    assert hub.database.marks()[hub.room].floor == before
    told(hub)
    assert hub.found().phones.edition == before
    results = FloorResult("id-a", "taken", "C1"), FloorResult("elsewhere", "taken", "C2")
    for _ in range(2):
        told(hub, FloorNews(is_open=True, results=results))
        assert hub.found().phones.edition == before + 1
    assert changes(hub, before) == [("id-a", "taken", "C1")]
    assert [each.id for each in told(hub).statements] == ["id-b"]
    told(hub, FloorNews(is_open=False))
    assert (hub.found().phones.is_open, hub.found().phones.edition) == (False, before + 2)
    assert len(hub.sql("SELECT id FROM hub_statement")) == 2


def withdraws_what_is_no_note(hub: TriedHub) -> None:
    """Rule: only with its secret, and only in its own room; the room is told until it says so."""
    told(hub)
    told(hub, room=hub.other, session_id="", link="link-2")
    send(hub, statement("a", "Withdrawn words"), statement("b"))
    assert withdraw(hub, "a", secret="b") is None
    assert withdraw(hub, "a", room=hub.other) is None
    assert withdraw(hub, "nobody") is None
    for _ in range(2):
        held = withdraw(hub, "a")
        assert held is not None
        assert held.shown_outcome == "withdrawn"
    mail = told(hub)
    assert ([each.id for each in mail.statements], mail.withdrawn) == (["id-b"], ("id-a",))
    assert "Withdrawn words" not in words(hub)
    told(hub, FloorNews(is_open=True, results=(FloorResult("id-a", "withdrawn"),)))
    told(hub, FloorNews(is_open=True, results=(FloorResult("id-b", "taken", "C1"),)))
    assert told(hub).withdrawn == ()
    held = withdraw(hub, "b")
    assert held is not None
    assert (held.withdrawn, held.outcome) == (False, "taken")


def listens_only_to_the_link_that_counts(hub: TriedHub) -> None:
    """Rule: another computer neither opens the floor nor fetches anything; a revoked room has no phones."""
    hub.send(whole(1), floor=FloorNews())
    send(hub, statement("a"))
    assert hub.send(link="link-9", reading=replace(READING, boot="boot-9"), floor=OPEN).floor is None
    assert not hub.found().phones.is_open
    assert len(told(hub).statements) == 1
    hub.database.revoke(hub.room)
    assert hub.send(floor=OPEN).floor is None
    assert send(hub, statement("b")) == (None,)


def is_closed_when_the_window_leaves(hub: TriedHub) -> None:
    """Rule: by the goodbye of the link that counts, once; by no other link's; the next window opens it again, and nobody has to join again."""
    code = told(hub, link="link-1").code
    told(hub, room=hub.other, session_id="", link="link-2")
    before = hub.found().phones.edition
    for link in ("link-2", "nobody", ""):
        hub.database.leave(hub.room, link)
        assert (hub.found().phones.is_open, hub.found().phones.edition) == (True, before)
    for _ in range(2):
        hub.database.leave(hub.room, "link-1")
        assert (hub.found().phones.is_open, hub.found().phones.edition) == (False, before + 1)
    assert hub.found(hub.other).phones.is_open
    assert told(hub, link="link-3").code == code
    assert hub.found().phones.is_open


def knows_who_is_muted(hub: TriedHub) -> None:
    """Rule: by statements, for as long as the room says; the same said again is no change."""
    told(hub, FloorNews(is_open=True, muted=(MutedDevice("id-a", 300.0),)))
    (muted,) = hub.found().phones.muted
    assert (muted.statement_id, 290 < muted.left <= 300) == ("id-a", True)
    edition = hub.found().phones.edition
    told(hub, FloorNews(is_open=True, muted=(MutedDevice("id-a", 299.5),)))
    assert hub.found().phones.edition == edition
    told(hub, FloorNews(is_open=True, muted=(MutedDevice("id-a", 0.0),)))
    assert (hub.found().phones.muted, "id-a" in words(hub)) == ((), False)


def counts_the_pages_of_all_processes(hub: TriedHub) -> None:
    """Rule: the last word of each; no display or page is woken for it."""
    told(hub)
    edition = hub.found().phones.edition
    for process, count in (("one", 3), ("two", 2), ("one", 4)):
        hub.database.floor.count_pages(process, {hub.room: count, hub.other: 9})
    assert told(hub).phones == 6
    hub.database.floor.count_pages("one", {hub.room: 0})
    assert (told(hub).phones, hub.found().phones.edition) == (2, edition)


def erases_names_from_what_phones_sent(hub: TriedHub) -> None:
    """Rule: also before the room has it; then it comes without the name."""
    hub.send(whole(1), floor=OPEN)
    send(hub, statement("a", "Ana is late"))
    hub.send(Part(replace(talk(1), erasures=(erased_name("Ana"),)), is_whole=True), floor=OPEN)
    (sent,) = told(hub).statements
    assert "Ana" not in sent.text + words(hub)


def request(name: str, device: str, **given: Any) -> HeldStatement:
    """A device asks to speak."""
    return replace(statement(name, "", **given), kind=TO_SPEAK, secret_hash=f"device-{device}")


def keeps_one_request_to_speak_of_a_device(hub: TriedHub) -> None:
    """Rule: in one transaction and in several, until it is settled; then nothing says whose it was, and what is sent again is no second one."""
    told(hub)
    told(hub, room=hub.other, session_id="", link="link-2")
    same = send(hub, request("a", "1"), request("b", "1"), request("c", "2"))
    assert [None if each is None else each.id for each in same] == ["id-a", "id-a", "id-c"]
    send(hub, request("d", "1"), room=hub.other)
    for outcome, reference in (("listed", "2/4"), ("speaking", "")):
        told(hub, FloorNews(True, ("id-a",), (FloorResult("id-a", outcome, reference),)))
        (held,) = send(hub, request("e", "1"))
        assert held is not None
        assert (held.id, *held.result) == ("id-a", outcome, reference)
    back = WithdrawStatement(hub.room, "id-a", "device-1")
    assert [None if each is None else each.withdrawn for each in hub.database.floor.carry_out([back])] == [
        False
    ]
    told(hub, FloorNews(True, results=(FloorResult("id-a", "spoken"),)))
    (replayed,) = send(hub, request("a", "1"))
    assert replayed is not None
    assert replayed.result == ("spoken", "")
    act = WithdrawStatement(hub.room, "id-c", "device-2")
    (held, again) = (*hub.database.floor.carry_out([act]), *send(hub, request("f", "2")))
    assert held is not None
    assert again is not None
    assert (held.shown_outcome, again.id) == ("withdrawn", "id-f")
    assert told(hub).withdrawn == ("id-c",)
    told(hub, FloorNews(True, ("id-f",), (FloorResult("id-f", "aside"), FloorResult("id-c", "withdrawn"))))
    assert hub.sql("SELECT count(*) FROM hub_statement WHERE secret_hash <> ''") in ([(1,)], [[1]])
    assert "Norway" not in repr(hub.sql(f"SELECT * FROM hub_statement WHERE room_id = '{hub.room}'"))


FLOOR_RULES: tuple[Callable[[TriedHub], None], ...] = (
    gives_a_room_a_code_with_its_first_word,
    sends_a_statement_until_the_room_has_stored_it,
    keeps_what_waits_for_the_computer_that_takes_the_room_over,
    keeps_nothing_for_longer_than_thirty_days,
    takes_a_statement_once,
    tells_what_became_of_each,
    withdraws_what_is_no_note,
    listens_only_to_the_link_that_counts,
    is_closed_when_the_window_leaves,
    knows_who_is_muted,
    counts_the_pages_of_all_processes,
    erases_names_from_what_phones_sent,
    keeps_one_request_to_speak_of_a_device,
)
