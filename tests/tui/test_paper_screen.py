"""The editor's screen of the position paper: played by keyboard on a real file."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain.paper_records import LinkingParagraph
from breakout_tui.tui import colours, foreign_themes
from breakout_tui.tui.screens.paper_screen import PaperScreen
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from tests.fictional_conference import fictional_sessions, note_id
from tests.tui.contrast_probe import PROBE, Pair, pairs
from tests.tui.paper_room import paper_room, rooms
from tests.tui.test_contrast import too_faint


async def test_the_outline_has_every_theme_with_its_sections(tmp_path: Path) -> None:
    """Rule: themes in the order of the paper, their sections with counts, then what is about the whole paper."""
    async with paper_room(tmp_path) as seen:
        assert seen.outline.startswith(
            "Title and opening 1 Governance of shared recor… no headline Challenges 8 Principles 5"
        )
        assert seen.outline.endswith("Pairs 6 to decide Changed in the rooms 0 Across themes Next steps 12")
        assert "12 sessions · 57 statements all saved ✓" in seen.text


async def test_a_statement_is_shown_as_the_paper_has_it(tmp_path: Path) -> None:
    """Rule: words, reference, who said it, level of agreement, fields, minority view."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Recommendations")
        await seen.point_at("Give the national archive")
        assert seen.row == (
            "✔ Give the national archive a vote in the governance board Room 1·1/R2 ·"
            " strong support with significant opposition · For: Federations · Who acts: Heads of government ·"
            " By when: June 2027 Minority view (Canada): A vote without a budget changes nothing"
        )


async def test_a_headline_is_written_and_saved_before_it_is_shown_as_saved(tmp_path: Path) -> None:
    """Rule: h anywhere in a theme; "all saved" means that it is in the file."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("h")
        await seen.type("Who decides, pays")
        assert "all saved ✓" in seen.text
        assert seen.stored().headline("governance") == "Who decides, pays"


async def test_an_edited_wording_shows_the_rooms_words_as_its_footnote(tmp_path: Path) -> None:
    """Rule: Enter edits; the room's own words stay below; typing them again takes the edit back."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter")
        assert "The footnote keeps the room's words: Silo budgets block shared services" in seen.text
        await seen.type("Budgets in silos")
        assert seen.row == (
            "▲ Budgets in silos Room 1·1/C1 · Norway · edited In the room's words: Silo budgets block"
            " shared services"
        )
        await seen.press("enter")
        await seen.type("Silo budgets block shared services")
        assert "edited" not in seen.row


async def test_leaving_out_needs_a_reason_which_is_shown(tmp_path: Path) -> None:
    """Rule: without one the box stays; the statement goes below the others, dim, and can be taken in again."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("d", "enter")
        assert "Why is Room 1·1/C1 left out?" in seen.text
        await seen.type("Said twice")
        assert (
            "Left out ▲ Silo budgets block shared services Room 1·1/C1 · left out: Said twice" in seen.shown
        )
        assert "Challenges 7 · 1 out" in seen.outline
        await seen.point_at("left out: Said twice")
        await seen.press("t")
        assert "Challenges 8 Principles" in seen.outline


async def test_a_refused_reason_stays_in_the_box(tmp_path: Path) -> None:
    """Rule: what the paper refuses is said, and the box stays open."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("d", "space", "enter")
        assert "Why is Room 1·1/C1 left out?" in seen.text


async def test_a_text_that_is_not_saved_is_there_again(tmp_path: Path) -> None:
    """Rule: Esc asks nothing and keeps what was typed, also over closing the screen."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("h", *"Half a head", "escape")
        assert seen.stored().headline("governance") == ""
        await seen.press("escape", "escape")
        assert isinstance(seen.app.screen, ProgrammeScreen)
        await seen.press("p")
        assert isinstance(seen.app.screen, PaperScreen)
        await seen.go_to("Challenges")
        await seen.press("h", *"line", "enter")
        assert seen.stored().headline("governance") == "Half a headline"


async def test_statements_and_themes_are_moved(tmp_path: Path) -> None:
    """Rule: J and K move what is under the cursor, which stays on it; on a headline they move its theme."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("J", "J", "K")
        assert seen.row.startswith("▲ Silo budgets")
        assert (
            seen.shown.index("Nobody owns") < seen.shown.index("Silo budgets") < seen.shown.index("No legal")
        )
        await seen.go_to("1 Governance")
        await seen.press("J")
        assert "1 Openness and trust" in seen.outline


async def test_a_paragraph_stands_before_a_statement_and_can_be_emptied(tmp_path: Path) -> None:
    """Rule: p writes it before the statement under the cursor, P at the end; an empty one is taken out."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("down", "p")
        await seen.type("All rooms spoke about [b]money[/b].")
        assert "¶ All rooms spoke about [b]money[/b]. ▲ Nobody owns" in seen.shown
        await seen.press("P")
        await seen.type("So far.")
        assert seen.shown.endswith("¶ So far.")
        await seen.point_at("¶ So far.")
        await seen.press("enter")
        await seen.type("")
        assert len(list(seen.stored().all_of(LinkingParagraph))) == 1


async def test_everything_can_be_undone_and_redone(tmp_path: Path) -> None:
    """Rule: u and U say what they did."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("J", "u")
        assert "Undone: order of the statements" in seen.text
        await seen.press("U")
        assert "Redone: order of the statements" in seen.text
        await seen.press("u", "u")
        assert "There is nothing to undo" in seen.text


