"""The ranking by keys and mouse: the text of the list, and the recorded counts."""

from __future__ import annotations

import pytest
from textual import events

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking import is_locked, standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.session import Session
from breakout_tui.tui.panels.rank_panel import RankPanel
from tests.domain.day import Room
from tests.tui.fakes import FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import DETAILS, ranking


async def test_the_list_says_what_is_ranked_and_how() -> None:
    """Title, columns, and a dash for a missing count."""
    async with live_app(session=ranking("Silo budgets", "No legal basis").session) as room:
        text = await shown(room)
        assert "Challenges · show of hands · 24 people in the room" in text
        assert row_of(text, "C1").endswith("–")
        assert "Silo budgets" in row_of(text, "C1")


async def test_fast_digits_and_enters_go_through_the_list() -> None:
    """Counted rows move to the top, and the next row without a count is under the cursor."""
    async with live_app(session=ranking("One", "Two", "Three").session) as room:
        await shown(room)
        await room.type("7")
        assert "7_" in row_of(await shown(room), "C1")
        assert votes(room.session) == {}
        await room.pilot.press("enter")
        await burst(room, "1", "2", "enter", "3", "down")
        assert votes(room.session) == {"C1": 7, "C2": 12, "C3": 3}
        assert [line.subject for line in standings(room.session)] == ["C2", "C1", "C3"]


async def test_rows_move_only_when_a_count_is_confirmed() -> None:
    """No row moves during typing; then the cursor follows its row."""
    played = counted(ranking("One", "Two", "Three"), C1=5, C2=4)
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("down", "9")
        assert order(await shown(room)) == ["C1", "C2", "C3"]
        await room.pilot.press("plus")
        text = await shown(room)
        assert order(text) == ["C2", "C1", "C3"]
        assert row_of(text, "C2").startswith("▸")
        assert votes(room.session)["C2"] == 10


async def test_backspace_corrects_and_escape_cancels() -> None:
    """An unconfirmed count changes nothing."""
    async with live_app(session=counted(ranking("One", "Two"), C1=5).session) as room:
        await shown(room)
        await room.pilot.press("1", "8", "backspace", "enter")
        assert votes(room.session) == {"C1": 1}
        await room.pilot.press("up", "9", "escape")
        assert panel(room).has_focus
        await room.pilot.press("escape")
        assert room.line.has_focus
        assert votes(room.session) == {"C1": 1}


async def test_a_deleted_count_is_removed() -> None:
    """Backspace until it is empty, then Enter."""
    async with live_app(session=counted(ranking("One", "Two"), C1=5).session) as room:
        await shown(room)
        await room.pilot.press("backspace", "enter")
        assert votes(room.session) == {}


async def test_plus_and_minus_change_a_count_by_one() -> None:
    """Three fast plus keys add three, and no count goes below 0."""
    async with live_app(session=ranking("One", "Two").session) as room:
        await shown(room)
        await burst(room, "plus", "plus", "plus", "minus")
        assert votes(room.session) == {"C1": 2}
        await burst(room, "minus", "minus", "minus")
        assert votes(room.session) == {"C1": 0}


async def test_too_many_votes_stay_for_correction() -> None:
    """The screen says why, and the count can be edited."""
    async with live_app(session=ranking("One", "Two").session) as room:
        await shown(room)
        await room.pilot.press("9", "9", "enter")
        assert "99 votes, but 24 people" in room.says("status")
        text = await shown(room)
        assert "99_" in row_of(text, "C1")
        await room.pilot.press("backspace")
        assert "99 votes" not in room.says("status")
        await room.pilot.press("enter")
        assert votes(room.session) == {"C1": 9}


async def test_a_typed_count_is_saved_when_the_focus_leaves() -> None:
    """A click into the line loses no count."""
    async with live_app(session=ranking("One", "Two").session) as room:
        await shown(room)
        await room.pilot.press("6")
        await room.pilot.click("#capture")
        await room.pilot.pause()
        assert votes(room.session) == {"C1": 6}


async def test_ties_are_marked_and_get_a_second_vote() -> None:
    """Both have the same rank and the word; after t, digits enter the second vote for each row of the tie."""
    played = counted(ranking("One", "Two", "Three"), C1=9, C2=5, C3=5)
    async with live_app(session=played.session) as room:
        text = await shown(room)
        assert row_of(text, "C2").startswith("2 ▲")
        assert row_of(text, "C2").endswith("tied")
        assert row_of(text, "C3").startswith("2 ▲")
        assert row_of(text, "C3").endswith("tied")
        await room.pilot.press("t")
        assert "Second vote on C2, C3 · type the counts, t ends it" in await shown(room)
        await burst(room, "3", "enter", "8", "enter")
        assert {line.subject: line.revote for line in standings(room.session)} == {
            "C1": None,
            "C2": 3,
            "C3": 8,
        }
        assert order(await shown(room)) == ["C1", "C3", "C2"]
        assert votes(room.session) == {"C1": 9, "C2": 5, "C3": 5}


async def test_the_second_vote_begins_at_the_tie_that_the_cut_splits() -> None:
    """Wherever the cursor is: the other ties keep nobody from locking the list."""
    played = counted(ranking("One", "Two", "Three", "Four"), C1=9, C2=9, C3=5, C4=5)
    played.do(c.ChooseCut(3))
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("t")
        await burst(room, "3", "enter", "8", "enter")
        seconds = {line.subject: line.revote for line in standings(room.session)}
        assert seconds == {"C1": None, "C2": None, "C4": 8, "C3": 3}
        assert "splits a tie" not in await shown(room)


async def test_without_a_tie_there_is_no_second_vote() -> None:
    """The screen says so, and digits still enter first counts."""
    async with live_app(session=counted(ranking("One", "Two"), C1=9, C2=5).session) as room:
        await shown(room)
        await room.pilot.press("t")
        assert "No two have the same count" in await shown(room)
        await room.pilot.press("8", "enter")
        assert votes(room.session) == {"C1": 8, "C2": 5}


async def test_the_cut_is_a_line_and_l_locks_after_a_question() -> None:
    """The letter c and Enter put it under the row; a second L locks what is shown; a locked list shows the time."""
    played = counted(ranking("One", "Two", "Three"), C1=9, C2=5, C3=2)
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("down", "c", "enter")
        lines = (await shown(room)).splitlines()
        cut = next(i for i, line in enumerate(lines) if "── 2 priority issues above ──" in line)
        assert "C2" in lines[cut - 1]
        assert "C3" in lines[cut + 1]
        assert "2 priority issues above the cut · u takes it back" in await shown(room)
        await room.pilot.press("L")
        await room.pilot.pause()
        assert "Lock 2 priority issues?" in screen_text(room.app)
        assert "2  C2  Two" in screen_text(room.app)
        await room.pilot.press("enter")
        assert not is_locked(room.session)
        await room.pilot.press("L")
        await room.pilot.pause()
        await room.pilot.press("L")
        await room.pilot.pause()
        assert is_locked(room.session)
        assert "2 priority issues · agreed 09:" in await shown(room)


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_the_question_before_the_lock_uses_the_width(size: tuple[int, int]) -> None:
    """A priority issue is told by more than its first words; after an unlock the line says that the list is open."""
    long = "Nobody can say who owns the journey of a citizen across ministries"
    played = counted(ranking(long, "Two"), C1=9, C2=5)
    played.do(c.ChooseCut(1))
    async with live_app(session=played.session, size=size) as room:
        await room.type("/lock", "enter")
        assert f"1  C1  {long[:60]}" in screen_text(room.app)
        await room.pilot.press("L")
        await room.type("/unlock Two came late", "enter")
        assert "The list is open again" in room.says("status")


async def test_digits_after_c_are_the_cut_and_never_a_count() -> None:
    """In one burst, and whatever is under the cursor; u takes it back."""
    played = counted(ranking("One", "Two", "Three"), C1=9, C2=5, C3=2)
    async with live_app(session=played.session) as room:
        await shown(room)
        await burst(room, "down", "down", "c", "2")
        assert "Cut after 2_" in await shown(room)
        assert "┄┄ 2 priority issues above? ┄┄" in await shown(room)
        await burst(room, "enter")
        await shown(room)
        assert ranking_of(room.session).cut == 2
        assert votes(room.session) == {"C1": 9, "C2": 5, "C3": 2}
        await room.pilot.press("u")
        assert ranking_of(room.session).cut is None


async def test_arrows_move_a_cut_that_is_not_set_yet_and_esc_cancels_it() -> None:
    """The second c sets it; backspace deletes a digit of the number, never a count."""
    played = counted(ranking("One", "Two", "Three"), C1=9, C2=5, C3=2)
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("c", "3", "escape")
        assert (ranking_of(room.session).cut, panel(room).has_focus) == (None, True)
        await room.pilot.press("c", "3", "backspace", "down", "c")
        assert ranking_of(room.session).cut == 2
        assert votes(room.session) == {"C1": 9, "C2": 5, "C3": 2}


async def test_a_list_that_can_not_be_locked_says_why_and_asks_nothing() -> None:
    """L without a cut."""
    async with live_app(session=counted(ranking("One", "Two"), C1=9).session) as room:
        await shown(room)
        await room.pilot.press("L")
        await room.pilot.pause()
        assert "No cut is chosen yet" in room.says("status")
        assert panel(room).has_focus


async def test_hands_of_merged_notes_ask_for_a_new_vote() -> None:
    """The row and the head say so, until there is a count."""
    played = counted(ranking("One", "Two"), C1=9, C2=5)
    played.do(c.MergeNote(1, 0))
    async with live_app(session=played.session) as room:
        text = await shown(room)
        assert "vote again on C1" in text
        assert row_of(text, "C1").endswith("recount")
        await room.pilot.press("8", "enter")
        assert "vote again" not in await shown(room)


async def test_counts_of_the_other_method_are_kept_aside() -> None:
    """The head says how many there are; h brings them back."""
    async with live_app(session=counted(ranking("One", "Two"), C1=9, C2=5).session) as room:
        await shown(room)
        await room.pilot.press("o")
        assert "0 of 72 given · 2 by hands aside" in await shown(room)
        assert votes(room.session) == {}
        await room.pilot.press("h")
        assert votes(room.session) == {"C1": 9, "C2": 5}


async def test_a_cut_that_splits_a_tie_says_so() -> None:
    """The line says what to do."""
    played = counted(ranking("One", "Two"), C1=5, C2=5)
    played.do(c.ChooseCut(1))
    async with live_app(session=played.session) as room:
        assert "splits a tie · t second vote" in await shown(room)


async def test_a_locked_list_takes_no_count_and_is_reopened_with_a_reason() -> None:
    """Digits are refused; u asks for the reason, which is recorded."""
    played = counted(ranking("One", "Two"), C1=5, C2=3)
    played.do(c.ChooseCut(1))
    played.do(c.LockRanking())
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("4")
        assert "/unlock with a reason reopens it" in room.says("status")
        await room.pilot.press("u")
        await room.pilot.pause()
        await room.type("C2 was misread", "enter")
        assert not is_locked(room.session)
        assert [each.reason for each in ranking_of(room.session).unlockings] == ["C2 was misread"]


async def test_u_undoes_a_count_while_the_list_is_open() -> None:
    """The same letter as everywhere."""
    async with live_app(session=ranking("One", "Two").session) as room:
        await shown(room)
        await room.pilot.press("4", "enter", "u")
        assert votes(room.session) == {}


async def test_s_changes_the_ranked_sort_and_h_and_o_the_method() -> None:
    """Challenges, principles or clusters; hands or dots."""
    async with live_app(session=ranking("One #budget").session) as room:
        await shown(room)
        await room.pilot.press("o")
        assert "3 dots each · 24 people in the room · 0 of 72 given" in await shown(room)
        await room.pilot.press("s")
        assert ranking_of(room.session).sort is RankSort.PRINCIPLES
        assert "No principles yet" in await shown(room)
        await room.pilot.press("s", "h")
        assert ranking_of(room.session).sort is RankSort.CLUSTERS
        assert ranking_of(room.session).method is RankMethod.HANDS


async def test_a_cluster_is_counted_as_a_whole() -> None:
    """Its row shows the number of its notes."""
    played = ranking(details=DETAILS)
    for text in ("One", "Two"):
        played.do(c.Capture(text, Kind.CHALLENGE, cluster="budget"))
    played.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    async with live_app(session=played.session) as room:
        assert "budget · 2 notes" in await shown(room)
        await room.pilot.press("8", "enter")
        assert votes(room.session) == {"#budget": 8}


async def test_a_click_chooses_the_row() -> None:
    """The count goes to the clicked row."""
    async with live_app(session=ranking("One", "Two", "Three").session) as room:
        lines = (await shown(room)).splitlines()
        y = next(i for i, line in enumerate(lines) if "C3" in line)
        await room.pilot.click(RankPanel, offset=(20, y))
        await room.pilot.press("5", "enter")
        assert votes(room.session) == {"C3": 5}


async def test_letters_of_the_notes_act_on_the_row_under_the_cursor() -> None:
    """The letter d deletes this candidate, not the latest note."""
    session = ranking("One", "Two", "Three").session
    async with live_app(session=session, store=FakeStore.holding(session)) as room:
        await shown(room)
        await room.pilot.press("down", "d")
        assert [note.is_visible for note in room.session.book.notes] == [True, False, True]


async def test_a_long_list_keeps_the_cursor_visible_in_a_small_window() -> None:
    """The foot shows the number of other rows."""
    played = ranking(*(f"Challenge number {n}" for n in range(1, 41)))
    async with live_app(session=played.session, size=(80, 24)) as room:
        text = await shown(room)
        assert "more" in text.splitlines()[-1]
        await room.pilot.press("end")
        text = await shown(room)
        assert row_of(text, "C40").startswith("▸")
        assert text.splitlines()[-1].strip().startswith("↑")


async def test_a_long_text_is_shown_in_full_under_the_cursor() -> None:
    """The room needs the whole sentence to vote: two lines of each text are shown, and all of the one under the cursor."""
    words = "Every agency buys its own identity service and nobody owns the whole journey of the citizen"
    async with live_app(session=ranking("Short", words).session, size=(80, 24)) as room:
        assert "and nobody owns the whole journey of the…" in await shown(room)
        await room.pilot.press("down")
        text = " ".join((await shown(room)).split())
        assert "journey of the citizen" in text


def panel(room: LiveApp) -> RankPanel:
    """The panel on the screen."""
    return room.live.query_one(RankPanel)


async def shown(room: LiveApp) -> str:
    """The text of the panel, which has the focus."""
    await room.pilot.pause()
    if room.line.has_focus:
        await room.pilot.press("escape")
    return panel(room).as_text()


async def burst(room: LiveApp, *keys: str) -> None:
    """Send keys that all arrive before the first is handled."""
    for key in keys:
        room.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(3):
        await room.pilot.pause()


def counted(room: Room, **counts: int) -> Room:
    """The room with these counts."""
    for subject, count in counts.items():
        room.do(c.SetTally(subject, count))
    return room


def votes(session: Session) -> dict[str, int]:
    """The recorded counts."""
    return {line.subject: line.votes for line in standings(session) if line.votes is not None}


def row_of(text: str, reference: str) -> str:
    """The line of a candidate."""
    return next(line for line in text.splitlines() if f" {reference} " in line).strip()


def order(text: str) -> list[str]:
    """The references in the order of the list."""
    return [line.split("▲ ")[1].split()[0] for line in text.splitlines() if "▲ " in line]
