"""The mail of a room in its file: the organiser's messages with the facilitator's answers, and calls for help.

What changes is in memory at once, where the window sees it, and is written aside (``written_aside.py``). The hub is told only of what is in the file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.hub_messages import MessageAnswer, helper_name, message_kind, message_text
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.mail_exchange import HelpState, HubMail, RoomNews, SentMessage, ToldAnswer, ToldCall
from breakout_tui.domain.room_mail import CallForHelp, RoomMessage
from breakout_tui.store.room_mail_rows import Letter, number_of, read_mail, write_mail
from breakout_tui.store.written_aside import Unsaved, Work, WriteAside

_LONGEST_ID = 64
_LONGEST_VALUE = 16
_WAIT = 2.0
"""Seconds that the link waits for the writer; what is not stored then, the hub sends again."""
_OLD = timedelta(days=1)
"""After so long nothing is told of a call any more."""


class StoredMail:
    """Implements ``domain.room_mail.RoomMail``, and ``link.room_mailbox.RoomMailbox``; used by the window's and the link's threads.

    ``path`` is the file that is in use.
    """

    def __init__(self, path: Callable[[], Path], write: WriteAside, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._letters: dict[str, Letter] = {}
        self._calls: dict[str, CallForHelp] = {}
        self._unsaved = Unsaved(write, self._lock)
        """By id."""
        self._is_read = False
        self._shown: tuple[RoomMessage, ...] = ()
        self._call: CallForHelp | None = None
        self._told_of_change: Callable[[], None] = lambda: None

    # For the window; none of these waits

    @property
    def messages(self) -> tuple[RoomMessage, ...]:
        """All messages that are known, in the order in which they came."""
        return self._shown

    @property
    def call(self) -> CallForHelp | None:
        """The call for help that is open."""
        return self._call

    def answer(self, message_id: str, answer: MessageAnswer) -> None:
        """The facilitator has put a message away, taken or declined it. The first answer counts."""
        with self._lock:
            letter = self._letters.get(message_id)
            if letter is None or letter.message.answer is not MessageAnswer.NONE:
                return
            self._put(_answered(letter, answer, self._now_number()))
        self._save()

    def call_for_help(self, text: str) -> None:
        """Call, unless a call is open."""
        with self._lock:
            if self._call is not None:
                return
            now = self._clock.read().wall
            self._put_call(CallForHelp(new_id(now), message_text(text), now))
        self._save()

    def withdraw_call(self) -> None:
        """Withdraw the open call."""
        with self._lock:
            if self._call is None:
                return
            self._put_call(replace(self._call, is_closed=True, is_told=False))
        self._save()

    # For the link; these wait for the file

    def listen(self, changed: Callable[[], None]) -> None:
        """From now on this is called when the window has changed something, once it is stored."""
        self._told_of_change = changed

    def news(self, *, is_first: bool) -> RoomNews:
        """What the hub is to be told; nothing that is not stored."""
        self._read()
        with self._lock:
            now, number = self._clock.read().wall, self._now_number()
            letters = [each for key, each in self._letters.items() if self._is_to_tell(key, each.is_told)]
            calls = [each for key, each in self._calls.items() if self._is_to_tell(key, each.is_told)]
            return RoomNews(
                is_first,
                tuple(each.message.id for each in letters if not each.message.is_withdrawn),
                tuple(each.message.id for each in letters if each.message.is_withdrawn),
                tuple(
                    ToldAnswer(each.message.id, each.message.answer.value, _ago(number, each.answered_at))
                    for each in letters
                    if each.message.answer is not MessageAnswer.NONE
                ),
                tuple(
                    ToldCall(each.id, each.text, _ago(number, number_of(each.asked_at)), each.is_closed)
                    for each in calls
                    if now - each.asked_at < _OLD
                ),
                tuple(
                    HelpState(each.id, each.taken_by)
                    for each in self._calls.values()
                    if not each.is_closed and each.is_told
                ),
            )

    def told(self, news: RoomNews) -> None:
        """The hub has taken these."""
        with self._lock:
            answered = {each.id for each in news.answers}
            for key in (*news.stored, *news.withdrawn):
                letter = self._letters[key]
                is_same = letter.message.is_withdrawn == (key in news.withdrawn)
                if is_same and (letter.message.answer is not MessageAnswer.NONE) == (key in answered):
                    self._put(replace(letter, is_told=True))
            for told in news.calls:
                if self._calls[told.id].is_closed == told.is_withdrawn:
                    self._put_call(replace(self._calls[told.id], is_told=True))

    def take(self, mail: HubMail) -> bool:
        """Store what the hub sends; whether there is something to tell it at once. Waits until it is stored, but not for long."""
        with self._lock:
            has_messages = sum(map(self._take_message, mail.messages)) > 0
            for state in mail.calls:
                self._take_call(state)
            is_unsaved = bool(self._unsaved)
        return (not is_unsaved or self._save(waits=_WAIT)) and has_messages

    def _take_message(self, sent: SentMessage) -> bool:
        if not 0 < len(sent.id) <= _LONGEST_ID:
            return False
        known = self._letters.get(sent.id)
        if known is not None:
            is_withdrawn = known.message.is_withdrawn or sent.is_withdrawn
            # The hub sends it again, so it lacks what it was told.
            self._put(
                replace(known, message=replace(known.message, is_withdrawn=is_withdrawn), is_told=False)
            )
            return True
        now = self._clock.read().wall
        message = RoomMessage(
            sent.id,
            message_kind(sent.kind),
            message_text(sent.text),
            sent.value[:_LONGEST_VALUE],
            now,
            now + timedelta(seconds=min(max(sent.left, 0.0), _OLD.total_seconds())),
            sent.is_withdrawn,
        )
        self._put(Letter(message, sent.kind[:_LONGEST_VALUE]))
        return True

    def _take_call(self, state: HelpState) -> None:
        known = self._calls.get(state.id)
        if state.is_unknown:
            if known is not None and not known.is_closed:
                self._put_call(replace(known, is_told=False))
        elif known is not None and not known.is_closed:
            self._put_call(replace(known, taken_by=helper_name(state.taken_by), is_closed=state.is_closed))
        elif known is None and not state.is_closed:  # this room's, from another computer
            now, name = self._clock.read().wall, helper_name(state.taken_by)
            self._put_call(CallForHelp(state.id, "", now, name, is_told=True))

    # Both

    def _is_to_tell(self, key: str, is_told: bool) -> bool:
        return not is_told and key not in self._unsaved

    def _put(self, letter: Letter) -> None:
        self._letters[letter.message.id] = letter
        self._changed(letter.message.id)

    def _put_call(self, call: CallForHelp) -> None:
        self._calls[call.id] = call
        self._changed(call.id)

    def _changed(self, key: str) -> None:
        self._unsaved.add(key)
        self._show()

    def _show(self) -> None:
        self._shown = tuple(each.message for each in self._letters.values())
        self._call = next((each for each in self._calls.values() if not each.is_closed), None)

    def _save(self, waits: float = 0.0) -> bool:
        """Have all written that is not; whether it was, if it is waited for."""
        return self._unsaved.save(self._writing, lambda: self._told_of_change(), waits)

    def _writing(self, keys: Collection[str]) -> Work:
        letters = [self._letters[key] for key in keys if key in self._letters]
        calls = [self._calls[key] for key in keys if key in self._calls]
        return lambda connection: write_mail(connection, letters, calls)

    def _read(self) -> None:
        """Read the file, once; what came since the window was opened is newer."""
        if self._is_read or (kept := read_mail(self._path())) is None:
            return
        with self._lock:
            self._is_read = True
            self._letters = {each.message.id: each for each in kept.letters} | self._letters
            self._calls = {each.id: each for each in kept.calls} | self._calls
            self._show()

    def _now_number(self) -> int:
        return number_of(self._clock.read().wall)


def _answered(letter: Letter, answer: MessageAnswer, now: int) -> Letter:
    message = replace(letter.message, answer=answer)
    return replace(letter, message=message, answered_at=now, is_told=False)


def _ago(now: int, then: int) -> float:
    return max(0, now - then) / 1000
