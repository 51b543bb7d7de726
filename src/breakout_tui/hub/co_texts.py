"""What the page of a co-facilitator says, in the language of each: ``_`` gives a text in it. What people wrote stays as it is."""

from __future__ import annotations

from breakout_tui.domain.co_floor import CoOutcome, CoResult, CoVerb, co_outcome
from breakout_tui.hub.co_room import CoRefusal
from breakout_tui.hub.phone_languages import Say


def refused_words(refusal: CoRefusal, _: Say) -> str:
    """Why the room is not asked."""
    match refusal:
        case CoRefusal.CLOSED:
            return _("The facilitator lets nobody else work on the floor at the moment.")
        case CoRefusal.AWAY:
            return _("The facilitator’s computer does not answer. Nothing can be done until it is back.")
        case CoRefusal.BUSY:
            return _("The facilitator’s computer has a lot to do. Try again in a moment.")
        case CoRefusal.UNREADABLE:
            return _("This could not be read. Open the page again.")
        case CoRefusal.EMPTY:
            return _("Write something first.")
        case CoRefusal.NOT_ANSWERED:
            return _("The facilitator’s computer has not answered. Look at the list: it may still be done.")


def result_words(verb: str, result: CoResult, _: Say) -> str:
    """What became of an act."""
    outcome = co_outcome(result.outcome)
    if outcome is CoOutcome.DONE:
        return _done(verb, _).format(reference=result.reference)
    words = {
        CoOutcome.TAKEN: _("It is a note already: {reference}."),
        CoOutcome.WITHDRAWN: _("Its author has withdrawn it."),
        CoOutcome.GONE: _("It is no longer there."),
        CoOutcome.NO_OTHER: _("There is no note and no statement of this number to count it with."),
        CoOutcome.EMPTY: _("Write something first."),
        CoOutcome.CLOSED: _("The facilitator has no session open that can be changed."),
        CoOutcome.REFUSED: _("The session does not allow this now."),
    }
    return words[outcome].format(reference=result.reference)


def _done(verb: str, _: Say) -> str:
    words = {
        CoVerb.TAKE.value: _("Taken as {reference}."),
        CoVerb.JOIN.value: _("Counted as {reference}, heard again."),
        CoVerb.ASIDE.value: _("Set aside."),
        CoVerb.BACK.value: _("It waits again."),
        CoVerb.MAGNIFY.value: _("It is on the displays."),
        CoVerb.END.value: _("The displays show what is now."),
    }
    return words.get(verb, "")


def script_words(_: Say) -> dict[str, str]:
    """What the page's script says."""
    return {
        "left": _("left"),
        "over": _("over"),
        "paused": _("paused"),
        "waiting": _("Waiting: {count}"),
        "sending": _("Sending …"),
        "unsent": _("Not sent: no contact. Try again."),
        "gone": _("Somebody has dealt with this statement meanwhile. Your changes are not sent."),
        "remove": _("Remove"),
        "lost": _("No contact since {time}. Trying again."),
    }
