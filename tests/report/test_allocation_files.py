"""The files of an allocation: what they read like, that no text is more than text, and that no name is where it must not be."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from breakout_tui.domain.allocation import ON_THE_DAY, Allocation, Slot, State
from breakout_tui.domain.delegates import Place
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean_line
from breakout_tui.report.allocation_fairness import fairness_page
from breakout_tui.report.allocation_files import allocation_files, slot_names
from breakout_tui.report.allocation_slips import slips
from breakout_tui.report.data.csv_files import as_typed
from breakout_tui.report.seating import seating_of
from tests.report.allocated import COUNTRIES, NAMES, PROGRAMME, allocation
from tests.report.test_golden_reports import assert_golden
from tests.report.writers.random_documents import HOSTILE
from tests.sampled import a_third

MARKDOWN = (FileFormat.MARKDOWN,)
DOCUMENTS = ("wall-list", "room-lists", "slips", "fairness")


def files(
    made: Allocation,
    rule: AttributionRule = AttributionRule.COUNTRY,
    formats: tuple[FileFormat, ...] = MARKDOWN,
) -> dict[str, str]:
    """All files that are text, by name."""
    contents = allocation_files(made, replace(PROGRAMME, rule=rule), formats=formats)
    return {name: content for name, content in contents if isinstance(content, str)}


WRITTEN = files(allocation())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_lists_read_as_they_hang_on_the_wall(name: str) -> None:
    """Golden files."""
    assert_golden(f"allocation-{name}.md", WRITTEN[f"{name}.md"])


def test_every_format_has_every_document_and_the_tables_come_once() -> None:
    """Rule: the documents first, then the data; an empty slot has no files."""
    told: list[str] = []
    made = list(allocation_files(allocation(), PROGRAMME, formats=tuple(FileFormat), progress=told.append))
    names = [name for name, _ in made]
    assert names[:4] == ["wall-list.md", "wall-list.html", "wall-list.docx", "wall-list.pdf"]
    assert len(set(names)) == len(names) == 4 * 4 + 1 + 2 * 4 + 1
    assert [name for name in names if name.startswith("rooms/")][:2] == [
        "rooms/aula-round-2.csv",
        "rooms/aula-round-2.toml",
    ]
    assert told[:4] == names[:4]
    assert names[-1] == told[-1] == "replay.json"


def test_the_same_allocation_gives_the_same_files() -> None:
    """Rule: no clock, no chance, no order of a set."""
    every = (FileFormat.HTML, FileFormat.DOCX, FileFormat.PDF)
    one, other = (list(allocation_files(allocation(), PROGRAMME, formats=every)) for _ in range(2))
    assert one == other


names_of_delegates = st.tuples(
    *[
        st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)).map(
            lambda text: clean_line(text).strip(" ") or "x"
        )
        for _ in NAMES
    ]
)


@settings(max_examples=a_third(30), deadline=timedelta(seconds=5))
@given(names_of_delegates)
def test_any_name_is_text_everywhere(names: tuple[str, ...]) -> None:
    """Rule: whatever a name is, each row of the wall list shows it as it is, and no file has more rows or runs a cell."""
    written = files(allocation(names), formats=MARKDOWN)
    tokens = MarkdownIt("commonmark").enable("table").parse(written["wall-list.md"])
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == 1 + 3 + 1 + len(names)
    places = list(csv.DictReader(io.StringIO(written["places.csv"].removeprefix("\ufeff"), newline="")))
    assert sorted(each["number"] for each in places) == [*"1223345778"]
    assert {as_typed(each["name"]) for each in places} == set(names)
    assert not any(each["name"].startswith(("=", "+", "-", "@")) for each in places)


def test_the_files_of_a_room_name_countries_and_organisations_once_and_no_person() -> None:
    """Rule: in reading order, in the form of the list for ``@``; with *none* nobody at all."""
    room = tomllib.loads(WRITTEN["rooms/room-2-round-1.toml"])
    assert room == {
        "theme": "trust",
        "room": "Room 2",
        "round": 1,
        "people": 3,
        "known": ["Ministry of Finance", "oecd", "Republic of Korea", "Spain", "Türkiye"],
    }
    for rule in AttributionRule:
        texts = [text for name, text in files(allocation(), rule).items() if name.endswith(".toml")]
        assert not [name for text in texts for name in NAMES if name in text]
        known = [tomllib.loads(text)["known"] for text in texts]
        assert all(known) if rule is not AttributionRule.NONE else not any(known)


def test_a_person_who_is_her_own_organisation_is_not_known() -> None:
    """Rule: no person's name is in a room file, wherever it is in the list of delegates."""
    made = allocation((*NAMES[:2], "Ministry of Finance", *NAMES[3:]))
    texts = [text for name, text in files(made).items() if name.endswith(".toml")]
    assert not [text for text in texts if "Ministry of Finance" in text]


