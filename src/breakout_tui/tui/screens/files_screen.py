"""Files screen: the dialog in which the files of other rooms are found: places, folders, marks, and a line for names and paths."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from breakout_tui.domain.ports import Sources
from breakout_tui.domain.text import clip
from breakout_tui.tui.background import Background
from breakout_tui.tui.file_rows import FileRow, matching, shown_path, tail
from breakout_tui.tui.folder_view import FolderView
from breakout_tui.tui.keymap import DEFAULT_KEYS, shown
from breakout_tui.tui.path_completion import completed
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.file_list import FileList
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.path_field import PathField

_BESIDE = 7
"""Cells beside the folder: the margins, and the gap before the number of marks."""
_NAMED = 24
"""Code points of the name of a file or folder in the keys."""
HINT = "type to filter, or type or paste a path"


class FilesScreen(ClosesOnce[tuple[Path, ...] | None]):
    """Returns the marked files and folders, else the one under the cursor; None on Esc."""

    CSS_PATH = "../styles/gather.tcss"
    AUTO_FOCUS = "#path"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("tab", "tab", "Places, or complete a path", show=False),
        Binding("escape", "back", "Clear the line, or cancel", show=False),
        Binding(DEFAULT_KEYS["next"], "gather", "Gather", show=False, id="next"),
    ]

    def __init__(self, sources: Sources, background: Background, today: date) -> None:
        super().__init__()
        self._background = background
        self._marked: dict[Path, None] = {}
        self._view = FolderView(sources, background, today, self._show)
        self._said = ""

    def compose(self) -> ComposeResult:
        """The line, where this is, the list, what there is to say, the keys."""
        yield Line((("Gather sessions of other rooms", "strong"),), id="title")
        yield PathField(placeholder=HINT, enter="choose", id="path")
        yield Line(id="where")
        yield FileList(id="files")
        yield Line(id="said")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin with the places."""
        self.query_one(FileList).back_to = self.query_one(PathField)
        self._view.go(None)

    # What is shown

    def _show(self, is_other: bool) -> None:
        """Show the rows; ``is_other`` says whether they are others than before."""
        if not self.is_attached:
            return
        files = self.query_one(FileList)
        if is_other:
            files.show(self._rows, self._marked, self._view.empty, self._view.came_from)
        else:
            files.change(self._rows)
        self._show_words()

    @property
    def _rows(self) -> tuple[FileRow, ...]:
        """What the line lets through; a path in it filters nothing."""
        field = self.query_one(PathField)
        return matching(self._view.rows, "" if field.path is not None else field.text)

    def _show_words(self) -> None:
        where, marked = self.query_one("#where", Line), f"{len(self._marked):,} marked"
        marked = marked if self._marked else ""
        where.left = ((tail(self._view.title, self.size.width - len(marked) - _BESIDE), "muted"),)
        where.right = ((marked, "accent"),)
        self.query_one("#said", Line).left = (
            (self._said or self._view.note, "accent" if self._said else "muted"),
        )
        self._show_keys()

    def _say(self, words: str) -> None:
        self._said = words
        self._show_words()

    def _show_keys(self) -> None:
        row, line = self.query_one(FileList).row, self.query_one(PathField)
        is_path, can_mark = line.path is not None, row is not None and row.can_mark
        opens = is_path or row is None or row.opens
        gathers = _gathers(len(self._marked), row, is_path=is_path)
        can_gather = bool(self._marked) or is_path or can_mark
        hints = [
            KeyHint("Enter", "open" if opens else gathers, "choose"),
            *([KeyHint("Space", "mark", "mark")] if can_mark and not is_path else []),
            *([KeyHint(shown("next"), gathers, "gather")] if can_gather and opens else []),
            KeyHint("Esc", "clear" if line.value else "cancel", "back"),
            KeyHint("Tab", "complete" if is_path else "places", "tab"),
            *([] if line.value or self._view.folder is None else [KeyHint("Backspace", "up", "up")]),
        ]
        self.query_one(KeyLine).show([*hints, help_hint()])

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [("Finding files of other rooms", key_rows(keys_explained()))]

    def on_resize(self) -> None:
        """The folder is cut to the width."""
        self._show_words()

    # What is typed

    @on(PathField.Changed)
    def _typed(self) -> None:
        self._said = ""
        files = self.query_one(FileList)
        at = files.row.path if files.row is not None else None
        is_empty = not self.query_one(PathField).text
        files.show(self._rows, self._marked, self._view.empty, at if is_empty else None)
        self._show_words()

    @on(PathField.PathsPasted)
    def _pasted(self, message: PathField.PathsPasted) -> None:
        self._marked.update(dict.fromkeys(message.paths))
        self._show(False)

    @on(LineList.Moved, "#files")
    def _moved(self) -> None:
        self._say("")

    def action_step(self, by: int) -> None:
        """Move the cursor of the list."""
        self.query_one(FileList).action_step(by)

    def action_page(self, by: int) -> None:
        """Move the cursor of the list by a page."""
        self.query_one(FileList).action_page(by)

    def action_mark(self) -> None:
        """Mark the row under the cursor, or remove its mark, and go to the next one; a folder is taken whole."""
        if self._turn_mark():
            self.query_one(FileList).action_step(1)

    @on(FileList.MarkClicked)
    def _turn_mark(self) -> bool:
        """Mark the row under the cursor, or remove its mark; False if it can't be marked."""
        row = self.query_one(FileList).row
        if row is None or row.path is None or not row.can_mark:
            self._say_what_it_is()
            return False
        if row.path in self._marked:
            del self._marked[row.path]
        else:
            self._marked[row.path] = None
        self._show(False)
        return True

    def _say_what_it_is(self) -> None:
        row = self.query_one(FileList).row
        if row is not None and row.about and not row.opens:
            self._say(f"This is {row.about}")

    def action_up(self) -> None:
        """Open the folder above, or the places above the topmost one."""
        folder = self._view.folder
        if folder is not None:
            self._open(None if folder.parent == folder else folder.parent)

    def action_back(self) -> None:
        """Clear the line; if it is empty, close without an answer."""
        if self.query_one(PathField).value:
            self.query_one(PathField).value = ""
        else:
            self.dismiss(None)

    def action_tab(self) -> None:
        """Complete the path in the line; without one, show the places."""
        path = self.query_one(PathField).path
        if path is None:
            self._open(None)
        else:
            text = self.query_one(PathField).value
            self._background(lambda tell: tell(completed(text)), self._complete)

    def _complete(self, text: str) -> None:
        if self.is_attached and text:
            field = self.query_one(PathField)
            field.value = text
            field.cursor_position = len(text)

    # What is chosen

    @on(LineList.Chosen, "#files")
    def action_choose(self) -> None:
        """Open the folder, or gather: what is marked, else the file under the cursor. A path in the line comes first."""
        path, row = self.query_one(PathField).path, self.query_one(FileList).row
        if path is not None:
            self._background(lambda tell: tell((path, path.is_dir(), path.exists())), self._take_path)
        elif row is not None and row.opens:
            self._open(row.path)
        else:
            self.action_gather()

    def _take_path(self, found: tuple[Path, bool, bool]) -> None:
        path, is_folder, is_there = found
        if not self.is_attached:
            return
        if is_folder:
            self._open(path.absolute())
        elif is_there:
            self.dismiss((*self._marked, path))
        else:
            self._say(f"There is nothing named {shown_path(path)}")

    def action_gather(self) -> None:
        """Return what is marked, else the path in the line, else the row under the cursor."""
        path, row = self.query_one(PathField).path, self.query_one(FileList).row
        if path is not None and not self._marked:
            self._background(lambda tell: tell((path, False, path.exists())), self._take_path)
        elif self._marked:
            self.dismiss(tuple(self._marked))
        elif row is not None and row.path is not None and row.can_mark:
            self.dismiss((row.path,))
        else:
            self._say_what_it_is()

    def _open(self, folder: Path | None) -> None:
        self._said = ""
        with self.prevent(PathField.Changed):
            self.query_one(PathField).value = ""
        self._view.go(folder)


def _gathers(marked: int, row: FileRow | None, *, is_path: bool) -> str:
    """What gathering takes now; a folder by its name, since it is the one under the cursor, not the one that is open."""
    if marked:
        return f"gather {marked:,} marked"
    if is_path:
        return "gather this path"
    return "gather" if row is None else f"gather {clip(row.name, _NAMED)}"


def keys_explained() -> tuple[tuple[str, str], ...]:
    """What the keys do here, and the mouse."""
    return (
        ("Enter", "open the folder, or gather: the marked files, else the one under the cursor"),
        ("Space", "mark a file or a folder, or remove its mark; a folder is taken with all folders in it"),
        (shown("next"), "gather what is marked, else the row under the cursor, also a whole folder"),
        ("Tab", "the places again: sticks, cards, your folders; in a path, complete it"),
        ("Backspace", "the folder above, while the line is empty"),
        ("Letters", "filter the list by name; Esc clears them"),
        ("Path", "type or paste it, or several from a file manager; Enter opens or takes it"),
        ("Mouse", "a click on [ ] marks; a double click opens or takes"),
    )
