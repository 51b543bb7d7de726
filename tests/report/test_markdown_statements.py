"""One statement in a report: its text first, then who, when, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import FIELDS
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.report.report_model import OtherWording, Statement
from breakout_tui.report.statement_items import output, said
from tests.report.rendering import printed_item

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 12, 5, tzinfo=UTC)
NOTE = Statement(Kind.CHALLENGE, "C3", "Silo budgets", AT)
ALL_FIELDS = tuple((field, f"*{field.name}*\ntoo") for field in FIELDS)

OTHERS = (
    OtherWording("C5", "One\ntwo", LATER, "Ja*pan", "bud*get", ("X2", "P4"), ALL_FIELDS[1:3], "No\nway"),
    OtherWording("C6", "Three", LATER),
)
PRINTED_OTHERS = [
    "  - Also C5 (formerly X2 and P4): One\\\n    two *12:05, Ja\\*pan, #bud\\*get; "
    "evidence: \\*evidence\\* / too; for: \\*addressee\\* / too* Minority view: No\\\n    way",
    "  - Also C6: Three *12:05*",
]
PRINTED_FIELDS = (
    "Practised in: \\*where\\* / too; evidence: \\*evidence\\* / too; for: \\*addressee\\* / too; "
    "who acts: \\*actor\\* / too; by when: \\*due\\* / too; reason: \\*reason\\* / too"
)


def of_kind(kind: Kind) -> Statement:
    """A statement of this kind that has every detail."""
    return Statement(
        kind, f"{kind.letter}1", "First\nsecond", AT, "Nor*way", "bud*get", ("X1", "C4"), 3,
        OTHERS,
        ("C1", "C2", "C3"), ("P7",), ALL_FIELDS, Agreement.DIVERGENCE, "Not\nyet", "Can*ada",
        ReadBack.AMENDED, LATER, ("Old\none", "Older"), 1,
    )  # fmt: skip


def test_a_bare_statement_is_its_reference_text_and_time() -> None:
    """Nothing else is printed; an output has its time on a line of its own."""
    assert printed_item(said(NOTE)) == ["- **C3** Silo budgets *10:42*"]
    assert printed_item(output(NOTE, was_read=False)) == ["- **C3** Silo budgets", "  - *10:42*"]


def test_a_statement_under_its_box_has_its_circumstances_beside_it() -> None:
    """No votes; agreement and read-back only where the programme asks for them. Every line stays in the item."""
    plain = replace(of_kind(Kind.APPROACH), agreement=None, read_back=None)
    agreed = "  - Level of agreement: **divergence**"
    read = "  - Read back at 12:05: agreed as amended"
    assert {agreed, read} <= set(printed_item(said(of_kind(Kind.APPROACH))))
    assert printed_item(said(plain, place="Q*1")) == [
        "- **A1** (formerly X1 and C4) First\\\n  second "
        "*10:42, Q\\*1, Nor\\*way, #bud\\*get, follows C1 to C3, see P7, heard 3×*",
        f"  - {PRINTED_FIELDS}",
        "  - Minority view (Can\\*ada): Not\\\n    yet",
        *PRINTED_OTHERS,
    ]


def test_an_output_says_what_was_agreed_before_its_circumstances() -> None:
    """Then the read-back with each replaced wording, then the other wordings."""
    assert printed_item(output(of_kind(Kind.RECOMMENDATION), was_read=True)) == [
        "- **R1** (formerly X1 and C4) First\\\n  second",
        "  - For: \\*addressee\\* / too",
        "  - Who acts: \\*actor\\* / too",
        "  - By when: \\*due\\* / too",
        "  - Level of agreement: **divergence**",
        "  - Minority view (Can\\*ada): Not\\\n    yet",
        "  - Practised in: \\*where\\* / too; evidence: \\*evidence\\* / too; reason: \\*reason\\* / too",
        "  - *10:42, Nor\\*way, #bud\\*get, 1 vote, carries out C1 to C3, see P7, heard 3×*",
        "  - Read back at 12:05: agreed as amended",
        "  - Earlier wording: Old\\\n    one",
        "  - Earlier wording: Older",
        *PRINTED_OTHERS,
    ]


def test_a_principle_has_no_level_and_keeps_what_it_said_under_an_earlier_kind() -> None:
    """Its fields and views, even if they belong to recommendations; then its votes and its read-back."""
    plain = replace(of_kind(Kind.PRINCIPLE), agreement=None)
    assert printed_item(output(plain, was_read=True))[1:5] == [
        "  - Minority view (Can\\*ada): Not\\\n    yet",
        f"  - {PRINTED_FIELDS}",
        "  - *10:42, Nor\\*way, #bud\\*get, 1 vote, answers C1 to C3, see P7, heard 3×*",
        "  - Read back at 12:05: agreed as amended",
    ]


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        (Kind.CHALLENGE, "see"),
        (Kind.PRINCIPLE, "answers"),
        (Kind.APPROACH, "follows"),
        (Kind.RECOMMENDATION, "carries out"),
    ],
)
def test_each_kind_has_its_verb_for_what_it_answers(kind: Kind, verb: str) -> None:
    """The chain reads as a sentence."""
    note = replace(NOTE, kind=kind, answers=("C1",))
    assert printed_item(said(note)) == [f"- **C3** Silo budgets *10:42, {verb} C1*"]


@pytest.mark.parametrize(
    ("votes", "printed"), [(None, "*10:42*"), (0, "*10:42, 0 votes*"), (2, "*10:42, 2 votes*")]
)
def test_votes_are_printed_where_an_output_was_ranked(votes: int | None, printed: str) -> None:
    """Also no votes at all; never at a statement under its box."""
    note = replace(NOTE, votes=votes)
    assert printed_item(output(note, was_read=False))[1] == f"  - {printed}"
    assert printed_item(said(note)) == ["- **C3** Silo budgets *10:42*"]


@pytest.mark.parametrize(
    ("result", "at", "was_read", "printed"),
    [
        (None, None, False, []),
        (None, None, True, ["  - Not read back."]),
        (ReadBack.AGREED, LATER, False, ["  - Read back at 12:05: agreed"]),
        (ReadBack.AMENDED, LATER, True, ["  - Read back at 12:05: agreed as amended"]),
        (ReadBack.SKIPPED, None, True, ["  - Read back: skipped"]),
    ],
)
def test_an_output_is_marked_unread_only_when_the_read_back_is_over(
    result: ReadBack | None, at: datetime | None, was_read: bool, printed: list[str]
) -> None:
    """A result is printed at once, with its time if there is one."""
    note = replace(NOTE, read_back=result, read_back_at=at)
    assert printed_item(output(note, was_read=was_read))[2:] == printed


def test_a_detail_that_shows_nothing_is_not_printed() -> None:
    """White space alone is no name, no field and no view."""
    blank = replace(
        of_kind(Kind.RECOMMENDATION), attribution=" ", cluster=" \n", minority="\n", dissent=" ", others=(),
        fields=tuple((field, " \n ") for field in FIELDS), agreement=None, answers=(), mentions=(),
        formerly=(), heard=1, votes=None, read_back=None, before_reading=(),
    )  # fmt: skip
    assert printed_item(output(blank, was_read=False)) == ["- **R1** First\\\n  second", "  - *10:42*"]
    assert printed_item(said(blank)) == ["- **R1** First\\\n  second *10:42*"]
