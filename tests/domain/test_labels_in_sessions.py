"""What a session says about a kind of note is in the words of its programme."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, KindLabel, Labels
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.report_back import SpokenPart, fit, heading_of
from tests.domain.example import Talk, programme

GERMAN = Labels(
    (
        KindLabel(Kind.RECOMMENDATION, "empfehlung", "empfehlungen"),
        KindLabel(Kind.PRINCIPLE, "grundsatz", "grundsätze"),
    )
)


def german() -> Talk:
    """A session of a programme that names two kinds."""
    return Talk(made=replace(programme(), labels=GERMAN))


def test_a_card_of_the_report_back_is_headed_by_the_word_for_its_kind() -> None:
    """In the singular; parts that are no kind of note keep their heading."""
    talk = german()
    talk.say(Kind.RECOMMENDATION, "Fund it")
    cards = fit(talk.session).cards
    assert [card.heading for card in cards if card.part is SpokenPart.RECOMMENDATION] == ["Empfehlung"]
    assert heading_of(SpokenPart.RECOMMENDATION, ENGLISH) == "Recommendation"
    assert heading_of(SpokenPart.ASK, GERMAN) == "What we ask"


def test_a_refusal_names_the_kinds_by_their_words() -> None:
    """Of what can be read back, and of what the room can agree on."""
    talk = german()
    challenge = talk.say(Kind.CHALLENGE, "Silos")
    principle = talk.say(Kind.PRINCIPLE, "Budgets follow services")
    told = [
        str(talk.refusal(command))
        for command in (
            c.MarkReadBack(challenge.serial, ReadBack.AGREED),
            c.Agree(principle.serial, Agreement.CONSENSUS),
        )
    ]
    assert told == ["C1 is neither a grundsatz nor a empfehlung", "P1 is a grundsatz, not a empfehlung"]
