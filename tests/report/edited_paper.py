"""The paper of the fictional conference as an editor left it: joined, edited, left out, and with texts of the editor's own."""

from __future__ import annotations

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.kinds import Kind
from tests.domain.paper_desk import Desk


def edited_paper() -> Desk:
    """The desk of the editor."""
    desk = Desk()
    desk.do(
        p.NameThePaper(
            "Keeping records together", "The rooms met on two days.\n\nThis is what they agreed on."
        )
    )
    desk.do(p.SetHeadline("governance", "Money and mandate belong together"))
    desk.do(p.SetHeadline("services", "One front door"))
    desk.do(p.OrderThemes(("services", "governance")))
    desk.join("Room 1·1/C1", "Room 1·2/C1", "Room 2·1/C2", heading="Budgets in silos block what is shared")
    desk.join("Room 3·1/C1", "Room 3·2/C1")
    desk.join("Room 3·1/R2", "Room 3·2/R1", heading="Answer every request within ten working days")
    desk.join("Room 4·1/C1", "Room 4·2/C1")
    desk.join("Room 3·1/A1", "Room 4·1/A1", heading="One request form for all archives")
    split = desk.join("Room 5·1/C1", "Room 5·2/C1")
    desk.do(p.SplitJoined(split))
    desk.do(
        p.EditWording(
            desk.id("Room 1·1/R2"), "Give the national archive a seat and a vote in the governance board"
        )
    )
    desk.do(p.LeaveOut(desk.id("Room 2·2/C1"), "The same as in round 1"))
    desk.do(
        p.WriteParagraph(
            "governance", Kind.PRINCIPLE, "Three of four rooms put the budget first.", desk.id("Room 1·2/P1")
        )
    )
    desk.do(p.SetNextStep("Send the paper to all delegations", "Secretariat", "15 January 2027"))
    return desk
