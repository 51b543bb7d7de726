"""No byte of any document has a name that the attribution rule forbids.

The rule governs who said something. Under *none* that are all names behind ``@``, those who dissent, and the list of names for ``@``;
under *country*, names behind ``@`` that are on no list. Content is not governed: for whom a recommendation is, who carries it out; nor are
the facilitator and the rapporteur of a room and the names of its laptops, which say nothing of who spoke.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui import protocol
from breakout_tui.domain import commands as c
from breakout_tui.domain.capture import parse
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import conference
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.face_time import time_of
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.pace import pace
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.session import Session
from breakout_tui.domain.speakers_face import speakers_face_of
from breakout_tui.domain.versions import SessionState
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.data.csv_files import csv_archive, csv_files
from breakout_tui.report.data.session_json import sessions_json
from breakout_tui.report.data.session_tables import tables_of
from breakout_tui.report.document import Document
from breakout_tui.report.export import default_name
from breakout_tui.report.formats import written
from breakout_tui.report.paper_document import paper_document
from breakout_tui.report.plenary import plenary_document
from breakout_tui.report.report_document import document_of
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import document_of_spoken
from tests.domain import example
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move, first_copy, states_of, together
from tests.report.names import found_in
from tests.report.other_programs import poppler
from tests.sampled import a_third

PERSONS = ("Quixley Vantongeren", "Þorgerður", "李木子秀")
LISTED = ("Zubrowka", "Österland Ruritania")
RULES = tuple(AttributionRule)
FORBIDDEN = {
    AttributionRule.NAMED: (),
    AttributionRule.COUNTRY: PERSONS,
    AttributionRule.NONE: (*PERSONS, *LISTED),
}
READING = Reading("boot-1", 99_000.0, example.reading(94_000.0).wall)
TEXT_FORMATS = (FileFormat.MARKDOWN, FileFormat.HTML)
PLACES = (
    "text",
    "attribution",
    "field",
    "cluster",
    "minority",
    "dissent",
    "finding",
    "reason",
    "amended",
    "list",
    "speaker",
    "next speaker",
)


def naming(place: str, name: str, serial: int, rule: AttributionRule) -> c.Command:
    """A command that puts a name there: as it is typed or, under *none*, also as another program would give it."""
    mark = f"@{name.replace(' ', '_')}"

    def line(text: str) -> str:
        return text if rule is AttributionRule.NONE else parse(text, rule, known=LISTED).text

    match place:
        case "speaker":
            # under *country*, as the line gives it: a name on no list is refused or asked about
            return c.AskToSpeak(name)
        case "next speaker":
            return c.NextSpeaker()
        case "attribution":
            return c.Capture("Silo budgets", Kind.CHALLENGE, name)
        case "field":
            kept = line(f"{mark} 3 ministries")
            return c.Capture("Pay once", Kind.RECOMMENDATION, fields={"actor": kept, "reason": kept})
        case "cluster":
            return c.EditNote(serial, cluster=line(f"{mark} law").strip() or "law")
        case "minority":
            return c.Agree(serial, Agreement.DIVERGENCE, line(f"{mark}: not so. {mark}"))
        case "dissent":
            return c.Agree(serial, Agreement.MINORITY_VIEW, "not so", name)
        case "finding":
            said = line(f"Late, {mark} says")
            findings = (Finding(said, said),)
            return c.EditReportBack(ReportBack("", "", 5, said, findings, said, (said,), said))
        case "reason":
            return c.UnlockRanking(line(f"{mark} asked for it"))
        case "amended":
            return c.MarkReadBack(
                serial, ReadBack.AMENDED, c.EditNote(serial, line(f"As {mark} has it {serial}"))
            )
        case "list":
            return c.EditDetails(known=(*LISTED, name)) if rule is AttributionRule.NONE else c.Next()
    return c.Capture(
        line(f"{mark}'s budgets, {mark}: siloed {mark}") or "Silo", tuple(Kind)[serial % len(Kind)]
    )


def moves(rule: AttributionRule) -> st.SearchStrategy[list[Move]]:
    """Random days with names at all places where a name can stand."""
    names = st.builds(
        naming,
        st.sampled_from(PLACES),
        st.sampled_from((*PERSONS, *LISTED)),
        st.integers(0, 5),
        st.just(rule),
    )
    return st.lists(
        st.builds(Move, st.integers(0, 3), names) | st.builds(Move, st.integers(0, 3), names) | MOVES,
        max_size=30,
    )


def day(rule: AttributionRule, happened: list[Move], *, was_named: bool = False) -> SessionState:
    """A session on two laptops at least; ``was_named``: one of them took it for *named* until the other one's change came in."""
    first = first_copy(Talk(c.EditDetails(room="Room 2", facilitator="Ada Berg", rule=rule, known=LISTED)))
    copies = [first, first.copy("b")]
    if was_named:
        copies[1].do(c.EditDetails(rule=AttributionRule.NAMED, known=(*LISTED, *PERSONS)))
        copies[1].do(c.Capture("Pay once", Kind.RECOMMENDATION, PERSONS[0]))
        copies[1].do(c.Agree(len(copies[1].session.book) - 1, Agreement.CONSENSUS, "no", PERSONS[1]))
        copies[1].do(c.Next(), c.AskToSpeak(PERSONS[2]), c.NextSpeaker(), c.AskToSpeak(PERSONS[0]))
        copies[0].do(*(c.EditDetails(people=people) for people in range(3, 14)))
    for move in happened:
        move.happens(copies)
    return reduce(together, states_of(copies))


