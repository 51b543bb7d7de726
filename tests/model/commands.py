"""The typed commands: the words after the slash, and the command of the domain that they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.commands import Command
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking import candidates
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from tests.model.paper import CLUSTERS, Paper
from tests.model.plan import Action, words


class Typed(NamedTuple):
    """What is typed after the slash, and what it means."""

    text: str
    command: Command


def typed_command(word: str, action: Action, paper: Paper) -> Typed | None:
    """The command of this word; None if there is nothing that it could be about."""
    for group in (_plain, _of_clock, _of_box, _of_ranking, _of_note, _of_notes):
        if (typed := group(word, action, paper)) is not None:
            return typed
    return None


def _plain(word: str, action: Action, paper: Paper) -> Typed | None:
    plain: dict[str, Callable[[], Command]] = {
        **{"undo": c.Undo, "redo": c.Redo, "bring": c.BringNotes, "finish": c.EndPhase, "skip": c.Skip},
        **{"resume": c.Resume},
    }
    return Typed(word, plain[word]()) if word in plain else None


def _of_clock(word: str, action: Action, paper: Paper) -> Typed | None:
    minutes = action.first % 4 + 1
    match word:
        case "next" if paper.session.running is not None:
            return Typed(f"next {minutes}", c.Next(minutes * 60))
        case "spare":
            return Typed(f"spare {minutes}", _spare(paper, minutes)) if paper.session.current_box else None
        case "end":
            return Typed(f"end +{minutes}", c.EndLater(minutes * 60))
        case "add":
            return Typed(f"add {minutes} Box {action.number}", c.AddBox(f"Box {action.number}", minutes * 60))
    return None


def _spare(paper: Paper, minutes: int) -> Command:
    box = paper.session.current_box
    assert box is not None
    return c.GiveSpare(box.id, minutes * 60)


def _of_box(word: str, action: Action, paper: Paper) -> Typed | None:
    boxes = [box for box in paper.session.boxes if box.phase == paper.session.phase_in_view]
    if not boxes:
        return None
    box, other = boxes[action.first % len(boxes)], boxes[action.second % len(boxes)]
    places = action.second % 5 - 2
    match word:
        case "jump":
            return Typed(f"jump {box.label}", c.JumpTo(box.id))
        case "rename":
            return Typed(
                f"rename {box.label} Title {action.number}", c.RenameBox(box.id, f"Title {action.number}")
            )
        case "drop":
            return Typed(f"drop {box.label}", c.DropBox(box.id))
        case "restore":
            return Typed(f"restore {box.label}", c.RestoreBox(box.id))
        case "move":
            return Typed(f"move {box.label} {places:+}", c.MoveBox(box.id, places))
        case "merge-boxes":
            return Typed(f"merge-boxes {box.label} {other.label}", c.MergeBoxes(box.id, other.id))
    return None


def _of_ranking(word: str, action: Action, paper: Paper) -> Typed | None:
    subjects = [each.subject for each in candidates(paper.session)]
    subject, votes = subjects[action.first % len(subjects)] if subjects else "", action.second % 6
    match word:
        case "rank":
            sort = tuple(RankSort)[action.first % 3]
            return Typed(f"rank {sort.value}", c.ChooseRanking(sort=sort))
        case "hands":
            return Typed("hands", c.ChooseRanking(method=RankMethod.HANDS))
        case "dots":
            return Typed(f"dots {votes + 1}", c.ChooseRanking(method=RankMethod.DOTS, dots=votes + 1))
        case "vote" if subject:
            return Typed(f"vote {subject} {votes}", c.SetTally(subject, votes))
        case "revote" if subject:
            return Typed(f"revote {subject} {votes}", c.SetRevote(subject, votes))
        case "cut":
            return Typed(f"cut {action.first % 4}", c.ChooseCut(action.first % 4))
        case "lock":
            return Typed("lock now", c.LockRanking())
        case "unlock":
            return Typed("unlock one was left out", c.UnlockRanking("one was left out"))
    return None


def _of_note(word: str, action: Action, paper: Paper) -> Typed | None:
    if (note := paper.note_at(action.first)) is None:
        return None
    name, number = note.reference, action.second
    match word:
        case "delete":
            return Typed(f"delete {name}", c.DeleteNote(note.serial))
        case "undelete":
            return Typed(f"undelete {name}", c.RestoreNote(note.serial))
        case "park":
            return Typed(f"park {name}", c.ChangeKind(note.serial, Kind.PARKED))
        case "kind":
            kind = tuple(Kind)[number % len(Kind)]
            return Typed(f"kind {name} {kind.value}", c.ChangeKind(note.serial, kind))
        case "cluster":
            cluster = CLUSTERS[number % len(CLUSTERS)]
            return Typed(f"cluster {name} {cluster}", c.EditNote(note.serial, cluster=cluster))
        case "agree":
            level = tuple(Agreement)[number % 5]
            return Typed(f"agree {name} {number % 5 + 1}", c.Agree(note.serial, level))
        case "read":
            return Typed(f"read {name} agreed", c.MarkReadBack(note.serial, ReadBack.AGREED))
        case "amend":
            edit = c.EditNote(note.serial, text=words(action.number))
            return Typed(f"amend {name} {words(action.number)}", c.MarkReadBack(note.serial, None, edit))
        case "place":
            boxes = [box for box in paper.session.boxes if box.phase == paper.session.phase_in_view]
            box = boxes[number % len(boxes)] if boxes else None
            return (
                None if box is None else Typed(f"place {name} {box.label}", c.MoveNote(note.serial, box.id))
            )
    return None


def _of_notes(word: str, action: Action, paper: Paper) -> Typed | None:
    note, other = paper.note_at(action.first), paper.note_at(action.second)
    if word == "rename-cluster":
        names = list(paper.session.book.cluster_counts)
        new = CLUSTERS[action.second % len(CLUSTERS)]
        old = names[action.first % len(names)] if names else None
        return None if old is None else Typed(f"rename-cluster {old} {new}", c.RenameCluster(old, new))
    if note is None or other is None:
        return None
    pairs: dict[str, Command] = {
        "merge": c.MergeNote(note.serial, other.serial),
        "link": c.Link(note.serial, other.serial),
        "unlink": c.Unlink(note.serial, other.serial),
    }
    return Typed(f"{word} {note.reference} {other.reference}", pairs[word]) if word in pairs else None
