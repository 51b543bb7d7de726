"""Twice rows: what two editors decided differently, both decisions side by side, and beside what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from breakout_tui.domain import paper_records as r
from breakout_tui.tui.date_language import dates
from breakout_tui.tui.paper.decision_words import decided, subject
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, WholePlace
from breakout_tui.tui.paper.paper_row import BesideRow, Block, PaperRow, TextRow, unbroken
from breakout_tui.tui.paper.paper_targets import (
    Front,
    HeadlineTarget,
    JoinedTarget,
    ParagraphTarget,
    ReasonTarget,
    StatementTarget,
    StepTarget,
    Target,
    TwiceTarget,
)
from breakout_tui.tui.wording import steady


def with_twices(view: PaperView, place: Place, rows: Iterable[PaperRow]) -> Iterator[PaperRow]:
    """The rows of a place, each followed by what was decided differently about it; first what is about the whole place.

    At the end of the next steps is what is about a line that isn't among them.
    """
    by_home = defaultdict[Target | Place | None, list[r.DecidedTwice]](list)
    for twice in view.decided_twice:
        by_home[_home(view.paper.entries[twice.decision_id])].append(twice)
    yield from (_row(view, twice) for twice in by_home[place])
    for row in rows:
        yield row
        about = StatementTarget(row.target.note_id) if isinstance(row.target, ReasonTarget) else row.target
        if about is not None:
            yield from (_row(view, twice) for twice in by_home.pop(about, ()))
    if place is WholePlace.STEPS:
        removed = [home for home in by_home if isinstance(home, StepTarget)]
        yield from (_row(view, twice) for home in removed for twice in by_home[home])


def twice_rows(view: PaperView) -> Iterator[PaperRow]:
    """All that was decided differently, also what no other place shows."""
    yield TextRow(None, (Block("Decided differently by two editors", "bold"),))
    if not view.decided_twice:
        yield TextRow(None, (Block("Nothing to choose.", "$muted"),))
    for twice in view.decided_twice:
        yield _row(view, twice)


def _row(view: PaperView, twice: r.DecidedTwice) -> PaperRow:
    holds, other = view.paper.entries[twice.decision_id], twice.others[0]
    assert isinstance(holds, r.PaperDecision)
    left = f"in the paper now{_made(twice.laptop, twice.at)}"
    right = f"the other editor{_made(other.laptop, other.at)}"
    more = f" · {len(twice.others) - 1} more after this" if len(twice.others) > 1 else ""
    return BesideRow(
        TwiceTarget(twice.decision_id),
        (_key("1", left), *_lines(view, holds)),
        (_key("2", right), *_lines(view, other.decision)),
        (
            Block(
                f"Decided differently by two editors · {subject(view.conference, holds)}{more}",
                "$accent",
                indent=2,
            ),
        ),
    )


def _key(key: str, words: str) -> Block:
    return Block(words, "$muted", f"  {key} ", "bold")


def _lines(view: PaperView, decision: r.PaperDecision) -> Iterator[Block]:
    for line in decided(view.conference, decision).split("\n"):
        yield Block(steady(line), indent=4)


def _made(laptop: str, at: datetime | None) -> str:
    """On which laptop and when, where that is known."""
    when = "" if at is None else f"{dates().brief(at.date(), has_year=False)} {at:%H:%M}"
    return "".join(f" · {unbroken(words)}" for words in (steady(laptop), when) if words)


def _home(decision: r.PaperEntry) -> Target | Place | None:
    """The row, or the place, beside which a decision is shown."""
    match decision:
        case r.Frontispiece():
            return Front.TITLE
        case r.Headline(theme_id=theme_id):
            return HeadlineTarget(theme_id)
        case r.ThemeOrder():
            return WholePlace.FRONT
        case r.StatementOrder(theme_id=theme_id, kind=kind):
            return SectionPlace(theme_id, kind)
        case r.LeftOut(note_id=note_id) | r.EditedWording(note_id=note_id):
            return StatementTarget(note_id)
        case r.LinkingParagraph(id=paragraph_id):
            return ParagraphTarget(paragraph_id)
        case r.JoinedStatement(id=joined_id):
            return JoinedTarget(joined_id)
        case r.NextStep(id=step_id):
            return StepTarget(step_id)
    return None
