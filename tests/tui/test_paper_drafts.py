"""What is typed for the paper is a draft until it is saved or discarded, also over the end of the program."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.cli.conference_papers import ConferencePapers
from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.store.database import Database
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.paper_file import PaperFile
from breakout_tui.tui.paper.paper_editor import PaperEditor
from breakout_tui.tui.paper.paper_targets import HeadlineTarget
from tests.fictional_conference import EVENT, fictional_sessions, note_id
from tests.sampled import a_third, sampled
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock
from tests.tui.file_dialog import at_once
from tests.tui.paper_room import PaperRoom, paper_room, rooms
from tests.tui.test_paper_whole import store

DRAFT = "Draft, not saved · "
PLACES = {
    "a title": (("Title",), ("enter",), "Title and opening", "Title"),
    "a headline": (("Challenges",), ("h",), "1 Governance", "Headline · Governance of shared records"),
    "a wording": (("Principles",), ("enter",), "Principles", "Wording of Room 1·1/P1"),
    "a reason": (("Principles",), ("d",), "Principles", "Why is Room 1·1/P1 left out?"),
    "a paragraph": (("Principles",), ("down", "p"), "Principles", "New paragraph"),
    "a paragraph at the end": (("Principles",), ("P",), "Principles", "New paragraph"),
    "a heading": (("Pairs",), ("j",), "Pairs", "Heading for both"),
    "a next step": (("Next steps",), ("enter",), "Next steps", "Next step"),
    "a new next step": (("Next steps",), ("n",), "Next steps", "New next step"),
}


def drafts_in(database: Path) -> list[str]:
    """The texts of the drafts in the file."""
    return [draft.text for draft in PaperFile(database, paper_id(EVENT), FakeClock()).drafts()]


async def typed(seen: PaperRoom, text: str) -> None:
    """Type a text behind what is in the box, and wait until it is in the file."""
    await seen.press(*text)
    async with asyncio.timeout(10):
        while not any(text.strip() in draft for draft in drafts_in(seen.database)):
            await seen.pilot.pause()


@pytest.mark.parametrize("what", sampled(PLACES, "a headline", "a paragraph", "a new next step"))
async def test_what_was_typed_is_back_in_its_place_after_a_kill(tmp_path: Path, what: str) -> None:
    """Rule: the cursor is on it, it is marked as a draft, nothing is saved, and Enter goes on with it."""
    at, keys, place, heading = PLACES[what]
    async with paper_room(tmp_path) as seen:
        await seen.go_to(*at)
        await seen.press(*keys)
        await typed(seen, "Half ")
        # The window ends here without another key, as by kill -9.
    async with paper_room(tmp_path) as seen:
        assert seen.row.startswith(f"{DRAFT}{heading}")
        assert "Half" in seen.row
        assert "Typed before and not saved · Enter goes on" in seen.text
        assert seen.chosen.startswith(place)
        assert seen.stored().undoable is None
        await seen.press("enter", *"a text", "f2" if "step" in what else "enter")
        assert seen.stored().undoable is not None
        assert drafts_in(seen.database) == []
        assert "Drafts" not in seen.outline


async def test_esc_keeps_a_draft_and_says_so(tmp_path: Path) -> None:
    """Rule: the draft stands below what it is for, and the outline counts it."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter", *" again", "escape")
        assert "Not saved, but kept as a draft" in seen.text
        assert f"Norway {DRAFT}Wording of Room 1·1/C1 Silo budgets block shared services again" in seen.shown
        assert seen.outline.endswith("Drafts 1 not saved")
        await seen.go_to("Drafts")
        assert seen.row.startswith(f"{DRAFT}Wording of Room 1·1/C1")
        assert "z discard the draft" in seen.keys


async def test_a_draft_is_discarded_by_its_key_and_comes_back_by_it(tmp_path: Path) -> None:
    """Rule: z discards the draft under the cursor, and brings back the one discarded last."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter", *" again", "escape", "down", "z")
        assert "Draft discarded · z brings it back" in seen.text
        assert (drafts_in(seen.database), DRAFT in seen.shown) == ([], False)
        await seen.press("z")
        assert drafts_in(seen.database) == ["Silo budgets block shared services again"]
        assert seen.row.startswith(DRAFT)


@pytest.mark.parametrize("text", ["", "Silo budgets block shared services"])
async def test_esc_in_an_empty_box_or_on_the_text_that_is_there_leaves_no_draft(
    tmp_path: Path, text: str
) -> None:
    """Rule: an emptied box discards the draft, and so does the text as it was."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter", *" again", "escape", "enter", "f7")
        await seen.paste(text)
        await seen.press("escape")
        assert (drafts_in(seen.database), DRAFT in seen.shown) == ([], False)


