"""Actions about the organiser: answering a message, and calling for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions.results import Ask, Open
from breakout_tui.tui.actions.view_actions import ScreenGroup
from breakout_tui.tui.error_text import ScreenRefused

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import ActionContext

_WITHDRAW = "withdraw"


class AcceptAction(ScreenGroup):
    """Answers the message in the status line."""

    word = "accept"
    only_reads = True
    help = "put the organiser's message away, or accept what is proposed"
    needs_window = "a message is answered in the window"

    def run(self, text: str, context: ActionContext) -> None:
        """By the command that has the same effect."""
        context.live.accept_message()


class DeclineAction(ScreenGroup):
    """Declines what is proposed."""

    word = "decline"
    only_reads = True
    help = "decline what the organiser proposes"
    needs_window = "a message is answered in the window"

    def run(self, text: str, context: ActionContext) -> None:
        """Nothing changes in the session."""
        context.live.decline_message()


class MessagesAction(ScreenGroup):
    """Lists the organiser's messages."""

    word = "messages"
    only_reads = True
    help = "list the organiser's messages, and what you answered"
    needs_window = "the organiser's messages are in the window"

    def run(self, text: str, context: ActionContext) -> Open:
        """Esc goes back."""
        from breakout_tui.tui.screens.messages_screen import MessagesScreen

        return Open(MessagesScreen(context.live.shell.mail(), context.session, context.reading))


class HelpMeAction(ScreenGroup):
    """Calls the organiser for help."""

    word = "help-me"
    only_reads = True
    argument = f"[words | {_WITHDRAW}]"
    help = f"call the organiser for help; {_WITHDRAW} takes the call back"
    needs_window = "the window sends to the hub"

    @property
    def choices(self) -> tuple[str, ...]:
        """To withdraw it."""
        return (_WITHDRAW,)

    def ask(self, context: ActionContext) -> Ask | None:
        """What for, unless a call is open."""
        if context.live.shell.mail().call is not None:
            return None
        return Ask("What do you need? The organiser reads it.", value="Please come", is_replaced=True)

    def run(self, text: str, context: ActionContext) -> None:
        """One call at a time. It is stored, and sent when the hub is there."""
        shell = context.live.shell
        mail = shell.mail()
        if text == _WITHDRAW:
            if mail.call is None:
                raise ScreenRefused("no call for help is open")
            mail.withdraw_call()
            context.live.say("The call for help is withdrawn")
        elif mail.call is not None:
            context.live.say(f"{shell.call_words()} · /help-me {_WITHDRAW} takes it back")
        else:
            mail.call_for_help(text)
            # How it is with the call stands at the right from now on.
            context.live.say("The organiser is called")
