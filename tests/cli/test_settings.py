"""Settings in the whole program: they are there after a restart, and a broken file never keeps it from starting."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from breakout_tui.cli.preferences_file import commented
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.tui.hook_marks import needs_hooks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
LIGHT, DARK = "fbfaf7", "0f1317"
"""The grounds of two themes, as pyte names them."""
MINE = """\
theme = "light"
attribution = "none"
dates = "fr"
[keys]  # of the foot switch
next = "F4"
pause = "F2"
help = "F12"
"""


FRENCH = re.compile(r"(lun|mar|mer|jeu|ven|sam|dim)\. \d+ \S+ \d{4}\b")
GERMAN = re.compile(
    r"round 1 · (Mon|Diens|Donners|Frei|Sonn|Sams)tag, \d+\. \S+ \d{4}|Mittwoch, \d+\. \S+ \d{4}"
)


def settings_of(home: Path) -> Path:
    """The settings file of a program with this home."""
    return home / ".config" / "breakout-tui" / "settings.toml"


def written(home: Path, text: str) -> Path:
    """A home with this settings file."""
    path = settings_of(home)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def ground(terminal: PtyTerminal) -> str:
    """The colour of the first cell."""
    return str(terminal.screen.buffer[0][0].bg)


def test_three_keys_the_theme_and_the_rule_are_there_after_a_restart(tmp_path: Path) -> None:
    """Rule: so is what was chosen in the app in between; everything else in the file stays."""
    path = written(tmp_path, MINE)
    with PtyTerminal([], tmp_path) as first:
        first.wait_for("F12 help")
        assert FRENCH.search(first.text)
        assert ground(first) == LIGHT
        first.send("enter")
        first.wait_for("anonymous")
        first.wait_for("F4 start")
        first.send("f4")
        first.wait_for("F4 starts “Morning”")
        first.send("/theme nord", "enter")
        first.wait_for("Theme: nord")
        first.send("ctrl+q")
        assert first.wait_for_end() == 0
    assert path.read_text() == MINE.replace('"light"', '"nord"')
    with PtyTerminal(["resume"], tmp_path) as second:
        second.wait_for("all saved")
        assert ground(second) == "2e3440"
        second.send("f4")
        second.wait_for("F2 pause")
        second.send("f2")
        second.wait_for("F2 resumes")
        second.send("ctrl+q")
        assert second.wait_for_end() == 0
    with PtyTerminal([], tmp_path) as third:
        third.wait_for("F12 help")
        assert FRENCH.search(third.text)


def test_documents_of_the_command_line_say_the_day_in_the_language_of_the_settings(tmp_path: Path) -> None:
    """Rule: the report, also that of a phase that ends, the report-back and the slides; the date for other programs stays as it is."""
    path = config_home(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('dates = "de"\n')
    assert run_here(tmp_path, "start", "1").status == 0
    for command in (("export", "-o", "-"), ("report-back",), ("report-back", "--slides")):
        result = run_here(tmp_path, *command)
        assert GERMAN.search(result.out), result
        assert command[-1] == "--slides" or re.search(
            r"^date: \W?\d{4}-\d\d-\d\d\b", result.out, re.MULTILINE
        )
    assert [run_here(tmp_path, word).status for word in ("next", "finish")] == [0, 0]
    (saved,) = (tmp_path / "home").rglob("*.md")
    assert GERMAN.search(saved.read_text())


@pytest.mark.parametrize("content", ['theme = "light', 'theme = 3\nbell = "x"\n[keys]\nnext = "q"', None])
def test_a_broken_file_keeps_nobody_from_starting(tmp_path: Path, content: str | None) -> None:
    """Rule: the defaults hold, one line says so, and a choice doesn't overwrite the file; a folder (None) is no better."""
    if content is None:
        settings_of(tmp_path).mkdir(parents=True)
    else:
        written(tmp_path, content)
    with PtyTerminal(["demo"], tmp_path) as terminal:
        terminal.wait_for("all saved")
        terminal.wait_for("`breakout-tui config` lists")
        assert ground(terminal) == DARK
        terminal.send("a note", "enter")
        terminal.wait_for("a note")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert content is None or settings_of(tmp_path).read_text() == content


