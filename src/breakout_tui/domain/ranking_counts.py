"""The counts of a ranking: which stored tallies make the count of a subject, and what the voters can have given.

The rules:

- A tally counts for one list, that of a rank step (``rank_steps``). Functions are about the list of now unless ``step`` names
  another one, as in ``Ranking.step``.
- A tally belongs to a note or a cluster, whatever its reference or spelling now. That of a merged note belongs to the
  note that now stands for it, and comes back with the note if that is restored.
- A tally counts only under the method by which it was taken; under another method it is kept aside.
- Dots on statements that were merged add up. Hands don't, because the same person may have raised one for each: such a
  subject has no count until there is a new vote.
- With hands no count is larger than the number of voters; with dots all counts together are no more than their dots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from breakout_tui.domain.clusters import SIGN, cluster_key
from breakout_tui.domain.rank_steps import FIRST, kinds_of, list_now, lists
from breakout_tui.domain.ranking_records import SORTS, Ranking, RankMethod, RankSort, Tally
from breakout_tui.domain.session_state import Session

Key = int | str
"""Equal for all references and spellings of a subject: the serial of a note, or the sign and the key of a cluster."""


class Count(NamedTuple):
    """What the room gave to one subject."""

    votes: int | None
    """None if the votes can't be added: it needs a new vote."""
    revote: int | None
    tallies: tuple[Tally, ...]
    """The stored tallies behind it."""


def sorts(session: Session, step: str | None = None) -> tuple[RankSort, ...]:
    """What can be ranked: the kinds that the rank step is about, or the clusters; the first one unless another is chosen."""
    kinds = kinds_of(session.info.programme, list_now(session) if step is None else step)
    return (*(SORTS[kind] for kind in kinds if kind in SORTS), RankSort.CLUSTERS)


def ranking_of(session: Session, step: str | None = None) -> Ranking:
    """The ranking of a list; by default a show of hands on the challenges, or the first of the ``sorts``."""
    step = list_now(session) if step is None else step
    stored = session.rankings.get(step)
    if stored is not None and not stored.deleted:
        return stored
    ranking_id = f"{session.id}:ranking" if step == FIRST else f"{session.id}:ranking:{step}"
    return Ranking(ranking_id, session.id, sorts(session, step)[0], step=step)


def all_rankings(session: Session) -> tuple[Ranking, ...]:
    """The rankings of all lists, in the order of their steps."""
    return tuple(ranking_of(session, step) for step in lists(session.info.programme))


def key_of(session: Session, subject: str) -> Key:
    """The key of a subject; a merged note has that of the note that stands for it."""
    own = own_key(session, subject)
    return session.book.standing_for(own).serial if isinstance(own, int) else own


def own_key(session: Session, subject: str) -> Key:
    """The key of a subject, without regard to merges."""
    if subject.startswith(SIGN):
        return key_of_cluster(subject.removeprefix(SIGN))
    note = session.book.find(subject)
    return subject.casefold() if note is None else note.serial


def key_of_cluster(name: str) -> Key:
    """The key of a cluster, equal for all spellings of its name."""
    return SIGN + cluster_key(name)


def counts(session: Session, step: str | None = None) -> Mapping[Key, Count]:
    """The counts under the ranking's method."""
    ranking = ranking_of(session, step)
    method = ranking.method
    found: dict[Key, list[Tally]] = {}
    for tally in live_tallies(session, method, ranking.step):
        found.setdefault(key_of(session, tally.subject), []).append(tally)
    return {key: _together(tallies, method) for key, tallies in found.items()}


def count_of(session: Session, subject: str, step: str | None = None) -> Count | None:
    """The count of a subject under the ranking's method, if there is one."""
    return counts(session, step).get(key_of(session, subject))


def live_tallies(session: Session, method: RankMethod, step: str | None = None) -> list[Tally]:
    """The tallies taken by this method, without those that were removed and those of deleted notes that were merged."""
    ranking = ranking_of(session, step)
    return [
        tally
        for tally in session.tallies.values()
        if not tally.deleted
        and tally.step == ranking.step
        and (tally.method or ranking.method) is method
        and not _is_lost_in_merge(session, tally.subject)
    ]


def aside(session: Session) -> int:
    """How many counts are kept aside, because they were taken by another method."""
    now = ranking_of(session).method
    return sum(len(live_tallies(session, method)) for method in RankMethod if method is not now)


def voters_for(ranking: Ranking, people: int, votes: Collection[int]) -> int | None:
    """A head count that can have given these counts: the one known now, else the ranking's; None if neither can.

    0 if the head count is not known.
    """
    for voters in (people, ranking.voters):
        if voters and fits(ranking, voters, votes):
            return voters
    return None if people else 0


def fits(ranking: Ranking, voters: int, votes: Collection[int]) -> bool:
    """Whether so many voters can have given these counts."""
    if ranking.method is RankMethod.HANDS:
        return max(votes, default=0) <= voters
    return sum(votes) <= voters * ranking.dots


def _is_lost_in_merge(session: Session, subject: str) -> bool:
    note = session.book.find(subject)
    return note is not None and note.deleted and note.merged_into is not None


def _together(tallies: Iterable[Tally], method: RankMethod) -> Count:
    found = tuple(tallies)
    revote = next((tally.revote for tally in found if tally.revote is not None), None)
    if len(found) == 1 or method is RankMethod.DOTS:
        return Count(sum(tally.votes for tally in found), revote, found)
    return Count(None, None, found)