async def test_quitting_keeps_what_is_typed_and_asks_nothing(tmp_path: Path) -> None:
    """Rule: as in a room: Ctrl+Q leaves at once, and the text is a draft."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("h", *"Half", "ctrl+q")
        assert seen.app.return_code == 0
    assert drafts_in(seen.database) == ["Half"]


async def test_a_draft_that_can_not_be_written_is_asked_about_once(tmp_path: Path) -> None:
    """Rule: the first Ctrl+Q says that it would be lost, the second one quits."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        seen.database.rename(tmp_path / "away.db")
        seen.database.mkdir()
        await seen.press("h", *"Half", "ctrl+q")
        assert "Not saved yet · Ctrl+Q again discards it" in seen.text
        await seen.press("ctrl+q")
        assert seen.app.return_code == 0


async def test_a_draft_for_what_is_gone_can_still_be_read(tmp_path: Path) -> None:
    """Rule: where its place is gone, it stands among the drafts; it can't be saved, but is there to copy."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("p")
        await seen.type("A paragraph")
        await seen.press("up", "enter", *" goes on", "escape")
        store(seen.database, rooms(), p.UndoEdit())
    async with paper_room(tmp_path) as seen:
        assert seen.chosen.startswith("Drafts")
        assert seen.row == f"{DRAFT}What it was about is gone A paragraph goes on"
        await seen.press("enter")
        assert "What this text was about is gone" in seen.text


async def test_an_edit_that_another_window_made_impossible_is_a_draft_again(tmp_path: Path) -> None:
    """Rule: the text is not lost when what it is for was taken out by another window meanwhile."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("p")
        await seen.type("A paragraph")
        store(seen.database, rooms(), p.UndoEdit())
        await seen.press("up", "enter", *" goes on", "enter")
        assert "one edit could not be made" in seen.text
        assert drafts_in(seen.database) == ["A paragraph goes on"]
        assert seen.outline.endswith("Drafts 1 not saved")


async def test_an_erased_statement_takes_its_drafts_along(tmp_path: Path) -> None:
    """Rule: a draft about it, or that repeats it, is gone from the file."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        await seen.press("enter", *" Kestrel", "escape", "h", *"Silo budgets block shared services", "escape")
        assert len(drafts_in(seen.database)) == 2
    said = rooms().statements[note_id(rooms(), "Room 1·1/C1")]
    erase(seen.database, Wanted(notes=((said.session.id, said.note.serial),)), FakeClock().read())
    assert drafts_in(seen.database) == []
    assert b"Kestrel" not in seen.database.read_bytes()


THEMES = ("governance", "services")
_TWO = [next(each for each in fictional_sessions() if each.info.theme_id == theme) for theme in THEMES]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("type", "type", "save", "discard", "kill")),
        st.integers(0, 1),
        st.sampled_from(THEMES),
    ),
    max_size=14,
)


class _Window:
    """A window with the paper open, that can be killed."""

    def __init__(self, database: Path, clock: FakeClock) -> None:
        papers = ConferencePapers(Database(database, clock), clock)
        self.editor = PaperEditor(papers, clock, at_once)
        self.editor.pairs.look = lambda _conference: None  # type: ignore[method-assign,assignment]
        self.editor.read()


@settings(max_examples=a_third(25), deadline=None)
@given(DEEDS)
def test_a_draft_is_still_one_or_saved_or_discarded(deeds: list[tuple[str, int, str]]) -> None:
    """Rule: with two windows and kills between them, no text is lost, and none is saved without being told."""
    clock, saved = FakeClock(), set[str]()
    gone = set[str]()
    with TemporaryDirectory() as folder:
        database = written(Path(folder) / "conference.db", _TWO)
        windows = [_Window(database, clock), _Window(database, clock)]
        for number, (deed, who, theme) in enumerate(deeds):
            clock.pass_time(1)
            editor, target = windows[who].editor, HeadlineTarget(theme)
            shown = editor.drafts.texts.get(target)
            match deed:
                case "type":
                    gone |= {shown} if shown else set()
                    editor.drafts.keep(target, f"text {number}")
                case "save" if shown:
                    editor.do(p.SetHeadline(theme, shown), target)
                    saved.add(shown)
                case "discard" if shown:
                    gone.add(shown)
                    editor.drafts.discard(target)
                case "kill":
                    windows[who] = _Window(database, clock)
        typed = {f"text {number}" for number, (deed, *_) in enumerate(deeds) if deed == "type"}
        left = set(drafts_in(database))
        assert typed <= left | saved | gone
        paper = PaperFile(database, paper_id(EVENT), clock).read()
        assert {paper.headline(theme) for theme in THEMES} - {""} <= saved


def test_drafts_do_not_travel(tmp_path: Path) -> None:
    """Rule: another editor's half sentences are nobody else's; the decisions are gathered without them."""
    from breakout_tui.store.gather import Gathering

    theirs = written(tmp_path / "theirs.db", fictional_sessions()[:2])
    file = PaperFile(theirs, paper_id(EVENT), FakeClock())
    file.read()
    file.write((), [PaperDraft("TITLE", file.writer, "Half a title", "2026-11-24T09:00:00+00:00")])
    ours = tmp_path / "ours.db"
    with Gathering(ours, FakeClock()) as gathering:
        assert gathering.take_in(theirs).refusal is None
    assert (drafts_in(theirs), drafts_in(ours)) == (["Half a title"], [])