async def test_the_paper_is_written_in_a_format_that_is_asked_for(tmp_path: Path) -> None:
    """Rule: e asks for the form, then as for a report, and shows the path."""
    async with paper_room(tmp_path) as seen:
        await seen.press("e", "w", "m")
        await seen.pilot.pause()
        path = tmp_path / "archives-and-open-government-2026-position-paper.md"
        assert "Silo budgets block shared services" in path.read_text(encoding="utf-8")
        assert "Saved to" in seen.text


@pytest.mark.parametrize(("key", "ending"), [("m", "md"), ("d", "docx")])
async def test_all_report_backs_are_written_as_a_form_of_the_paper(
    tmp_path: Path, key: str, ending: str
) -> None:
    """Rule: p in the list of forms; Markdown is slides, Word has a room a page."""
    async with paper_room(tmp_path) as seen:
        await seen.press("e")
        assert "p Plenary: all report-backs in running order, in Markdown as slides" in seen.text
        await seen.press("p", key)
        await seen.pilot.pause()
        content = (tmp_path / f"archives-and-open-government-2026-plenary.{ending}").read_bytes()
        assert b"## Running order" in content if ending == "md" else content.startswith(b"PK")
        assert "Saved to" in seen.text


async def test_the_latest_form_is_ready(tmp_path: Path) -> None:
    """Rule: at first the whole paper, then the form of the latest choice, as the format; Esc writes nothing."""
    async with paper_room(tmp_path) as seen:
        await seen.press("e", "escape", "e", "k", "escape")
        assert not list(tmp_path.glob("archives*"))
        await seen.press("e", "enter", "enter")
        (path,) = tmp_path.glob("archives*")
        assert path.name == "archives-and-open-government-2026-key-conclusions.md"


async def test_the_title_is_typed_in_place_of_the_event(tmp_path: Path) -> None:
    """Rule: without one, the event is the title."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Title and opening")
        assert seen.row == "Title Archives and Open Government 2026"
        await seen.press("enter")
        await seen.type("Shared records")
        assert seen.stored().frontispiece.title == "Shared records"


async def test_one_room_has_no_paper(tmp_path: Path) -> None:
    """Rule: the screen says why, and what to do; the first screen does not offer it."""
    async with paper_room(tmp_path, fictional_sessions()[:1], opens_paper=False) as seen:
        assert "p paper" not in seen.keys
        await seen.press("p")
        assert isinstance(seen.app.screen, ProgrammeScreen)
    async with paper_room(tmp_path) as seen:
        assert "there is only one session of" in seen.shown
        await seen.press("enter", "d", "1", "h", "u", "e", "o", "n")
        assert isinstance(seen.app.screen, PaperScreen)


async def test_the_ids_of_the_conference_are_those_of_the_file(tmp_path: Path) -> None:
    """Rule: the tests speak of the statements that the app has."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter")
        await seen.type("Other words")
        assert seen.stored().wording(note_id(rooms(), "Room 1·1/C1")) is not None


async def test_the_mouse_does_what_the_keys_do(tmp_path: Path) -> None:
    """Rule: a click chooses a line of the outline or a row, a second one edits; the footer can be clicked."""
    async with paper_room(tmp_path) as seen:
        await seen.pilot.click("#places", offset=(6, 2))
        await seen.pilot.pause()
        assert seen.shown.startswith("Challenges Governance")
        await seen.pilot.click("#text-list", offset=(8, 6))
        await seen.pilot.click("#text-list", offset=(8, 6), times=2)
        await seen.pilot.pause()
        assert "Wording of Room 1·1/C2" in seen.text
        await seen.press("escape")
        place = seen.footer.index("leave out")
        await seen.pilot.click("#keys", offset=(place, 0))
        await seen.pilot.pause()
        assert "Why is Room 1·1/C2 left out?" in seen.text


async def test_every_colour_of_the_editor_can_be_read(tmp_path: Path) -> None:
    """Rule: WCAG AA in each of our themes, as on all screens."""
    found: dict[Pair, str] = {}
    async with paper_room(tmp_path) as seen:
        seen.app.register_theme(PROBE)
        seen.app.theme = PROBE.name
        await seen.go_to("Challenges")
        await seen.press("enter")
        await seen.type("Other words")
        await seen.press("P")
        await seen.type("A paragraph")
        await seen.press("d")
        await seen.type("Said twice")
        for place in ("Challenges", "Pairs", "Changed", "Across", "Next steps"):
            await seen.go_to(place)
            found |= pairs(seen.app)
        await seen.press("enter")
        found |= pairs(seen.app)
    themes = [*colours.THEMES, *map(foreign_themes.fitted, foreign_themes.NAMES)]
    assert [line for theme in themes for line in too_faint(theme, found)] == []
