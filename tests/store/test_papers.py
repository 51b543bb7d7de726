"""Position papers in a file: stored whole, joined when files are gathered, erased when a statement or a name is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.errors import PaperChanged, PaperRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_records import DecidedTwice
from breakout_tui.domain.paper_rules import decide
from breakout_tui.store import schema
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.gather import Gathering
from breakout_tui.store.rescue import rescue
from tests.domain.paper_desk import rooms
from tests.domain.test_paper import COMMANDS
from tests.fictional_conference import EVENT, note_id
from tests.store.builders import NINE, StillClock
from tests.store.conference_file import written
from tests.store.paper_window import PaperWindow

NOW = Reading("boot-1", 1000.0, NINE)
C1, C1_AGAIN = "Room 3·1/C1", "Room 3·2/C1"


@pytest.fixture(scope="module")
def conference_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the fictional conference, not to be changed."""
    return written(tmp_path_factory.mktemp("conference") / "conference.db", rooms().sessions)


@pytest.fixture
def path(conference_file: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(conference_file, tmp_path / "conference.db"))


def id_of(reference: str) -> str:
    """The id of a statement."""
    return note_id(rooms(), reference)


def has(path: Path, *words: str) -> bool:
    """Whether the bytes of any file beside it have these words."""
    data = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    return any(word.encode() in data for word in words)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(COMMANDS, st.just(p.UndoEdit())), max_size=6))
def test_what_is_read_is_what_was_written(tmp_path: Path, commands: list[p.PaperCommand]) -> None:
    """Rule: after each command, a new window has the same paper, steps to undo included."""
    file = tmp_path / "paper.db"
    file.unlink(missing_ok=True)
    window = PaperWindow(file)
    for command in commands:
        try:
            window.do(command)
        except PaperRefused:
            continue
        assert PaperWindow(file).paper == window.paper


def test_a_file_without_a_paper_has_an_empty_one(tmp_path: Path) -> None:
    """Rule: nothing is made before something is written."""
    assert PaperWindow(tmp_path / "none.db").paper == Paper(paper_id(EVENT))
    assert not (tmp_path / "none.db").exists()


def test_a_window_that_is_behind_writes_nothing(path: Path) -> None:
    """Rule: it reads the paper again first; what the other window wrote stays."""
    one, other = PaperWindow(path), PaperWindow(path)
    one.do(p.SetHeadline("services", "One front door"))
    with pytest.raises(PaperChanged):
        other.do(p.SetHeadline("services", "Something else"))
    assert PaperWindow(path).paper == one.paper
    other.paper = other.file.read()
    other.do(p.SetHeadline("services", "Something else"))
    assert PaperWindow(path).paper.headline("services") == "Something else"


def gathered(target: Path, *sources: Path) -> Path:
    """The target after these files were gathered."""
    with Gathering(target, StillClock()) as gathering:
        for source in sources:
            assert gathering.take_in(source).refusal is None
    return target


def test_two_editors_files_come_together_in_either_order(path: Path, tmp_path: Path) -> None:
    """Rule: both papers are whole afterwards, the same on both sides, however often they are gathered."""
    theirs = Path(shutil.copy(path, tmp_path / "theirs.db"))
    one, other = PaperWindow(path), PaperWindow(theirs)
    one.do(p.SetHeadline("services", "One front door"))
    one.do(p.EditWording(id_of(C1), "Ours"))
    other.do(p.JoinStatements((id_of(C1), id_of(C1_AGAIN))))
    other.do(p.EditWording(id_of(C1), "Theirs"))
    first = gathered(Path(shutil.copy(path, tmp_path / "first.db")), theirs, theirs)
    second = gathered(Path(shutil.copy(theirs, tmp_path / "second.db")), path, first)
    assert PaperWindow(first).paper == PaperWindow(second).paper
    assert PaperWindow(first).paper.headline("services") == "One front door"
    assert len(PaperWindow(first).paper.joined()) == 1
    (twice,) = PaperWindow(first).paper.all_of(DecidedTwice)
    decisions = (
        PaperWindow(first).paper.entries[twice.decision_id],
        *(each.decision for each in twice.others),
    )
    texts = {getattr(entry, "text", "") for entry in decisions}
    assert texts == {"Ours", "Theirs"}
    window = PaperWindow(first)
    window.do(p.EditWording(id_of(C1), "Agreed"))
    assert list(window.paper.all_of(DecidedTwice)) == []
    settled = PaperWindow(gathered(first, theirs, path)).paper.wording(id_of(C1))
    assert settled is not None
    assert settled.text == "Agreed"


def test_the_decisions_that_come_in_are_counted(path: Path, tmp_path: Path) -> None:
    """Rule: each once, with those that both editors made differently; none when the same file is gathered again."""
    theirs = Path(shutil.copy(path, tmp_path / "theirs.db"))
    PaperWindow(path).do(p.EditWording(id_of(C1), "Ours"))
    other = PaperWindow(theirs)
    other.do(p.EditWording(id_of(C1), "Theirs"))
    other.do(p.SetHeadline("services", "One front door"))
    with Gathering(path, StillClock()) as gathering:
        assert [gathering.take_in(theirs).decisions for _ in range(2)] == [2, 0]


def edited(path: Path) -> PaperWindow:
    """A window whose editor worked on a statement in every way."""
    window = PaperWindow(path)
    window.do(p.EditWording(id_of(C1), "Nobody finds their zebra file"))
    window.do(
        p.WriteParagraph(
            "services", Kind.CHALLENGE, "They said: People don't find out which office keeps their file."
        )
    )
    window.do(p.LeaveOut(id_of("Room 3·1/C2"), "Jonas Weber asked for it"))
    window.do(p.JoinStatements((id_of(C1), id_of(C1_AGAIN)), "Nobody finds anything"))
    return window


