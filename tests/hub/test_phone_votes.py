"""Votes on phones over sockets: one ballot for each device, changeable until it is closed, and nothing of it left when it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor_exchange import FloorNews, MutedDevice
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.vote_sheet import SheetLine, sheet_of
from breakout_tui.hub.phone_languages import PSEUDO
from breakout_tui.hub.phone_limits import MOST_OF_DEVICE
from tests.hub.phones import PhoneServer, phone_server
from tests.hub.served import wait_until
from tests.hub.voting import agreeing, ballot, casts, counted, did, ranking, recorded, vote_of, voting_room


def sheet_lines(session: Session) -> tuple[SheetLine, ...]:
    """What its latest vote asks."""
    sheet = sheet_of(session, vote_of(session).id)
    assert sheet is not None
    return sheet.lines


_VALUE = re.compile(r'name="p(\d)"[^>]* value="(\d)"')


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PhoneServer]:
    """A server whose room can vote."""
    with phone_server(tmp_path, voting_room()) as made:
        yield made


def test_a_ballot_can_be_changed_until_the_vote_is_closed_and_then_it_is_counted_once(
    room: PhoneServer,
) -> None:
    """Rule: a device has one; the room hears how many there are, and sums only once it has closed the vote."""
    session, window = room.window.session, room.window
    one, other = room.phone(), room.phone()
    assert 'id="ballot"' not in one.get().text
    window.shows(session := ranking(session))
    assert [*map(tuple, _VALUE.findall(one.get().text))] == [(str(place), "0") for place in range(4)]
    assert casts(one, session, 3, 0, 0, 0)["voted"] is True
    assert casts(other, session, 1, 1, 1, 0)["voted"] is True
    assert casts(one, session, 0, 2, 0, 1)["voted"] is True
    late = room.phone()
    assert "Dots left: 3" in late.get().text
    assert '<p id="voted" role="status"></p>' in late.get().text
    page = one.get().text
    assert _VALUE.findall(page) == [("0", "0"), ("1", "2"), ("2", "0"), ("3", "1")]
    assert '<p id="voted" role="status">Your ballot is in' in page
    (told,) = window.says().votes
    assert (told.ballots, told.is_counted, told.counts) == (2, False, ())
    found = counted(window)
    assert (found.ballots, found.counts) == (2, ((1,), (3,), (1,), (1,)))
    assert "The vote is closed" in one.get().text
    for each in (one, late):
        refused = casts(each, session, 1, 0, 0, 0)
        assert (refused["status"], refused["refused"]) == (409, "vote closed")
    assert window.says().votes == (found,), "until the room has it"
    session = recorded(window, found)
    assert window.says().votes == ()
    assert "Result of the vote" not in one.get().text, "blind until it is shown"
    window.shows(did(session, c.ShowVote()))
    page = one.get().text
    assert page.index("No legal basis") < page.index("Silo budgets")
    assert "Ballots: 2 · People in the room: 22" in page


def test_it_works_by_plain_forms_and_is_told_to_pages_that_follow(room: PhoneServer) -> None:
    """Rule: a form without a script; a stream says that a vote opened, was closed and is shown, and nothing of sums or turnout."""
    window, phone = room.window, room.phone()
    window.shows(session := agreeing(window.session))
    page = phone.get().text
    assert "Pool the funds" in page
    assert page.count('type="radio" name="p0"') == 7
    with phone.stream() as events:
        news = events.until("vote")
        assert news["state"] == "open"
        answer = room.server.post("/p/vote", ballot(session, 1, 6), phone.cookie)
        assert "Your ballot is in" in answer.text
        taken_back = room.server.post("/p/vote", ballot(session), phone.cookie)
        assert "taken back" in taken_back.text
        room.server.post("/p/vote", ballot(session, 1, 6), phone.cookie)
        sheet = phone.get("/p/vote/sheet").text
        assert sheet.startswith("<section")
        assert 'name="p1" value="6" checked' in sheet
        found = counted(window)
        assert found.counts == ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1))
        assert events.until("vote")["state"] == "closed"
        window.shows(did(recorded(window, found), c.ShowVote()))
        assert events.until("vote")["state"] == "shown"
    assert room.server.ask("GET", "/p/vote/sheet").status == 401
    assert phone.get("/p/vote").status == 303


def test_what_is_no_ballot_is_refused_and_a_muted_device_may_vote(room: PhoneServer) -> None:
    """Rule: forged votes, subjects and dots, too many changes; two hundred devices of one address all vote; being muted is about statements."""
    window, phone = room.window, room.phone()
    window.shows(session := ranking(window.session))
    receipt = phone.sends("Something rude")
    window.says(FloorNews(True, (receipt,), (), (MutedDevice(receipt, 600.0),)))
    assert phone.post(phone.form("More"))["refused"] == "muted"
    for form in (ballot(session, 2, 2, 0, 0), ballot(session, 4, 0, 0, 0), ballot(session, 1, 12345, 0, 0)):
        assert "more than you have" in phone.post(form, "/p/vote")["said"], form
    for said in ("-1", "1" * 4000, "<b>", "\u0661", " 1", "1.5"):
        form = {**ballot(session, 1, 0, 0, 0), "p1": said}
        assert "could not be read" in phone.post(form, "/p/vote")["said"], form
    assert phone.post({**ballot(session, 1), "vote": "01"}, "/p/vote")["refused"] == "vote closed"
    assert casts(phone, session, 1, 0, 0, 0)["voted"] is True
    assert phone.post({**ballot(session, 1, 0, 0, 0), "p77": "3"}, "/p/vote")["voted"] is True, (
        "no such place"
    )
    answers = [casts(phone, session, 0, 1, 0, 0) for _ in range(MOST_OF_DEVICE)]
    assert answers[-1]["refused"] == "too many"
    assert room.server.ask("POST", "/p/vote", b"p0=1", {"Cookie": phone.cookie}).status == 403, "another page"
    assert room.server.post("/p/vote", ballot(session, 1, 0, 0, 0)).status == 303, "a stranger"
    with ThreadPoolExecutor(20) as pool:
        devices = [*pool.map(lambda _: room.phone(), range(200))]
        assert all(each["voted"] for each in pool.map(lambda each: casts(each, session, 1, 1, 1, 0), devices))
    assert counted(window).ballots == 201


def test_hidden_statements_are_on_no_phone_but_in_an_open_ballot(room: PhoneServer) -> None:
    """Rule: while /display hides them, phones have no line of a result either, until it shows them again; a ballot has what it asks."""
    window, phone = room.window, room.phone()
    for opened in (ranking(window.session), agreeing(window.session)):
        window.shows(opened)
        asked = [line.title for line in sheet_lines(opened)]
        casts(phone, opened, 1, 1)
        window.shows(did(opened, c.EditDetails(is_display_hidden=True)))
        page = phone.get().text
        assert all(title in page for title in asked)
        shown = did(recorded(window, counted(window)), c.ShowVote())
        for session in (shown, did(shown, c.EditDetails(is_display_hidden=False))):
            window.shows(session)
            is_hidden = session.info.is_display_hidden
            for path in ("/p", "/p/vote/sheet"):
                page = phone.get(path).text
                assert "Ballots: 1" in page
                assert ("hides the statements" in page) is is_hidden
                assert any(title in page for title in asked) is not is_hidden


def test_an_answer_that_no_level_has_is_not_read(room: PhoneServer) -> None:
    """Rule: it says nothing of dots, of which there are none."""
    room.window.shows(session := agreeing(room.window.session))
    assert room.phone().post(ballot(session, 7, 0), "/p/vote")["refused"] == "unreadable"
    assert casts(room.phone(), session, 6, 0)["voted"] is True


def test_a_merge_while_it_is_open_is_followed(room: PhoneServer) -> None:
    """Rule: merged statements are one line on the phones; the dots of both count for it."""
    window, phone = room.window, room.phone()
    window.shows(session := ranking(window.session))
    casts(phone, session, 1, 0, 2, 0)
    notes = {each.reference: each.serial for each in session.book.of_kind(Kind.CHALLENGE)}
    window.shows(did(session, c.MergeNote(notes["C3"], notes["C1"])))
    assert "Skills leave" not in phone.get().text
    assert counted(window).counts == ((3,), (0,), (), (0,))


def test_under_none_there_is_no_result_below_five_ballots(tmp_path: Path) -> None:
    """Rule: the server counts them, and keeps and tells no sum; the fifth ballot makes a result."""
    with phone_server(tmp_path, voting_room(AttributionRule.NONE)) as room:
        for size, wanted in ((4, ()), (5, ((5,), (5,), (5,), (0,)))):
            room.window.shows(session := ranking(room.window.session))
            for _ in range(size):
                casts(room.phone(), session, 1, 1, 1, 0)
            found = counted(room.window)
            assert (found.ballots, found.counts) == (size, wanted)
            recorded(room.window, found)
            assert vote_of(room.window.session).has_result is (size == 5)


def test_no_text_of_a_vote_is_left_out_of_a_language(room: PhoneServer) -> None:
    """Rule: in the pseudo-language only content is in plain letters, at every state of both sorts of vote."""
    window, phone, pages = room.window, room.phone(), []
    session = window.session
    for opened in (ranking, agreeing):
        window.shows(session := opened(session))
        pages.append(phone.get(f"/p/vote/sheet?lang={PSEUDO}").text)
        casts(phone, session, 1, 1)
        pages.append(phone.get(f"/p/vote/sheet?lang={PSEUDO}").text)
        found = counted(window)
        pages.append(phone.get(f"/p/vote/sheet?lang={PSEUDO}").text)
        session = did(recorded(window, found), c.ShowVote())
        window.shows(session)
        pages.append(phone.get(f"/p/vote/sheet?lang={PSEUDO}").text)
    content = {each.text for each in session.book.notes} | {each.reference for each in session.book.notes}
    for page in pages:
        labels = re.findall(r'aria-label="([^"]*)"', page)
        texts = [*labels, *re.sub(r"<[^>]*>", "\n", page).split("\n")]
        said = [text.strip() for text in texts if text.strip() and text.strip() not in content]
        assert said
        assert [text for text in said if re.search(r"[A-Za-z]{2,}", text)] == []


def test_a_restarted_server_goes_on_with_the_ballots(tmp_path: Path) -> None:
    """Rule: ballots are in its file; a vote that the room has closed meanwhile is counted as soon as it hears of it."""
    with phone_server(tmp_path, voting_room()) as room:
        room.window.shows(session := ranking(room.window.session))
        phone, secret, code = room.phone(), room.server.secret, room.code
        casts(phone, session, 0, 0, 3, 0)
    with phone_server(tmp_path, did(session, c.CloseVote()), secret=secret) as room:
        assert code != room.code
        wait_until(lambda: room.window.says().votes != () and room.window.says().votes[0].is_counted)
        assert room.window.says().votes[0].counts == ((0,), (0,), (3,), (0,))
