"""Paper editing: opens the editor's screen, and writes the paper to the documents folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.tui.background import Background
from breakout_tui.tui.documents import Documents
from breakout_tui.tui.keymap import shown

if TYPE_CHECKING:
    from breakout_tui.domain.paper_ports import Papers
    from breakout_tui.tui.paper.paper_editor import PaperEditor
    from breakout_tui.tui.screens.paper_screen import PaperScreen


class PaperEditing:
    """Without ``papers`` there is nothing to edit. ``closed`` is called when the screen was closed."""

    def __init__(
        self,
        app: App[Any],
        documents: Documents,
        clock: Clock,
        papers: Papers | None,
        background: Background,
        closed: Callable[[], None],
    ) -> None:
        self._app = app
        self._documents = documents
        self._clock = clock
        self._papers = papers
        self._background = background
        self._closed = closed
        self._has_warned = False
        self._screen: PaperScreen | None = None
        """The editor's screen while it is open."""
        self._form = PaperForm.WHOLE
        """The latest form that was asked for."""

    def open(self) -> None:
        """Show the editor's screen, with the paper as it is in the file now."""
        if self._papers is None:
            return
        from breakout_tui.tui.paper.paper_editor import PaperEditor
        from breakout_tui.tui.screens.paper_screen import PaperScreen

        editor = PaperEditor(self._papers, self._clock, self._background)

        def close(_: None) -> None:
            editor.pairs.stop()
            self._screen = None
            self._closed()

        self._screen = PaperScreen(editor, lambda: self._ask_form(editor))
        self._app.push_screen(self._screen, close)

    def keep_draft(self) -> None:
        """Save what is being typed as a draft."""
        if (screen := self._screen) is not None:
            screen.keep_draft()

    def asks_about_text(self) -> bool:
        """Whether an edit or a draft is not in the file; then it is said once."""
        screen = self._screen
        if screen is None or self._has_warned or not screen.would_lose:
            return False
        self._has_warned = True
        screen.say(f"not saved yet · {shown('quit')} again discards it")
        return True

    def _ask_form(self, editor: PaperEditor) -> None:
        """Ask for the form, with the latest choice ready, then for the format, and write."""
        from breakout_tui.tui.screens.ask_screen import ChooseScreen

        keys = {each.label[0].lower(): each for each in PaperForm}
        options = [(key, f"{each.label}: {each.use}") for key, each in keys.items()]

        def answered(key: str | None) -> None:
            if key is not None:
                self._form = keys[key]
                self._documents.ask_format(lambda chosen: self._write(editor, keys[key], chosen))

        latest = self._form.label[0].lower()
        self._app.push_screen(ChooseScreen("What to save", options, chosen=latest), answered)

    def _write(self, editor: PaperEditor, form: PaperForm, file_format: FileFormat) -> None:
        """Write the paper in the background, and show the path."""
        papers, view = self._papers, editor.view
        if papers is None or view is None:
            return

        def work(tell: Callable[[tuple[Path, list[str]] | BreakoutError], None]) -> None:
            lacks = list[str]()
            try:
                path = papers.export(view.conference, view.paper, form, file_format, lacks.append)
                tell((path, lacks))
            except BreakoutError as error:
                tell(error)

        editor.say("writing the paper …")
        self._background(work, lambda news: self._written(editor, news))

    def _written(self, editor: PaperEditor, news: tuple[Path, list[str]] | BreakoutError) -> None:
        if isinstance(news, BreakoutError):
            editor.say("the paper was not written")
            self._documents.complain("The paper was not written", news)
            return
        path, lacks = news
        editor.say(f"saved to {path}")
        self._documents.tell(lacks)
