"""The capture line's offers: commands, completions, and a paste that waits for a decision."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NoCountries
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import MAX_TEXT
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.completion_popup import CompletionPopup
from breakout_tui.tui.widgets.held_paste import HeldPaste
from tests.tui.line_room import room, row


class ListedCountries(NoCountries):
    """Some countries by name; one of them by another name, too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Three of them."""
        return ("American Samoa", "Estonia", "Niger", "Nigeria", "North Korea", "South Korea")

    def is_english(self, name: str) -> bool:
        """Their names, *America* and *EST*."""
        return name == "EST" or name.casefold() in map(str.casefold, (*self.names, "America", "Korea"))


async def test_a_slash_gives_a_command(pilot: Pilot[None]) -> None:
    """The word may be shortened as long as only one fits; the rest is the argument."""
    app = room(pilot)
    app.enter("/ext 5\n/next\n")
    await pilot.pause()
    given = [(told.word, told.argument) for told in app.told if isinstance(told, m.CommandGiven)]
    assert given == [("extend", "5"), ("next", "")]
    assert app.notes == []


@pytest.mark.parametrize("typed", ["/e 5", "/usr/local is full"])
async def test_a_word_that_is_no_command_stays_in_the_line(pilot: Pilot[None], typed: str) -> None:
    """A mistake does not lose the text."""
    app = room(pilot)
    app.enter(f"{typed}\n")
    await pilot.pause()
    assert len(app.said(m.CommandUnknown)) == 1
    assert app.line.value == typed


async def test_two_slashes_are_a_slash(pilot: Pilot[None]) -> None:
    """A note may begin with a slash."""
    app = room(pilot)
    app.enter("//dev is full\n")
    await pilot.pause()
    assert app.notes == ["/dev is full"]


async def test_the_commands_show_above_the_line_with_their_help(pilot: Pilot[None]) -> None:
    """The rows are just above the line; Esc closes them."""
    app = room(pilot)
    app.enter("/e")
    await pilot.pause()
    assert app.line.offers.words == ("/extend", "/end")
    assert [row(app, -3).strip(), row(app, -2).strip()] == ["▸ /extend  more time", "/end     end the phase"]
    app.send("escape")
    await pilot.pause()
    assert row(app, -2) == ""
    assert app.said(m.LineLeft) == []
    assert app.line.has_focus


async def test_tab_completes_while_something_is_offered(pilot: Pilot[None]) -> None:
    """Down chooses, Tab accepts; the kind stays."""
    app = room(pilot)
    app.line.context = CaptureContext(
        people=("Norway", "New Zealand", "Estonia"), clusters=("shared services",)
    )
    app.send(*"slow", "space", *"@n", "down", "tab", *"#sha", "tab")
    await pilot.pause()
    assert app.line.value == 'slow @New Zealand #"shared services" '
    assert app.said(m.KindChanged) == []
    assert not app.line.offers.is_open


async def test_the_offer_follows_the_caret(pilot: Pilot[None]) -> None:
    """Names are offered only while the caret is at the half-typed name."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Norway",))
    app.enter("slow @Nor")
    app.send("home")
    await pilot.pause()
    assert not app.line.offers.is_open
    app.send("end")
    await pilot.pause()
    assert app.line.offers.words == ("@Norway",)


