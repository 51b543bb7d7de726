"""An export asks for its format, with the latest choice ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.settings import Settings
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from tests.domain.example import Talk
from tests.tui.fakes import FakePreferences, FakeStore
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


async def test_enter_takes_the_latest_format_and_a_letter_another_one_which_is_remembered() -> None:
    """Rule: what was chosen is ready the next time, also after the program was ended."""
    preferences = FakePreferences()
    async with live_app(size=(80, 24), preferences=preferences) as room:
        await room.burst(*"/export", "enter")
        assert isinstance(room.app.screen, ChooseScreen)
        assert "HTML: for any browser" in screen_text(room.app)
        await room.burst("enter")
        await room.app.workers.wait_for_complete()
        assert (room.publisher.formats, preferences.remembered) == ([FileFormat.MARKDOWN], {})
        await room.burst(*"/export", "enter", "h")
        await room.burst(*"/export", "enter", "enter")
        await room.app.workers.wait_for_complete()
        assert room.publisher.formats[1:] == [FileFormat.HTML, FileFormat.HTML]
    assert preferences.remembered == {"format": "html"}
    async with live_app(preferences=FakePreferences(Settings(format=FileFormat.HTML))) as room:
        await room.burst(*"/export", "enter", "enter")
        await room.app.workers.wait_for_complete()
        assert room.publisher.formats == [FileFormat.HTML]


async def test_e_in_the_report_asks_and_esc_writes_nothing() -> None:
    """Then the report is shown again, which says where it was saved."""
    async with live_app() as room:
        await room.burst("f8", "e", "escape")
        await room.app.workers.wait_for_complete()
        assert room.publisher.formats == []
        await room.pilot.press("e")
        await room.pilot.press("h")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert room.publisher.formats == [FileFormat.HTML]
        assert "Saved to report.html" in screen_text(room.app)


@pytest.mark.parametrize(
    ("typed", "formats"), [("md", [FileFormat.MARKDOWN]), ("HTML", [FileFormat.HTML]), ("odt", [])]
)
async def test_a_format_that_is_typed_is_not_asked_for(typed: str, formats: list[FileFormat]) -> None:
    """One that does not exist is refused, and the formats are named."""
    async with live_app() as room:
        await room.burst(*f"/export {typed}", "enter")
        await room.app.workers.wait_for_complete()
        assert room.publisher.formats == formats
        assert formats or "such as md, html" in screen_text(room.app)


async def test_what_a_file_lacks_is_told_once() -> None:
    """Rule: the line that the command prints, such as of characters that no font shows, is in a notice, and once for text and slides."""
    lacking = "The fonts of this computer lack one character, shown as □: U+10FFF."
    async with live_app() as room:
        room.publisher.lacks = lacking
        await room.burst(*"/export pdf", "enter")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert room.notices.count(lacking) == 1
        assert "all saved" in screen_text(room.app)
        await room.burst(*"/report-back", "enter")
        await room.pilot.press("e")
        await room.pilot.press("p")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert room.publisher.spoken
        assert room.notices.count(lacking) == 2


def test_a_pdf_says_which_characters_it_lacks(tmp_path: Path) -> None:
    """The real publisher tells it, for the report and for the report-back."""
    said: list[str] = []
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Pay \U00010fff once")
    publisher = ReportPublisher(FakeStore(), tmp_path)
    publisher.export(talk.session, talk.reading(), None, FileFormat.PDF, said.append)
    publisher.export(talk.session, talk.reading(), None, FileFormat.HTML, said.append)
    publisher.export_report_back(talk.session, FileFormat.PDF, said.append)
    assert [line for line in said if "U+10FFF" not in line] == []
    assert len(said) == 3