def test_no_list_shows_a_wish_and_no_figure_names_anybody() -> None:
    """Rule: wishes only change who is where; the lists are the same without them."""
    made = allocation()
    others = tuple(replace(each, wishes=(("pay",),)) for each in made.task.delegates)
    changed = files(replace(made, task=replace(made.task, delegates=others)))
    lists = [name for name in WRITTEN if name not in ("fairness.md", "replay.json")]
    assert {name: WRITTEN[name] for name in lists} == {name: changed[name] for name in lists}
    for name in ("fairness.md", "replay.json"):
        assert not [
            each for each in (*NAMES, *COUNTRIES, "OECD", "friends", "example.org") if each in WRITTEN[name]
        ]


def test_what_hangs_in_the_house_has_no_number_of_the_draw() -> None:
    """Rule: the replay file has the wishes under these numbers; so nothing that others see shows a number, or their order."""
    made = allocation()
    backwards = files(replace(made, numbers=tuple(1000 - number for number in made.numbers)))
    reordered = replace(
        made,
        numbers=made.numbers[::-1],
        task=replace(made.task, delegates=made.task.delegates[::-1]),
        places=made.places[::-1],
        first_come=made.first_come[::-1],
    )
    for name in WRITTEN:
        if name.startswith(("room-lists", "rooms/", "wall-list")):
            assert WRITTEN[name] == backwards[name] == files(reordered)[name]
    assert "Number 3 in the draw" in WRITTEN["slips.md"]


def test_a_draft_says_so_on_every_page() -> None:
    """Rule: below the title and at the foot of each page, with the version; and on each slip, which is cut out."""
    written = files(allocation(state=State.DRAFT))
    for name in DOCUMENTS:
        assert written[f"{name}.md"].splitlines()[2] == "ICA 43 · version 2, draft"
    assert written["slips.md"].count("in the draw · draft version 2") == len(NAMES)
    for document in (fairness_page(allocation()), slips(seating_of(allocation(), PROGRAMME))):
        assert document.running_title == f"{document.title} · ICA 43 · version 2, published"


def test_rooms_whose_names_are_alike_have_files_of_their_own() -> None:
    """Rule: also a room with two themes in a round, and one without a letter."""
    rooms = ["Room A", "room a!", "Room A", "***", "???"]
    slots = [Slot(Place(room, f"t{at}", 1), 5) for at, room in enumerate(rooms)]
    found = [name for _, name in slot_names(slots)]
    assert found == ["room-a-round-1", "room-a-round-1-2", "room-a-round-1-3", "round-1", "round-1-2"]


def test_a_search_that_was_stopped_and_rules_that_were_not_kept_are_told() -> None:
    """Rule: nobody reads the figures as the best that there is."""
    made = replace(allocation(), is_complete=False, solved=(), first_come=(), criteria=ON_THE_DAY)
    text = files(made)["fairness.md"]
    assert "The search was stopped before its end." in text
    assert "First come" not in text
    assert "As few published places as possible are changed." in text.split("1. ")[1].split("\n")[0]