async def test_enter_saves_the_note_with_the_row_that_was_chosen(pilot: Pilot[None]) -> None:
    """Rule: one Enter takes what is marked and saves: the first offer, or the one that was chosen."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Norway", "New Zealand"))
    app.send(*"a", "space", *"@n", "enter", *"b", "space", *"@n", "down", "enter")
    await pilot.pause()
    assert app.notes == ["a @Norway", "b @New Zealand"]
    app.send(*"/e", "down", "enter")
    await pilot.pause()
    assert app.line.value == "/end "


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (["#sch"], "silo #schools"),
        (["#s"], "silo #schools"),
        (["#salaries"], "silo #salaries"),
        (["#sch", "escape"], "silo #sch"),
        (["#sch", "escape", "o"], "silo #scho"),
        (["#sch", "space"], "silo #sch"),
        (["#sch", ":"], "silo #sch:"),
        (["#sch", "left"], "silo #sch"),
        (["#sch", "left", "right"], "silo #schools"),
        (["#schx", "backspace"], "silo #schools"),
        (["@Oppo"], "silo @Opposition leader"),
        (["@lead"], "silo @lead"),
        (["@Ana"], "silo @Ana"),
        (["@ana", "space", "l"], "silo @Ana Lopez"),
        (["@n"], "silo @Norway"),
        (["@esto"], "silo @Estonia"),
        (["@nig"], "silo @Niger"),
        (["@niger"], "silo @Niger"),
        (["@EST"], "silo @EST"),
        (["@America"], "silo @America"),
        (["@Korea"], "silo @Korea"),
        (["@Zorg"], "silo @Zorg"),
        (["@"], "silo @"),
        (["@", "tab"], "silo @Norway"),
        (["#2"], "silo #2"),
        (["@12:30"], "silo @12:30"),
    ],
)
async def test_half_a_name_and_enter(pilot: Pilot[None], typed: list[str], given: str) -> None:
    """Rule: Enter takes the first offer, if it continues what is typed and nothing is behind the caret.

    Kept is what was typed with a blank or a sign behind it, or after Esc, so that a new cluster stays possible; what is a name
    in full, also the one of a country; and what is only inside of a name.
    """
    app = room(pilot)
    app.line.context = CaptureContext(
        rule=AttributionRule.COUNTRY,
        people=("Norway", "Opposition leader", "Ana Lopez", "Ana"),
        clusters=("schools", "salaries"),
        all_countries=ListedCountries(),
    )
    keys, *more = typed
    app.send(*"silo", "space", *keys, *more, "enter")
    await pilot.pause()
    assert app.notes == [given]


async def test_what_was_pasted_or_loaded_is_kept_until_a_key_goes_on(pilot: Pilot[None]) -> None:
    """Rule: Enter completes only what was typed; Tab completes the others, too."""
    app = room(pilot)
    app.line.context = CaptureContext(clusters=("schools",))
    app.paste("one #sch")
    app.send("enter", *"two", "space")
    app.paste("#sc")
    app.send("h", "enter")
    app.paste("three #sch")
    app.send("tab", "enter")
    await pilot.pause()
    app.line.load("four #sch")
    app.send("enter")
    await pilot.pause()
    assert app.notes == ["one #sch", "two #schools", "three #schools", "four #sch"]


@pytest.mark.parametrize(
    ("typed", "told", "line"),
    [
        ("silo #sch", "▸ #schools  Enter takes it · Esc then Enter: new #sch", "› silo #schools"),
        ("silo @ann", "▸ @Joanna Ann  Tab takes it · Enter: @ann as typed", "› silo @ann"),
        ("silo @", "▸ @Joanna Ann  Tab takes it", "› silo @"),
        ("Schools leak #", "▸ #schools  Enter takes it · Esc then Enter: just #", "› Schools leak #schools"),
    ],
)
async def test_the_offer_says_what_enter_does(pilot: Pilot[None], typed: str, told: str, line: str) -> None:
    """Rule: what Enter takes is in the line; the offer says which key takes it, and how what was typed is kept."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Joanna Ann",), clusters=("schools", "salaries"))
    app.enter(typed)
    await pilot.pause()
    popup = app.query_one(CompletionPopup)
    assert popup.text_in_sight().split("\n")[0].strip() == told
    assert row(app) == line


