"""Enter saves the note at once, always; what was not stored with it is asked about in the status line."""

from __future__ import annotations

import pytest
from textual.events import Paste

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NoCountries
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.inputs.countries import CldrCountries
from tests.tui.live_app import LiveApp, live_app


def last(room: LiveApp) -> tuple[str, str, str]:
    """Text, attribution and cluster of the latest note."""
    note = room.session.book.notes[-1]
    return note.text, note.attribution, note.cluster


async def test_a_name_on_no_list_does_not_hold_up_the_note() -> None:
    """Rule: under *country* the note is saved without the name, and one key adds it to the list and to the note."""
    async with live_app() as room:
        await room.type("Deputies wait @Zorg", "enter")
        assert last(room) == ("Deputies wait", "", "")
        assert room.line.value == ""
        assert room.says("status") == "Who said C1: Zorg? Ctrl+Y adds it"
        await room.pilot.press("ctrl+y")
        assert last(room) == ("Deputies wait", "Zorg", "")
        assert "Zorg" in room.session.info.known
        await room.type("Again @zorg", "enter")
        assert last(room) == ("Again", "Zorg", "")
        assert "Who said" not in room.says("status")


async def test_a_country_is_known_from_the_start() -> None:
    """Rule: it is stored in one spelling, without a question, and is on the session's list from then on."""
    async with live_app(countries=CldrCountries()) as room:
        await room.type("Deputies wait @south africa", "enter")
        assert last(room) == ("Deputies wait", "South Africa", "")
        assert "Who said" not in room.says("status")
        assert room.session.info.known[-1] == "South Africa"
        await room.type("Again @ZA and @NZ", "enter")
        assert last(room) == ("Again ZA and NZ", "South Africa, New Zealand", "")


class SlowCountries(NoCountries):
    """Knows one country as soon as its spellings are read."""

    is_read = False

    @property
    def is_ready(self) -> bool:
        """Whether they are read."""
        return self.is_read

    def code_of(self, name: str) -> str:
        """One country."""
        return "NO" if self.is_read and name.casefold() == "norvège" else ""

    def name_of(self, code: str) -> str:
        """Its name."""
        return "Norway"


async def test_a_country_that_is_read_later_is_not_asked_about() -> None:
    """Rule: the note does not wait for the spellings; once they are read, the country is stored and the question is gone."""
    countries = SlowCountries()
    async with live_app(countries=countries) as room:
        await room.type("Deputies wait @Norvège", "enter")
        assert last(room) == ("Deputies wait", "", "")
        countries.is_read = True
        await room.wait(0.25)
        assert last(room) == ("Deputies wait", "Norway", "")
        assert "Who said" not in room.says("status")


async def test_a_name_inside_the_sentence_returns_to_it() -> None:
    """Rule: it may be a person's, so it is not stored there either; the answer restores the sentence as it was typed."""
    async with live_app() as room:
        await room.type("As @Zorg says, deputies wait", "enter")
        assert last(room)[0] == "As says, deputies wait"
        await room.pilot.press("ctrl+y")
        assert last(room)[:2] == ("As Zorg says, deputies wait", "Zorg")


async def test_a_question_lapses_with_the_next_note() -> None:
    """Rule: an ignored name is stored nowhere, and the key is redo again."""
    async with live_app() as room:
        await room.type("Deputies wait @Zorg", "enter")
        await room.type("Next statement", "enter")
        assert [note.text for note in room.session.book.notes] == ["Deputies wait", "Next statement"]
        assert "Who said" not in room.says("status")
        await room.pilot.press("ctrl+y")
        assert "Zorg" not in str(room.session)


async def test_a_question_lapses_when_its_line_is_gone() -> None:
    """Rule: only a question that can be read is answered."""
    async with live_app() as room:
        await room.type("Deputies wait @Zorg", "enter")
        room.live.room.say("Report saved")
        await room.wait(60)
        await room.pilot.press("ctrl+y")
        assert "Zorg" not in str(room.session)


