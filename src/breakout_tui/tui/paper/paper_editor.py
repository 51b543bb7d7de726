"""Paper editor: the paper that is open, and the only caller of its rules. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.edited_parts import EditedPaper
from breakout_tui.domain.errors import BreakoutError, PaperRefused
from breakout_tui.domain.offered_pairs import OfferedPair
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_commands import PaperCommand
from breakout_tui.domain.paper_differences import Difference, differences
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_findings import Findings, findings
from breakout_tui.domain.paper_outline import Outline, outline
from breakout_tui.domain.paper_ports import Papers, PaperStorage
from breakout_tui.domain.paper_proposals import Proposal
from breakout_tui.domain.paper_records import DecidedTwice, JoinedStatement
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.paper_steps import StepLine, step_lines
from breakout_tui.tui.background import Background
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.paper.pair_search import PairSearch
from breakout_tui.tui.paper.paper_drafts import PaperDrafts
from breakout_tui.tui.paper.paper_saving import Edit, PaperSaving
from breakout_tui.tui.paper.paper_targets import TypedTarget
from breakout_tui.tui.paper.read_back import ReadBack


class PaperView:
    """What follows from one state of the paper, each made when it is first asked for."""

    def __init__(self, conference: Conference, paper: Paper, pairs: PairSearch, read_back: ReadBack) -> None:
        self.conference = conference
        self.paper = paper
        self._pairs = pairs
        self._read_back = read_back

    @cached_property
    def outline(self) -> Outline:
        """The paper put together."""
        return outline(self.conference, self.paper)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What rooms changed after a decision."""
        return differences(self.conference, self.paper)

    @cached_property
    def changed_ids(self) -> frozenset[str]:
        """The statements with a difference."""
        return frozenset(each.note_id for each in self.differences)

    @cached_property
    def findings(self) -> Findings:
        """What the conference as a whole shows."""
        return findings(self.conference, self.paper, self.outline)

    @cached_property
    def groups(self) -> dict[str, JoinedStatement]:
        """By the id of a note the joined statement that has it."""
        return self.paper.groups()

    @cached_property
    def steps(self) -> tuple[StepLine, ...]:
        """The next steps."""
        return step_lines(self.outline, self.paper)

    @cached_property
    def pairs(self) -> tuple[OfferedPair, ...]:
        """The pairs to decide on."""
        return self._pairs.open_in(self.paper, self.conference)

    @cached_property
    def decided_twice(self) -> tuple[DecidedTwice, ...]:
        """What two editors decided differently."""
        return tuple(self.paper.all_of(DecidedTwice))

    @property
    def has_files(self) -> bool:
        """Whether edited files came back."""
        return bool(self._read_back.edited)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What they propose and is not decided on."""
        return self._read_back.open_in(self.conference, self.paper, self.outline)

    @property
    def pairs_progress(self) -> tuple[int, int] | None:
        """How many statements are compared, and of how many; None once all are."""
        return self._pairs.progress if self._pairs.is_looking else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """So many sessions are read."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class _Read:
    """Everything is read."""

    conference: Conference
    storage: PaperStorage
    paper: Paper
    drafts: tuple[PaperDraft, ...]
    edited: tuple[EditedPaper, ...]


