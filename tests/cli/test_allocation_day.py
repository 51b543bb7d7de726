"""``breakout-tui allocate FOLDER CHANGE``: what changes once places are published."""

from __future__ import annotations

import json
import re

import pytest

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.domain.errors import WriteFailed
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.inputs.programme_file import parse_programme
from tests.cli.command_line import is_one_error_line
from tests.cli.organiser import Office, office, rows

__all__ = ["office"]


def test_before_it_is_published_it_is_neither_frozen_nor_undone(office: Office) -> None:
    """Rule: each in one line."""
    office.give()
    for word, said in (
        ("freeze", "the allocation is a draft; publish it first"),
        ("undo", "there is nothing to undo: this is the first version that is kept"),
    ):
        result = office.run("allocate", office.places, word)
        assert (result.status, result.err) == (2, f"breakout-tui: {said}\n")


def test_a_morning(office: Office) -> None:
    """Rule: each change names who is moved; undo gives back every byte; replay.json of each version is confirmed."""
    office.give("--seed", "7719")
    office.change("publish")
    before, held, before_the_day = office.files(), office.held(), versions(office)
    gone = [name.split(" ", 1) for name in list(held)[:3]]
    said = office.change("no-show", gone[0][0], f"#{gone[1][0]}", gone[2][1])
    assert said.startswith("no-show: 3 delegates: ")
    assert "Nobody else has to move." in said
    after = office.held()
    assert {name: held[name] for name in after} == after
    assert len(after) == len(held) - 3
    moved = office.change("move-up")
    for name, places in office.held().items():
        if places != after[name]:
            number, _, named = name.partition(" ")
            assert re.search(rf"  {re.escape(named)} \(.*\) #{number}, round", moved)
    added = office.change("add", "Zoe Kim", "country=Norvège", "wishes=governance; management", "away=1")
    assert re.match(r"Added: Zoe Kim \(Norway\) #25: (round 2|waits: no theme)", added)
    assert "25 Zoe Kim" in office.held()
    assert office.change("add", gone[2][1]).startswith(f"Added: {gone[2][1]} (")
    assert " ".join(gone[2]) in office.held()
    checked = office.run("allocate", office.places / "replay.json")
    assert (checked.status, checked.err) == (0, "")
    assert "the places keep all rules." in checked.out
    while versions(office) > before_the_day:
        office.change("undo")
    undone = office.files()
    del undone["allocation.previous.json"], before["allocation.previous.json"]
    assert undone.pop("allocation.json") != before.pop(
        "allocation.json"
    )  # a number of a version is not used again
    assert undone == before


def versions(office: Office) -> int:
    """How many versions are kept."""
    return len(json.loads((office.places / "allocation.json").read_text(encoding="utf-8"))["versions"])


def test_names_can_come_from_stdin(office: Office) -> None:
    """Rule: a line each, as they are copied from a list; one that is nobody's stops all of them."""
    office.give()
    office.change("publish")
    refused = office.run("allocate", office.places, "no-show", "-", typed="Ana Lopez\nNobody\n\nBen\n")
    assert refused.status == 1
    assert refused.err.count("\n") == 2
    assert "no-show: 2 delegates" in office.change("no-show", "-", typed="Ana Lopez, Norway\n\nben lopez\n")


def test_a_round_can_be_missed_alone(office: Office) -> None:
    """Rule: the places of other rounds stay."""
    office.give()
    office.change("publish")
    before = office.held()
    name = next(each for each, places in before.items() if len(places) == 2)
    said = office.change("no-show", name.split(" ")[0], "--round", "1")
    assert "1 seat free.\nNobody else has to move.\n" in said
    assert office.held()[name] == before[name][1:]


def test_moving_up_without_a_free_seat_that_helps_makes_no_version(office: Office) -> None:
    """Rule: the lists in the house stay those of the newest version."""
    office.give()
    office.change("publish")
    office.change("move-up")
    before = office.files()
    assert office.change("move-up").splitlines() == ["Nobody can move up now: no seat is free that helps."]
    assert office.files() == before


def test_frozen_places_are_not_searched_again(office: Office) -> None:
    """Rule: the list can't be given again; who comes gets a free seat, and nobody is moved."""
    office.give()
    office.change("publish")
    office.change("freeze")
    refused = office.give()
    assert (refused.status, is_one_error_line(refused)) == (2, True)
    assert refused.err.startswith("breakout-tui: the allocation is frozen; add delegates with `add`")
    before = office.held()
    office.change("add", "Zoe", "wishes=governance; management")
    after = office.held()
    assert {name: after[name] for name in before} == before
    assert office.run("allocate", office.places, "freeze").status == 2


def test_a_published_list_that_is_given_again_leaves_the_numbers(office: Office) -> None:
    """Rule: who is new comes behind; a name of the list is known by its address, so a corrected name keeps its number."""
    office.give()
    office.change("publish")
    before = {line.split(" ", 1)[1]: line.split(" ")[0] for line in office.held()}
    answers = rows(26)
    answers[0][1] = "Anna Lopez"
    del answers[3]
    office.write(answers)
    assert office.give("--relax", "themes").status == 0
    after = {line.split(" ", 1)[1]: line.split(" ")[0] for line in office.held()}
    assert after.pop("Anna Lopez") == before["Ana Lopez"]
    assert {name: number for name, number in after.items() if name in before} == {
        name: number for name, number in before.items() if name in after
    }
    assert {number for name, number in after.items() if name not in before} <= {"25", "26"}


def test_a_change_made_meanwhile_is_not_written_over(office: Office) -> None:
    """Rule: the later one is told, and its files are not written."""
    office.give()
    folder = AllocationFolder(office.places)
    record = folder.record()
    office.change("publish")
    before = office.files()
    with pytest.raises(WriteFailed, match="another command has changed this allocation"):
        folder.keep(record, parse_programme(record.programme, ""), (FileFormat.HTML,))
    assert office.files() == before


def test_published_places_do_not_become_a_draft_unasked(office: Office) -> None:
    """Rule: what hangs in the house is made invalid only by somebody who says so."""
    office.give()
    office.change("publish")
    before = office.files()
    refused = office.run("allocate", office.places, "undo")
    assert refused.status == 1
    assert "make published places a draft again" in refused.err
    assert office.files() == before
    assert "Undone: published." in office.change("undo", "--yes")


def test_a_damaged_record_has_a_way_out(office: Office) -> None:
    """Rule: the record before the last change is there, and the message names it."""
    office.give()
    office.change("publish")
    record, previous = office.places / "allocation.json", office.places / "allocation.previous.json"
    record.write_text(record.read_text(encoding="utf-8")[:500], encoding="utf-8")
    refused = office.run("allocate", office.places)
    assert refused.status == 1
    assert "rename allocation.previous.json to allocation.json" in refused.err
    previous.replace(record)
    assert "Version 1, draft" in office.run("allocate", office.places).out