@needs_hooks
def test_a_light_terminal_gets_the_light_theme_and_the_line_gets_no_byte_of_the_answer(
    tmp_path: Path,
) -> None:
    """Rule: whenever it comes, here after typing began, in two parts."""
    answer = b"\x1b]11;rgb:ffff/fbfb/f0f0\x1b\\"
    with PtyTerminal(["demo"], tmp_path) as terminal:
        terminal.wait_for("all saved")
        assert terminal.output.count(b"\x1b]11;?\x1b\\") == 1
        assert ground(terminal) == DARK
        terminal.send("half a ")
        terminal.send(answer[:9])
        terminal.wait_for("half a")
        terminal.send(answer[9:], "note")
        terminal.wait_until(lambda: ground(terminal) == LIGHT, "the theme did not become light")
        terminal.wait_for("› half a note")
        assert "rgb" not in terminal.text


def test_a_terminal_is_not_asked_if_the_theme_is_chosen(tmp_path: Path) -> None:
    """Rule: no byte more than needed."""
    written(tmp_path, 'theme = "dark"')
    with PtyTerminal(["demo"], tmp_path) as terminal:
        terminal.wait_for("all saved")
        assert b"\x1b]11;" not in terminal.output


def config_home(folder: Path) -> Path:
    """Where ``run`` looks for settings."""
    return folder / "home" / "breakout-tui" / "settings.toml"


def test_config_writes_the_commented_file_once(tmp_path: Path) -> None:
    """Rule: it says where, and what holds; a second call changes nothing."""
    first = run_here(tmp_path, "config")
    path = config_home(tmp_path)
    assert (first.status, first.err) == (0, "")
    assert first.out.startswith(f"{path}: written")
    assert path.read_text() == commented()
    assert 'theme = "auto"\nbell = false\n' in first.out
    assert 'next = "F2"\n' in first.out
    path.write_text("# mine\nbell = true\n[keys]\nnext = 'f11'\nrecap = 'Ctrl+R'\n")
    second = run_here(tmp_path, "config")
    assert second.out.startswith(f"{path}\n")
    assert all(line in second.out for line in ("bell = true\n", 'next = "F11"\n', 'recap = "Ctrl+R"\n'))
    assert path.read_text().startswith("# mine")


@pytest.mark.parametrize("command", ["config", "check"])
def test_config_and_check_list_all_problems(tmp_path: Path, command: str) -> None:
    """Rule: one line each, in file order, with the place; status 1."""
    path = config_home(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('bell = 3\n[keys]\nnxt = "f11"\npause = "f2"\n')
    result = run_here(tmp_path, command)
    assert result.status == 1
    assert result.err.splitlines() == [
        f"breakout-tui: {path}: bell: expected true or false, found 3",
        f'breakout-tui: {path}: keys.nxt: unknown command; did you mean "next"?',
        f'breakout-tui: {path}: keys.pause: "f2" is the key of /next; give /next another key too, or choose another one',
    ]
    assert run_here(tmp_path, "check", path).err == result.err


def test_config_prints_what_holds_in_a_form_that_can_be_used(tmp_path: Path) -> None:
    """Rule: its output is a settings file without problems that means the same."""
    path = config_home(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('theme = "nord"\nrooms = ["A \\"B\\" \\\\ é"]\n[keys]\nnext = "f4"\npause = ""\n')
    printed = "\n".join(run_here(tmp_path, "config").out.splitlines()[1:])
    path.write_text(printed)
    again = run_here(tmp_path, "config")
    assert (again.status, "\n".join(again.out.splitlines()[1:])) == (0, printed)
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]
