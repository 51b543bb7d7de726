"""``breakout-tui forget-delegates``: after the event, nothing of the delegates is left in the folder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.report.page_setup import DEFAULT_PAGES
from tests.cli.organiser import FIRST, Office, office

__all__ = ["office"]


def test_delegates_are_forgotten_after_the_event(office: Office) -> None:
    """Rule: it wants a confirmation, removes what it wrote and nothing else, and names what is left."""
    office.give()
    (office.places / "mine.txt").write_text("mine")
    refused = office.run("forget-delegates", office.places, typed="yes\n")
    assert refused.status == 1
    assert "nothing was removed; run the command again and type forget" in refused.err
    assert (office.places / "allocation.json").exists()
    done = office.run("forget-delegates", office.places, typed="forget\n")
    assert done.status == 0
    assert [each.name for each in office.places.rglob("*")] == ["mine.txt"]
    assert f"Not removed, because it is not one of ours: {office.places / 'mine.txt'}" in done.out
    assert f"The list of delegates itself is still there: {office.folder / 'delegates.csv'}" in done.out
    assert not [name for name in FIRST if name in done.out + done.err]


def test_files_of_a_command_that_did_not_end_are_forgotten_too(office: Office) -> None:
    """Rule: all names are in the record before the first file is written."""
    office.give()
    folder = AllocationFolder(office.places)
    record = replace(folder.record(), files=())
    programme = parse_programme(record.programme, "")
    kept = folder.keep(record, programme, (FileFormat.HTML,))

    def interrupt(name: str) -> None:
        if name == "replay.json":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.write_files(kept, programme, (FileFormat.HTML,), DEFAULT_PAGES, interrupt)
    assert office.run("forget-delegates", office.places, "--yes").status == 0
    assert not office.places.exists()


def test_a_damaged_record_keeps_no_files_alive(office: Office) -> None:
    """Rule: the files are known by their names then."""
    office.give()
    office.change("publish")
    (office.places / "allocation.json").write_text("{", encoding="utf-8")
    (office.places / "mine.txt").write_text("mine", encoding="utf-8")
    done = office.run("forget-delegates", office.places, "--yes")
    assert done.status == 0
    assert [each.name for each in office.places.iterdir()] == ["mine.txt"]
