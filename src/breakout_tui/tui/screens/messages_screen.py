"""Messages screen: what the organiser sent to this room, the latest first, and what became of each."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.room_mail import RoomMail, RoomMessage
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.mail_words import hour, in_full, state_of
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.page import Page, hanging
from breakout_tui.tui.wording import sentence

NONE_YET = "The organiser has sent no message to this room."
_DAY = timedelta(days=1)
"""After which a message is no longer listed."""
_WIDEST = 10
"""Cells for what became of a message."""


class MessagesScreen(ModalScreen[None], ClosesOnce[None]):
    """Shows the messages as they are at this reading; closes on Esc, Enter or q."""

    CSS_PATH = "../styles/messages.tcss"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", "Close", show=False)]

    def __init__(self, mail: RoomMail, session: Session, reading: Reading) -> None:
        super().__init__()
        self._text = MessagesText(mail, session, reading)

    def compose(self) -> ComposeResult:
        """The messages and the keys."""
        with Vertical(id="dialog"):
            yield Page(self._text)
            yield KeyLine([KeyHint("Esc", "close", "close"), KeyHint("↑↓ PgUp PgDn", "read")])

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class MessagesText:
    """Each message with its time and what became of it; long ones wrap."""

    def __init__(self, mail: RoomMail, session: Session, reading: Reading) -> None:
        self._messages = [each for each in mail.messages if reading.wall - each.stored_at < _DAY]
        self._session = session
        self._reading = reading

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines of the page."""
        lines = [Content.styled("MESSAGES OF THE ORGANISER", "bold $muted"), Content("")]
        for message in reversed(self._messages):
            lines += self._of(message, width - 1)
        return lines if self._messages else [*lines, Content.styled(NONE_YET, "$muted")]

    def _of(self, message: RoomMessage, width: int) -> list[Content]:
        state = sentence(state_of(message, self._reading.wall))
        style = "bold $accent" if message.waits(self._reading.wall) else "$muted"
        head = Content.assemble(
            (f"{hour(message.stored_at, self._session, self._reading)}  ", "bold"),
            (f"{state:<{_WIDEST}}", style),
        )
        return hanging(head, Content(in_full(message, self._session, self._reading)), width)
