"""The notifications on the screen, as text."""

from __future__ import annotations

from textual.message import Message
from textual.notifications import Notify


class Notices(list[str]):
    """The texts of all notices, oldest first; a message hook for ``run_test``."""

    def __call__(self, message: Message) -> None:
        """Keep the text of a notice."""
        if isinstance(message, Notify):
            self.append(message.notification.message)
