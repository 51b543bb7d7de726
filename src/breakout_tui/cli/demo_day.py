"""The script of a fictional day in the room of the first theme, for ``demo`` and for the end-to-end tests.

Each line is one event: ``+4:30`` waits 4 min 30 s; ``/word …`` is a command; ``C …``, ``P …``, ``A …``, ``R …`` and
``X …`` are notes of that kind, with ``@``, ``#`` and fields as a facilitator types them. A line such as ``== lunch``
names a point at which ``demo --at`` can stop.
"""

from __future__ import annotations

COUNTRIES = (
    "Belgium",
    "Canada",
    "Estonia",
    "Ireland",
    "Korea",
    "New Zealand",
    "Norway",
    "Portugal",
    "Singapore",
)
"""The countries in the room. Their statements are fictional."""
GROUPS = ("Federal states", "Small states")
"""The country groups of the afternoon."""

DAY = """\
+6:00
/next 1
+12:20
/next
+2:10
C The CIO is asked last, when the budget is already settled @Norway #budget
+1:40
C Nobody can say who owns the journey of a citizen across three ministries @Belgium #ownership
+2:30
C The CIO has a title but no vote where the money is decided @Ireland #budget
+1:50
C Every ministry reports its own figures, so nothing can be compared @Canada #measuring
+3:00
X Who pays for the migration of the old registers? @Portugal
+2:40
C CIOs change with the minister; nobody remembers why a system was bought @Portugal #ownership
+4:10
/next
+1:30
C Silo budgets block shared services @Estonia #budget
+2:20
C No legal basis for sharing data between registers held by different ministries @Estonia #law
+1:10
C Each agency buys its own identity service @Korea #identity
+3:15
C Shared projects have no home: when they slip, every agency points at another @Canada #ownership
+2:05
X A list of the laws that had to be changed elsewhere would help #law
+1:00
/extend 4
+2:50
C Procurement rules reward buying alone @Belgium #law
+3:40
/next
+1:20
C Shared service centres promise savings in year one and deliver in year four @Singapore #budget
+2:30
C Agencies join a shared service only when told to, and leave when they can @New Zealand #ownership
+3:10
C Charging per transaction makes the small agencies pay most @Ireland #budget
+2:00
/pause
+5:00
/resume
+4:30
/next
+1:45
C Municipalities are told of national platforms after the design is done @Norway #ownership
+2:15
C A town of four thousand people has one person for everything digital @Portugal #capacity
+2:40
C What works in one town is reinvented in the next, because nobody publishes it @Estonia #capacity
+1:35
C Two towns share one technician; when she is ill, both stand still @Canada #capacity
+1:30
/merge C9 C2
+6:40
/next
+17:00
/next
+3:00
P Whoever owns a citizen's journey is named, and has its budget; answers C2 and C5 @Belgium #ownership
+2:30
P The CIO sits where the money is decided, as C1 and C3 show @Ireland #budget
+3:20
P What is bought with public money for one is open to all, see C16 @Estonia #capacity
+2:45
P Data is asked for once; a law says who may share it, answers C7 @Estonia #law
+3:30
P Savings are counted by one method and published each year, answers C4 and C11 @Canada #measuring
+2:20
P Local government is at the table before the design begins, answers C14 @Norway #ownership
+4:00
X Should there be a common glossary? @Singapore
+6:30
/next
== rank
+1:00
/rank challenges
+0:40
/vote C1 14
/vote C2 17
/vote C6 17
/vote C7 12
+1:30
/vote C14 9
/vote C4 6
/vote C11 9
+2:00
/cut 4
+1:20
/lock now
+3:30
/next
+1:00
/read P1 agreed
+0:50
/amend P2 The CIO sits, and votes, where the money is decided
+1:10
/read P3 agreed
/read P4 agreed
+0:40
/read P5 skipped
/read P6 agreed
+2:30
/next
== lunch
+12:00
X Room is cold; ask for tea in the afternoon
+47:00
/next
+9:30
/next
+2:20
A Owner of the journey: one named official a life event, with its budget; carries out P1 @Estonia where: Estonia
+3:10
A A public list of life events and who answers for each, see P1 @New Zealand where: "New Zealand" evidence: "complaints halved in three years"
+4:20
A Joint steering by three ministries was tried and given up: nobody decided, see P1 @Belgium where: Belgium
== approaches
+6:00
/next
+2:40
A Shared projects get a home in the budget law, under one chapter, see P1 and P5 @Ireland where: Ireland
+3:50
A A reserve that agencies get back when they join a shared service, see P5 @Singapore where: Singapore evidence: "nine of ten agencies joined"
+7:20
/next
+2:15
A The CIO signs every digital budget line above a threshold, see P2 @Canada where: Canada
+3:00
A A project office that may stop a project, and did, see P2 @Korea where: Korea evidence: "two of eleven projects stopped in 2024"
+8:00
/next
+2:30
A One data-sharing act in place of forty clauses, see P4 @Estonia where: Estonia evidence: "in force since 2007"
+3:30
A A register of who shares what with whom, open to citizens, see P4 @Norway where: Norway
+9:00
/next
+15:00
== afternoon
/next
+3:00
R Name one owner for each life event and publish the list; carries out A1 and A2 @New Zealand for: all who: "the cabinet office" by: "end of next year"
+4:30
R Give the CIO a vote in the budget committee, as in A6 @Ireland for: "Federal states" who: "finance ministries" by: "the next budget"
+5:20
R Pass one data-sharing act, after A8 @Estonia for: "Federal states" who: "justice ministries" by: "within two years"
+6:00
/next
+3:15
R Share one platform among neighbouring towns, with its running paid by the state, after P6 @Portugal for: "Small states" who: "associations of municipalities"
+5:00
R Publish savings by one method each year, after P5 @Canada for: all who: "audit offices" by: "from next year"
+2:00
R Let small administrations join a shared service by a one-page agreement, after A5 @New Zealand for: "Small states" who: "the shared service centre" by: "spring"
+6:00
/next
== agree
+2:00
/agree R1 1
/agree R2 3
/minority R2 Two delegations hold that a vote without a ministry's responsibility weakens both
+3:00
/agree R3 2
/agree R4 2
/agree R5 1
/agree R6 2
+6:00
/next
+1:20
/read R1 agreed
/read R2 agreed
+1:40
/amend R4 Share one platform among neighbouring towns; the state pays for its running for five years
/read R3 agreed
/read R5 agreed
/read R6 agreed
+3:00
/next
== done
"""

ROUND_TWO = """\
+4:00
/next
/again P1
+9:00
/next
+2:30
C In our cities nobody outside the IT department knows what the CIO does @Singapore #ownership
+3:10
C The budget year ends before a pilot has shown anything @Korea #budget
+11:00
/next
+2:00
C Legal departments answer after the vendor has left @Canada #law
/again P4
+15:40
/next
+18:00
/next
+19:00
/next
+15:00
/next
+4:30
P A pilot may run over the year's end with its money; answers C2 @Korea #budget
+3:00
/again P2 2
+35:00
/next
+2:00
/vote C1 9
/vote C2 15
/cut 1
/lock now
+11:00
/next
+1:00
/read P1 agreed
+7:00
/next
== done
"""