class PaperEditor:
    """``changed`` is called in the loop when there is something else to show, ``say`` with what happened in words."""

    def __init__(self, papers: Papers, clock: Clock, background: Background) -> None:
        self._papers = papers
        self._clock = clock
        self._background = background
        self._saving: PaperSaving | None = None
        self.changed: Callable[[], None] = lambda: None
        self.say: Callable[[str], None] = lambda _words: None
        self.pairs = PairSearch(background, self._pairs_changed)
        self._read_back = ReadBack()
        self.view: PaperView | None = None
        """None until everything is read."""
        self.failure: BreakoutError | None = None
        """Why it can't be read."""
        self.reading = (0, 0)
        """How many sessions are read, and of how many."""
        self.drafts = PaperDrafts(clock)
        """What was typed and not saved."""

    def read(self) -> None:
        """Read the conference and its paper."""
        self._background(self._read, self._hear)

    @property
    def is_saved(self) -> bool:
        """Whether all edits are in the file."""
        return self._saving is None or self._saving.is_saved

    @property
    def save_failure(self) -> BreakoutError | None:
        """Why the last edits are not in the file."""
        return None if self._saving is None else self._saving.failure

    def save_again(self) -> None:
        """Try to write what could not be written."""
        if self._saving is not None:
            self._saving.write()

    @property
    def would_lose(self) -> bool:
        """Whether an edit or a draft could not be written. What is being written is in the file before the program ends."""
        saving = self._saving
        return saving is not None and saving.failure is not None and not saving.is_all_saved

    def do(self, command: PaperCommand, ends: TypedTarget | None = None) -> None:
        """Carry out a command, and say what was done; the draft of ``ends`` is what it is made of. Raises PaperRefused."""
        view, saving = self.view, self._saving
        if view is None or saving is None:
            return
        outcome = decide(view.paper, view.conference, command, self._clock.read())
        if view.has_files:
            self._read_back.take(view.proposals, command)
        self.view = self._seen(view.conference, outcome.paper)
        self.say(outcome.words)
        ended = () if ends is None else self.drafts.ended(ends)
        if outcome.records:
            saving.submit(Edit(command, outcome.records, ended))
        elif ended:
            saving.end_drafts(ended)
        self.changed()

    def dismiss(self, proposal: Proposal) -> None:
        """Offer a proposal of the edited file no more."""
        if self.view is not None:
            self._read_back.dismiss(proposal)
            self.view = self._seen(self.view.conference, self.view.paper)
            self.say("dismissed; the file still has it")
            self.changed()

    def _seen(self, conference: Conference, paper: Paper) -> PaperView:
        return PaperView(conference, paper, self.pairs, self._read_back)

    def _read(self, tell: Callable[[_Reading | _Read | BreakoutError], None]) -> None:
        """On the thread."""
        try:
            conference = self._papers.conference(lambda done, of: tell(_Reading(done, of)))
            storage = self._papers.storage(conference)
            paper = storage.read()
            edited = self._papers.edited(conference, paper)
            tell(_Read(conference, storage, paper, storage.drafts(), edited))
        except BreakoutError as error:
            tell(error)

    def _hear(self, news: _Reading | _Read | BreakoutError) -> None:
        match news:
            case _Reading(done, of):
                self.reading = (done, of)
            case _Read(conference, storage, paper, drafts, edited):
                self._read_back.edited = edited
                self.view = self._seen(conference, paper)
                self._saving = PaperSaving(storage, self._background, self._told, self._overtaken)
                self.drafts.load(drafts, storage.writer, self._saving)
                self.pairs.look(conference)
            case BreakoutError():
                self.failure = news
        self.changed()

    def _told(self) -> None:
        """It was saved, or not."""
        if self.save_failure is not None:
            self.say(f"not saved: {error_text(self.save_failure)}")
        self.changed()

    def _pairs_changed(self) -> None:
        if self.view is not None and not self.pairs.is_looking:
            self.view = self._seen(self.view.conference, self.view.paper)
        self.changed()

    def _overtaken(self, paper: Paper, waiting: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """Make the edits that wait on the paper as another window left it."""
        assert self.view is not None  # edits wait only after it was read
        conference, again, words = self.view.conference, [], "another window changed the paper too"
        for edit in waiting:
            try:
                outcome = decide(paper, conference, edit.command, self._clock.read())
            except PaperRefused as error:
                words = f"another window changed the paper, and one edit could not be made: {error.what}"
                self.drafts.bring_back(edit.ended)
                continue
            paper = outcome.paper
            again.append(Edit(edit.command, outcome.records, edit.ended))
        self.view = self._seen(conference, paper)
        self.say(words)
        return tuple(again)
