"""The ranking: counts are typed in the list, ties are marked, the cut is a line, a locked list says when it was agreed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from breakout_tui.domain.pace import Pace
from breakout_tui.domain.ranking import Standing
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.last_seen import LastSeen
from breakout_tui.tui.panels.listed_panel import ListedPanel
from breakout_tui.tui.panels.rank_keys import RANK_BINDINGS, keys_of
from breakout_tui.tui.panels.rank_row import Poll
from breakout_tui.tui.panels.rank_source import RankSource

MOST_DIGITS = 5
"""The most digits of a count."""


class RankPanel(ListedPanel):
    """The candidates with their counts. Enter, an arrow or another key ends a count and saves it.

    After ``c``, digits are the number of priority issues, and never a count, until the cut is set or cancelled.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*RANK_BINDINGS]
    keys = keys_of(None)
    number_letters = "c"
    """The cut may be a number typed behind it, however fast."""

    def __init__(self) -> None:
        self._rows = RankSource(lambda: self.cursor)
        super().__init__(self._rows)
        self._seen = LastSeen()
        self._has_refused_entry = False
        self._hoped: dict[str, int] = {}
        """Counts given but not shown yet, so that ``+`` adds one to the newest count."""

    @property
    def _poll(self) -> Poll | None:
        return self._rows.poll

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """Show the current list; the cursor follows its row. Other things to rank, a new cut and the lock move it."""
        if self._seen.is_same(*Poll.made_from(session)):
            return
        here, cursor, before = self._here, self.cursor, self._poll
        poll = self._rows.poll = Poll.of(session)
        if is_new := before is not None and before.ranking.step != poll.ranking.step:
            here, cursor, before, self._hoped = None, 0, None, {}
        self._hoped = {
            line.subject: hoped
            for line in poll.lines
            if (hoped := self._hoped.get(line.subject)) is not None and hoped != line.votes
        }
        if here is not None:
            places = {line.subject: place for place, line in enumerate(poll.lines)}
            if here.subject not in places:
                self._rows.entry = None
            is_other = before is not None and before.ranking.sort is not poll.ranking.sort
            cursor = places.get(here.subject, 0 if is_other else cursor)
        cursor = poll.shown_since(before, cursor)
        if poll.is_locked or is_new:
            self._rows.entry, self._rows.is_again, self._rows.cut = None, False, None
        self._refit(cursor)
        if poll.is_cut_since(before) and not poll.split:
            self._remark(f"{plural(poll.ranking.cut or 0, 'priority issue')} above the cut · u takes it back")

    # Counting

    @property
    def _here(self) -> Standing | None:
        if self._poll is None or not self.count:
            return None
        return self._poll.lines[min(self.cursor, self.count - 1)]

    def point(self, index: int) -> None:
        """The second vote is on the tie of the row under the cursor."""
        super().point(index)
        self.rows.repaint()

    def action_digit(self, digit: str) -> None:
        """Type a count for the row under the cursor."""
        if self._is_refused():
            return
        if self._rows.cut is not None:
            self._rows.cut = f"{self._rows.cut}{digit}"[:MOST_DIGITS]
            self._refit()
            return
        self._loosen()
        entry = (self._rows.entry or "") + digit
        if len(entry) <= MOST_DIGITS:
            self._rows.entry = entry
        self._refit()

    def action_rub_out(self) -> None:
        """Delete a digit; without any digit left, the count is removed."""
        here = self._here
        if here is None or self._is_refused():
            return
        if self._rows.cut is not None:
            self._rows.cut = self._rows.cut[:-1]
            self._refit()
            return
        if self._rows.entry is None:
            stored = here.revote if self._rows.is_again else here.votes
            self._rows.entry = "" if stored is None else str(stored)
        self._loosen()
        self._rows.entry = self._rows.entry[:-1]
        self._refit()

    def action_add(self, by: int) -> None:
        """Add or remove one vote."""
        here = self._here
        if here is None or self._is_refused() or not self._confirm():
            return
        votes = max(0, self._hoped.get(here.subject, here.votes or 0) + by)
        assert self._poll is not None
        if self._poll.can_be(here, votes, again=False):
            self._hoped[here.subject] = votes
        self.post_message(self.Asked("vote", f"{here.subject} {votes}"))

    def action_take_ballots(self) -> None:
        """Take what the ballots gave as the count of the row."""
        here = self._here
        if here is None or self._is_refused() or not self._confirm():
            return
        self.post_message(self.Asked("ballot", f"take {here.subject}"))

    def action_step(self, by: int) -> None:
        """Save the typed count, and move the cursor."""
        if self._rows.cut is not None:
            self._rows.cut = ""
            super().action_step(by)
            return
        here, following = self._here, None
        is_next = self._rows.is_again and self._rows.entry is not None and by == 1
        if is_next and here is not None and self._poll is not None:
            following = self._poll.next_tied(here)
        if not self._confirm():
            return
        if following is not None and self._poll is not None:
            self.point(self._poll.lines.index(following))
            return
        super().action_step(by)

    def action_go(self, index: int) -> None:
        """Save the typed count, and go to the first or the last row."""
        if self._rows.cut is not None:
            self._rows.cut = ""
            super().action_go(index)
        elif self._confirm():
            super().action_go(index)

    def action_leave(self) -> None:
        """Cancel the typed count, else end the second vote, else go back to the capture line."""
        self._loosen()
        if self._rows.cut is not None:
            self._rows.cut = None
        elif self._rows.entry is not None:
            self._rows.entry = None
        elif self._rows.is_again:
            self._rows.is_again = False
        else:
            super().action_leave()
        self._refit()

    def action_again(self) -> None:
        """Begin or end the second vote on a tie."""
        if not self._confirm() or self._poll is None or self._is_refused():
            return
        if self._rows.is_again:
            self._rows.is_again = False
            self._refit()
            return
        place = self._poll.tie_near(self.cursor)
        self._rows.is_again = place is not None
        self._refit(place)
        if place is None:
            self._remark("No two have the same count · a second vote is for ties")

    # The list

    def action_cut(self) -> None:
        """Begin to choose the cut, under the row or at a number; a second time, set it."""
        if self._rows.cut is None and not self._is_refused() and self._confirm():
            self._rows.cut = ""
            self._refit()
        else:
            self._confirm()

    def action_accept(self) -> None:
        """Set the cut, else save the typed count and go on to the next row."""
        if self._rows.cut is not None:
            self._set_cut()
        else:
            self.action_step(1)

    def action_turn_sort(self) -> None:
        """Rank the next sort, such as challenges, principles or clusters."""
        if self._confirm() and self._poll is not None:
            sorts = self._poll.sorts
            now = self._poll.ranking.sort
            following = sorts[(sorts.index(now) + 1) % len(sorts) if now in sorts else 0]
            self._rows.is_again = False
            self.point(0)
            self.post_message(self.Asked("rank", following.value))

    @property
    def about(self) -> str:
        """The note under the cursor; a cluster is not a note."""
        here = self._here
        return "" if here is None or here.serial is None else here.subject

    def action_about(self, word: str) -> None:
        """Accept the typed count first."""
        if self._confirm():
            super().action_about(word)

    def action_undo(self) -> None:
        """Undo the last change; reopen a locked list with a reason."""
        if self._rows.entry is not None or self._rows.cut is not None:
            self._loosen()
            self._rows.entry = self._rows.cut = None
            self._refit()
            return
        self.post_message(self.Asked("unlock" if self._rows.is_locked else "undo"))

    def click_row(self, index: int) -> None:
        """Save the typed count, then move to the clicked row."""
        if self._rows.cut is not None:
            self._rows.cut = ""
            super().click_row(index)
        elif self._confirm():
            super().click_row(index)

    def on_blur(self) -> None:
        """Save the typed count or number when the focus leaves."""
        self._rows.cut = self._rows.cut or None
        if self._confirm():
            self._rows.is_again = False
        else:
            self._rows.entry = None
        self._refit()

    def _confirm(self) -> bool:
        """Save the typed count or the cut; False if it is refused, and then it stays for correction."""
        if self._rows.cut is not None:
            self._set_cut()
        entry, here = self._rows.entry, self._here
        if entry is None or here is None or self._poll is None:
            return True
        again = self._rows.is_again
        stored = here.revote if again else here.votes
        votes = int(entry) if entry else None
        is_possible = votes is None or self._poll.can_be(here, votes, again=again)
        self._has_refused_entry = not is_possible
        if votes != stored or here.subject in self._hoped:
            word = "revote" if again else "vote"
            self.post_message(self.Asked(word, f"{here.subject} {'-' if votes is None else votes}"))
        if is_possible:
            self._rows.entry = None
            if not again and votes is not None:
                self._hoped[here.subject] = votes
        self._refit()
        return is_possible

    def _loosen(self) -> None:
        """A refused count is corrected or cancelled."""
        if self._has_refused_entry:
            self._has_refused_entry = False
            self.post_message(self.GaveUp(""))

    def _set_cut(self) -> None:
        number = self._rows.cut_at(self.cursor)
        self._rows.cut = None
        self.post_message(self.Asked("cut", str(number)))
        self._refit()

    def _is_refused(self) -> bool:
        """Whether the list is locked; the session then refuses counts."""
        if self._rows.is_locked:
            self.post_message(self.Asked("lock"))
        return self._rows.is_locked or not self.count

    def _remark(self, words: str) -> None:
        """Show these words in the head until the next key."""
        self._rows.remark = words
        self.rows.repaint()

    def _refit(self, cursor: int | None = None) -> None:
        """Show the list again with its keys; the cursor stays or moves to this row."""
        is_typed = self._rows.entry is not None or self._rows.cut is not None
        self.keys = keys_of(self._poll, is_typed=is_typed)
        self._rows.remark = ""
        self.rows.repaint_at(self.cursor if cursor is None else cursor)
