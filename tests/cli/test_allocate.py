"""``breakout-tui allocate``: from the list of a form tool to lists on the wall."""

from __future__ import annotations

import json
import re
import stat
from typing import Any

import pytest

from tests.cli.command_line import is_one_error_line, run
from tests.cli.organiser import (
    COUNTRIES,
    FIRST,
    HEADERS,
    HTML,
    LAST,
    SHIPPED,
    Office,
    office,
    programme,
    rows,
)
from tests.cli.pty_terminal import PtyTerminal

__all__ = ["office"]


def test_the_list_of_a_form_tool_becomes_lists_slips_and_tables(office: Office) -> None:
    """Rule: nothing is asked; what each column was taken for is said, and only the organiser can read the folder."""
    result = office.run("allocate", office.folder / "delegates.csv", "-o", office.places)
    assert result.status == 0
    assert "  choice: First choice, Second choice, Third choice" in result.err.splitlines()
    assert "  away: Rounds you can't attend" in result.err.splitlines()
    assert "Version 1, draft · 24 delegates · seed “ICA 43rd Conference”" in result.out.splitlines()
    assert (office.places / "wall-list.pdf").read_bytes().startswith(b"%PDF")
    assert "Ana Lopez" in (office.places / "wall-list.html").read_text(encoding="utf-8")
    names = {str(each.relative_to(office.places)) for each in office.places.rglob("*") if each.is_file()}
    documents = {f"{name}.{suffix}" for name in ("wall-list", "room-lists", "slips", "fairness") for suffix in ("pdf", "html")}  # fmt: skip
    assert names >= documents | {"places.csv", "replay.json", "allocation.json", "rooms/room-1-round-2.toml"}
    assert stat.S_IMODE(office.places.stat().st_mode) == 0o700
    assert stat.S_IMODE((office.places / "allocation.json").stat().st_mode) == 0o600
    held = office.held()
    assert len(held) == 24
    assert next(places for name, places in held.items() if name.endswith("Hanna Lopez"))[0].startswith("1 ")


def test_the_order_of_the_rows_changes_no_byte(office: Office) -> None:
    """Rule: but the times in the record."""
    assert office.give().status == 0
    before = office.files()
    office.write(rows(24)[::-1])
    for each in sorted(office.places.rglob("*"), reverse=True):
        each.unlink() if each.is_file() else each.rmdir()
    assert office.give().status == 0
    assert office.files() == before


def test_what_can_not_be_guessed_is_asked_once_in_a_terminal(office: Office) -> None:
    """Rule: the answer is kept in the folder; without a terminal, the line says the option."""
    headers = ("Timestamp", "Wer", "E-mail address", "Country / Pays", "Track", "First choice", "Second choice", "Third choice", "Absent")  # fmt: skip
    path = office.write(rows(24), headers)
    refused = office.give()
    assert refused.status == 2
    assert '--column name="…"' in refused.err
    assert not office.places.exists() or not any(office.places.iterdir())
    arguments = ["--themes", str(office.folder / "programme.toml"), "allocate", str(path), "-o", str(office.places), *HTML]  # fmt: skip
    with PtyTerminal(arguments, office.folder / "home") as terminal:
        terminal.wait_for("number (Enter: none of them):")
        number = re.search(r"(\d+)  Wer", terminal.text)
        assert number is not None
        terminal.send("99", "enter")
        terminal.wait_for("Type one number from 1 to")
        terminal.send(number[1], "enter")
        assert terminal.wait_for_end() == 0
    assert json.loads((office.places / "columns.json").read_text(encoding="utf-8"))["name"] == "Wer"
    assert office.give().status == 0


def test_a_column_can_be_named_on_the_command_line(office: Office) -> None:
    """Rule: it is kept like an answer."""
    office.write(rows(24), ("Timestamp", "Wer", *HEADERS[2:]))
    assert office.give("--column", "name=Wer").status == 0
    assert office.give().status == 0
    unknown = office.give("--column", "name=Wen")
    assert (unknown.status, is_one_error_line(unknown)) == (2, True)


def test_a_column_that_may_be_a_condition_is_asked_about(office: Office) -> None:
    """Rule: whatever its title; without a terminal, the line says each answer; what was answered is kept, and a new column is asked about."""
    speaker = [[*each, "governance round 1" if at == 0 else ""] for at, each in enumerate(rows(24))]
    office.write(speaker, (*HEADERS, "Speaker"))
    refused = office.give()
    assert (refused.status, is_one_error_line(refused)) == (2, True)
    assert "“Speaker” names themes" in refused.err
    assert "--column must=Speaker or --column must-not=Speaker or --column ignore=Speaker" in refused.err
    assert office.give("--column", "must=Speaker").status == 0
    assert office.give().status == 0
    office.write([[*each, "governance"] for each in speaker], (*HEADERS, "Speaker", "Excluded"))
    refused = office.give()
    assert "“Excluded” names themes" in refused.err


def test_a_programme_without_rooms_says_how_to_get_some(office: Office) -> None:
    """Rule: the rooms that are suggested can be put into the file as they are, and have seats for all."""
    office.plan(SHIPPED)
    refused = office.give()
    assert refused.status == 2
    assert "has no rooms; add [[rooms]] tables, which `breakout-tui allocate " in refused.err
    suggested = office.run("allocate", office.folder / "delegates.csv", "--suggest-rooms")
    assert suggested.status == 0
    office.plan(f"{SHIPPED}\n{suggested.out}")
    assert office.give().status == 0


