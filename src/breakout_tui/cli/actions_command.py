"""``breakout-tui actions``: lists what can be done with the open session, from the classes of the actions."""

from __future__ import annotations

from breakout_tui.cli.options import Options
from breakout_tui.cli.shell_words import remedy_words, written
from breakout_tui.domain.errors import UsageError
from breakout_tui.tui.actions.action import Action, Group
from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD


def list_actions(_: Options) -> int:
    """Print a line for each action, under the heading of its group; then those that need the window, and why."""
    for group in Group:
        if usages := [_usage(each) for each in ACTIONS if each.group is group and not each.needs_window]:
            _print_line(f"{group.value}:")
            for usage in usages:
                _print_line(f"  {usage}")
    _print_line("Only in the window:")
    for each in ACTIONS:
        if each.needs_window:
            _print_line(f"  /{each.word}: {remedy_words(each.needs_window)}")
    return 0


def print_usage(word: str) -> int:
    """Print how one action is written. Raises UsageError for a word that is none."""
    refuse_unknown(word)
    action = BY_WORD[word]
    if not action.needs_window:
        _print_line(_usage(action))
    else:
        _print_line(f"/{action.word} needs the window: {remedy_words(action.needs_window)}")
    return 0


def refuse_unknown(word: str) -> None:
    """Raises UsageError for a word that is neither a command nor an action."""
    if word not in BY_WORD:
        raise UsageError(
            f"there is no command {word!r}",
            remedy="run `breakout-tui --help`, or `breakout-tui actions` for what the open session takes",
        )


def _usage(action: Action) -> str:
    argument = f" {action.argument}" if action.argument else ""
    return (
        f"breakout-tui {written(action.word)}{argument}: {remedy_words(action.printed_help or action.help)}"
    )


def _print_line(line: str) -> None:
    print(line)  # noqa: T201 - the result
