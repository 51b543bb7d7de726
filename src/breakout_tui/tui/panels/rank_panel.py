"""The ranking: counts are entered in the list itself, ties show as ties, the cut is a line, the agreed list says when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from breakout_tui.domain.pace import Pace
from breakout_tui.domain.ranking import Standing
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.last_seen import LastSeen
from breakout_tui.tui.panels.listed_panel import ListedPanel, more_rows
from breakout_tui.tui.panels.rank_keys import ENTRY_KEYS, LOCKED_KEYS, OPEN_KEYS, RANK_BINDINGS
from breakout_tui.tui.panels.rank_row import Poll, columns, cut_line, row, title
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer

MOST_DIGITS = 5
"""Longest count that can be typed."""


class RankSource(RowSource):
    """The candidates with their counts, and what is being typed."""

    def __init__(self) -> None:
        self.poll: Poll | None = None
        self.entry: str | None = None
        """The count that is being typed for the row under the cursor."""
        self.is_again = False
        """Whether digits count the second vote among those that tied."""
        self.remark = ""

    @property
    def count(self) -> int:
        """How many can be voted on."""
        return len(self.poll.lines) if self.poll is not None else 0

    def head(self, width: int) -> Sequence[Content]:
        """What is ranked and how, and what the columns are."""
        if self.poll is None:
            return []
        lines = [title(self.poll).truncate(width, ellipsis=True)]
        if self.remark or self.is_again:
            words = self.remark or "second vote among those that tied: type the counts, t ends it"
            lines.append(Content.styled(words, "$accent").truncate(width, ellipsis=True))
        else:
            lines.append(columns(width) if self.count else Content(""))
        return lines

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """A candidate; the one under the cursor with all its text, the last chosen one with the cut below."""
        assert self.poll is not None
        poll, line = self.poll, self.poll.lines[index]
        lines = row(
            poll,
            line,
            pointer(mark),
            width,
            entry=None if mark is RowMark.PLAIN else self.entry,
            again=self.is_again,
            is_whole=mark is RowMark.POINTED,
        )
        if poll.ranking.cut == index + 1:
            lines.append(cut_line(poll, width))
        return lines

    def foot(self, above: int, below: int) -> Content:
        """How many are out of sight."""
        return more_rows(above, below)

    def when_empty(self, width: int) -> Sequence[Content]:  # noqa: ARG002 - cut by the list
        """How there comes to be something to rank."""
        sort = self.poll.ranking.sort.value if self.poll is not None else ""
        words = f"There are no {sort} yet. s ranks something else; what is typed now can still become one."
        return [Content.styled(words, "$muted")]


class RankPanel(ListedPanel):
    """The candidates with their counts. A count is taken when Enter, an arrow or another key ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [*RANK_BINDINGS]
    keys = OPEN_KEYS

    def __init__(self) -> None:
        self._rows = RankSource()
        super().__init__(self._rows)
        self._seen = LastSeen()
        self._hoped: dict[str, int] = {}
        """What was asked for and is not there yet, so that one more is one more than that."""

    @property
    def _poll(self) -> Poll | None:
        return self._rows.poll

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """The list as it stands; the cursor stays with its row wherever that goes."""
        if self._seen.is_same(session.info, session.boxes, session.book, session.tallies, session.ranking):
            return
        here, cursor = self._here, self.cursor
        poll = self._rows.poll = Poll.of(session)
        self._hoped = {
            line.subject: hoped
            for line in poll.lines
            if (hoped := self._hoped.get(line.subject)) is not None and hoped != line.votes
        }
        if here is not None:
            places = {line.subject: place for place, line in enumerate(poll.lines)}
            if here.subject not in places:
                self._rows.entry = None
            cursor = places.get(here.subject, cursor)
        if poll.is_locked:
            self._rows.entry, self._rows.is_again = None, False
        self._refit(cursor)

    # Counting

    @property
    def _here(self) -> Standing | None:
        if self._poll is None or not self.count:
            return None
        return self._poll.lines[min(self.cursor, self.count - 1)]

    def action_digit(self, digit: str) -> None:
        """Type a count for the row under the cursor."""
        if self._is_refused():
            return
        entry = (self._rows.entry or "") + digit
        if len(entry) <= MOST_DIGITS:
            self._rows.entry = entry
        self._refit()

    def action_rub_out(self) -> None:
        """Correct the count; without any digit left it is taken away."""
        here = self._here
        if here is None or self._is_refused():
            return
        if self._rows.entry is None:
            stored = here.revote if self._rows.is_again else here.votes
            self._rows.entry = "" if stored is None else str(stored)
        self._rows.entry = self._rows.entry[:-1]
        self._refit()

    def action_add(self, by: int) -> None:
        """One vote more or less."""
        here = self._here
        if here is None or self._is_refused() or not self._confirm():
            return
        votes = max(0, self._hoped.get(here.subject, here.votes or 0) + by)
        assert self._poll is not None
        if self._poll.can_be(here, votes, again=False):
            self._hoped[here.subject] = votes
        self.post_message(self.Asked("vote", f"{here.subject} {votes}"))

    def action_step(self, by: int) -> None:
        """Take what is typed, and go on."""
        following = (
            self._next_tied() if self._rows.is_again and self._rows.entry is not None and by == 1 else None
        )
        if not self._confirm():
            return
        if following is not None:
            self._follow(following)
            return
        super().action_step(by)

    def action_go(self, index: int) -> None:
        """Take what is typed, and go to the first or the last row."""
        if self._confirm():
            super().action_go(index)

    def action_leave(self) -> None:
        """Let go of what is typed, then of the second vote; then back to the line."""
        if self._rows.entry is not None:
            self._rows.entry = None
        elif self._rows.is_again:
            self._rows.is_again = False
        else:
            super().action_leave()
        self._refit()

    def action_again(self) -> None:
        """Begin or end the second vote among those that tied."""
        if not self._confirm() or self._poll is None or self._is_refused():
            return
        if self._rows.is_again:
            self._rows.is_again = False
            self._refit()
            return
        place = self._poll.tie_near(self.cursor)
        self._rows.is_again = place is not None
        self._refit(place)
        self._rows.remark = (
            "" if place is not None else "no two have the same count: nothing to vote on again"
        )
        self.rows.repaint()

    # The list

    def action_cut(self) -> None:
        """Put the cut under the row."""
        if self._confirm() and self.count:
            self.post_message(self.Asked("cut", str(self.cursor + 1)))

    def action_turn_sort(self) -> None:
        """Rank the next sort of thing."""
        if self._confirm() and self._poll is not None:
            sorts = list(RankSort)
            following = sorts[(sorts.index(self._poll.ranking.sort) + 1) % len(sorts)]
            self._rows.is_again = False
            self.point(0)
            self.post_message(self.Asked("rank", following.value))

    def action_word(self, word: str) -> None:
        """A letter for an action: about the note under the cursor, or about the list."""
        if not self._confirm():
            return
        here = self._here
        if not BY_WORD[word].is_about_note:
            self.post_message(self.Asked(word))
        elif here is not None and here.serial is not None:  # a cluster is no note
            self.post_message(self.Asked(word, here.subject))

    def action_undo(self) -> None:
        """Take back the last change; an agreed list is opened with a reason."""
        if self._rows.entry is not None:
            self._rows.entry = None
            self._refit()
            return
        is_locked = self._poll is not None and self._poll.is_locked
        self.post_message(self.Asked("unlock" if is_locked else "undo"))

    def click_row(self, index: int) -> None:
        """Take what is typed, then choose the row that was clicked."""
        if self._confirm():
            super().click_row(index)

    def on_blur(self) -> None:
        """What is typed counts, also when the focus goes elsewhere."""
        if self._confirm():
            self._rows.is_again = False
        else:
            self._rows.entry = None
        self._refit()

    def _confirm(self) -> bool:
        """Ask for what is typed; False when it can't be, and then it stays to be corrected."""
        entry, here = self._rows.entry, self._here
        if entry is None or here is None or self._poll is None:
            return True
        again = self._rows.is_again
        stored = here.revote if again else here.votes
        votes = int(entry) if entry else None
        is_possible = votes is None or self._poll.can_be(here, votes, again=again)
        if votes != stored or here.subject in self._hoped:
            word = "revote" if again else "vote"
            self.post_message(self.Asked(word, f"{here.subject} {'-' if votes is None else votes}"))
        if is_possible:
            self._rows.entry = None
            if not again and votes is not None:
                self._hoped[here.subject] = votes
        self._refit()
        return is_possible

    def _next_tied(self) -> Standing | None:
        """The next of the tie that has no second count yet; itself when there is none."""
        here = self._here
        if here is None or self._poll is None:
            return None
        group = self._poll.equals(here)
        place = next((i for i, line in enumerate(group) if line.subject == here.subject), 0)
        others = (*group[place + 1 :], *group[:place])
        return next((line for line in others if line.revote is None), here)

    def _follow(self, line: Standing) -> None:
        assert self._poll is not None
        self.point(self._poll.lines.index(line))

    def _is_refused(self) -> bool:
        """A locked list takes no counts; the session says so."""
        is_locked = self._poll is not None and self._poll.is_locked
        if is_locked:
            self.post_message(self.Asked("lock"))
        return is_locked or not self.count

    def _refit(self, cursor: int | None = None) -> None:
        """Show it again, with the keys that fit, and the cursor where it is or on this row."""
        is_locked = self._poll is not None and self._poll.is_locked
        self.keys = ENTRY_KEYS if self._rows.entry is not None else LOCKED_KEYS if is_locked else OPEN_KEYS
        self._rows.remark = ""
        self.rows.repaint_at(self.cursor if cursor is None else cursor)
