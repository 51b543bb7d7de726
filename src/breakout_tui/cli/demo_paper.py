"""What the editor of the paper of the fictional conference has decided so far."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_commands import (
    EditWording,
    JoinStatements,
    LeaveOut,
    MarkNotTheSame,
    NameThePaper,
    OrderThemes,
    PaperCommand,
    SetHeadline,
    SetNextStep,
    WriteParagraph,
)

TITLE = "Position paper of the ICA 43rd Conference"
OPENING = (
    "On two days of the conference, nine breakout sessions in six rooms discussed three of its themes."
    " This paper puts together what they agreed on, and says where they did not agree."
)
GOVERNANCE = "Shared services need a shared budget, and somebody who answers for it"
OPEN_GOVERNMENT = "Close what nobody owns, and say what is left"


def decisions(made: Conference) -> Iterator[PaperCommand]:
    """One command after the other. Two pairs are decided on; the others are left for the user."""
    ids = {said.reference: said.id for said in made.statements.values()}
    yield NameThePaper(TITLE, OPENING)
    yield OrderThemes(("governance", "open-government", "customer"))
    yield SetHeadline("governance", GOVERNANCE)
    yield SetHeadline("open-government", OPEN_GOVERNMENT)
    yield JoinStatements(
        (ids["Room 1·1/R1"], ids["Room 2·1/R1"]),
        "Give shared services one line in the budget",
    )
    yield JoinStatements((ids["Room 1·1/C4"], ids["Room 2·1/C3"]))
    yield MarkNotTheSame(ids["Room 1·1/P4"], ids["Room 2·1/R2"])
    yield LeaveOut(ids["Room 2·1/C6"], "It is about the room, not about the theme")
    yield EditWording(ids["Room 3·1/R1"], "Close each website that has no owner")
    yield EditWording(ids["Room 3·1/C6"], "Officials hold data back for fear of a single mistake")
    yield WriteParagraph(
        "governance",
        Kind.CHALLENGE,
        "Both rooms came back to the budget again and again. What follows is in their own words.",
        before=ids["Room 1·1/C1"],
    )
    yield SetNextStep(
        "Send this paper to all delegations for comment", "The ICA secretariat", "15 January 2027"
    )
