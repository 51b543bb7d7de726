"""What stands around the notes in a report: front matter, the group, how far it goes, and what is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.stage import Stage
from breakout_tui.report.report_document import TOOL
from breakout_tui.report.report_model import LooseEnds, Parked, PhaseReport, Report, Statement
from breakout_tui.report.writers.front_matter import front_matter
from tests.report.rendering import render

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
BARE = Report(
    theme="Governance",
    introduction="",
    questions=(),
    event="ICA",
    held_on=AT,
    stage=Stage.READY,
    rule=AttributionRule.COUNTRY,
)
MORNING = replace(BARE, covered=("Morning",))
AFTERNOON = replace(BARE, covered=("Morning", "Afternoon"))
"""A report that has only what every session has."""
PHASE = PhaseReport("Morning", False, (), (), (), (), (), None)


def lines(report: Report) -> list[str]:
    """The lines of the document after its front matter."""
    return render(report).split("---\n", 2)[2].split("\n")


def test_a_report_without_details_has_only_what_is_known() -> None:
    """No room, no names, no head count, no country groups, no introduction, no questions, no notes."""
    assert render(BARE) == (
        "---\n"
        'event: "ICA"\n'
        'theme: "Governance"\n'
        "round: 1\n"
        'date: "2026-11-24"\n'
        'rule: "country"\n'
        "notes: 0\n"
        'status: "not started"\n'
        f'tool: "{TOOL}"\n'
        "---\n"
        "\n"
        "# Governance\n"
        "\n"
        "ICA · round 1 · Tuesday 24 November 2026\n"
        "\n"
        "Statements are recorded by country or organisation, not by name. No notes were taken. "
        "The session has not started yet.\n"
        "\n"
        "## Theme and questions\n"
        "\n"
        "Nothing recorded.\n"
    )


def test_other_programs_find_every_known_detail_in_the_front_matter() -> None:
    """In the order of reading, each under its own name."""
    report = replace(
        BARE, room="Room 2", round=3, facilitator="Ada Berg", rapporteur="Jo Mori", people=24,
        groups=("Small states", "Federations"), rule=AttributionRule.NAMED, notes=7, stage=Stage.DONE,
    )  # fmt: skip
    assert render(report, tool="breakout-tui 9.9").startswith(
        front_matter(
            {
                "event": "ICA",
                "theme": "Governance",
                "room": "Room 2",
                "round": 3,
                "date": "2026-11-24",
                "facilitator": "Ada Berg",
                "rapporteur": "Jo Mori",
                "people": 24,
                "groups": ["Small states", "Federations"],
                "rule": "named",
                "notes": 7,
                "status": "complete",
                "tool": "breakout-tui 9.9",
            }
        )
    )


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (replace(BARE, facilitator="Ada Berg"), "Facilitator: Ada Berg."),
        (replace(BARE, rapporteur="Jo Mori"), "Rapporteur: Jo Mori."),
        (replace(BARE, people=1), "1 person in the room."),
        (replace(BARE, people=24), "24 people in the room."),
        (
            replace(BARE, facilitator="Ada Berg", rapporteur="Jo Mori", people=2),
            "Facilitator: Ada Berg. Rapporteur: Jo Mori. 2 people in the room.",
        ),
        (replace(BARE, groups=("Small states",)), "Country groups: Small states."),
        (replace(BARE, groups=("Small states", "Federations")), "Country groups: Small states; Federations."),
    ],
)
def test_the_group_is_described_by_what_is_known_of_it(report: Report, sentence: str) -> None:
    """The rest is left out."""
    assert lines(report)[5:7] == [sentence, ""]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AttributionRule.NAMED, "Statements are recorded with the speaker's name."),
        (AttributionRule.COUNTRY, "Statements are recorded by country or organisation, not by name."),
        (AttributionRule.NONE, "Statements are recorded without name or country."),
    ],
)
def test_a_report_states_the_attribution_rule(rule: AttributionRule, sentence: str) -> None:
    """In one sentence, before the number of notes."""
    assert lines(replace(BARE, rule=rule, notes=1, stage=Stage.DONE))[5] == (
        f"{sentence} 1 note was taken. This report covers the whole day."
    )


@pytest.mark.parametrize(
    ("report", "status", "sentence"),
    [
        (replace(BARE, stage=Stage.READY), "not started", "The session has not started yet."),
        (
            replace(MORNING, stage=Stage.RUNNING, as_of=AT),
            "as of 10:42, Morning running",
            "This report is provisional, as of 10:42, “Morning” running.",
        ),
        (
            replace(AFTERNOON, stage=Stage.RUNNING, as_of=AT, is_paused=True),
            "as of 10:42, Afternoon paused",
            "This report is provisional, as of 10:42, “Afternoon” paused.",
        ),
        (replace(MORNING, stage=Stage.BETWEEN), "Morning done", "This report covers “Morning”."),
        (
            replace(BARE, stage=Stage.BETWEEN, covered=("Day 1", "World café", "Q&A")),
            "Q&A done",
            "This report covers “Day 1”, “World café” and “Q&A”.",
        ),
        (
            replace(MORNING, stage=Stage.BETWEEN, is_partial=True),
            "Morning",
            "This report covers “Morning”.",
        ),
        (
            replace(BARE, stage=Stage.READY, is_partial=True),
            "not started",
            "The session has not started yet.",
        ),
        (replace(BARE, stage=Stage.DONE), "complete", "This report covers the whole day."),
        (replace(BARE, stage=Stage.DONE, days=2), "complete", "This report covers all days."),
    ],
)
def test_a_report_says_how_far_it_goes(report: Report, status: str, sentence: str) -> None:
    """Readers see it in a sentence, other programs in the front matter."""
    markdown = render(report)
    assert f'\nstatus: "{status}"\n' in markdown
    assert f" No notes were taken. {sentence}\n" in markdown


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 statement or name was erased on request."),
        (2, "2 statements or names were erased on request."),
    ],
)
def test_what_was_erased_is_counted_and_not_named(number: int, said: str) -> None:
    """A reader knows that the record is not complete."""
    assert f" 5 notes were taken. {said} The session" in render(replace(BARE, notes=5, erased=number))


def test_the_theme_has_its_introduction_and_its_questions() -> None:
    """Numbered; a line break stays within a question."""
    report = replace(BARE, introduction="Why we\nmeet.", questions=("What\nnow?", "Who?"))
    assert "\n## Theme and questions\n\nWhy we\\\nmeet.\n\n1. What\\\n   now?\n2. Who?\n\n" in render(report)


def test_notes_outside_the_boxes_come_after_the_first_phase() -> None:
    """Most are from lunch; they come once, also where no phase has begun."""
    report = replace(BARE, between=(Statement(Kind.CHALLENGE, "C1", "At table", AT),), pauses=("Lunch",))
    outside = (
        "## Outside the boxes\n\nNotes from “Lunch”, and from before or after the phases.\n\n"
        "- **C1** At table *10:42*\n\n"
    )
    assert f"{render(report)}\n".endswith(f"\n## Theme and questions\n\n{outside}")
    for phases in ((PHASE,), (PHASE, replace(PHASE, title="Afternoon"))):
        markdown = f"{render(replace(report, phases=phases))}\n"
        assert markdown.count(outside) == 1
        assert f"\n## Morning\n\nNothing recorded.\n\n{outside}" in markdown


@pytest.mark.parametrize(
    ("pauses", "words"),
    [
        ((), "Notes from between the phases, and from before or after the phases."),
        (
            ("Lunch", "Dinner", "Lunch"),
            "Notes from “Lunch” and “Dinner”, and from before or after the phases.",
        ),
    ],
)
def test_notes_outside_the_boxes_are_from_the_pauses_of_the_programme(
    pauses: tuple[str, ...], words: str
) -> None:
    """By their titles, each once; a programme may give them none."""
    report = replace(BARE, between=(Statement(Kind.CHALLENGE, "C1", "At table", AT),), pauses=pauses)
    assert words in render(report)


def test_an_output_outside_the_boxes_is_printed_as_an_output() -> None:
    """It can't be unread: no phase of this report reads it back."""
    early = Statement(Kind.RECOMMENDATION, "R1", "Act", AT, agreement=Agreement.CONSENSUS)
    assert "- **R1** Act\n  - Level of agreement: **consensus**\n  - *10:42*\n" in (
        markdown := render(replace(BARE, between=(early,)))
    )
    assert "Not read back" not in markdown


def test_a_report_with_a_parking_lot_alone_has_something_recorded() -> None:
    """So it does not say that there is nothing."""
    parked = Parked(Statement(Kind.PARKED, "X1", "Who pays?", AT), "")
    assert "Nothing recorded." not in render(replace(BARE, parked=(parked,)))


def test_a_doubt_about_the_times_ends_the_report() -> None:
    """Escaped like any text, in a sentence."""
    assert render(replace(BARE, doubt="the *clock* was changed")).endswith(
        "\nNothing recorded.\n\nThe times may be wrong: the \\*clock\\* was changed.\n"
    )
    assert "wrong" not in render(BARE)


def test_a_report_ends_with_its_last_word_and_one_line_break() -> None:
    """Whatever the word."""
    report = replace(BARE, loose=(LooseEnds("no approach", ("Plan X",)),))
    assert render(report).endswith("\n- No approach: Plan X\n")
