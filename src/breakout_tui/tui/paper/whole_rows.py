"""Whole rows: what is about the whole paper: pairs, what rooms changed, what recurs and what is missing, next steps."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.offered_pairs import OfferedPair
from breakout_tui.domain.paper_differences import Difference
from breakout_tui.domain.paper_outline import StatementEntry
from breakout_tui.domain.paper_records import PaperEntry
from breakout_tui.domain.paper_steps import StepColumn, sorted_lines
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_row import BesideRow, Block, PaperRow, TableRow, TextRow, unbroken
from breakout_tui.tui.paper.paper_targets import DifferenceTarget, FindingTarget, PairTarget, StepTarget
from breakout_tui.tui.paper.section_rows import MUTED
from breakout_tui.tui.wording import steady

_GIST = 120


def pair_rows(view: PaperView) -> Iterator[PaperRow]:
    """What several rooms seem to have said, side by side."""
    yield _heading("Do these say the same?")
    progress = view.pairs_progress
    if progress is not None:
        done, of = progress
        yield _line(f"Comparing statements: {done:,} of {of:,}" if of else "Comparing statements …")
        return
    if not view.pairs:
        yield _line("Nothing left to decide: no two rooms say nearly the same.")
    for pair in view.pairs:
        yield _pair(view, pair)


def change_rows(view: PaperView) -> Iterator[PaperRow]:
    """What rooms changed after the editor had decided on it."""
    yield _heading("Changed in the rooms since you decided")
    if not view.differences:
        yield _line("Nothing to decide: the rooms still say what your decisions are based on.")
    for difference in view.differences:
        yield _difference(view, difference)


def finding_rows(view: PaperView) -> Iterator[PaperRow]:
    """What the conference as a whole shows."""
    found = view.findings
    theme_of = {view.conference.places[each.id]: each.info.theme_id for each in view.conference.sessions}
    yield from _found(
        "Raised in several rooms",
        "Nothing is joined yet across rooms.",
        [
            FindingTarget(each.entry.everyone[0].id, f"{each.entry.heading} · {each.entry.extent.words}")
            for each in found.recurring
        ],
    )
    yield from _found(
        "Agreed at different levels",
        "No joined recommendation has different levels of agreement.",
        [
            FindingTarget(
                each.entry.everyone[0].id,
                f"{each.entry.heading} · "
                + ", ".join(
                    f"{unbroken(entry.said.reference)} {level.value}" for entry, level in each.levels
                ),
            )
            for each in found.differed
        ],
    )
    yield from _found(
        "Country groups without a recommendation",
        "Every country group has a recommendation.",
        [
            FindingTarget(
                "", f"{each.group} · {', '.join(map(unbroken, each.places))}", theme_of[each.places[0]]
            )
            for each in found.groups
        ],
    )
    yield from _found(
        "Challenges that no recommendation answers",
        "Every challenge is answered by a recommendation.",
        [
            FindingTarget(
                each.said.id, f"{gist(each.said.note.text, _GIST)} · {unbroken(each.said.reference)}"
            )
            for each in found.unanswered
        ],
    )


def step_rows(view: PaperView, by: StepColumn | None) -> Iterator[PaperRow]:
    """The table of next steps, sorted by a column; None is the order of the paper."""
    yield _heading("Next steps")
    if not view.steps:
        yield _line("No recommendation says who acts or by when.")
        return
    shares = (5, 3, 3, 3)
    marked = tuple(f"{each.value} ↓" if each is by else each.value for each in StepColumn)
    yield TableRow(None, marked, shares, f"bold {MUTED}")
    for line in sorted_lines(view.steps, by) if by is not None else view.steps:
        place = unbroken(line.said.reference) if line.said is not None else "editor"
        cells = tuple(steady(text) for text in (line.what, line.who, line.due, place))
        yield TableRow(StepTarget(line.id), cells, shares)


def _heading(words: str) -> TextRow:
    return TextRow(None, (Block(words, "bold"),))


def _line(words: str) -> TextRow:
    return TextRow(None, (Block(words, MUTED),))


def _found(heading: str, without: str, found: list[FindingTarget]) -> Iterator[PaperRow]:
    """One sort of finding."""
    count = f" · {len(found):,}" if found else ""
    yield TextRow(None, (Block(f"{heading}{count}", "bold"),), is_tight=True)
    if not found:
        yield TextRow(None, (Block(without, MUTED, indent=2),))
        return
    for target in found[:-1]:
        yield TextRow(target, (Block(clean_line(target.words), sign="· ", sign_style=MUTED),), is_tight=True)
    yield TextRow(found[-1], (Block(clean_line(found[-1].words), sign="· ", sign_style=MUTED),))


def _pair(view: PaperView, pair: OfferedPair) -> PaperRow:
    one, other = pair.one, pair.other
    held = [view.groups[each.id] for each in (one, other) if each.id in view.groups]
    below = tuple(
        Block(f"joins what is below “{clean_line(_heading_of(view, each))}”", MUTED, indent=2)
        for each in held
    )
    return BesideRow(
        PairTarget(one.id, other.id),
        _said(one, "1 "),
        _said(other, "2 "),
        below,
    )


def _heading_of(view: PaperView, joined: r.JoinedStatement) -> str:
    """The heading of a joined statement, or the words of its first member."""
    first = view.conference.statements.get(joined.members[0].note_id)
    return joined.heading or ("" if first is None else first.note.text)


def _said(entry: StatementEntry, number: str) -> tuple[Block, ...]:
    """A statement as one side of a pair, with the key that takes its wording."""
    said, kind = entry.said, entry.said.note.kind
    return (
        Block(steady(entry.text), "", f"{number}{GLYPHS[kind]} ", f"bold ${KIND_VARIABLES[kind]}"),
        Block(" · ".join(filter(None, (said.reference, steady(said.attribution)))), MUTED, indent=4),
    )


def _difference(view: PaperView, difference: Difference) -> PaperRow:
    said = view.conference.statements.get(difference.note_id)
    now = (
        "The room has deleted or merged it."
        if difference.now is None
        else _based_on(difference, difference.now)
    )
    where = "gone" if said is None else said.reference
    return BesideRow(
        DifferenceTarget(difference.note_id),
        (Block("Before", MUTED, indent=2), Block(_based_on(difference, difference.before), indent=2)),
        (Block(f"Now · {where}", MUTED, indent=2), Block(now, "bold", indent=2)),
        (Block(_decision(difference.entry), "$accent", indent=2),),
    )


def _based_on(difference: Difference, words: str) -> str:
    """What a decision is based on; of a next step, what, who and by when."""
    if isinstance(difference.entry, r.NextStep):
        words = " · ".join(filter(None, words.split("\n")))
    return steady(words)


def _decision(entry: PaperEntry) -> str:
    """What the editor decided on the words before."""
    match entry:
        case r.EditedWording(text=text):
            return f"You edited it: {clean_line(text)}"
        case r.LeftOut(reason=reason):
            return f"You left it out: {reason}"
        case r.JoinedStatement(members=members):
            return f"You joined it with {plural(len(members) - 1, 'other statement')}"
        case r.NextStep(is_left_out=True):
            return "You took it out of the next steps"
        case r.NextStep(what=what, who=who, due=due):
            return f"You edited its next step: {' · '.join(filter(None, (what, who, due)))}"
    return "You decided on it"
