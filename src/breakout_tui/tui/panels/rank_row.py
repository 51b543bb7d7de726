"""The rows of the ranking: rank, reference, text, times heard, votes. Pure; touches no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.content import Content

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.ranking import Candidate, Standing, candidates, splits_tie, standings
from breakout_tui.domain.ranking_counts import aside, key_of, ranking_of, sorts, voters_for
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.wording import fit, sentence, steady, wrapped

LEFT = 12
"""Cells for the cursor, the rank and the reference."""
RIGHT = 24
"""Cells for the counts."""
OFFERED = 8
"""Cells for what the ballots gave, where there is a result."""


@dataclass(frozen=True, slots=True)
class Poll:
    """The current ranking of a session, computed once for each change."""

    ranking: Ranking
    lines: tuple[Standing, ...]
    candidates: Mapping[str, Candidate]
    people: int
    split: tuple[Standing, ...]
    """The lines of a tie that the cut splits."""
    aside: int
    """How many counts are kept aside, because they were taken by another method."""
    labels: Labels
    sorts: tuple[RankSort, ...]
    """What can be ranked."""
    voted: str = ""
    """How it is with the vote on the phones; empty without one."""
    offers: Mapping[str, int] = field(default_factory=dict)
    """By subject, what the ballots gave it; empty without a result."""

    @classmethod
    def of(cls, session: Session) -> Poll:
        """The current ranking of a session."""
        return cls(
            ranking_of(session),
            standings(session),
            {each.subject: each for each in candidates(session)},
            session.info.people,
            splits_tie(session),
            aside(session),
            session.labels,
            sorts(session),
            *_ballots(session),
        )

    def is_cut_since(self, before: Poll | None) -> bool:
        """Whether the cut was set."""
        return before is not None and self.ranking.cut not in (None, before.ranking.cut)

    def shown_since(self, before: Poll | None, cursor: int) -> int:
        """The row to show: the first issue of a list that was just locked, the last one above a new cut, else ``cursor``."""
        if before is not None and self.is_locked and not before.is_locked:
            return 0
        return (self.ranking.cut or 1) - 1 if self.is_cut_since(before) else cursor

    @staticmethod
    def made_from(session: Session) -> tuple[object, ...]:
        """The parts of a session that it depends on."""
        return (
            session.info,
            session.boxes,
            session.spans,
            session.book,
            session.tallies,
            session.rankings,
            session.phone_votes,
        )

    @property
    def is_locked(self) -> bool:
        """Whether the list is locked."""
        return self.ranking.locked_at is not None

    @property
    def given(self) -> int:
        """The sum of all votes."""
        return sum(line.votes or 0 for line in self.lines)

    def equals(self, line: Standing) -> tuple[Standing, ...]:
        """The lines with the same first count, including this one; empty if it is the only one."""
        found = tuple(other for other in self.lines if other.votes is not None and other.votes == line.votes)
        return found if len(found) > 1 else ()

    def next_tied(self, here: Standing) -> Standing:
        """The next line of its tie without a second count, or this line."""
        group = self.equals(here)
        place = next((i for i, line in enumerate(group) if line.subject == here.subject), 0)
        others = (*group[place + 1 :], *group[:place])
        return next((line for line in others if line.revote is None), here)

    def tie_near(self, place: int) -> int | None:
        """The line at which a second vote begins: in the tie that the cut splits, else in any tie; ties voted on before come last.

        This line is preferred to the other ones.
        """
        order = (place, *range(len(self.lines)))
        shared = Counter(line.votes for line in self.lines if line.votes is not None)
        split = [at for at in order if self.lines[at] in self.split]
        ties = [at for at in order if self.lines[at].tied]
        old_ties = [at for at in order if shared[self.lines[at].votes] > 1]
        return next(iter((*split, *ties, *old_ties)), None)

    def can_be(self, line: Standing, votes: int, *, again: bool) -> bool:
        """Whether the people in the room can have given so many votes. The session decides."""
        compared = self.equals(line) if again else self.lines
        counts = [
            count
            for other in compared
            if other.subject != line.subject and (count := other.revote if again else other.votes) is not None
        ]
        if self.ranking.method is RankMethod.HANDS:
            counts = []
        return voters_for(self.ranking, self.people, [votes, *counts]) is not None


def _ballots(session: Session) -> tuple[str, Mapping[str, int]]:
    """How it is with the vote on the phones, and what its ballots gave to each subject."""
    if not session.phone_votes:
        return "", {}
    from breakout_tui.domain.vote_sheet import latest_on, offers
    from breakout_tui.tui.ballot_words import panel_words

    vote = latest_on(session, ranking_of(session).step)
    found = {} if vote is None else offers(session, vote)
    given = {each.subject: found.get(key_of(session, each.subject)) for each in candidates(session)}
    return panel_words(session, vote), {key: votes for key, votes in given.items() if votes is not None}


def title(poll: Poll) -> Content:
    """What is ranked and how, or when the list was agreed."""
    ranking = poll.ranking
    if ranking.locked_at is not None:
        chosen = sum(line.chosen for line in poll.lines)
        return Content.assemble(
            (plural(chosen, "priority issue"), "bold"),
            (f" · agreed {ranking.locked_at:%H:%M} ✓", "$success"),
            (" · u reopens it with a reason", "$muted"),
        )
    room = f"{plural(poll.people, 'person', 'people')} in the room"
    about = [] if poll.aside else [room if poll.people else "head count not known: /details"]
    if poll.voted:
        about = [poll.voted]
    if ranking.method is RankMethod.HANDS:
        about.insert(0, ranking.method.value)
    else:
        about.insert(0, f"{plural(ranking.dots, 'dot')} each")
        dots = max(poll.people, ranking.voters if poll.people else 0) * ranking.dots
        about.append(f"{poll.given} of {dots} given" if dots else f"{poll.given} given")
    if poll.aside:
        other = "dots" if ranking.method is RankMethod.HANDS else "hands"
        about.append(f"{poll.aside} by {other} aside")
    return Content.assemble(
        (sentence(ranking.sort.words(poll.labels)), "bold"), (f" · {' · '.join(about)}", "$muted")
    )


def columns(poll: Poll, width: int) -> Content:
    """The column heads."""
    left = f"{'   #':<{max(0, width - _right(poll))}}"
    return Content.styled(f"{left}{'phones':>{OFFERED}}" if poll.offers else left, "$muted") + Content.styled(
        _counts("heard", "votes", ""), "$muted"
    )


def _right(poll: Poll) -> int:
    return RIGHT + (OFFERED if poll.offers else 0)


def row(
    poll: Poll,
    line: Standing,
    pointer: Content,
    width: int,
    *,
    entry: str | None,
    again: bool,
    most: int,
) -> list[Content]:
    """The lines of a row, at most ``most``. ``entry`` is the count being typed."""
    style = "bold" if line.chosen else "$muted" if poll.ranking.cut is not None else ""
    room = max(8, width - LEFT - _right(poll))
    candidate = poll.candidates.get(line.subject)
    text = steady(line.title)
    if candidate is not None and candidate.serial is None:
        text = f"{text} · {plural(candidate.notes, 'note')}"
    texts = wrapped(text, room, most)
    heard = f"{candidate.heard}×" if candidate is not None and candidate.heard > 1 else ""
    rank = "" if line.rank is None else str(line.rank)
    first = Content.assemble(
        pointer,
        (f"{rank:>2} ", style),
        _reference(line, poll),
        (fit(texts[0], room), style),
        *_offered(poll, line),
        (f"{heard:>8} ", "$muted"),
        *_votes(line, entry, again=again),
    )
    rest = [Content.assemble(" " * LEFT, (each, style)) for each in texts[1:]]
    return [first, *rest]


def cut_line(poll: Poll, width: int) -> Content:
    """The line between the priority issues and the annex."""
    words = f" {plural(poll.ranking.cut or 0, 'priority issue')} above "
    if not poll.split:
        return Content.styled(f"  ──{words}".ljust(width - 2, "─"), "$accent")
    return Content.styled(f"  ──{words}── splits a tie · t second vote ".ljust(width - 2, "─"), "$overtime")


def new_cut_line(cut: int, width: int) -> Content:
    """The line at which the cut would be."""
    return Content.styled(f"  ┄┄ {plural(cut, 'priority issue')} above? ".ljust(width - 2, "┄"), "$accent")


def _reference(line: Standing, poll: Poll) -> Content:
    is_out = poll.ranking.cut is not None and not line.chosen
    if line.subject.startswith("#"):
        return Content.styled("#      ", "$muted" if is_out else "bold")
    kind = Kind.of_letter(line.subject[0])
    words = f"{GLYPHS[kind]} {line.subject:<4} "
    return Content.styled(words, "$muted" if is_out else f"${KIND_VARIABLES[kind]}")


def _offered(poll: Poll, line: Standing) -> list[tuple[str, str]]:
    """What the ballots gave; quiet once it is the count."""
    if not poll.offers:
        return []
    found = poll.offers.get(line.subject)
    words = "" if found is None else str(found)
    return [(f"{words:>{OFFERED}}", "$muted" if found == line.votes else "$accent bold")]


def _votes(line: Standing, entry: str | None, *, again: bool) -> list[Content]:
    votes = "–" if line.votes is None else str(line.votes)
    second = "" if line.revote is None else f"then {line.revote}"
    remark = second or ("tied" if line.tied else "recount" if line.needs_vote else "")
    if entry is None:
        return [
            Content.styled(f"{votes:>6} ", "bold" if line.votes is not None else "$muted"),
            Content.styled(f" {remark:<7}", "$accent"),
        ]
    typed = Content.styled(f"{entry + '_':>5}", "$accent bold reverse")
    if again:
        return [Content.styled(f"{votes:>6} ", "bold"), Content("  "), typed, Content(" ")]
    return [Content(" "), typed, Content.styled(f"  {remark:<7}", "$accent")]


def _counts(heard: str, votes: str, remark: str) -> str:
    return f"{heard:>8} {votes:>6}  {remark:<7}"
