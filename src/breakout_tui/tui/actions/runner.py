"""The runner: the one place that runs actions, whether they come from a key, a click, a word or a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.tui.actions.action import Action
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.actions.results import Ask, Choose, Open, Prefill, Question, Run, Several
from breakout_tui.tui.actions.room import Surface

if TYPE_CHECKING:
    from breakout_tui.tui.actions.results import Result


def run_action(action: Action, argument: str, surface: Surface, *, box_id: str | None = None) -> bool:
    """Run an action, about the box under the cursor if one is given. False if it was refused; the surface has said why.

    A question or a screen is answered later; the action continues with the answer.
    """
    try:
        context = surface.context(box_id)
        if context.refusal is not None and not action.only_reads:
            raise context.refusal
        return _carry_out(action, action.perform(argument, context), surface)
    except BreakoutError as refusal:
        surface.refuse(refusal)
        return False


def _carry_out(action: Action, result: Result, surface: Surface) -> bool:
    match result:
        case None:
            return True
        case Ask() | Choose():
            surface.ask(result, lambda answer: _answered(action, result, answer, surface))
            return True
        case Open(then=then):
            surface.open(result, lambda answer: _go_on(action, then(answer), surface))
            return True
        case Several(commands, told):
            is_done = all(surface.do(command) for command in commands)
            if is_done and told:
                surface.say(told)
            return is_done
        case Prefill(text):
            surface.prefill(text)
            return True
        case Run(word, argument):
            return run_action(BY_WORD[word], argument, surface)
        case command:
            return surface.do(command)


def _answered(action: Action, question: Question, answer: str, surface: Surface) -> None:
    if not answer and isinstance(question, Ask):
        answer = question.when_empty
    if answer:
        surface.run_typed(action.word, f"{question.prefix}{answer}")


def _go_on(action: Action, result: Result, surface: Surface) -> None:
    try:
        _carry_out(action, result, surface)
    except BreakoutError as refusal:
        surface.refuse(refusal)