async def test_a_question_stays_while_the_next_statement_is_typed() -> None:
    """Rule: it lasts longer than a message, so that it can be answered after the statement that follows at once."""
    async with live_app() as room:
        await room.type("Deputies wait @Zorg", "enter")
        await room.type("Next sta")
        for _ in range(40):
            await room.wait(0.25)
        await room.pilot.press("ctrl+y")
        assert last(room)[1] == "Zorg"
        assert room.line.value == "Next sta"


async def test_a_note_typed_on_without_looking_is_a_note_of_its_own() -> None:
    """Rule: a burst of statements with unknown names is one note each, without a line break in any."""
    async with live_app() as room:
        await room.type("First @Zorg", "enter")
        await room.type("Second @Blip", "enter")
        await room.type("Third", "enter")
        assert [note.text for note in room.session.book.notes] == ["First", "Second", "Third"]


async def test_a_second_cluster_is_offered() -> None:
    """Rule: a note has one cluster; a second one at the end is neither stored nor left in the sentence."""
    async with live_app() as room:
        await room.type("Silo budgets #budget #law", "enter")
        assert last(room) == ("Silo budgets", "", "budget")
        assert room.says("status") == "C1 has one cluster · Ctrl+Y puts it into #law"
        await room.pilot.press("ctrl+y")
        assert last(room) == ("Silo budgets", "", "law")


@pytest.mark.parametrize("rule", AttributionRule)
async def test_marks_without_words_wait_for_the_words(rule: AttributionRule) -> None:
    """Rule: they stay in the line without a question, however often Enter is pressed, and the statement follows them."""
    async with live_app(rule=rule) as room:
        await room.type("@Norway #budget", "enter", "enter")
        assert len(room.session.book) == 0
        assert "No words yet" in room.says("status")
        await room.type("silo budgets", "enter")
        attribution = "" if rule is AttributionRule.NONE else "Norway"
        assert last(room) == ("silo budgets", attribution, "budget")


async def test_a_draft_that_is_saved_takes_no_message_away() -> None:
    """Rule: only what the facilitator does replaces a message."""
    async with live_app(rule=AttributionRule.NONE) as room:
        await room.type("#budget", "enter")
        room.live.room.typing.save_draft()
        assert room.session.info.rule_locked
        assert "No words yet" in room.says("status")


async def test_an_edit_without_words_stays_an_edit() -> None:
    """Rule: the note keeps its words until there are others."""
    async with live_app() as room:
        await room.type("Silo budgets", "enter", "up", "ctrl+u")
        await room.type("#law", "enter")
        assert room.line.editing == "C1"
        await room.type("deep silos", "enter")
        assert last(room) == ("deep silos", "", "law")
        assert len(room.session.book) == 1


async def test_a_refused_note_returns_with_its_slashes() -> None:
    """Rule: what returns to the line is what was typed, so that Enter gives the same note."""
    async with live_app() as room:
        room.live.controller.holder = "another window"
        await room.type("//dev is full", "enter")
        assert room.line.value == "//dev is full"


async def test_each_pasted_line_becomes_a_note_at_once() -> None:
    """Rule: one key saves all lines; names on no list are asked about together; a line of marks only is text."""
    async with live_app() as room:
        room.line.on_paste(Paste("one @Zorg\n#heading\ntwo @Blip"))
        await room.pilot.press("tab")
        assert [note.text for note in room.session.book.notes] == ["one", "#heading", "two"]
        assert room.says("status") == "Who said these 2 notes: Zorg, Blip? Ctrl+Y adds them"
        await room.pilot.press("ctrl+y")
        assert [note.attribution for note in room.session.book.notes] == ["Zorg", "", "Blip"]


async def test_links_and_marks_of_an_edit_are_those_of_the_line() -> None:
    """Rule: a trailing reference is in the line again; what is taken out there is taken from the note."""
    async with live_app() as room:
        await room.type("Silo budgets", "enter")
        await room.type("Deep silos C1 @Norway", "enter")
        assert room.session.book[1].links == (0,)
        assert last(room)[:2] == ("Deep silos", "Norway")
        await room.pilot.press("up")
        assert room.line.value == "Deep silos @Norway C1"
        await room.pilot.press("end", *["backspace"] * 3, "enter")
        assert not room.session.book.notes[-1].links
        assert last(room)[:2] == ("Deep silos", "Norway")
        assert room.session.book[1].kind is Kind.CHALLENGE
