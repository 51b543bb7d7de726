"""A fictional conference: three themes, six rooms, two rounds each, four languages, all three attribution rules.

Room 6 has no afternoon. Each session is played with the commands of the program, so it can be stored, gathered and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreement import BY_NUMBER
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import Conference, conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.programme import AttributionRule, Programme, Question, Theme
from breakout_tui.domain.session import Session, decide, start
from tests.domain import day

EVENT = "Archives and Open Government 2026"
ZONE = timezone(timedelta(hours=1))
GROUPS = ("Small states", "Federations", "Island states")
FIELDS = {"where": "where", "evidence": "evidence", "for": "addressee", "who": "actor", "by": "due"}
"""The fields of a note by the word in a line."""
PEOPLE = ("Ana Lopez", "Jonas Weber", "Marie Curie-Blanc")
"""Persons whom the rooms under *named* name; under the other rules no paper may."""
COUNTRIES = ("Norway", "Canada", "Estonia", "France", "Chile", "Japan")

THEMES = (
    Theme(
        "governance",
        "Governance of shared records",
        "Who decides, and who pays, when ministries keep records together?",
        (Question("Who owns what is shared?"), Question("What does the law have to say?")),
    ),
    Theme(
        "services",
        "Services for citizens",
        "What people need from archives and registers, and how they get it.",
        (Question("What do people ask for?"), Question("What stands in the way?")),
    ),
    Theme(
        "openness",
        "Openness and trust",
        "Opening records without losing the trust of those whom they are about.",
        (Question("What is opened first?"), Question("Who is protected, and how?")),
    ),
)


class Held(NamedTuple):
    """One session as it was held."""

    theme: str
    room: str
    round: int
    rule: AttributionRule
    people: int
    lines: str
    """A statement a line: its kind, the text, ``@who``, ``#cluster``, ``> links`` and ``; field=value``."""


NAMED, COUNTRY, NONE = AttributionRule.NAMED, AttributionRule.COUNTRY, AttributionRule.NONE

HELD = (
    Held("governance", "Room 1", 1, COUNTRY, 24, """
C Silo budgets block shared services @Norway #budget ; votes=18
C Nobody owns the whole; every ministry owns a part @Canada #mandate ; votes=12
C No legal basis for data sharing between registers @Estonia ; votes=9
P Whoever decides on shared services also holds their budget > C1 C2
P The law follows the data: share first within the state > C3
X Who pays for the migration of paper registers?
A One budget line for shared services, voted with the advice of the chief archivist > P1 ; where=Norway ; evidence=Three audits since 2019 found fewer double purchases
R Fund shared services from one budget line > A1 ; for=All ; who=Ministries of finance ; by=end of 2027 ; level=1
R Give the national archive a vote in the governance board > A1 P1 ; for=Federations ; who=Heads of government ; by=June 2027 ; level=3 ; minority=A vote without a budget changes nothing ; dissent=Canada
"""),
    Held("governance", "Room 1", 2, COUNTRY, 21, """
C Budgets in silos block the services that are shared @Japan #budget ; votes=14
C Mandates overlap between the archive and the data agency @Chile #mandate ; votes=8
P Decide once who keeps a record, before it is made > C2
A A register of mandates that every ministry signs > P1 ; where=Chile ; evidence=Two disputes settled in the first year
R Publish one register of mandates > A1 ; for=Small states ; who=National archives ; by=2027-03-31 ; level=2
"""),
    Held("governance", "Room 2", 1, COUNTRY, 19, """
C Personne ne sait qui conserve les courriels des ministres @France #mandat ; votes=11
C Les budgets séparés empêchent les services partagés @Canada ; votes=7
P La responsabilité des archives est fixée avant la création du document > C1
A Un mandat écrit pour chaque fonds partagé > P1 ; where=France ; evidence=Décret de 2021
R Fixer par écrit le mandat de chaque fonds partagé > A1 ; for=Federations ; who=Ministères ; by=fin juin 2027 ; level=1
"""),
    Held("governance", "Room 2", 2, COUNTRY, 17, """
C Personne ne sait qui conserve les courriels des ministres @France ; votes=10
P Un responsable nommé pour chaque série > C1
A Un tableau public des responsables > P1 ; where=Canada
R Publier le tableau des responsables > A1 ; who=Archives nationales ; level=2
"""),
    Held("services", "Room 3", 1, NAMED, 30, """
C People don't find out which office keeps their file @Ana-Lopez ; votes=16
C Copies take six weeks and three visits @Marie-Curie-Blanc #waiting ; votes=13
P One front door for every request > C1
A One request form for all archives of a country > P1 ; where=Canada ; evidence=Requests doubled, complaints fell by a third
R Open one front door for requests > A1 ; for=All ; who=National archives ; by=1 January 2028 ; level=1
R Answer every request within ten working days > A1 ; who=National archives ; by=Q4 2027 ; level=4 ; minority=Small archives have two people ; dissent=Ana Lopez
"""),
    Held("services", "Room 3", 2, NAMED, 26, """
C People do not find out which office keeps their file @Jonas-Weber ; votes=12
P Tell people where their file is before they ask > C1
A Text messages with the place of a file > P1 ; where=Estonia
R Answer every request within ten working days > A1 ; who=National archives ; by=2028 ; level=2
"""),
    Held("services", "Room 4", 1, NONE, 22, """
C Die Wartezeit auf Kopien beträgt sechs Wochen ; votes=15
C Formulare gibt es nur auf Papier ; votes=9
P Jede Anfrage bekommt sofort eine Antwort, auch wenn sie vorläufig ist > C1
A Ein gemeinsames Anfrageformular aller Archive > P1 ; where=Schweiz
R Ein gemeinsames Anfrageformular einführen > A1 ; for=Federations ; who=Landesarchive ; by=Ende März 2027 ; level=1
"""),
    Held("services", "Room 4", 2, NONE, 18, """
C Die Wartezeit auf Kopien beträgt mehr als sechs Wochen ; votes=11
P Wartezeiten werden veröffentlicht > C1
A Eine Anzeige der Wartezeit im Lesesaal > P1
R Wartezeiten jeden Monat veröffentlichen > A1 ; who=Landesarchive ; by=nächstes Jahr ; level=2
"""),
    Held("openness", "Room 5", 1, COUNTRY, 25, """
C Los registros abiertos revelan datos de personas vivas @Chile ; votes=17
C Falta presupuesto para anonimizar @Chile ; votes=10
P Proteger primero a las personas, abrir después > C1
A Un equipo de revisión antes de cada apertura > P1 ; where=Chile ; evidence=Ninguna queja desde 2022
R Crear equipos de revisión antes de abrir registros > A1 ; for=Small states ; who=Archivos nacionales ; by=31 de marzo de 2027 ; level=1
"""),
    Held("openness", "Room 5", 2, COUNTRY, 23, """
C Los registros abiertos revelan datos de personas vivas @Chile ; votes=14
P Publicar las reglas de apertura > C1
A Reglas de apertura en una página > P1 ; where=Chile
R Publicar las reglas de apertura en una página > A1 ; who=Archivos nacionales ; by=03/04/2027 ; level=2
"""),
    Held("openness", "Room 6", 1, NONE, 16, """
C Open records reveal data about living people ; votes=9
C Trust is lost in a day and won back in years ; votes=12
P Open by default, closed by a reason that is published > C2
X Should there be an ombudsman for records?
"""),
    Held("openness", "Room 6", 2, NONE, 14, """
C Nobody explains why a record is closed ; votes=8
P A closed record says why and until when > C1
"""),
)  # fmt: skip