def files_of(state: SessionState, formats: tuple[FileFormat, ...]) -> Iterator[tuple[str, bytes]]:
    """Every file that can be made of a session in these formats, and its data, each with a name."""
    session = Session.of(current(state))
    report = compose(session, READING, earlier=(session,))
    spoken = compose_spoken(session)
    alone = conference(session.info.programme.event, (session,))
    documents: dict[str, Document] = {
        "report": document_of(report),
        "report-back": document_of_spoken(spoken),
        "slides": slides_of(spoken),
        "paper": paper_document(alone, Paper("paper")),
        "plenary slides": plenary_document(alone, Paper("paper"), is_slides=True),
        "plenary pages": plenary_document(alone, Paper("paper"), is_slides=False),
    }
    for each in formats:
        for name, document in documents.items():
            if each is FileFormat.PDF and name != "report":
                continue  # all go through one writer, and each takes a process
            content = written(document, each)
            yield f"{name} in {each.value}", content.encode() if isinstance(content, str) else content
    tables = tables_of((session,), READING)
    yield "archive", csv_archive(tables)
    yield "folder", b"\n".join(csv_files(tables).values())
    yield "JSON", sessions_json([state]).encode()
    yield "file name", default_name(session).encode()
    shown = (
        face_of(session),
        time_of(session, pace(session, READING), READING),
        speakers_face_of(session, READING),
    )
    yield "room display", repr(shown).encode()


def words_of(names: tuple[str, ...]) -> set[str]:
    """The words of which names are made, as a search gives them."""
    return {word.casefold() for name in names for word in name.split()}


def names_in(state: SessionState, formats: tuple[FileFormat, ...], folder: Path) -> dict[str, set[str]]:
    """By file, the forbidden names that are in it."""
    rule = Session.of(current(state)).info.rule
    return {
        name: found
        for name, data in files_of(state, formats)
        if (found := found_in(data, FORBIDDEN[rule], folder))
    }


@pytest.mark.parametrize("rule", [AttributionRule.COUNTRY, AttributionRule.NONE])
@given(data=st.data())
@settings(
    max_examples=a_third(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_byte_of_any_document_has_a_name_that_the_rule_forbids(
    tmp_path: Path, rule: AttributionRule, data: st.DataObject
) -> None:
    """Whatever happened in the room, on how many laptops."""
    state = day(rule, data.draw(moves(rule)))
    assert names_in(state, TEXT_FORMATS, tmp_path) == {}


@given(st.lists(MOVES, max_size=15))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_names_that_another_laptop_recorded_under_another_rule_are_in_no_document(
    tmp_path: Path, happened: list[Move]
) -> None:
    """The rule of the joined session holds for all that is in it; joined again, the files that keep the names lose none."""
    state = day(AttributionRule.NONE, happened, was_named=True)
    assert Session.of(current(state)).info.rule is AttributionRule.NONE
    assert names_in(state, TEXT_FORMATS, tmp_path) == {}
    (told,) = protocol.read(sessions_json([state]))
    assert together(state, told) == together(told, state) == state


@pytest.mark.parametrize("binary", [FileFormat.DOCX, pytest.param(FileFormat.PDF, marks=poppler)])
@pytest.mark.parametrize("rule", RULES)
def test_word_and_pdf_files_have_no_forbidden_name_and_all_others(
    tmp_path: Path, rule: AttributionRule, binary: FileFormat
) -> None:
    """One day with a name at every place, in each part of each file. Under *named* the search finds them all."""
    happened = [
        Move(0, naming(place, name, 2 * number, rule))
        for number, name in enumerate((*PERSONS, *LISTED))
        for place in PLACES
    ]
    state = day(rule, happened, was_named=rule is AttributionRule.NONE)
    formats = (*TEXT_FORMATS, binary)
    found = {name: found_in(data, (*PERSONS, *LISTED), tmp_path) for name, data in files_of(state, formats)}
    assert {name for name, words in found.items() if words & words_of(FORBIDDEN[rule])} == set()
    if rule is not AttributionRule.NONE:
        of_all = (
            "report in md",
            "report in html",
            f"report in {binary.value}",
            "archive",
            "folder",
            "JSON",
        )
        assert {name for name in of_all if words_of(LISTED) - found[name]} == set()
