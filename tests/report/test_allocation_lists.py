"""The lists of an allocation in particular: their order, what a row has, and what changed since the version before."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from breakout_tui.domain.allocation import Allocation, Family, Move, State, slots_of
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme, Room
from breakout_tui.report.allocation_files import allocation_files
from breakout_tui.report.allocation_wall_list import MANY
from breakout_tui.report.page_setup import PageSetup
from tests.report.allocated import NAMES, PROGRAMME, allocation
from tests.report.test_golden_reports import assert_golden

DAY = replace(
    allocation(),
    version=4,
    since=2,
    moves=(
        Move("d6@example.org", Place("Room 2", "trust", 1), Place("Aula", "pay", 1)),
        Move("d1@example.org", None, Place("Aula", "pay", 2)),
        Move("d6@example.org", Place("Aula", "pay", 2), None),
    ),
    changed=frozenset({Place("Room 2", "trust", 1), Place("Aula", "pay", 1), Place("Aula", "pay", 2)}),
)


def files(made: Allocation, programme: Programme = PROGRAMME) -> dict[str, str]:
    """All files that are text, by name."""
    contents = allocation_files(made, programme, formats=(FileFormat.MARKDOWN,))
    return {name: content for name, content in contents if isinstance(content, str)}


def rows(table: str, heading: str) -> list[list[str]]:
    """The cells of each row below the headings that begin so, in Markdown."""
    lines = table.split(f"| {heading}")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def delegates(*changes: dict[str, str]) -> tuple[Delegate, ...]:
    """The delegates of the example with these fields changed, from the first one on."""
    made = list(allocation().task.delegates)
    for at, each in enumerate(changes):
        made[at] = replace(made[at], **each)  # type: ignore[arg-type]
    return tuple(made)


def with_delegates(*changes: dict[str, str]) -> Allocation:
    """The example with delegates changed in this way."""
    made = allocation()
    return replace(made, task=replace(made.task, delegates=delegates(*changes)))


def test_lists_are_sorted_by_the_family_name_that_is_known() -> None:
    """Rule: it stands first, as its bearer writes it; a family name that stands first or within the name changes only the order."""
    made = with_delegates(
        {"name": "Zoë ÖZTÜRK Kaya", "family": "Öztürk  Kaya"},
        {"name": "Ana López", "family": "López"},
        {"name": "émile Beaulieu", "family": ""},
        {"name": "Li Muzi", "family": "Li"},
    )
    written = files(made)
    names = [row[0] for row in rows(written["wall-list.md"], "Name")]
    assert names[:3] == ["émile Beaulieu", "Li Muzi", "López, Ana"]
    assert "ÖZTÜRK Kaya, Zoë" in names
    assert "| ☐ | López, Ana |" in written["room-lists.md"]
    assert written["slips.md"].index("**Li Muzi**") < written["slips.md"].index("**Ana López**")
    for name, column in (("places.csv", "name"), ("rooms/aula-round-2.csv", "name")):
        read = csv.DictReader(io.StringIO(written[name].removeprefix("\ufeff"), newline=""))
        found = [row[column] for row in read]
        assert found.index("émile Beaulieu") < found.index("Ana López")


def test_a_room_stands_alone_unless_it_has_several_themes() -> None:
    """Rule: then as much of the theme as tells it from the others in this room, here the whole title."""
    titles = {"trust": "Trust between citizens and institutions", "pay": "Trust between citizens and banks"}
    programme = replace(
        PROGRAMME,
        rooms=(
            Room("Hall", "trust", 9, rounds=(1,)),
            Room("Hall", "pay", 9, rounds=(2,)),
            Room("Attic", "ai", 9),
        ),
        themes=tuple(replace(each, title=titles.get(each.id, each.title)) for each in PROGRAMME.themes),
    )
    made = allocation()
    task = replace(made.task, slots=slots_of(programme), delegates=made.task.delegates[:2])
    places = (
        (Place("Hall", "trust", 1), Place("Attic", "ai", 2)),
        (Place("Attic", "ai", 1), Place("Hall", "pay", 2)),
    )
    made = replace(made, task=task, numbers=(1, 2), places=places, first_come=(), solved=())
    assert [row[2:] for row in rows(files(made, programme)["wall-list.md"], "Name")] == [
        ["**Attic**", "**Hall** Trust between citizens and banks"],
        ["**Hall** Trust between citizens and institutions", "**Attic**"],
    ]


def test_people_of_one_name_and_country_are_told_apart_by_organisation_only() -> None:
    """Rule: the number of the draw stays off the wall, also where nothing else tells two people apart."""
    same = {"name": "Kim Lee", "country": "Spain"}
    made = with_delegates(
        same | {"organisation": "OECD"}, same | {"organisation": "Bank"}, same | {"organisation": ""}
    )
    found = [row[1] for row in rows(files(made)["wall-list.md"], "Name") if row[0] == "Kim Lee"]
    assert sorted(found) == ["Spain", "Spain · Bank", "Spain · OECD"]


def test_a_long_list_has_the_letters_of_its_order() -> None:
    """Rule: those of the family names."""
    made = allocation()
    many = tuple(Delegate(f"k{at}", f"Ann X{at}", family=f"{'BA'[at % 2]}{at}") for at in range(MANY + 1))
    made = replace(
        made,
        task=replace(made.task, delegates=many, held={}),
        numbers=tuple(range(1, len(many) + 1)),
        places=((),) * len(many),
        first_come=(),
        solved=(),
    )
    letters = [row[0] for row in rows(files(made)["wall-list.md"], "A–Z")]
    assert [each for each in letters if each] == ["**A**", "**B**"]


def test_the_page_of_changes_reads_as_it_is_handed_out() -> None:
    """A golden file; the table says the same, and neither has a number of the draw."""
    written = files(DAY)
    assert_golden("allocation-changes.md", written["changes.md"])
    table = list(csv.reader(io.StringIO(written["changes.csv"].removeprefix("\ufeff"), newline="")))
    assert [row[0] for row in table] == ["name", "Quixley Vantongeren", "Quixley Vantongeren", "Zoë Öztürk"]
    assert table[1][3:] == ["1", "Room 2", "Trust between citizens and institutions", "Aula", "Pay"]
    backwards = files(replace(DAY, numbers=tuple(1000 - number for number in DAY.numbers)))
    assert {name: written[name] for name in ("changes.md", "changes.csv")} == {
        name: backwards[name] for name in ("changes.md", "changes.csv")
    }


def test_nothing_has_changed_in_a_draft_or_without_a_change() -> None:
    """Rule: nobody knows a place of a draft. Who came or left changes a list, though nobody is moved."""
    assert not [name for name in files(replace(DAY, state=State.DRAFT)) if name.startswith("changes")]
    assert not [name for name in files(allocation()) if name.startswith("changes")]
    came = files(replace(DAY, moves=()))["changes.md"]
    assert "Nobody has another place." in came
    assert "- Aula, round 2" in came


def test_rules_that_were_broken_have_a_line_each_with_the_room() -> None:
    """Rule: nobody is named."""
    made = allocation()
    task = replace(
        made.task,
        relaxed=frozenset(Family),
        slots=tuple(
            replace(each, capacity=1, minimum=4 if each.place.room == "Aula" else 0)
            for each in made.task.slots
        ),
    )
    text = files(replace(made, task=task))["fairness.md"]
    lines = text.split("as little as possible:\n\n")[1].split("\n\n")[0].splitlines()
    assert "- Room 2, round 1: 2 people more than seats" in lines
    assert "- Aula, round 2: 1 person fewer than its minimum" in lines
    assert any(line.endswith("fewer than planned") for line in lines)
    assert not [name for name in NAMES if name in text]


def test_missing_characters_are_told_once_for_all_lists() -> None:
    """Rule: not once for each document; other notices of other files are."""
    told: list[str] = []
    names = tuple(f"{name} \U0010fffb" for name in NAMES)
    for _ in allocation_files(
        allocation(names), PROGRAMME, formats=(FileFormat.PDF,), setup=PageSetup(notice=told.append)
    ):
        pass
    assert len([line for line in told if "U+10FFFB" in line]) == 1