def programme() -> Programme:
    """The programme of all rooms."""
    return replace(day.programme(), event=EVENT, themes=THEMES, groups=GROUPS)


def fictional_conference() -> Conference:
    """The whole conference."""
    return conference(EVENT, fictional_sessions())


@cache
def fictional_sessions() -> tuple[Session, ...]:
    """All sessions, in the order in which they were held."""
    return tuple(_Room(held).play() for held in HELD)


def note_id(made: Conference, reference: str) -> str:
    """The id of the statement that has this reference, such as ``Room 2·1/C3``."""
    return next(each.id for each in made.statements.values() if each.reference == reference)


class _Room:
    """Plays one session."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._now = datetime(2026, 11, 24 if held.round == 1 else 25, 9, 0, tzinfo=ZONE)
        details = c.EditDetails(
            room=held.room,
            round=held.round,
            people=held.people,
            facilitator="Frida Facilitator",
            rapporteur="Rupert Rapporteur",
            known=PEOPLE if held.rule is NAMED else COUNTRIES,
            rule=held.rule,
        )
        self.session = start(programme(), held.theme, details, self._reading()).session

    def play(self) -> Session:
        """The session at the end of its day."""
        lines = [line for line in self._held.lines.strip().splitlines() if line]
        self._do(c.Next(), 0)
        for line in lines:
            if line[0] in "CPX":
                self._say(line)
        self._vote(lines)
        self._do(c.EndPhase(), 60)
        if any(line[0] in "AR" for line in lines):
            self._do(c.Next(), 60)
            for line in lines:
                if line[0] in "AR":
                    self._say(line)
            self._do(c.EndPhase(), 60)
        return self.session

    def _say(self, line: str) -> None:
        said, *rest = line.split(" ; ")
        given = dict(part.split("=", 1) for part in rest)
        said, _, links = said.partition(" > ")
        text, who, cluster = _parted(said[2:])
        kind = Kind.of_letter(line[0])
        serials = tuple(self._serial(link) for link in links.split())
        fields = {FIELDS[name]: value for name, value in given.items() if name in FIELDS}
        self._do(c.Capture(text, kind, who, cluster, serials, fields=fields), 4)
        serial = len(self.session.book) - 1
        if "level" in given:
            level, minority, dissent = given["level"], given.get("minority", ""), given.get("dissent", "")
            self._do(c.Agree(serial, BY_NUMBER[level], minority, dissent), 1)
        if kind in (Kind.PRINCIPLE, Kind.RECOMMENDATION):
            self._do(c.MarkReadBack(serial, ReadBack.AGREED), 1)

    def _vote(self, lines: list[str]) -> None:
        challenges = [line for line in lines if line[0] == "C"]
        for number, line in enumerate(challenges, 1):
            self._do(c.SetTally(f"C{number}", int(line.rpartition("votes=")[2])), 1)
        self._do(c.ChooseCut(1), 1)
        self._do(c.LockRanking(), 1)

    def _serial(self, reference: str) -> int:
        note = self.session.book.find(reference)
        assert note is not None, reference
        return note.serial

    def _do(self, command: c.Command, minutes: int) -> None:
        self._now += timedelta(minutes=minutes)
        self.session = decide(self.session, command, self._reading()).session

    def _reading(self) -> Reading:
        return Reading("boot", (self._now - datetime(2026, 11, 1, tzinfo=ZONE)).total_seconds(), self._now)


def _parted(said: str) -> tuple[str, str, str]:
    """The text of a line, who said it, and its cluster."""
    words = list(_words(said))
    text = " ".join(word for word in words if word[0] not in "@#")
    who = next((word[1:].replace("-", " ") for word in words if word[0] == "@"), "")
    who = who.replace("Curie Blanc", "Curie-Blanc")
    return text, who, next((word[1:] for word in words if word[0] == "#"), "")


def _words(said: str) -> Iterator[str]:
    return (word for word in said.split(" ") if word)
