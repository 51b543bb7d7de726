"""From a word and its argument to a command of the domain, for all words that need no screen of their own."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE, Agreement, Note, ReadBack
from breakout_tui.domain.pace import pace
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import arguments
from breakout_tui.tui.commands import BY_WORD
from breakout_tui.tui.refusal_words import ArgumentRefused


def interpret(
    word: str, argument: str, session: Session, reading: Reading, chosen: int | None = None
) -> c.Command | None:
    """The command meant, or None when the word needs a screen. ``chosen`` is the note under the cursor, if any.

    Raises ArgumentRefused, saying how it is written.
    """
    text = argument.strip()
    if BY_WORD[word].needs_note:
        return _of_note(word, text, session, chosen)
    match word:
        case "next":
            return c.Next(arguments.minutes(text) if text else 0)
        case "back":
            return c.Back()
        case "extend":
            return c.Extend(arguments.minutes(text)) if text else None
        case "pause":
            return c.Resume() if session.is_paused else c.Pause()
        case "resume":
            return c.Resume()
        case "jump":
            return c.JumpTo(arguments.box(text, session).id)
        case "skip":
            return c.Skip()
        case "end":
            return _end(text, reading)
        case "finish":
            return c.EndPhase()
        case "clock":
            return c.CorrectClock(arguments.minutes(text) if text else _agreed_skew(session, reading))
        case "undo":
            return c.Undo()
        case "redo":
            return c.Redo()
        case "add" | "rename" | "drop" | "restore" | "move" | "join":
            return _of_agenda(word, text, session)
        case "again":
            return _again(text, session)
        case "rename-cluster":
            old, _, new = text.partition(" ")
            return c.RenameCluster(old.removeprefix("#"), new.strip().removeprefix("#"))
        case _:
            return _of_ranking(word, text)


def _end(text: str, reading: Reading) -> c.Command:
    if text.casefold() in {"flexible", "open"}:
        return c.SetEnd(None)
    if text[:1] in {"+", "-", "−"}:
        return c.EndLater(arguments.minutes(text))
    return c.SetEnd(arguments.time_of_day(text, reading.wall))


def _agreed_skew(session: Session, reading: Reading) -> int:
    """Without an argument: follow the wall clock where the two differ, else confirm."""
    now = pace(session, reading)
    return now.skew if now is not None else 0


def _again(text: str, session: Session) -> c.Command | None:
    reference, _, times = text.partition(" ")
    if session.info.follows is None or not reference:
        return None
    return c.HearAgain(session.info.follows, reference, arguments.count(times) if times.strip() else 1)


def _of_agenda(word: str, text: str, session: Session) -> c.Command:
    if word == "add":
        length, _, title = text.partition(" ")
        return c.AddBox(title, arguments.minutes(length))
    box, rest = arguments.boxes(text, session)
    match word:
        case "rename":
            return c.RenameBox(box.id, rest)
        case "drop":
            return c.DropBox(box.id)
        case "restore":
            return c.RestoreBox(box.id)
        case "move":
            places = rest.replace("−", "-") or "+1"
            if not places.lstrip("+-").isdigit() or len(places) > 3:
                raise ArgumentRefused(f"{rest[:20]!r} is not a number of places", remedy="such as +1 or -1")
            return c.MoveBox(box.id, int(places))
        case _:
            other, _ = arguments.boxes(rest, session)
            return c.MergeBoxes(box.id, other.id)


def _of_note(word: str, text: str, session: Session, chosen: int | None) -> c.Command | None:
    head, _, rest = text.partition(" ")
    names_note = REFERENCE.fullmatch(head.upper()) is not None
    if names_note and (rest.strip() or chosen is None or word not in {"link", "merge", "unlink"}):
        note, text = arguments.note(head, session), rest.strip()
    else:
        note = _chosen(session, chosen)
    if not text and word in {
        "edit",
        "kind",
        "cluster",
        "merge",
        "link",
        "fields",
        "minority",
        "dissent",
        "agree",
        "read",
        "amend",
    }:
        return None
    match word:
        case "kind":
            return c.ChangeKind(note.serial, arguments.kind(text))
        case "cluster":
            return c.EditNote(note.serial, cluster="" if text in {"-", "none"} else text.removeprefix("#"))
        case "merge":
            return c.MergeNote(note.serial, arguments.note(text, session).serial)
        case "link":
            return c.Link(note.serial, arguments.note(text, session).serial)
        case "unlink":
            return c.Unlink(note.serial, arguments.note(text, session).serial)
        case "park":
            return c.ChangeKind(note.serial, Kind.PARKED)
        case "place":
            return c.MoveNote(note.serial, arguments.box(text, session).id)
        case "delete":
            return c.DeleteNote(note.serial)
        case "undelete":
            return c.RestoreNote(note.serial)
        case "agree":
            return c.Agree(note.serial, level_of(text))
        case "minority":
            return c.Agree(note.serial, note.agreement, minority=text)
        case "dissent":
            return c.Agree(note.serial, note.agreement, dissent=text)
        case "amend":
            # With the same words it is agreed, unless it was amended before.
            before = note.read_back if note.read_back is ReadBack.AMENDED else None
            return c.MarkReadBack(note.serial, before, text)
        case "read":
            return c.MarkReadBack(note.serial, _read_back(text))
        case _:
            return None


def target(argument: str, session: Session, chosen: int | None) -> Note:
    """The note that a command is about, named or under the cursor."""
    head = argument.strip().partition(" ")[0]
    if REFERENCE.fullmatch(head.upper()):
        return arguments.note(head, session)
    return _chosen(session, chosen)


def level_of(text: str) -> Agreement | None:
    """A level of agreement by its number from 1, strongest first, or its words; 0 takes it away."""
    levels = list(Agreement)
    if text == "0":
        return None
    if text.isdigit() and 1 <= int(text) <= len(levels):
        return levels[int(text) - 1]
    for level in levels:
        if level.value.startswith(text.casefold()):
            return level
    raise ArgumentRefused(
        f"{text[:20]!r} is not a level",
        remedy=", ".join(f"{i} {level.value}" for i, level in enumerate(levels, 1)),
    )


def _chosen(session: Session, chosen: int | None) -> Note:
    if chosen is not None:
        return session.book[chosen]
    for note in reversed(session.book.notes):
        if note.is_visible:
            return note
    raise ArgumentRefused("there is no note yet")


def _read_back(text: str) -> ReadBack | None:
    for result in ReadBack:
        if result.value.startswith(text.casefold()):
            return result
    raise ArgumentRefused(f"{text[:20]!r} is no result", remedy="agreed, amended or skipped")


def _of_ranking(word: str, text: str) -> c.Command | None:
    what, _, rest = text.rpartition(" ")
    match word:
        case "rank":
            if not text:
                return None
            for sort in RankSort:
                if sort.value.startswith(text.casefold()):
                    return c.ChooseRanking(sort=sort)
            raise ArgumentRefused(
                f"{text[:20]!r} can't be ranked", remedy="challenges, principles or clusters"
            )
        case "hands":
            return c.ChooseRanking(method=RankMethod.HANDS)
        case "dots":
            return c.ChooseRanking(method=RankMethod.DOTS, dots=arguments.count(text) if text else None)
        case "vote":
            return c.SetTally(_subject(what), _count(rest)) if text else None
        case "revote":
            return c.SetRevote(_subject(what), _count(rest))
        case "cut":
            return c.ChooseCut(arguments.count(text))
        case "lock":
            return c.LockRanking()
        case "unlock":
            return c.UnlockRanking(text) if text else None
        case _:
            return None


def _count(text: str) -> int | None:
    """A count; ``-`` takes it away."""
    return None if text in {"-", "−"} else arguments.count(text)


def _subject(text: str) -> str:
    return text if text.startswith("#") else text.upper()
