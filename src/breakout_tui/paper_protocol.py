"""The JSON form of the editor's decisions on position papers, a part of the document of ``protocol``: written once, read once.

It is the domain's words, as for sessions: each decision is an object of its fields, with its stamp, and with ``siblings`` where two
editors decided differently. The steps of undo are not in it, nor what was typed and not saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.codec import decoder, encoder
from breakout_tui.domain.paper_joining import PaperState, PaperVersion, in_order
from breakout_tui.domain.versions import Stamp

Json = dict[str, Any]
"""A JSON object."""

DECISIONS: Mapping[str, type[r.PaperDecision]] = {
    "title_and_opening": r.Frontispiece,
    "headlines": r.Headline,
    "theme_order": r.ThemeOrder,
    "statement_orders": r.StatementOrder,
    "left_out": r.LeftOut,
    "wordings": r.EditedWording,
    "paragraphs": r.LinkingParagraph,
    "joined_statements": r.JoinedStatement,
    "not_the_same": r.NotTheSame,
    "next_steps": r.NextStep,
}
"""By the name in a paper's object, the type of its decisions."""
TWICE = "decided_twice"
ENTRIES: Mapping[str, type[r.PaperEntry]] = {**DECISIONS, TWICE: r.DecidedTwice}
"""The same with what waits for a choice."""
_NAMES = {record: name for name, record in ENTRIES.items()}


def paper_object(state: PaperState) -> Json:
    """One paper; the same state gives the same object."""
    found: Json = {"id": state.paper_id}
    groups: dict[str, list[PaperVersion]] = {}
    for version in in_order(state.versions):
        if not isinstance(version.record, r.PaperStep):
            groups.setdefault(version.record.id, []).append(version)
    made: dict[str, list[Json]] = {}
    for current, *siblings in groups.values():
        each = _version_object(current)
        if siblings:
            each["siblings"] = [_version_object(sibling) for sibling in siblings]
        made.setdefault(_NAMES[_kind_of(current)], []).append(each)
    found |= {name: made[name] for name in ENTRIES if name in made}
    found["knowledge"] = dict(sorted(state.knowledge.items()))
    found["laptops"] = dict(sorted(state.laptops.items()))
    return found


def paper_state(found: Json) -> PaperState:
    """The state that such an object says. Raises what values that are not as they should be raise."""
    return PaperState(
        decoder(str)(found["id"]),
        decoder(Mapping[str, int])(found["knowledge"]),
        in_order(_versions(found)),
        decoder(Mapping[str, str])(found.get("laptops", {})),
    )


def _kind_of(version: PaperVersion) -> type[r.PaperEntry]:
    assert not isinstance(version.record, r.PaperStep)
    return type(version.record)


def _versions(found: Json) -> Iterator[PaperVersion]:
    for name, record in ENTRIES.items():
        for current in found.get(name, ()):
            for each in (current, *current.get("siblings", ())):
                stamp = Stamp(decoder(int)(each["stamp"]["counter"]), decoder(str)(each["stamp"]["writer"]))
                yield PaperVersion(_entry(record, each), stamp)


def _version_object(version: PaperVersion) -> Json:
    stamp = {"counter": version.stamp.counter, "writer": version.stamp.writer}
    return _entry_object(version.record) | {"stamp": stamp}


def _entry_object(entry: r.PaperRecord) -> Json:
    kind: object = type(entry)
    found: Json = encoder(kind)(entry)
    if isinstance(entry, r.DecidedTwice):
        found["others"] = [_other_object(each) for each in entry.others]
    return found


def _other_object(other: r.OtherDecision) -> Json:
    """The decision with the name of its sort beside it."""
    found: Json = encoder(r.OtherDecision)(other)
    return found | {"of": _NAMES[type(other.decision)], "decision": _entry_object(other.decision)}


def _entry(record: type[r.PaperEntry], found: Json) -> r.PaperEntry:
    plain = found
    if record is r.DecidedTwice:
        plain = {**found, "others": [_other(each) for each in found["others"]]}
    kind: object = record
    made: r.PaperEntry = decoder(kind)(plain)
    return made


def _other(found: Json) -> Json:
    """What the codec reads of another decision."""
    kind = DECISIONS[found["of"]]
    return {**found, "decision": {**found["decision"], "is": kind.__name__}}
