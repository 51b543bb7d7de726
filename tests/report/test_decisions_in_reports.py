"""Decisions in the documents: a section in the report of their phase, the chain, the report-back and its slides."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from tests.domain.example import Talk, complete_chain
from tests.report.rendering import render, render_slides, render_spoken


def decided() -> Talk:
    """A day whose afternoon decided on its recommendation, and decided something else without a reason."""
    talk = complete_chain()
    talk.do(c.Capture("One line", Kind.DECISION, "Norway", links=(3,), fields={"reason": "It is\nfair"}))
    talk.do(c.Agree(4, Agreement.CONSENSUS, minority="Not yet"))
    talk.say(Kind.DECISION, "Tea at four")
    return talk


def test_a_report_lists_decisions_with_reason_agreement_who_and_what_they_answer() -> None:
    """Under a heading of their own, after the recommendations of their phase."""
    talk = decided()
    markdown = render(compose(talk.session, talk.reading()))
    section = markdown.split("### Decisions\n\n")[1].split("\n\n")[0]
    assert section.splitlines() == [
        "- **D1** One line",
        "  - Reason: It is / fair",
        "  - Level of agreement: **consensus**",
        "  - Minority view: Not yet",
        "  - *09:00, Norway, answers R1*",
        "- **D2** Tea at four",
        "  - *09:00*",
    ]
    assert markdown.index("### Recommendations") < markdown.index("### Decisions")
    assert "- No reason: D2" in markdown


def test_the_table_of_evidence_has_decisions_only_if_one_is_linked() -> None:
    """Otherwise it has the columns of a day without decisions."""
    talk = decided()
    markdown = render(compose(talk.session, talk.reading()))
    assert "| Challenge | Principle | Approach | Recommendation | Decision |\n" in markdown
    assert "**R1** Fund shared services from one line | **D1** One line |\n" in markdown
    plain = complete_chain()
    plain.say(Kind.DECISION, "Tea at four")
    markdown = render(compose(plain.session, plain.reading()))
    assert "| Challenge | Principle | Approach | Recommendation |\n" in markdown
    assert "Not linked: D1." in markdown


def test_the_report_back_and_its_slides_have_the_decisions() -> None:
    """Each with its reason."""
    spoken = compose_spoken(decided().session)
    for document in (render_spoken(spoken), render_slides(spoken)):
        heading = "## Decisions\n\n- One line. The reason: It is fair.\n- Tea at four.\n"
        assert heading in document
