"""Paragraphs of an edited document that are the editor's own: which of them are changed, new or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.conference import ConferenceTheme
from breakout_tui.domain.edited_document import EditedParagraph, text_key, text_keys
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_words import KnownWords
from breakout_tui.domain.paper_outline import ParagraphEntry, Section
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort
from breakout_tui.domain.text import clean_line

_LIKE = 0.5
"""The share of characters from which a paragraph is another one that was changed."""
_COMPARED = 500
"""So many characters of two paragraphs are compared."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph of a section in the file."""

    paragraph: EditedParagraph
    before: str
    """The id of the entry that follows it; empty at the end of the section."""


def proposed_paragraphs(
    theme: ConferenceTheme,
    kind: Kind,
    section: Section,
    placed: Sequence[Placed],
    known: KnownWords,
    created: datetime | None,
) -> Iterator[Proposal]:
    """What a file proposes for the paragraphs of a section; those made after ``created``, when it was written, can't be in it."""
    subject = f"Paragraph · {section_name(theme, kind)}"
    ours = _ours(section)
    said_before = known.of_paragraphs(theme.id, kind)
    keys = {text_key(each.paragraph.text) for each in placed}
    left = {entry: before for entry, before in ours.items() if not keys & text_keys(entry.text)}
    for each in placed:
        text = each.paragraph.text
        now = ""
        command: c.PaperCommand | None = None
        sort = ProposalSort.COMMENT
        if text_key(text) in said_before:
            now = text
        elif (entry := _changed(each, left)) is not None:
            sort, now, command = ProposalSort.CHANGED, entry.text, c.EditParagraph(entry.id, text)
            del left[entry]
        else:
            sort, command = ProposalSort.NEW, c.WriteParagraph(theme.id, kind, text, each.before)
        if command is not None or each.paragraph.comments:
            yield Proposal(
                sort,
                subject,
                now,
                text if command is not None else "",
                command,
                theme_id=theme.id,
                kind=kind,
                comments=each.paragraph.comments,
            )
    for entry in left:
        if not known.is_later(entry.id, created):
            yield Proposal(
                ProposalSort.TAKEN_OUT,
                subject,
                entry.text,
                "",
                c.EditParagraph(entry.id, ""),
                theme_id=theme.id,
                kind=kind,
            )


def section_name(theme: ConferenceTheme, kind: Kind) -> str:
    """The heading of a section, and its theme."""
    return f"{theme.sessions[0].labels.heading(kind)} · {clean_line(theme.title)}"


def _ours(section: Section) -> dict[ParagraphEntry, str]:
    """The paragraphs of the paper, each with the id of the entry that follows it."""
    found: dict[ParagraphEntry, str] = {}
    before = ""
    for entry in reversed(section.entries):
        if isinstance(entry, ParagraphEntry):
            found[entry] = before
        else:
            before = entry.id
    return dict(reversed(found.items()))


def _changed(placed: Placed, left: dict[ParagraphEntry, str]) -> ParagraphEntry | None:
    """The paragraph of the paper that this one was: the one in its place, else the first that is similar."""
    there = (entry for entry, before in left.items() if before == placed.before)
    alike = (entry for entry in left if _are_alike(entry.text[:_COMPARED], placed.paragraph.text[:_COMPARED]))
    return next(there, None) or next(alike, None)


def _are_alike(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= _LIKE and match.quick_ratio() >= _LIKE and match.ratio() >= _LIKE
