"""What the organiser's terminal asks before a call is taken or closed, a message sent, or one withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from textual.screen import Screen

from breakout_tui.domain.hub_messages import MessageKind, MessageStanding
from breakout_tui.domain.message_form import MINUTES, MessageForm
from breakout_tui.domain.organiser_mail import OpenCall, kind_words, tally_of, value_words
from breakout_tui.domain.overview_source import OverviewSource
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen
from breakout_tui.tui.silencing import LETTERS

_KINDS = [
    ("f", "a line for the facilitator"),
    ("d", "a line on the displays"),
    ("m", "propose more minutes"),
    ("e", "propose when to end"),
]
_KIND_OF = {
    "f": MessageKind.FACILITATOR,
    "d": MessageKind.DISPLAY,
    "m": MessageKind.EXTEND,
    "e": MessageKind.END,
}


def take_call(screen: Screen[Any], source: OverviewSource) -> None:
    """Take the call that nobody has taken; of several, ask which."""
    calls = [call for call in source.standing.mail.calls if not call.taken_by]
    _choose_call(screen, calls, "Take which call?", source.take_call)


def close_call(screen: Screen[Any], source: OverviewSource) -> None:
    """Ask which call is dealt with, and close it."""
    _choose_call(screen, source.standing.mail.calls, "Close which call?", source.close_call, is_asked=True)


def _choose_call(
    screen: Screen[Any],
    calls: Sequence[OpenCall],
    question: str,
    deed: Callable[[str], None],
    *,
    is_asked: bool = False,
) -> None:
    if len(calls) == 1 and not is_asked:
        deed(calls[0].id)
    elif calls:
        found = dict(zip(LETTERS, calls, strict=False))

        def chosen(key: str | None) -> None:
            if key is not None:
                deed(found[key].id)

        options = [
            (key, " · ".join(filter(None, (clean_line(call.room), clean_line(call.text), call.taken_by))))
            for key, call in found.items()
        ]
        screen.app.push_screen(ChooseScreen(question, options), chosen)


def write(screen: Screen[Any], source: OverviewSource, card: RoomCard | None, key: str) -> None:
    """Ask to whom, what and which words; ``card`` is the room under the cursor, ``key`` that of the message."""
    form = MessageForm(key)

    def addressed(answer: str | None) -> None:
        if answer == "r" and card is not None:
            _ask_kind(screen, source, replace(form, is_for_all=False, rooms=(card.id,)))
        elif answer is not None:
            _ask_kind(screen, source, form)

    rooms = plural(len(source.standing.cards), "room")
    options = [("a", f"all rooms ({rooms})"), *([("r", clean_line(card.name))] if card is not None else [])]
    screen.app.push_screen(ChooseScreen("Write to", options), addressed)


def _ask_kind(screen: Screen[Any], source: OverviewSource, form: MessageForm) -> None:
    def chosen(answer: str | None) -> None:
        if answer is None:
            return
        kind = _KIND_OF[answer]
        made = replace(form, kind=kind.value)
        if kind is MessageKind.EXTEND:
            _ask(screen, made, "more", "How many minutes more?", lambda done: _ask_text(screen, source, done))
        elif kind is MessageKind.END:
            _ask(screen, made, "until", "End at what time?", lambda done: _ask_text(screen, source, done))
        else:
            _ask_text(screen, source, made)

    screen.app.push_screen(ChooseScreen("What is it?", _KINDS), chosen)


def _ask_text(screen: Screen[Any], source: OverviewSource, form: MessageForm) -> None:
    question = "Why? (may be empty)" if form.message.kind.is_proposal else "Text"
    _ask(screen, form, "text", question, source.write)


def _ask(
    screen: Screen[Any],
    form: MessageForm,
    field: str,
    question: str,
    answered: Callable[[MessageForm], None],
) -> None:
    """Ask for a field until nothing is wrong; what is typed stays, and what is wrong is said below it."""

    def filled(text: str) -> MessageForm:
        return replace(form, **{field: text})  # type: ignore[arg-type]

    def told(text: str | None) -> None:
        if text is None:
            return
        if filled(text).problem:
            _ask(screen, filled(text), field, question, answered)
        else:
            answered(filled(text))

    screen.app.push_screen(
        AskScreen(
            question,
            value=getattr(form, field),
            explanation=f"It expires after {MINUTES} minutes.",
            preview=lambda text: filled(text).problem if text else "",
        ),
        told,
    )


def list_messages(screen: Screen[Any], source: OverviewSource) -> None:
    """The messages that are open, each with its answers; one can be chosen, to see its rooms or to withdraw it."""
    found = dict(zip(LETTERS, source.standing.mail.messages, strict=False))
    if not found:
        screen.app.push_screen(
            ChooseScreen("No message is open.", [("o", "OK")], explanation="w writes one to rooms.")
        )
        return

    def chosen(key: str | None) -> None:
        if key is not None:
            _show_message(screen, source, found[key])

    options = [(key, f"{_counts(each)} · {_words(each)}") for key, each in found.items()]
    screen.app.push_screen(ChooseScreen("Messages", options), chosen)


def _show_message(screen: Screen[Any], source: OverviewSource, message: MessageStanding) -> None:
    def chosen(key: str | None) -> None:
        if key == "w":
            source.withdraw(message.message.id)

    rooms = [f"{words}: {', '.join(map(clean_line, names))}" for words, names in tally_of(message)]
    options = [("b", "back"), ("w", "withdraw it")]
    screen.app.push_screen(
        ChooseScreen(_words(message), options, explanation=kind_words(message.message), listed=rooms), chosen
    )


def _words(message: MessageStanding) -> str:
    return ": ".join(filter(None, (value_words(message.message), clean_line(message.message.text))))


def _counts(message: MessageStanding) -> str:
    return " · ".join(f"{len(names)} {words}" for words, names in tally_of(message))
