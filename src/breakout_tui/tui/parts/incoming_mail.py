"""Incoming mail: offers the organiser's messages in the status line, one after the other, and carries out what the facilitator answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from breakout_tui.tui.parts.status_line import StatusLine
from breakout_tui.tui.session_controller import SessionController

# Nothing of it is needed before the first message.
if TYPE_CHECKING:
    from breakout_tui.domain.hub_messages import MessageAnswer
    from breakout_tui.domain.room_mail import RoomMail, RoomMessage
    from breakout_tui.domain.session_state import Session

HELD = 1.0
"""Seconds for which a message is in sight before a key answers it: one that was pressed twice must not answer the next message."""
NONE_WAITS = "No message waits · /messages lists them"


class _Shown(NamedTuple):
    """What the line depends on: a price is worked out once a second, not at each beat and each note."""

    session: Session
    first: RoomMessage | None
    waiting: int
    second: int
    width: int


class IncomingMail:
    """The earliest message stays until it is answered or over. ``run`` carries out an action by its word, as if it had been typed."""

    def __init__(
        self, status: StatusLine, controller: SessionController, run: Callable[[str, str], bool]
    ) -> None:
        self._status = status
        self._controller = controller
        self._run = run
        self._mail: RoomMail | None = None
        self._current: RoomMessage | None = None
        self._since = 0.0
        self._shown: _Shown | None = None

    def show(self, mail: RoomMail | None) -> None:
        """Offer what waits now; called at each beat, and most beats change nothing."""
        self._mail = mail
        if mail is None or not mail.messages or self._controller.is_read_only:
            self._current = self._shown = None
            self._status.show_mail(())
            return
        from breakout_tui.domain.room_mail import waiting
        from breakout_tui.tui.mail_words import offered

        reading = self._controller.read_clock()
        found = waiting(mail, reading.wall)
        first = found[0] if found else None
        if (self._current and self._current.id) != (first and first.id):
            self._since = reading.since_boot
        self._current = first
        session = self._controller.session
        shown = _Shown(session, first, len(found), int(reading.since_boot), self._status.size.width or 80)
        if self._shown is not None and shown[1:] == self._shown[1:] and session is self._shown.session:
            return
        self._shown = shown
        self._status.show_mail(
            () if first is None else offered(first, len(found), session, reading, shown.width)
        )

    def accept(self) -> None:
        """Put the message away, or carry out what it proposes by the command that has the same effect."""
        if (message := self._answerable) is None:
            return
        from breakout_tui.domain.hub_messages import MessageAnswer, MessageKind

        match message.kind:
            case MessageKind.EXTEND:
                if self._run("extend", message.value):
                    self._answer(message, MessageAnswer.TAKEN)
            case MessageKind.END:
                self._accept_end(message)
            case _:
                self._answer(message, MessageAnswer.SEEN)

    def _accept_end(self, message: RoomMessage) -> None:
        from breakout_tui.domain.hub_messages import MessageAnswer
        from breakout_tui.domain.session_state import zone_of
        from breakout_tui.tui.mail_words import end_of

        reading, end = self._controller.read_clock(), end_of(message)
        if end is None or zone_of(self._controller.session, reading).has_passed(end, reading.wall):
            self._status.say(f"{message.value} has passed", is_bad=True)
        elif self._run("end", message.value):
            self._answer(message, MessageAnswer.TAKEN)

    def decline(self) -> None:
        """Decline what is proposed; put any other message away."""
        if (message := self._answerable) is None:
            return
        from breakout_tui.domain.hub_messages import MessageAnswer

        is_proposal = message.kind.is_proposal
        self._answer(message, MessageAnswer.DECLINED if is_proposal else MessageAnswer.SEEN)

    @property
    def _answerable(self) -> RoomMessage | None:
        """The message in sight; one that is not, comes into sight instead."""
        message = self._current
        if message is None:
            self._status.say(NONE_WAITS)
            return None
        if not self._status.is_mail_shown:
            self._since = self._controller.read_clock().since_boot
            self._status.put_mail_first()
            return None
        if self._controller.read_clock().since_boot - self._since < HELD:
            return None
        self._status.put_mail_first(False)  # what comes of it is seen
        return message

    def _answer(self, message: RoomMessage, answer: MessageAnswer) -> None:
        assert self._mail is not None
        self._mail.answer(message.id, answer)
        self.show(self._mail)