def test_an_erased_statement_is_erased_from_the_paper(path: Path) -> None:
    """Rule: its edited wording, what repeats it, and the steps that would bring it back; other decisions stay."""
    edited(path)
    for reference in (C1, C1_AGAIN):
        said = rooms().statements[id_of(reference)]
        erase(path, Wanted(notes=((said.session.id, said.note.serial),)), NOW)
    assert not has(path, "zebra", "which office keeps their file")
    window = PaperWindow(path)
    assert window.paper.left_out(id_of("Room 3·1/C2")) is not None
    assert window.paper.undoable is not None
    window.do(p.UndoEdit())
    assert window.paper.left_out(id_of("Room 3·1/C2")) is None


def test_an_erased_name_is_erased_from_the_paper(path: Path) -> None:
    """Rule: as from every other text."""
    edited(path)
    erase(path, Wanted(("Jonas Weber",)), NOW)
    assert not has(path, "Jonas Weber")
    left_out = PaperWindow(path).paper.left_out(id_of("Room 3·1/C2"))
    assert left_out is not None
    assert left_out.reason == "▮▮▮ asked for it"


def test_a_window_that_was_open_does_not_write_back_what_was_erased(path: Path) -> None:
    """Rule: it has to read the paper again first."""
    window = edited(path)
    erase(path, Wanted(("Jonas Weber",)), NOW)
    with pytest.raises(PaperChanged):
        window.do(p.UndoEdit())
    assert not has(path, "Jonas Weber")


def test_gathering_an_older_copy_does_not_restore_what_was_erased(path: Path, tmp_path: Path) -> None:
    """Rule: an erasure wins over every version of every file."""
    edited(path)
    older = tmp_path / "elsewhere" / "older.db"
    older.parent.mkdir()
    shutil.copy(path, older)
    said = rooms().statements[id_of(C1)]
    erase(path, Wanted(("Jonas Weber",), ((said.session.id, said.note.serial),)), NOW)
    gathered(path, older)
    older.unlink()
    assert not has(path, "zebra", "Jonas Weber")


def test_a_rescued_file_keeps_its_paper(path: Path, tmp_path: Path) -> None:
    """Rule: what can be read is saved, and can be edited."""
    before = edited(path).paper
    done = rescue(path, NINE, tmp_path / "rescued.db")
    window = PaperWindow(done.path)
    assert window.paper == before
    window.do(p.UndoEdit())
    assert PaperWindow(done.path).paper.joined() == ()


def test_an_edit_in_a_rescued_file_is_newer_than_what_was_rescued(path: Path, tmp_path: Path) -> None:
    """Rule: also where the damaged file is gathered afterwards; what differs is named."""
    edited(path)
    window = PaperWindow(rescue(path, NINE, tmp_path / "rescued.db").path)
    window.do(p.EditWording(id_of(C1), "Found at last"))
    wording = PaperWindow(gathered(tmp_path / "rescued.db", path)).paper.wording(id_of(C1))
    assert wording is not None
    assert wording.text == "Found at last"


def test_a_file_of_the_fifth_form_opens_with_its_paper_and_takes_drafts(path: Path) -> None:
    """Rule: later forms add tables, and nothing else is different; the file before it is kept."""
    PaperWindow(path).do(p.SetHeadline("services", "One front door"))
    with closing(sqlite3.connect(path)) as connection, connection:
        made_later = (table.name for table in reversed(schema.ALL_TABLES) if table.since >= 7)
        for table in ("paper_draft", *made_later):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM migration WHERE number > 5")
        connection.execute("PRAGMA user_version = 5")
    window = PaperWindow(path)
    assert window.paper.headline("services") == "One front door"
    window.file.write((), [draft := PaperDraft("TITLE", window.file.writer, "Half", NINE.isoformat())])
    assert PaperWindow(path).file.drafts() == (draft,)
    assert [each.name for each in path.parent.glob("*.before-v*")] == [f"{path.name}.before-v8"]


def test_a_draft_of_another_window_ends_only_as_it_was_read(path: Path) -> None:
    """Rule: what that window typed since is still there; an own draft ends whatever its text in the file is."""
    one, other = PaperWindow(path), PaperWindow(path)
    early = PaperDraft("TITLE", one.file.writer, "Half", NINE.isoformat())
    late = replace(early, text="Half a title")
    one.file.write((), [early])
    one.file.write((), [late])
    other.file.write((), (), [early])
    assert other.file.drafts() == (late,)
    one.file.write((), (), [early])
    assert other.file.drafts() == ()


def test_a_draft_goes_with_the_decision_that_it_became_or_not_at_all(path: Path) -> None:
    """Rule: a window that is behind writes neither; its draft is still in the file."""
    one, other = PaperWindow(path), PaperWindow(path)
    draft = PaperDraft("TITLE", other.file.writer, "Half", NINE.isoformat())
    other.file.write((), [draft])
    one.do(p.SetHeadline("services", "One front door"))
    records = decide(other.paper, rooms(), p.SetHeadline("services", "Half"), NOW).records
    with pytest.raises(PaperChanged):
        other.file.write(records, (), [draft])
    assert one.file.drafts() == (draft,)
    other.file.read()
    other.file.write(records, (), [draft])
    assert one.file.drafts() == ()


def test_a_rescued_file_keeps_its_drafts(path: Path, tmp_path: Path) -> None:
    """Rule: what was typed and not saved is there as well."""
    window = PaperWindow(path)
    draft = PaperDraft("TITLE", window.file.writer, "Half", NINE.isoformat())
    window.file.write((), [draft])
    rescue(path, NINE, tmp_path / "rescued.db")
    assert PaperWindow(tmp_path / "rescued.db").file.drafts() == (draft,)