async def test_the_line_shows_the_offer_that_was_chosen(pilot: Pilot[None]) -> None:
    """Rule: the arrows change what Enter takes, so they change what the line shows; Esc shows what was typed."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Norway", "Northern Region", "Far North"))
    for keys, shown in (
        ("silo @no", "silo @norway"),
        (["down"], "silo @northern Region"),
        (["down"], "silo @no → @Far North"),
        (["down", "home"], "silo @no"),
        (["end"], "silo @norway"),
        (["escape"], "silo @no"),
    ):
        app.send(*(key if key != " " else "space" for key in keys))
        await pilot.pause()
        assert row(app) == f"› {shown}"


async def test_a_long_line_makes_room_for_the_end_of_the_name(pilot: Pilot[None]) -> None:
    """Rule: what Enter takes can be read, however long the line is."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Opposition leader",))
    app.enter(f"{'silo ' * 30}@opp")
    await pilot.pause()
    assert row(app).endswith("@opposition leader")


@pytest.mark.parametrize("name", ["@Norway", "@Zorg", "@South Africa", "#law"])
async def test_tab_behind_a_name_ends_it_and_the_next_one_changes_the_kind(
    pilot: Pilot[None], name: str
) -> None:
    """Rule: a name typed in full has nothing to complete, and Tab does not change the kind unseen."""
    app = room(pilot)
    app.line.kinds.offer((Kind.CHALLENGE, Kind.PRINCIPLE), is_line_empty=True)
    app.line.context = CaptureContext(people=("Norway", "South Africa"), clusters=("law",))
    app.enter(f"silo {name}")
    app.send("tab")
    await pilot.pause()
    assert (app.line.value, app.line.kinds.current) == (f"silo {name} ", Kind.CHALLENGE)
    app.send("tab")
    await pilot.pause()
    assert (app.line.value, app.line.kinds.current) == (f"silo {name} ", Kind.PRINCIPLE)


async def test_tab_behind_a_sentence_changes_the_kind(pilot: Pilot[None]) -> None:
    """Rule: only a name directly before the caret is ended; in a command, Tab changes nothing."""
    app = room(pilot)
    app.line.kinds.offer((Kind.CHALLENGE, Kind.PRINCIPLE), is_line_empty=True)
    app.line.context = CaptureContext(people=("Norway",))
    app.enter("as @Norway said at 10:30")
    app.send("tab")
    await pilot.pause()
    assert (app.line.value, app.line.kinds.current) == ("as @Norway said at 10:30", Kind.PRINCIPLE)
    app.send("ctrl+u", *"/pause", "tab")
    await pilot.pause()
    assert (app.line.value, app.line.kinds.current) == ("/pause", Kind.PRINCIPLE)


