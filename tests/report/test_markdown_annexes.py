"""The annexes of a report: the chain, the rounds, loose ends, and the parking lot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from breakout_tui.domain.kinds import Kind
from breakout_tui.report.annex_blocks import (
    evidence_section,
    loose_section,
    parked_section,
    rounds_section,
)
from breakout_tui.report.report_model import (
    Evidence,
    EvidenceRow,
    LooseEnds,
    OtherWording,
    Parked,
    Rounds,
    Shared,
    Statement,
)
from breakout_tui.report.summary_model import Cited
from tests.report.rendering import printed

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
NOTE = Statement(Kind.PARKED, "X1", "Who pays?", AT)


def test_an_annex_without_content_is_left_out() -> None:
    """Notes without any link make no table."""
    assert [
        *evidence_section(Evidence(alone=("C1",))),
        *loose_section(()),
        *parked_section(()),
        *rounds_section(None),
    ] == []


def test_the_chain_is_a_table_with_a_column_for_each_kind() -> None:
    """A cell has reference and text of each statement, or a dash; a statement without reference is the number of others."""
    row = EvidenceRow(
        (Cited("C1", "Silo *budgets*"), Cited("", "and 3 more")),
        (Cited("P1", ""),),
        (),
        (Cited("R1", "Act"),),
    )
    gap = EvidenceRow(principles=(Cited("P2", ""),), recommendations=(Cited("R2", ""),))
    assert printed(evidence_section(Evidence((row, gap)))) == [
        "## From challenge to recommendation",
        "",
        "| Challenge | Principle | Recommendation |",
        "| :-- | :-- | :-- |",
        "| **C1** Silo \\*budgets\\*; and 3 more | **P1** | **R1** Act |",
        "| – | **P2** | **R2** |",
        "",
    ]
    other = Evidence((row, gap), (Kind.RECOMMENDATION, Kind.DECISION), ("P3",), ("C2", "C3", "C4", "A1"))
    assert printed(evidence_section(other))[-4:] == [
        "No recommendation follows from P3.",
        "",
        "Not linked: C2 to C4 and A1.",
        "",
    ]


def test_loose_ends_name_references_in_runs_and_other_subjects_as_typed() -> None:
    """One text among the references, and all are listed as texts, escaped."""
    ends = (
        LooseEnds("no addressee", ("R1", "R2", "R3", "R5")),
        LooseEnds("no approach", ("C1", "C2", "the *law*")),
        LooseEnds("no date", ("R1x",)),
    )
    assert printed(loose_section(ends)) == [
        "## Loose ends",
        "",
        "- No addressee: R1 to R3 and R5",
        "- No approach: C1, C2 and the \\*law\\*",
        "- No date: R1x",
        "",
    ]


def test_a_parked_note_says_when_where_and_by_whom_it_was_captured() -> None:
    """As far as it is known; its lines and those of other wordings stay in their items."""
    full = replace(
        NOTE,
        text="Who pays\nfor it?",
        attribution="Nor*way",
        formerly=("C4", "P2"),
        others=(OtherWording("X3", "And who\npaid?", AT),),
    )
    assert printed(parked_section((Parked(NOTE, ""), Parked(NOTE, "Q1 *"), Parked(full, "Q2")))) == [
        "## Parking lot",
        "",
        "- **X1** Who pays? *10:42*",
        "- **X1** Who pays? *10:42, Q1 \\**",
        "- **X1** (formerly C4 and P2) Who pays\\\n  for it? *10:42, Q2, Nor\\*way*",
        "  - Also X3: And who\\\n    paid? *10:42*",
        "",
    ]


def test_the_rounds_share_a_table_of_outputs() -> None:
    """Where each was heard and how often, thousands with a comma."""
    shared = (
        Shared("Room *2*·1/P3", "Share *first*", (1, 2, 3), 1_200),
        Shared("P1", "Pay later", (1, 2), 2),
    )
    assert printed(rounds_section(Rounds(shared, 0))) == [
        "## Across the rounds",
        "",
        "| Output | Heard in | Times |",
        "| :-- | :-- | --: |",
        "| **Room \\*2\\*·1/P3** Share \\*first\\* | rounds 1, 2 and 3 | 1,200 |",
        "| **P1** Pay later | rounds 1 and 2 | 2 |",
        "",
    ]


def test_outputs_not_heard_again_are_counted_beside_those_that_were() -> None:
    """Where nothing was heard again, one sentence says all."""
    shared = (Shared("P1", "Pay later", (1, 2), 2),)
    assert printed(rounds_section(Rounds(shared, 1)))[-2:] == [
        "1 output of earlier rounds was not heard again.",
        "",
    ]
    assert printed(rounds_section(Rounds(shared, 2)))[-2:] == [
        "2 outputs of earlier rounds were not heard again.",
        "",
    ]
    assert printed(rounds_section(Rounds((), 2))) == [
        "## Across the rounds",
        "",
        "No output was heard in more than one round.",
        "",
    ]
