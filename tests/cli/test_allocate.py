"""``breakout-tui allocate`` and ``forget-delegates``: from the list of a form tool to lists on the wall, and what changes on the day."""

from __future__ import annotations

import json
import random
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.domain.errors import WriteFailed
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.page_setup import DEFAULT_PAGES
from tests.cli.command_line import CommandResult, is_one_error_line, run
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal

SHIPPED = (Path(__file__).parents[2] / "themes.toml").read_text(encoding="utf-8")
TRACKS = (("governance", "international", "management"), ("open-government", "customer", "policy"))
HEADERS = ("Timestamp", "Your full name *", "E-mail address", "Country / Pays", "Track", "First choice", "Second choice", "Third choice", "Rounds you can't attend")  # fmt: skip
FIRST = ["Ana", "Ben", "Chidi", "Dora", "Emeka", "Farida", "Goran", "Hanna", "Ivan", "Jun", "Kofi", "Lena"]
LAST = ("Lopez", "Okafor", "Müller")
COUNTRIES = ("Norway", "Kenya", "Germany", "Lebanon", "Ghana")
HTML = ("--format", "html")


def programme(*capacities: int) -> str:
    """The shipped programme with a room for each theme; with fewer capacities, the last one is that of the others too."""
    sizes = (*capacities, *[capacities[-1]] * 6)[:6]
    rooms = [
        f'[[rooms]]\nname = "Room {number}"\ntheme = "{theme}"\ncapacity = {size}\n'
        for number, (theme, size) in enumerate(zip((*TRACKS[0], *TRACKS[1]), sizes, strict=True), 1)
    ]
    return "\n".join([SHIPPED, *rooms])


def rows(count: int) -> list[list[str]]:
    """The answers of so many delegates, of whom each twelfth wishes for nothing; most want the same."""
    chance = random.Random(count)
    found = []
    for at in range(count):
        wishes = list(TRACKS[at % 2])
        if chance.random() < 0.4:
            chance.shuffle(wishes)
        if at % 12 == 5:
            wishes = ["", "", ""]
        name = f"{FIRST[at % 12]} {LAST[at // 12 % 3]}{f' {at // 36}' if at >= 36 else ''}"
        found.append(
            [
                f"2026/11/{1 + at % 28:02} 10:00:00",
                name,
                f"user{at}@example.org",
                COUNTRIES[at % 5],
                f"Track {1 + at % 2}",
                *wishes,
                "Round 2" if at == 7 else "",
            ]
        )
    return found