@pytest.mark.parametrize("sign", [":", ",", ".", "?", ")"])
async def test_a_sign_takes_the_place_of_the_blank_behind_a_completed_name(
    pilot: Pilot[None], sign: str
) -> None:
    """Rule: nothing has to be deleted between a name and a colon; a blank that was typed stays."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Norway",))
    app.send(*"@n", "tab", sign)
    await pilot.pause()
    assert app.line.value == f"@Norway{sign}"
    app.send("ctrl+u", *"@n", "tab", "a", "space", sign)
    await pilot.pause()
    assert app.line.value == f"@Norway a {sign}"


@pytest.mark.parametrize("text", ["see https://example.org/@n", "ann@n", "call @9", "example.org/page#s"])
async def test_nothing_is_offered_where_no_mark_is_meant(pilot: Pilot[None], text: str) -> None:
    """Rule: in an address, in a word and before a digit a sign is text."""
    app = room(pilot)
    app.line.context = CaptureContext(people=("Norway", "9th ward"), clusters=("schools",))
    app.enter(text)
    await pilot.pause()
    assert not app.line.offers.is_open


async def test_clusters_for_words_of_the_sentence_come_first(pilot: Pilot[None]) -> None:
    """Rule: a bare number sign and Tab file the sentence under its own word."""
    app = room(pilot)
    app.line.context = CaptureContext(clusters=("law", "ownership", "budget"))
    app.send(*"Budgets", "space", *"block", "space", "#", "tab")
    await pilot.pause()
    assert app.line.value == "Budgets block #budget "


async def test_several_lines_wait_for_a_decision(pilot: Pilot[None]) -> None:
    """The line says how many were pasted; Enter makes one note of the typed text and the paste."""
    app = room(pilot)
    app.enter("typed ")
    app.paste("one\ntwo\n\nthree\n")
    await pilot.pause()
    assert row(app).startswith("› 3 lines pasted · Enter one note · Tab one a line · Esc cancel · typed one")
    app.send("enter")
    await pilot.pause()
    assert app.notes == ["typed one\ntwo\n\nthree"]


async def test_a_held_paste_is_in_the_draft(pilot: Pilot[None]) -> None:
    """A crash while it waits loses nothing; Esc takes it out of the draft again."""
    app = room(pilot)
    app.paste("one\ntwo")
    app.send("escape")
    await pilot.pause()
    drafts = [told.text for told in app.told if isinstance(told, m.DraftChanged)]
    assert drafts == ["one\ntwo", ""]


async def test_tab_makes_a_note_of_each_line(pilot: Pilot[None]) -> None:
    """Empty lines make none."""
    app = room(pilot)
    app.paste("one\r\ntwo\r\n\r\n/three\r\n")
    app.send("tab", "x", "enter")
    await pilot.pause()
    assert app.notes == ["one", "two", "/three", "x"]


async def test_esc_drops_a_paste_and_keeps_the_typed_text(pilot: Pilot[None]) -> None:
    """Only the paste is dropped."""
    app = room(pilot)
    app.enter("typed")
    app.paste("one\ntwo")
    app.send("escape")
    await pilot.pause()
    assert row(app) == "› typed"
    assert app.notes == []


async def test_typing_on_takes_the_paste_as_one_note(pilot: Pilot[None]) -> None:
    """A burst of paste and letters loses neither; a pasted slash is no command."""
    app = room(pilot)
    app.paste("/next\ntwo")
    app.enter("!\n")
    await pilot.pause()
    assert app.notes == ["/next\ntwo!"]


async def test_a_single_line_is_pasted_clean(pilot: Pilot[None]) -> None:
    """One line goes to the caret, its last line break and control characters do not reach the screen."""
    app = room(pilot)
    app.paste("red \x1b[31m text\n")
    await pilot.pause()
    assert app.line.held is None
    assert "\x1b" not in app.line.value
    assert app.line.value.endswith("text")


def test_a_huge_paste_is_too_long_for_one_note() -> None:
    """The line says so with the size; Tab makes a note of each line, and a long line is cut at a space without loss."""
    paste = HeldPaste("", "\n".join(f"line {number}" for number in range(10_000)), "")
    assert not paste.is_one_note
    assert paste.words.startswith(
        "10,000 lines pasted, 98,889 characters: too long for one note · Tab one a line"
    )
    assert len(paste.notes()) == 10_000
    pieces = HeldPaste("", "word " * 2000, "").notes()
    assert max(map(len, pieces)) <= MAX_TEXT
    assert " ".join(pieces).split() == ["word"] * 2000


async def test_a_paste_that_is_too_long_is_not_given_as_one(pilot: Pilot[None]) -> None:
    """Enter says that the note is full, and the paste stays."""
    app = room(pilot)
    app.paste("long line\n" * 1000)
    app.send("enter", "x")
    await pilot.pause()
    assert app.notes == []
    assert len(app.said(m.LineFull)) == 2
    assert app.line.held is not None


async def test_a_full_line_refuses_and_loses_nothing(pilot: Pilot[None]) -> None:
    """At the maximum length, the owner is told about a further key."""
    app = room(pilot)
    app.line.load("a" * MAX_TEXT)
    app.send("b")
    await pilot.pause()
    assert app.line.value == "a" * MAX_TEXT
    assert len(app.said(m.LineFull)) == 1
