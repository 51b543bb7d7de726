"""What the phones' pages say of a request to speak, in the language of each."""

from __future__ import annotations

from typing import Any

from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub.phone_asking import LONGEST_NAME, Asked
from breakout_tui.hub.phone_languages import Say


def asking_words(asked: Asked, rule: AttributionRule, _: Say) -> dict[str, Any]:
    """What the part of the page about speaking shows."""
    return {
        "id": asked.id,
        "outcome": asked.outcome,
        "reference": asked.reference,
        "said": asked_words(asked, _),
        "can_ask": not asked.is_open,
        "can_be_withdrawn": asked.can_be_withdrawn,
        "has_country": rule is not AttributionRule.NONE,
        "has_name": rule is AttributionRule.NAMED,
        "longest": LONGEST_NAME,
        "words": asking_script_words(_),
    }


def asked_words(asked: Asked, _: Say) -> str:
    """What became of a request; empty where there is none."""
    words = _of(_)
    place, _slash, number = asked.reference.partition("/")
    if asked.outcome == FloorOutcome.LISTED.value:
        said = words["next"] if place == "1" else words["listed"].format(place=place)
        return f"{said} {words['called'].format(number=number)}" if number else said
    return words.get(asked.outcome, "")


def asking_script_words(_: Say) -> dict[str, str]:
    """What the script says of it."""
    return {
        **_of(_),
        "retrying": _("Not sent yet. It is sent as soon as there is contact."),
        "withdrawing": _("Not taken back yet. It is taken back as soon as there is contact."),
    }


def _of(_: Say) -> dict[str, str]:
    return {
        FloorOutcome.WAITING.value: _("You have asked to speak. Waiting for the facilitator."),
        FloorOutcome.LISTED.value: _("You are number {place} on the list of speakers."),
        "next": _("You are next to speak."),
        "called": _("The display calls you Speaker {number}."),
        FloorOutcome.SPEAKING.value: _("It is your turn to speak."),
        FloorOutcome.SPOKEN.value: _("You have spoken."),
        FloorOutcome.ASIDE.value: _("You are not on the list of speakers. You can ask again."),
        FloorOutcome.WITHDRAWN.value: _("Your request is taken back."),
    }
