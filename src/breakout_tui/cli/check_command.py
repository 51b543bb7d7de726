"""``breakout-tui check``: finds the problems of a programme file, the settings file or a database."""

from __future__ import annotations

from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.options import Options
from breakout_tui.cli.problem_lines import print_problems
from breakout_tui.domain.errors import DatabaseDamaged, ProgrammeRefused, UsageError
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.inputs.countries import is_language
from breakout_tui.inputs.idle_keys import idle_keys
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.store.check import diagnose

_SQLITE_HEADER = b"SQLite format 3\x00"


def check(options: Options) -> int:
    """Check the given file, or else the current programme and database. Each problem is one line on stderr.

    Raises UsageError for a file to explain that is no programme.
    """
    if options.explain and options.server is None:
        return _explain(options)
    if options.server is not None:
        if options.explain:
            raise _not_explained()
        from breakout_tui.store.server_check import diagnose_server

        return _told(str(options.server), diagnose_server(options.server))
    if options.file is not None:
        return _check_file(options.file)
    status = _check_programme(paths.find_programme(options.themes))
    settings = paths.settings_file()
    if settings.exists():
        status = _check_settings(settings) or status
    database = options.database or paths.default_database()
    if database.exists():
        status = _check_database(database) or status
    return status


def _check_file(path: Path) -> int:
    if path.name == paths.settings_file().name:
        return _check_settings(path)
    if path.suffix.lower() == ".toml" or not _is_database(path):
        return _check_programme(path)
    return _check_database(path)


def _explain(options: Options) -> int:
    """Check a programme file and print its day."""
    path = options.file or paths.find_programme(options.themes)
    if path.name == paths.settings_file().name or (path.suffix.lower() != ".toml" and _is_database(path)):
        raise _not_explained()
    from breakout_tui.cli.explained_programme import explained

    _check_programme(path)
    for line in explained(read_programme(path)):
        print(line)  # noqa: T201 - results go to stdout
    return 0


def _not_explained() -> UsageError:
    return UsageError("only a programme file can be explained", remedy="name a programme file, or none")


def _is_database(path: Path) -> bool:
    if path.suffix.lower() in {".db", ".sqlite", ".sqlite3"}:
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER


def _check_programme(path: Path) -> int:
    programme = read_programme(path)
    questions = sum(len(theme.questions) for theme in programme.themes)
    themes = plural(len(programme.themes), "theme")
    _print_line(f"{path}: no problems ({programme.event}, {themes}, {plural(questions, 'question')})")
    for code in programme.languages:
        if not is_language(code):
            _print_line(f'{path}: languages: there are no names of countries in "{code}"')
    for line in idle_keys(programme):
        _print_line(f"{path}: {line}")
    return 0


def _check_settings(path: Path) -> int:
    from breakout_tui.cli.config_command import problems_of

    if print_problems(f"{path}: {problem}" for problem in problems_of(path)):
        return ProgrammeRefused.exit_code
    _print_line(f"{path}: no problems")
    return 0


def _check_database(path: Path) -> int:
    return _told(str(path), diagnose(path))


def _told(database: str, problems: list[str]) -> int:
    if print_problems(problems):
        return DatabaseDamaged.exit_code
    _print_line(f"{database}: no problems")
    return 0


def _print_line(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout
