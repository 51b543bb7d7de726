"""The composition root: reads the command line and calls the module of the command. The only broad ``except`` is here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from breakout_tui.cli.options import COMPLETING, Options
from breakout_tui.domain.errors import (
    AllocationImpossible,
    BreakoutError,
    DelegatesRefused,
    ProgrammeRefused,
    UsageError,
)

CRASH = 70
"""Exit status of an unexpected error (EX_SOFTWARE in sysexits.h)."""

DOCUMENTS = frozenset({"export", "report-back", "paper", "completion"})
"""The commands that print a document, which stays as it is."""


WITH_HUB = (None, "resume", "take-over")
"""The commands that open the window for a room; None for none."""
ANSWERED_AT_ONCE = ("--help", "-h", "--version")
"""What only prints, whatever follows it."""


def run() -> None:
    """Entry point of the console script."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Results go to stdout, messages to stderr."""
    return guarded(lambda: _command(arguments))


def guarded(work: Callable[[], int]) -> int:
    """Run a command and return its exit status. Every error becomes one line per problem on stderr."""
    try:
        return work()
    except (ProgrammeRefused, DelegatesRefused, AllocationImpossible) as refused:
        for problem in refused.problems:
            _print_message(f"{refused.where}: {problem}")
        return refused.exit_code
    except BreakoutError as error:
        _print_message(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone. Without this, Python would report the error again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last resort: log the error and exit with 70
        from breakout_tui.cli.crash_log import write_log

        _print_message(f"Unexpected error ({type(error).__name__}). {write_log(error)}")
        return CRASH


def _command(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == COMPLETING:
        from breakout_tui.cli.candidates import print_candidates

        return print_candidates(arguments[1:] or [""])
    if arguments and arguments[0] not in ANSWERED_AT_ONCE:
        from breakout_tui.cli.action_line import action_line

        if (line := action_line(arguments)) is not None:
            from breakout_tui.cli.action_command import run_action_line
            from breakout_tui.cli.plain_text import plainly

            with plainly(line.is_plain):
                return run_action_line(line)
    options = _parsed(arguments)
    if options.server is not None:
        from breakout_tui.cli.stored_sessions import refuse_server

        refuse_server(options)
    if options.hub is not None and (options.plain or options.command not in WITH_HUB):
        raise UsageError(
            "--hub is for the window", remedy="use it alone, with resume or take-over, without --plain"
        )
    if options.plain:
        from breakout_tui.cli.plain_text import plainly

        with plainly(options.command not in DOCUMENTS):
            return _run(options)
    return _run(options)


def _run(options: Options) -> int:
    match options.command:
        case None | "resume" if options.plain:
            from breakout_tui.cli.plain_session import plain_session

            return plain_session(options)
        case None:
            from breakout_tui.cli.launch import run_app

            return run_app(options)
        case "sessions":
            from breakout_tui.cli.sessions_command import list_sessions

            return list_sessions(options)
        case "export":
            from breakout_tui.cli.export_command import export

            return export(options)
        case "report-back":
            from breakout_tui.cli.report_back_command import report_back

            return report_back(options)
        case "completion":
            from breakout_tui.cli.completion_command import completion

            return completion(options)
        case "check":
            from breakout_tui.cli.check_command import check

            return check(options)
        case "start":
            from breakout_tui.cli.start_command import start_session

            return start_session(options)
        case "config":
            from breakout_tui.cli.config_command import config

            return config(options)
        case "resume":
            from breakout_tui.cli.resume_command import resume

            return resume(options)
        case "take-over":
            from breakout_tui.cli.take_over_command import take_over_session

            return take_over_session(options)
        case "display":
            from breakout_tui.cli.display_command import display

            return display(options)
        case "serve":
            from breakout_tui.cli.serve_command import serve

            return serve(options)
        case "rooms":
            from breakout_tui.cli.rooms_command import rooms

            return rooms(options)
        case "tell":
            from breakout_tui.cli.tell_command import tell

            return tell(options)
        case "calls":
            from breakout_tui.cli.tell_command import calls

            return calls(options)
        case "overview":
            from breakout_tui.cli.overview_command import overview

            return overview(options)
        case "demo":
            from breakout_tui.cli.demo_command import demo

            return demo(options)
        case "backups":
            from breakout_tui.cli.backups_command import backups

            return backups(options)
        case "paper":
            from breakout_tui.cli.paper_command import paper

            return paper(options)
        case "gather":
            from breakout_tui.cli.gather_command import gather

            return gather(options)
        case "allocate":
            from breakout_tui.cli.allocate_command import allocate

            return allocate(options)
        case "forget-delegates":
            from breakout_tui.cli.forget_command import forget_delegates

            return forget_delegates(options)
        case "rescue":
            from breakout_tui.cli.rescue_command import rescue_file

            return rescue_file(options)
        case "actions":
            from breakout_tui.cli.actions_command import list_actions

            return list_actions(options)
        case "erase":
            from breakout_tui.cli.erase_command import erase_for_good

            return erase_for_good(options)
        case other:
            raise AssertionError(other)


def _parsed(arguments: Sequence[str]) -> Options:
    """The parsed options. Raises UsageError; ``--help`` and ``--version`` print and exit."""
    if not arguments:
        return Options()
    from breakout_tui.cli.parser import parse

    return parse(arguments)


def _print_message(line: str) -> None:
    """Print one line on stderr, without control characters."""
    from breakout_tui.domain.text import clean_line

    print(f"breakout-tui: {clean_line(line)}", file=sys.stderr)  # noqa: T201 - this is the command line
