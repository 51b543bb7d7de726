"""Overview words: a room as the organiser's terminal shows it, in lines of parts, and how it is with the hub."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.overview_source import OverviewContact, OverviewStanding
from breakout_tui.domain.room_card import CardTime, RoomCard
from breakout_tui.domain.room_findings import Grade
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import fit, shortened

GRADE_ROLES = {Grade.PROBLEM: "bad", Grade.WARNING: "approach", Grade.CHECK: "muted"}
"""The role of each grade; its word is always beside it."""
EDGE = "▌"
"""Before each line of a card, in the colour of its grade."""
CARD_LINES = 5
_USED, _LEFT = "━", "─"


def card_lines(card: RoomCard, width: int, now: float) -> Sequence[Sequence[Part]]:
    """The ``CARD_LINES`` lines of a card in ``width`` cells; ``now`` is the hub's clock, in seconds since its boot."""
    edge = (f"{EDGE} ", GRADE_ROLES[card.grade] if card.grade is not None else "faint")
    inside = width - 2
    title = " · ".join(filter(None, (card.name, card.theme)))
    lines = (
        _sides((title, "strong"), (f"round {card.round}" if card.round else "", "muted"), inside),
        moment_parts(card, inside, now),
        bar_parts(card.time, inside, now),
        _counts_and_heard(card, inside, now),
        _gravest(card, inside),
    )
    return [[edge, *line] for line in lines]


def moment_parts(card: RoomCard, width: int, now: float) -> list[Part]:
    """The time, where the room is, and whether it is on time."""
    where = " · ".join(filter(None, (card.plan, card.step)))
    if card.time is None:
        return _sides((card.phase or "–", "muted"), (where, "muted"), width)
    left = card.time.left_at(now)
    is_still = card.time.zero_at is None
    role = "muted" if is_still else "bad" if left < 0 else "strong"
    where = where or card.phase
    return _sides((countdown(left), role), (f"paused · {where}" if is_still else where, "muted"), width)


def bar_parts(time: CardTime | None, width: int, now: float) -> list[Part]:
    """How much of the time of the box is used."""
    done = 0 if time is None else round(width * time.done_at(now))
    return [(_USED * done, "accent"), (_LEFT * max(0, width - done), "faint")]


def count_parts(card: RoomCard) -> list[Part]:
    """The notes by kind: glyph and number; a glyph means the same on each screen."""
    roles = {each.kind: KIND_VARIABLES[each.kind] if each.count else "muted" for each in card.counts}
    return [(f"{GLYPHS[each.kind]} {each.count}  ", roles[each.kind]) for each in card.counts]


def _counts_and_heard(card: RoomCard, width: int, now: float) -> list[Part]:
    counts = count_parts(card)
    room = width - sum(cell_len(text) for text, _ in counts)
    heard = card.heard_words(now)
    if cell_len(heard) > room:
        heard = ""
    return [*counts, (" " * (room - cell_len(heard)) + heard, "muted")]


def _gravest(card: RoomCard, width: int) -> list[Part]:
    if not card.findings:
        silenced = f"{len(card.silenced)} silenced" if card.silenced else ""
        return [(_exact(silenced, width), "muted")]
    first, *others = card.findings
    role = GRADE_ROLES[first.grade]
    more = f" +{len(others)}" if others else ""
    return [(_exact(f"{first.grade.value}: {first.text}", width - len(more)), role), (more, "muted")]


def _sides(left: Part, right: Part, width: int) -> list[Part]:
    """Both in exactly ``width`` cells; the left one is shortened first, but keeps a third."""
    least = min(cell_len(left[0]), width // 3)
    told = shortened(right[0], max(0, width - least - 2))
    room = width - cell_len(told)
    return [
        (_exact(left[0], room - (2 if told else 0)), left[1]),
        ("  " if told else "", ""),
        (told, right[1]),
    ]


def _exact(text: str, width: int) -> str:
    """The text in exactly so many cells, also where it is cut at a blank."""
    return set_cell_size(fit(text, width), max(0, width))


def contact_part(standing: OverviewStanding, url: str) -> Part:
    """How it is with the hub; empty while all is well."""
    since = f" since {standing.since:%H:%M}" if standing.since is not None else ""
    reason = clean_line(standing.reason)
    match standing.contact:
        case OverviewContact.ON:
            return clean_line(standing.said), "accent"
        case OverviewContact.CONNECTING:
            return f"Connecting to {clean_line(url)} …", "muted"
        case OverviewContact.AWAY:
            return f"No word from the hub{since}{f' · {reason}' if reason else ''} · trying again", "bad"
        case OverviewContact.REFUSED:
            return f"The hub does not know this code{since} · ask for a new link", "bad"
        case OverviewContact.OTHER_CERTIFICATE:
            return f"Nothing is asked: {reason or 'it is another hub'}", "bad"
        case OverviewContact.NEWER:
            return f"The hub speaks a newer version · {reason}", "bad"
