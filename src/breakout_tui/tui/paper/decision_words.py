"""Decision words: what a decision on the paper is about, and what was decided, as the editor's screen words it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.text import clean_line

_GIST = 60
"""Characters of a statement in a list of several."""


def subject(conference: Conference, decision: r.PaperDecision) -> str:
    """What the decision is about."""
    match decision:
        case r.Frontispiece():
            return "Title and opening"
        case r.Headline(theme_id=theme_id):
            return f"Headline · {_theme(conference, theme_id)}"
        case r.ThemeOrder():
            return "Order of the themes"
        case r.StatementOrder(theme_id=theme_id, kind=kind):
            return f"Order · {_section(conference, theme_id, kind)}"
        case r.LeftOut(note_id=note_id):
            return f"Leaving out {_reference(conference, note_id)}"
        case r.EditedWording(note_id=note_id):
            return f"Wording of {_reference(conference, note_id)}"
        case r.LinkingParagraph(theme_id=theme_id, kind=kind):
            return f"Paragraph · {_section(conference, theme_id, kind)}"
        case r.JoinedStatement():
            return "Joined statement"
        case r.NotTheSame(one=one, other=other):
            return f"{_reference(conference, one)} and {_reference(conference, other)}"
        case r.NextStep(note_id=note_id):
            return f"Next step of {_reference(conference, note_id)}" if note_id else "Next step"
    assert_never(decision)


def decided(conference: Conference, decision: r.PaperDecision) -> str:
    """What was decided; a decision that was taken back says so, with what it was."""
    words = _decided(conference, decision)
    return f"Taken back: {words}" if decision.deleted else words


def _decided(conference: Conference, decision: r.PaperDecision) -> str:
    match decision:
        case r.Frontispiece(title=title, opening=opening):
            return "\n".join(filter(None, (title, opening))) or "no title and no opening"
        case r.Headline(text=text):
            return text or "no headline"
        case r.ThemeOrder(themes=themes):
            return _numbered(_theme(conference, each) for each in themes)
        case r.StatementOrder(entries=entries):
            return _numbered(_short(conference, each) for each in entries)
        case r.LeftOut(reason=reason):
            return f"left out: {reason}"
        case r.EditedWording(text=text) | r.LinkingParagraph(text=text):
            return text
        case r.JoinedStatement(heading=heading, members=members):
            return "\n".join(filter(None, (heading, *(_short(conference, each.note_id) for each in members))))
        case r.NotTheSame():
            return "not the same"
        case r.NextStep(is_left_out=True):
            return "not among the next steps"
        case r.NextStep(what=what, who=who, due=due):
            return " · ".join(filter(None, (what, who, due)))
    assert_never(decision)


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _theme(conference: Conference, theme_id: str) -> str:
    theme = conference.theme(theme_id)
    return "a theme that is gone" if theme is None else clean_line(theme.title)


def _section(conference: Conference, theme_id: str, kind: Kind) -> str:
    theme = conference.theme(theme_id)
    heading = kind.value if theme is None else theme.sessions[0].labels.heading(kind)
    return f"{heading} · {_theme(conference, theme_id)}"


def _reference(conference: Conference, note_id: str) -> str:
    said = conference.statements.get(note_id)
    return "a statement that is gone" if said is None else said.reference


def _short(conference: Conference, entry_id: str) -> str:
    """A statement by its reference and first words; what is no statement is a joined one."""
    said = conference.statements.get(entry_id)
    return "a joined statement" if said is None else f"{said.reference} {gist(said.note.text, _GIST)}"
