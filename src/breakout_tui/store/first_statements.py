"""The statements that notes, drafts and boxes need. Generated from the SQLModel classes by ``make schema``: don't edit.

``statements.py`` says why.
"""

from __future__ import annotations

from collections.abc import Mapping

PUTTING: Mapping[str, str] = {
    "session": "INSERT INTO session (id, programme, created_at, anchor, room, facilitator, rapporteur, people, round, rule, rule_locked, country_groups, known_names, follows, archived, is_display_hidden, clock_flag, erased, zone, phase_ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET programme = excluded.programme, created_at = excluded.created_at, anchor = excluded.anchor, room = excluded.room, facilitator = excluded.facilitator, rapporteur = excluded.rapporteur, people = excluded.people, round = excluded.round, rule = excluded.rule, rule_locked = excluded.rule_locked, country_groups = excluded.country_groups, known_names = excluded.known_names, follows = excluded.follows, archived = excluded.archived, is_display_hidden = excluded.is_display_hidden, clock_flag = excluded.clock_flag, erased = excluded.erased, zone = excluded.zone, phase_ends = excluded.phase_ends",
    "phase_run": "INSERT INTO phase_run (id, session_id, name, started_at, length, shift, fixed_end, ended_at, taken_back) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET session_id = excluded.session_id, name = excluded.name, started_at = excluded.started_at, length = excluded.length, shift = excluded.shift, fixed_end = excluded.fixed_end, ended_at = excluded.ended_at, taken_back = excluded.taken_back",
    "box": "INSERT INTO box (id, session_id, phase, position, step, step_title, kind, title, planned, minimum, fixed, note_kind, prompts, country_group, priority, number, allotted, dropped, short_name, lead, silent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET session_id = excluded.session_id, phase = excluded.phase, position = excluded.position, step = excluded.step, step_title = excluded.step_title, kind = excluded.kind, title = excluded.title, planned = excluded.planned, minimum = excluded.minimum, fixed = excluded.fixed, note_kind = excluded.note_kind, prompts = excluded.prompts, country_group = excluded.country_group, priority = excluded.priority, number = excluded.number, allotted = excluded.allotted, dropped = excluded.dropped, short_name = excluded.short_name, lead = excluded.lead, silent = excluded.silent",
    "span": "INSERT INTO span (id, session_id, phase, box_id, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET session_id = excluded.session_id, phase = excluded.phase, box_id = excluded.box_id, started_at = excluded.started_at, ended_at = excluded.ended_at",
    "note": "INSERT INTO note (id, session_id, serial, kind, number, text, box_id, captured_at, attribution, cluster, aliases, merged_into, heard_again, deleted, agreement, minority, dissent, read_back, read_back_at, practised_in, evidence, addressee, actor, due, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, serial) DO UPDATE SET id = excluded.id, kind = excluded.kind, number = excluded.number, text = excluded.text, box_id = excluded.box_id, captured_at = excluded.captured_at, attribution = excluded.attribution, cluster = excluded.cluster, aliases = excluded.aliases, merged_into = excluded.merged_into, deleted = excluded.deleted, agreement = excluded.agreement, minority = excluded.minority, dissent = excluded.dissent, read_back = excluded.read_back, read_back_at = excluded.read_back_at, practised_in = excluded.practised_in, evidence = excluded.evidence, addressee = excluded.addressee, actor = excluded.actor, due = excluded.due, reason = excluded.reason",
    "deed": "INSERT INTO deed (id, session_id, number, words, at, changes, undone, superseded) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, number) DO UPDATE SET id = excluded.id, words = excluded.words, at = excluded.at, changes = excluded.changes, undone = excluded.undone, superseded = excluded.superseded",
    "draft": "INSERT INTO draft (session_id, text, kind, editing, kept) VALUES (?, ?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE SET text = excluded.text, kind = excluded.kind, editing = excluded.editing, kept = excluded.kept",
    "note_link": "INSERT INTO note_link (session_id, serial, position, target) VALUES (?, ?, ?, ?) ON CONFLICT (session_id, serial, position) DO UPDATE SET target = excluded.target",
    "note_wording": "INSERT INTO note_wording (session_id, serial, position, text, stood_until) VALUES (?, ?, ?, ?, ?) ON CONFLICT (session_id, serial, position) DO UPDATE SET text = excluded.text, stood_until = excluded.stood_until",
}
CLEARING: Mapping[str, str] = {
    "draft": "DELETE FROM draft WHERE draft.session_id = ?",
    "note_link": "DELETE FROM note_link WHERE note_link.session_id = ? AND note_link.serial = ?",
    "note_wording": "DELETE FROM note_wording WHERE note_wording.session_id = ? AND note_wording.serial = ?",
}
CLAIMING = "INSERT INTO ownership (session_id, window, pid, started, host, boot, since, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE SET window = excluded.window, pid = excluded.pid, started = excluded.started, host = excluded.host, boot = excluded.boot, since = excluded.since"
COUNTING = "UPDATE ownership SET revision=(ownership.revision + 1) WHERE ownership.session_id = ?"
RELEASING = "UPDATE ownership SET window=NULL WHERE ownership.window = ?"
