"""Words for how well off delegates are, in sentences that an organiser can read out."""

from __future__ import annotations

from breakout_tui.domain.allocation import Level
from breakout_tui.domain.allocation_figures import BEST, Figures
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import capital, listed

FIRST_COME = "first come, first served"
_HOW = "in the order of the draw, without partners and minimums"
"""What it leaves aside, so that nobody takes it for a better way that was refused."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def level_words(level: Level) -> str:
    """How far from the best a delegate is: ``1 theme missing, 2 steps away``."""
    parts = [f"{plural(level.missing, 'theme')} missing"] if level.missing else []
    parts += [f"{plural(level.steps, 'step')} away"] if level.steps else []
    return ", ".join(parts) or "the best possible"


def ordinal(rank: int) -> str:
    """A rank from 1 as a word: ``third``."""
    return _ORDINALS[rank - 1] if rank <= len(_ORDINALS) else f"{rank}th"


def told(figures: Figures) -> str:
    """How well off those are who sent wishes, of whom there is at least one.

    Those who could not have more because of their own conditions are told apart: nobody else took anything from them.
    """
    worst, limited = figures.worst or BEST, sum(figures.limited.values())
    said = [
        f"{plural(figures.answered, 'delegate')} sent wishes.",
        f"{_of_them(figures.best_possible, figures)} the best they could have.",
        f"{_of_them(figures.with_first, figures)} a first choice.",
    ]
    if limited:
        said.append(f"{plural(limited, 'delegate')} could not have more because of their own conditions.")
    if worst != BEST:
        count = figures.at_worst
        others = "Of the others, the" if limited else "The"
        who = f"{others} one who is worst off" if count == 1 else f"{others} {count:,} who are worst off"
        said.append(f"{who} {_is_at(worst, count)}.")
    elif limited and figures.best_possible:
        said.append("Nobody else has less than the best.")
    return " ".join(said)


def first_in_another_track(figures: Figures) -> str:
    """Why more delegates have the best than a first choice; empty if there is nothing to explain."""
    count = figures.best_without_first
    if not count:
        return ""
    has, their = ("has", "The") if count == 1 else ("have", "Their")
    return (
        f"{plural(count, 'delegate')} {has} the best possible without a first choice. {their} first choice is in one track, the "
        "themes that come next in the list are in another one, and together these are as near to the top of the list, or nearer. "
        "Each delegate attends one track."
    )


def comparison(figures: Figures, other: Figures) -> str:
    """What first come, first served does worse, and what it does better."""
    better: list[str] = []
    worse: list[str] = []
    same: list[str] = []
    for has, ours, theirs in (
        ("have the best possible", figures.best_possible, other.best_possible),
        ("have a first choice", figures.with_first, other.with_first),
    ):
        if theirs > ours:
            better.append(f"{theirs - ours:,} more would {has}")
        elif theirs < ours:
            worse.append(f"{ours - theirs:,} fewer would {has}")
        else:
            same.append(f"as many would {has}")
    worst, at_worst = figures.worst or BEST, other.worst or BEST
    if worst == at_worst:
        same.append("the worst off would be as far from the best")
    else:
        (better if at_worst < worst else worse).append(f"the worst off would {_be_at(at_worst)}")
    if not better and not worse:
        return f"{capital(FIRST_COME)} ({_HOW}) would do as well."
    leads = iter((f"with {FIRST_COME} ({_HOW}), ", "on the other hand, " if better and worse else "", ""))
    return " ".join(capital(f"{next(leads)}{listed(each)}.") for each in (worse, better, same) if each)


def unanswered_words(figures: Figures, other: Figures | None) -> str:
    """How well off those are who sent no wishes, of whom there is at least one."""
    one = figures.unanswered == 1
    missing = figures.unanswered_missing
    said = [
        f"{plural(figures.unanswered, 'delegate')} sent no wishes and {'is' if one else 'are'} not counted above.",
        "Delegates without wishes get the seats that the others leave.",
        f"{'This delegate lacks' if one else 'Together they lack'} {_themes(missing)}.",
    ]
    if other is not None and other.unanswered_missing != missing:
        said.append(f"With {FIRST_COME}, it would be {_themes(other.unanswered_missing)}.")
    return " ".join(said)


def _themes(count: int) -> str:
    return plural(count, "theme") if count else "no theme"


def _of_them(count: int, figures: Figures) -> str:
    if count == figures.answered:
        return "All of them have"
    return f"{count:,} of them {'has' if count == 1 else 'have'}" if count else "None of them has"


def _is_at(level: Level, count: int) -> str:
    lack, are = ("lacks", "is") if count == 1 else ("lack", "are")
    parts = [f"{lack} {plural(level.missing, 'theme')}"] if level.missing else []
    parts += [f"{are} {plural(level.steps, 'step')} away from the best"] if level.steps else []
    return " and ".join(parts)


def _be_at(level: Level) -> str:
    parts = [f"lack {plural(level.missing, 'theme')}"] if level.missing else []
    parts += [f"be {plural(level.steps, 'step')} away"] if level.steps else []
    return " and ".join(parts) or "have the best possible"
