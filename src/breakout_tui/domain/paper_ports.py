"""What the editor's screen needs of the store and of the documents, as protocols; ``cli/`` and ``store/`` implement them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.edited_parts import EditedPaper
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.domain.paper_records import PaperRecord
from breakout_tui.domain.ports import unnoticed


class PaperStorage(Protocol):
    """The paper of one conference in its file. It is used by one thread at a time."""

    @property
    def writer(self) -> str:
        """The id of this window as a writer."""
        ...

    def read(self) -> Paper:
        """The paper as it is in the file; an empty one if there is none. Raises StoreError."""
        ...

    def drafts(self) -> tuple[PaperDraft, ...]:
        """What was typed in any window and not saved, in the order of typing. Raises StoreError."""
        ...

    def write(
        self,
        records: Iterable[PaperRecord],
        drafts: Iterable[PaperDraft] = (),
        ended: Iterable[PaperDraft] = (),
    ) -> None:
        """Store records and drafts and remove the drafts that ended, in one transaction.

        Raises PaperChanged if there are records, after which the paper must be read again; StoreError.
        """
        ...


class Papers(Protocol):
    """Reads the conference of a database, and writes its paper. All of it takes time: call it on a thread."""

    def conference(self, progress: Callable[[int, int], None]) -> Conference:
        """The sessions of the event. ``progress`` is told how many were read, and of how many. Raises NotFound, StoreError."""
        ...

    def storage(self, conference: Conference) -> PaperStorage:
        """The paper of a conference."""
        ...

    def edited(self, conference: Conference, paper: Paper) -> tuple[EditedPaper, ...]:
        """The edited files that came back. Raises DocumentRefused if one is of another conference."""
        ...

    def export(
        self,
        conference: Conference,
        paper: Paper,
        form: PaperForm,
        file_format: FileFormat,
        notice: Callable[[str], None] = unnoticed,
    ) -> Path:
        """Write the paper in a form to the documents folder; never overwrites a file. Raises BreakoutError.

        ``notice`` gets one line for each thing that the file lacks, such as characters that no font shows.
        """
        ...
