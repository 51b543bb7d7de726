"""What each command of the editor does."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain import paper_records as r
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.paper_context import EditContext, cleaned, demanded
from breakout_tui.domain.paper_differences import differences, settled, step_base
from breakout_tui.domain.paper_refusals import PaperRefusal
from breakout_tui.domain.text import clean_line, plural


def apply(context: EditContext, command: c.PaperCommand) -> str:
    """Carry out a command; gives what was done, in words. Raises PaperRefused."""
    match command:
        case c.NameThePaper() | c.SetHeadline() | c.OrderThemes() | c.OrderStatements():
            return _whole(context, command)
        case c.LeaveOut() | c.TakeIn() | c.EditWording() | c.ConfirmDifference() | c.ChooseDecision():
            return _statement(context, command)
        case c.WriteParagraph() | c.EditParagraph():
            return _paragraph(context, command)
        case c.JoinStatements() | c.EditHeading() | c.SplitJoined() | c.MarkNotTheSame():
            return _several(context, command)
        case c.SetNextStep() | c.RemoveNextStep():
            return _next_step(context, command)
    raise TypeError(f"not an edit: {command!r}")


def _whole(
    context: EditContext, command: c.NameThePaper | c.SetHeadline | c.OrderThemes | c.OrderStatements
) -> str:
    match command:
        case c.NameThePaper(title, opening):
            context.put(r.Frontispiece(r.FRONTISPIECE, clean_line(cleaned(title)), cleaned(opening)))
            return "title and opening"
        case c.SetHeadline(theme_id, text):
            theme_id = context.theme(theme_id)
            context.put(r.Headline(r.headline_id(theme_id), theme_id, clean_line(cleaned(text))))
            return "headline"
        case c.OrderThemes(themes):
            context.put(r.ThemeOrder(r.THEME_ORDER, tuple(map(context.theme, dict.fromkeys(themes)))))
            return "order of the themes"
        case c.OrderStatements(theme_id, kind, entries):
            context.put(
                r.StatementOrder(
                    r.order_id(context.theme(theme_id), kind), theme_id, kind, tuple(dict.fromkeys(entries))
                )
            )
            return "order of the statements"


def _statement(
    context: EditContext,
    command: c.LeaveOut | c.TakeIn | c.EditWording | c.ConfirmDifference | c.ChooseDecision,
) -> str:
    match command:
        case c.LeaveOut(note_id, reason):
            said = context.statement(note_id)
            why = clean_line(demanded(reason, PaperRefusal.NO_REASON))
            context.put(r.LeftOut(r.left_out_id(note_id), note_id, why, said.note.text))
            return f"left out {said.reference}"
        case c.TakeIn(note_id):
            left_out = context.paper.left_out(note_id)
            if left_out is None:
                raise PaperRefused(PaperRefusal.NOT_LEFT_OUT)
            context.remove(left_out)
            return "taken in again"
        case c.EditWording(note_id, text):
            return _edit_wording(context, note_id, text)
        case c.ConfirmDifference(note_id, keeps):
            return _confirm(context, note_id, keeps=keeps)
        case c.ChooseDecision(decision_id, takes_other):
            return _choose(context, decision_id, takes_other=takes_other)


def _edit_wording(context: EditContext, note_id: str, text: str) -> str:
    said = context.statement(note_id)
    text = cleaned(text)
    if not text or text == said.note.text:
        context.remove(context.paper.wording(note_id))
        return f"the room's words of {said.reference}"
    context.put(r.EditedWording(r.wording_id(note_id), note_id, text, said.note.text))
    return f"edited {said.reference}"


def _confirm(context: EditContext, note_id: str, *, keeps: bool) -> str:
    found = [each for each in differences(context.conference, context.paper) if each.note_id == note_id]
    if not found:
        raise PaperRefused(PaperRefusal.NO_DIFFERENCE)
    for difference in found:
        context.put(settled(context.paper.entries[difference.entry.id], difference, keeps=keeps))
    if note_id not in context.conference.statements:
        return "the decision went with the statement"
    return "kept the edit" if keeps else "took what the room says now"


def _choose(context: EditContext, decision_id: str, *, takes_other: bool) -> str:
    twice = context.entry(r.DecidedTwice, r.twice_id(decision_id))
    first, *rest = twice.others
    if takes_other:
        context.bring(first.decision)
    else:
        context.restate(context.paper.entries[decision_id])
    context.bring(replace(twice, others=tuple(rest)) if rest else replace(twice, deleted=True))
    return "took the other decision" if takes_other else "kept the decision"


def _paragraph(context: EditContext, command: c.WriteParagraph | c.EditParagraph) -> str:
    match command:
        case c.WriteParagraph(theme_id, kind, text, before):
            text = demanded(text)
            context.put(r.LinkingParagraph(context.new_id(), context.theme(theme_id), kind, before, text))
            return "paragraph"
        case c.EditParagraph(paragraph_id, text):
            paragraph = context.entry(r.LinkingParagraph, paragraph_id)
            text = cleaned(text)
            context.put(replace(paragraph, text=text or paragraph.text, deleted=not text))
            return "paragraph" if text else "took out a paragraph"


def _several(
    context: EditContext, command: c.JoinStatements | c.EditHeading | c.SplitJoined | c.MarkNotTheSame
) -> str:
    match command:
        case c.JoinStatements(note_ids, heading):
            return _join(context, note_ids, clean_line(cleaned(heading)))
        case c.EditHeading(joined_id, text):
            joined = context.entry(r.JoinedStatement, joined_id)
            context.put(replace(joined, heading=clean_line(cleaned(text))))
            return "heading"
        case c.SplitJoined(joined_id, note_id):
            return _split(context, context.entry(r.JoinedStatement, joined_id), note_id)
        case c.MarkNotTheSame(one, other):
            if one == other:
                raise PaperRefused(PaperRefusal.SAME_STATEMENT)
            first, second = sorted((context.statement(one), context.statement(other)), key=lambda s: s.id)
            context.put(r.NotTheSame(r.apart_id(one, other), first.id, second.id))
            return f"{first.reference} and {second.reference} are not the same"


def _join(context: EditContext, note_ids: tuple[str, ...], heading: str) -> str:
    """The group of the first statement that has one takes in the others; theirs end."""
    said = [context.statement(note_id) for note_id in dict.fromkeys(note_ids)]
    if len(said) < 2:
        raise PaperRefused(PaperRefusal.FEWER_THAN_TWO)
    if len({each.note.kind for each in said}) > 1:
        raise PaperRefused(PaperRefusal.OF_TWO_KINDS)
    joined = context.paper.groups()
    groups = {group.id: group for each in said if (group := joined.get(each.id)) is not None}
    members = {member.note_id: member for group in groups.values() for member in group.members}
    for each in said:
        members.setdefault(each.id, r.JoinedMember(each.id, each.note.text))
    first, *rest = groups.values() or (r.JoinedStatement(context.new_id(), "", ()),)
    context.put(replace(first, heading=heading or first.heading, members=tuple(members.values())))
    for group in rest:
        context.remove(context.paper.one(r.JoinedStatement, group.id))
    for one in members:
        for other in members:
            if one < other:
                context.remove(context.paper.one(r.NotTheSame, r.apart_id(one, other)))
    return f"joined {plural(len(members), 'statement')}"


def _split(context: EditContext, joined: r.JoinedStatement, note_id: str) -> str:
    """What is left of two is no group."""
    others = tuple(member for member in joined.members if member.note_id != note_id)
    if not note_id or len(others) < 2:
        context.remove(joined)
        return f"split {plural(len(joined.members), 'statement')}"
    if len(others) == len(joined.members):
        raise PaperRefused(PaperRefusal.NO_SUCH_ENTRY)
    context.put(replace(joined, members=others))
    return "split one statement"


def _next_step(context: EditContext, command: c.SetNextStep | c.RemoveNextStep) -> str:
    match command:
        case c.SetNextStep(what, who, due, step_id):
            texts = (clean_line(demanded(what)), clean_line(cleaned(who)), clean_line(cleaned(due)))
            note_id = note_of_step(step_id)
            if note_id:
                said = context.statement(note_id)
                context.put(r.NextStep(step_id, *texts, note_id, step_base(said.note)))
            else:
                own = context.entry(r.NextStep, step_id).id if step_id else context.new_id()
                context.put(r.NextStep(own, *texts))
            return "next step"
        case c.RemoveNextStep(step_id):
            note_id = note_of_step(step_id)
            if note_id:
                said = context.statement(note_id)
                base = step_base(said.note)
                context.put(r.NextStep(step_id, "", "", "", note_id, base, is_left_out=True))
            else:
                context.remove(context.entry(r.NextStep, step_id))
            return "took out a next step"


def note_of_step(step_id: str) -> str:
    """The recommendation whose line of the next steps has this id; empty for a line of the editor's own."""
    prefix = r.next_step_id("")
    return step_id.removeprefix(prefix) if step_id.startswith(prefix) else ""