def test_when_it_can_not_be_done_it_says_what_to_relax(office: Office) -> None:
    """Rule: each line has the option that does it, and what is broken then; nothing is written."""
    office.plan(programme(3))
    refused = office.give()
    assert (refused.status, refused.out) == (1, "")
    lines = [line for line in refused.err.splitlines() if "--relax" in line]
    assert {line.split("--relax ")[1].split(":")[0] for line in lines} == {"seats", "themes"}
    assert not (office.places / "allocation.json").exists()
    given = office.give("--relax", "themes")
    assert given.status == 0
    told = next(line for line in lines if "themes" in line).split(": ")[-1]
    assert f"Not kept: {told}." in given.out.splitlines()


def test_places_that_somebody_changed_are_not_confirmed(office: Office) -> None:
    """Rule: neither such as break a rule nor such as the rule would not give."""
    office.give()
    path = office.places / "replay.json"
    whole = path.read_text(encoding="utf-8")
    for change, said in ((without_places, "the rule gives better places than these"), (all_in_one, "the places break a rule: "), (swapped, "the draw gives them to others")):  # fmt: skip
        values = json.loads(whole)
        change(values["delegates"])
        path.write_text(json.dumps(values), encoding="utf-8")
        result = office.run("allocate", path)
        assert (result.status, is_one_error_line(result)) == (1, True)
        assert said in result.err
    for text in ("", "[]", "{", whole.replace('"form_version": 1', '"form_version": 2')):
        path.write_text(text, encoding="utf-8")
        assert is_one_error_line(office.run("allocate", path))


def without_places(delegates: list[dict[str, object]]) -> None:
    """Somebody who did not answer loses her places."""
    next(each for each in delegates if not each["wishes"] and each["places"])["places"] = []


def swapped(delegates: list[dict[str, object]]) -> None:
    """Two with the same wishes and different levels change places, and say that they had to."""
    groups: dict[str, list[dict[str, object]]] = {}
    for each in delegates:
        groups.setdefault(json.dumps([each["wishes"], each["away"], each["country"]]), []).append(each)
    for group in groups.values():
        for one in group:
            for other in group:
                if themes(one) != themes(other) and one["number"] < other["number"]:  # type: ignore[operator]
                    one["places"], other["places"] = other["places"], one["places"]
                    return


def themes(delegate: dict[str, Any]) -> set[str]:
    """The themes of her places."""
    return {each["theme"] for each in delegate["places"]}


def all_in_one(delegates: list[dict[str, object]]) -> None:
    """All of a track sit in one room."""
    first = next(each["places"] for each in delegates if each["track"] == "Track 1" and each["places"])
    for each in delegates:
        if each["track"] == "Track 1":
            each["places"] = first


def test_files_of_a_room_that_is_gone_are_removed_and_no_other_file(office: Office) -> None:
    """Rule: no old list is left to be printed."""
    office.plan(programme(8).replace('name = "Room 3"', 'name = "Cellar"'))
    assert office.give().status == 0
    (office.places / "rooms" / "notes.txt").write_text("mine")
    assert (office.places / "rooms" / "cellar-round-1.csv").exists()
    office.plan(programme(8))
    assert office.give().status == 0
    left = {each.name for each in (office.places / "rooms").iterdir()}
    assert {"notes.txt", "room-3-round-1.csv"} <= left
    assert not [name for name in left if name.startswith("cellar")]


def test_no_name_and_no_wish_is_in_the_log_of_an_unexpected_error(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: whatever the message of the error says."""
    broken = office.folder / "broken"
    broken.mkdir()
    (broken / "highspy.py").write_text(f"raise RuntimeError(open({str(office.write(rows(24)))!r}).read())")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    arguments = ("--themes", office.folder / "programme.toml", "allocate", office.folder / "delegates.csv", "-o", office.places)  # fmt: skip
    result = run(office.folder, *arguments)
    assert result.status == 70
    logs = [each.read_text(encoding="utf-8") for each in (office.folder / "home").rglob("*.log")]
    assert logs
    for text in (*logs, result.out, result.err):
        assert not [name for name in (*FIRST, *COUNTRIES, "governance", "user1@") if name in text]


def test_problems_of_the_list_are_told_all_at_once_and_without_names(office: Office) -> None:
    """Rule: each with its row."""
    answers = rows(24)
    answers[2][5] = "Gardening"
    answers[4][4] = "Track 9"
    office.write(answers)
    result = office.give()
    assert result.status == 1
    lines = [line for line in result.err.splitlines() if line.startswith("breakout-tui: ")]
    assert [re.findall(r"row (\d+)", line) for line in lines] == [["4"], ["6"]]
    assert not [name for name in (*FIRST, *LAST) for line in lines if name in line]


def test_the_rule_is_announced_before_there_are_wishes(office: Office) -> None:
    """Rule: the page has themes, rule and seed, and needs no list; it never replaces a file."""
    office.plan(programme(5))
    page = office.folder / "rule.md"
    done = office.run("allocate", "--announce", page, "--seed", "7719")
    assert (done.status, done.err) == (0, "")
    text = page.read_text(encoding="utf-8")
    for said in ("Governance Challenges", "Each delegate attends 2 themes of these 3.", "7719", "SHA-256"):
        assert said in text
    again = office.run("allocate", "--announce", page)
    assert again.status == 1
    assert "a file of this name exists" in again.err
