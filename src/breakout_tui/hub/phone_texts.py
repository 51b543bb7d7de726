"""What the phones' pages say, in the language of each: ``_`` gives a text in it. What people wrote stays as it is."""

from __future__ import annotations

from typing import Any

from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.floor import LONGEST_STATEMENT, FloorOutcome
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.phone_face import KindChoice, PhoneFace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub.phone_languages import Say
from breakout_tui.hub.phone_refusal import PhoneRefusal

FaceWords = dict[str, Any]
"""What is now, as the page and its script take it."""


def face_words(face: PhoneFace | None, closed: PhoneRefusal | None, _: Say) -> FaceWords:
    """What is now, and why nobody may send."""
    if face is None:
        face = PhoneFace(Moment.BEFORE, _("Waiting for the room"))
        above = ""
    else:
        above = _above(face, _)
    return {
        "session": face.session_id,
        "title": face.title,
        "above": above,
        "step": face.step_title,
        "room": face.room or face.event,
        "ends": _("ends {time}").format(time=face.ends) if face.ends else "",
        "back": _("back at {time}").format(time=face.back_at) if face.back_at else "",
        "silence": face.silence_ends_at,
        "notice": face.notice,
        "kinds": [kind_words(choice, _) for choice in face.kinds],
        "rule": face.rule.value,
        "closed": "" if closed is None else refusal_words(closed, _),
        "list_closed": ""
        if closed or not face.is_list_closed
        else refusal_words(PhoneRefusal.LIST_CLOSED, _),
    }


def _above(face: PhoneFace, _: Say) -> str:
    """What the title is."""
    of = {
        "Question": _("Question {number} of {last}"),
        "Topic": _("Topic {number} of {last}"),
        "Talk": _("Talk {number} of {last}"),
        "Priority issue": _("Priority issue {number} of {last}"),
        "Country group": _("Country group {number} of {last}"),
    }
    if face.last > 1 and face.moment is Moment.DISCUSSING and face.noun in of:
        return of[face.noun].format(number=face.number, last=face.last)
    moments = {
        Moment.BEFORE: _("Not started yet"),
        Moment.OPENING: _("Opening"),
        Moment.RANKING: _("The room sets its priorities"),
        Moment.AGREEING: _("The room looks for agreement"),
        Moment.READING_BACK: _("Read-back"),
        Moment.BREAK: _("Break"),
        Moment.BETWEEN: _("Break"),
        Moment.END: _("The session has ended"),
        Moment.REPORT_BACK: _("Report-back"),
        Moment.FLOOR: _("From the floor"),
    }
    return moments.get(face.moment, "")


def kind_words(choice: KindChoice, _: Say) -> tuple[str, str, str]:
    """The value of a kind, its word and its glyph."""
    words = {
        Kind.CHALLENGE: _("challenge"),
        Kind.PRINCIPLE: _("principle"),
        Kind.APPROACH: _("approach"),
        Kind.RECOMMENDATION: _("recommendation"),
        Kind.DECISION: _("decision"),
        Kind.PARKED: _("parking lot"),
    }
    return choice.kind.value, choice.label or words[choice.kind], GLYPHS[choice.kind]


def rule_words(rule: AttributionRule, _: Say) -> str:
    """What is recorded of who sends something."""
    match rule:
        case AttributionRule.NONE:
            return _("Nothing about you is asked or recorded.")
        case AttributionRule.COUNTRY:
            return _("Recorded by country or organisation, never by name.")
        case AttributionRule.NAMED:
            return _("Your name is not asked here. You can say which country you speak for.")


def refusal_words(refusal: PhoneRefusal, _: Say, left: float = 0.0) -> str:
    """Why something is not taken."""
    time = clock(max(1, round(left)))
    match refusal:
        case PhoneRefusal.EMPTY:
            return _("Write something first.")
        case PhoneRefusal.TOO_LONG:
            return _("This is too long: at most {most} characters.").format(most=LONGEST_STATEMENT)
        case PhoneRefusal.UNREADABLE:
            return _("This could not be read. Open the page again.")
        case PhoneRefusal.NO_SESSION:
            return _("The room has not opened its session. Keep this page open.")
        case PhoneRefusal.ENDED:
            return _("The session has ended. Thank you for your part in it.")
        case PhoneRefusal.CLOSED:
            return _("The facilitator takes no statements at the moment.")
        case PhoneRefusal.MUTED:
            return _(
                "The facilitator takes nothing from this phone for a while. You can send again in {time}."
            ).format(time=time)
        case PhoneRefusal.TOO_MANY:
            return _("You have sent a lot in one minute. You can send again in {time}.").format(time=time)
        case PhoneRefusal.BUSY:
            return _("Very many people are sending now. Try again in a moment.")
        case PhoneRefusal.FULL:
            return _("Very many statements wait for the facilitator. Try again in a few minutes.")
        case PhoneRefusal.NOT_SAVED:
            return _("It can't be saved now. Try again in a moment.")
        case PhoneRefusal.NOT_YOURS:
            return _("This statement can't be withdrawn from here.")
        case PhoneRefusal.VOTE_FULL:
            return _("This vote has as many ballots as it can take.")
        case PhoneRefusal.VOTE_CLOSED:
            return _("This vote is closed. Ballots that are sent after that don't count.")
        case PhoneRefusal.NO_BALLOT:
            return _("This ballot gives more than you have. Change it, then send it again.")
        case PhoneRefusal.LIST_CLOSED:
            return _("The list of speakers is closed.")
        case PhoneRefusal.TAKEN:
            return _("The facilitator has taken it already.")


def outcome_words(outcome: str, reference: str, _: Say) -> str:
    """What became of a statement."""
    return _outcomes(_).get(outcome, "").format(reference=reference)


def _outcomes(_: Say) -> dict[str, str]:
    return {
        FloorOutcome.WAITING.value: _("waiting for the facilitator"),
        FloorOutcome.TAKEN.value: _("taken as {reference}"),
        FloorOutcome.ASIDE.value: _("heard, not taken as a note"),
        FloorOutcome.WITHDRAWN.value: _("withdrawn"),
    }


def script_words(_: Say) -> dict[str, Any]:
    """What the page's script says."""
    return {
        "most": LONGEST_STATEMENT,
        "left": _("left"),
        "over": _("over"),
        "paused": _("paused"),
        "silence": _("Everybody writes in silence: {time}"),
        "milestone": _("Time left: {time}"),
        "timeUp": _("The time is up"),
        "characters": _("Characters left: {count}"),
        "tooMany": _("Characters too many: {count}"),
        "empty": refusal_words(PhoneRefusal.EMPTY, _),
        "tooLong": refusal_words(PhoneRefusal.TOO_LONG, _),
        "sent": _("Sent to the facilitator."),
        "unsent": _("not sent yet"),
        "retrying": _("Not sent yet. It is sent as soon as there is contact."),
        "later": _("Not sent yet. It is sent by itself in a moment."),
        "withdrawing": _("Not withdrawn yet. It is withdrawn as soon as there is contact."),
        "again": _("Send again"),
        "edit": _("Change"),
        "remove": _("Remove"),
        "withdraw": _("Withdraw"),
        "lost": _("No contact since {time}. Trying again."),
        "outcomes": _outcomes(_),
        "results": _("New: {result}"),
        "unkept": _("This browser keeps nothing: leave the page open until everything is sent."),
    }