@dataclass(frozen=True)
class Office:
    """The folder of an organiser, with a programme, a list of delegates, and the places in ``places``."""

    folder: Path

    @property
    def places(self) -> Path:
        """The folder of the allocation."""
        return self.folder / "places"

    def write(self, answers: list[list[str]], headers: tuple[str, ...] = HEADERS) -> Path:
        """Write a list as a form tool does."""
        path = self.folder / "delegates.csv"
        path.write_text(
            "\n".join(";".join(each) for each in (headers, *answers)) + "\n", encoding="utf-8-sig"
        )
        return path

    def plan(self, text: str) -> None:
        """Write the programme."""
        (self.folder / "programme.toml").write_text(text, encoding="utf-8")

    def run(self, *arguments: str | Path, typed: str = "") -> CommandResult:
        """Run breakout-tui with the programme."""
        return run_here(self.folder, "--themes", self.folder / "programme.toml", *arguments, typed=typed)

    def give(self, *more: str) -> CommandResult:
        """Give places to the delegates of the list."""
        return self.run("allocate", self.folder / "delegates.csv", "-o", self.places, *HTML, *more)

    def change(self, *words: str, typed: str = "") -> str:
        """Make a change that must succeed; what it said."""
        result = self.run("allocate", self.places, *words, *HTML, typed=typed)
        assert (result.status, result.err) == (0, "")
        return result.out

    def files(self) -> dict[str, bytes]:
        """The content of each file of the allocation, without the times of the record."""
        found = {
            str(each.relative_to(self.places)): each.read_bytes()
            for each in self.places.rglob("*")
            if each.is_file()
        }
        found["allocation.json"] = re.sub(rb'"at": "[^"]*"', b"", found["allocation.json"])
        return found

    def held(self) -> dict[str, list[str]]:
        """The places of each delegate, as places.csv has them."""
        found: dict[str, list[str]] = {}
        for line in (self.places / "places.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
            number, name, _, _, round_, room, *_ = line.split(",")
            found.setdefault(f"{number} {name}", []).append(f"{round_} {room}")
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Twenty-four delegates, and seats that are tight."""
    made = Office(tmp_path)
    made.plan(programme(5))
    made.write(rows(24))
    return made


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


REFUSED: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("allocate", "{list}"), 2, "name a folder to write to; such as `breakout-tui allocate {list} -o places`"),
    (("allocate", "nowhere.csv", "-o", "{places}"), 1, "nowhere.csv: "),
    (("allocate", "{list}", "-o", "{list}"), 1, "{list}: a file of this name exists; name a folder"),
    (("allocate", "{list}", "-o", "{folder}"), 1, "{folder}: the folder has other files, such as "),
    (("allocate", "{list}", "-o", "{places}", "--spread", "Peru"), 2, "no delegate is of “Peru”; --spread takes "),
    (("allocate", "{list}", "-o", "{places}", "--seed", "other"), 2, "the draw of published places can't be made again; leave --seed out"),
    (("allocate", "{folder}", "publish"), 1, "{folder}: there is no allocation in this folder; make one with "),
    (("allocate", "{places}", "publish"), 2, "the allocation is published already"),
    (("allocate", "{places}", "freeze", "Ana"), 2, "freeze takes no names"),
    (("allocate", "{places}", "withdraw"), 2, "who? Name delegates: withdraw 'Ana Lopez' 17, or - to read names from stdin"),
    (("allocate", "{places}", "no-show", "3", "--round", "7"), 2, "there is no round 7; the rounds are 1, 2"),
    (("allocate", "{places}", "withdraw", "3", "--round", "1"), 2, "--round belongs to no-show"),
    (("allocate", "{places}", "no-show", "Zoe"), 1, "nothing was changed: there is no delegate “Zoe”; check the spelling in places.csv"),
    (("allocate", "{places}", "no-show", "99"), 1, "nothing was changed: there is no delegate “99”"),
    (("allocate", "{places}", "no-show", "Ana"), 1, "nothing was changed: “Ana” can be #"),
    (("allocate", "{places}", "add"), 2, "who? Name one delegate: add "),
    (("allocate", "{places}", "add", "Ana Lopez", "country=Norway"), 2, "Ana Lopez (Norway) is on the list already, with the number "),
    (("allocate", "{places}", "add", "Zoe", "Kim"), 2, "'Kim' is no detail of a delegate; write FIELD=TEXT with one of country, "),
    (("allocate", "{places}", "add", "Zoe", "wishes=Gardening"), 1, "add: "),
    (("forget-delegates", "{folder}"), 1, "{folder}: there is no allocation in this folder"),
)  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Published places that no test changes."""
    made = Office(tmp_path_factory.mktemp("published"))
    made.plan(programme(5))
    made.write(rows(24))
    assert made.give().status == 0
    made.change("publish")
    return made


@pytest.mark.parametrize(("words", "status", "said"), REFUSED)
def test_what_can_not_be_done_is_refused_in_one_line(
    published: Office, words: tuple[str, ...], status: int, said: str
) -> None:
    """Rule: with what to do; nothing is changed."""
    before = published.files()
    names = {"list": published.folder / "delegates.csv", "folder": published.folder, "places": published.places}  # fmt: skip
    result = published.run(*(word.format(**names) for word in words))
    assert (result.status, result.out) == (status, "")
    last = result.err.splitlines()[-1]
    assert last.startswith(f"breakout-tui: {said.format(**names)}")
    assert len([line for line in result.err.splitlines() if line.startswith("breakout-tui: ")]) == 1
    assert published.files() == before


def test_before_it_is_published_it_is_neither_frozen_nor_undone(office: Office) -> None:
    """Rule: each in one line."""
    office.give()
    for word, said in (
        ("freeze", "the allocation is a draft; publish it first"),
        ("undo", "there is nothing to undo: this is the first version that is kept"),
    ):
        result = office.run("allocate", office.places, word)
        assert (result.status, result.err) == (2, f"breakout-tui: {said}\n")


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


def test_a_morning(office: Office) -> None:
    """Rule: each change names who is moved; undo gives back every byte; replay.json of each version is confirmed."""
    office.give("--seed", "7719")
    office.change("publish")
    before, held = office.files(), office.held()
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
            assert f"  #{name.split(' ')[0]} {name.split(' ', 1)[1]} (" in moved
    added = office.change("add", "Zoe Kim", "country=Norvège", "wishes=governance; management", "away=1")
    assert added.startswith("Added: Zoe Kim (Norway).")
    assert "25 Zoe Kim" in office.held()
    assert office.change("add", gone[2][1]).startswith(f"Added: {gone[2][1]} (")
    assert " ".join(gone[2]) in office.held()
    checked = office.run("allocate", office.places / "replay.json")
    assert (checked.status, checked.err) == (0, "")
    assert "the places keep all rules." in checked.out
    for _ in range(4):
        office.change("undo")
    undone = office.files()
    assert undone.pop("allocation.json") != before.pop(
        "allocation.json"
    )  # a number of a version is not used again
    assert undone == before


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
    office.change("no-show", name.split(" ")[0], "--round", "1")
    assert office.held()[name] == before[name][1:]


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


def test_a_change_made_meanwhile_is_not_written_over(office: Office) -> None:
    """Rule: the later one is told, and its files are not written."""
    office.give()
    folder = AllocationFolder(office.places)
    record = folder.record()
    office.change("publish")
    before = office.files()
    with pytest.raises(WriteFailed, match="another command has changed this allocation"):
        folder.save(record, (FileFormat.HTML,), DEFAULT_PAGES, lambda _: None)
    assert office.files() == before


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

    def interrupt(name: str) -> None:
        if name == "replay.json":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.save(record, (FileFormat.HTML,), DEFAULT_PAGES, interrupt)
    assert office.run("forget-delegates", office.places, "--yes").status == 0
    assert not office.places.exists()


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


MANY = 1500


@pytest.fixture
def crowd(office: Office) -> list[str]:
    """The arguments that give many delegates too few seats for all wishes, so that the search takes some seconds."""
    office.plan(programme(262))
    path = office.write(rows(MANY))
    return ["--themes", str(office.folder / "programme.toml"), "allocate", str(path), "-o", str(office.places), *HTML]  # fmt: skip


def test_ctrl_c_keeps_the_best_so_far_or_says_that_there_is_none(office: Office, crowd: list[str]) -> None:
    """Rule: never an error; what was found keeps the rules, and says that it may not be the best."""
    with PtyTerminal(crowd, office.folder / "home", size=(200, 50)) as terminal:
        terminal.wait_for("Looking at")
        terminal.send("ctrl+c")
        status = terminal.wait_for_end()
        if status == 0:
            terminal.wait_until(
                lambda: "The search was stopped: better places may exist." in terminal.text, "it is not told"
            )
            assert len(office.held()) > MANY * 0.9
        else:
            assert status == 1
            assert "stopped before any places were found; nothing was changed" in terminal.text
            assert not (office.places / "allocation.json").exists()


def test_ctrl_c_again_ends_at_once(office: Office, crowd: list[str]) -> None:
    """Rule: as any program, and the solver does not abort."""
    with PtyTerminal(crowd, office.folder / "home", size=(200, 50)) as terminal:
        terminal.wait_for("Looking at")
        while terminal.read(0.05):
            terminal.send("ctrl+c")
        assert terminal.wait_for_end() == 130
        assert "terminate" not in terminal.text
