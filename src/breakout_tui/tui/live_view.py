"""The texts of the live screen, made from the session and its pace. Pure; touches no widget."""

from __future__ import annotations

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import LATE, clock, hours, spare_words
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.pace import SKEW_TOLD, Pace
from breakout_tui.domain.phase_start import prospect
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.rule_words import RULE_WORDS
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import led, plural
from breakout_tui.tui.box_times import boxes_in_view, role_and_time
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.phase_words import all_over, between_title, phase_name, starts, step_lines
from breakout_tui.tui.similar_notes import RepeatOffer
from breakout_tui.tui.widgets.agenda_list import AgendaRow, roles
from breakout_tui.tui.widgets.kind_chooser import KindChoice, Lasting
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import LONGEST_LABEL, sentence, shortened, steady


def header(session: Session, reading: Reading) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The theme at the left; the room, the round, the rule and the time of day at the right."""
    info = session.info
    about = [steady(info.room), f"round {info.round}", RULE_WORDS[info.rule].label]
    right = f"{' · '.join(filter(None, about))}   "
    return ((steady(session.theme.title), "strong"),), (
        (right, "muted"),
        (f"{zone_of(session, reading).at(reading.wall):%H:%M}", ""),
    )


def question(session: Session) -> str:
    """The current question: the title of the box, or what comes next."""
    box = session.current_box
    if box is not None:
        return led(box.title, box.lead)
    if (due := session.due_phase) is None:
        return f"{all_over(session)}. {shown('report')} shows the report."
    if session.stage is not Stage.READY:
        return f"{between_title(session)} · {starts(due)}; you can still take notes."
    if session.info.follows is not None:
        return f"Another round on this theme: /recap shows what was said before. {starts(due)}."
    return f"Everything is ready. {starts(due)}; you can already take notes."


def just_opened(session: Session) -> str:
    """That the key which opened the session did not start its first phase."""
    key = shown("next")
    return f"The session is open · {starts(session.info.programme.phases[0]).replace(key, f'{key} again', 1)}"


def prompts(session: Session) -> str:
    """The prompts, the materials and the owner of the current step, a line each; the opening shows them in its panel."""
    box = session.current_box
    return "" if box is None or box.kind is StepKind.OPENING else "\n".join(step_lines(session, box))


def silence(now: Pace | None) -> str:
    """Until when everybody writes in silence; empty where nobody does."""
    if now is None or not now.silent_left:
        return ""
    until = "" if now.is_paused else f" until {now.silent_until:%H:%M}"
    return f"Silent{until} · {clock(now.silent_left)} left"


def agenda_rows(session: Session, now: Pace | None, reading: Reading) -> tuple[AgendaRow, ...]:
    """The boxes of the phase in view, with the time they used, have or will get; dropped boxes last."""
    marks = roles()
    due = prospect(session, reading) if now is None else None
    coming = {} if due is None else due.seconds
    rows = []
    for box in sorted(boxes_in_view(session), key=lambda b: b.dropped):
        role, time = role_and_time(session, box, now, coming)
        label = "" if box.number is None else str(box.number)
        rows.append(AgendaRow(box.id, marks[role], label, box.heading, time, role, box.lead))
    return tuple(rows)


def caption(now: Pace) -> str:
    """The caption of the clock."""
    label = shortened(now.box.label, LONGEST_LABEL)
    return label if now.left < 0 else f"left for {label}"


def coming(session: Session, now: Pace) -> str:
    """What comes next, and when; for the last box, until when it has time, which may be long before the phase ends."""
    ahead = session.ahead(now.box)
    if not ahead:
        return f"until {now.box_ends_at:%H:%M}" if now.left > 0 else ""
    return f"{shortened(ahead[0].label, LONGEST_LABEL)} at {now.box_ends_at:%H:%M}"


def folded(session: Session, now: Pace) -> tuple[Part, ...]:
    """The clock in one line, for a small window: ``Q2/4  12:05 left · phase 1 h 48``; the track says how late it is."""
    numbers = [box.number or 0 for box in session.agenda(now.box.phase) if box.step == now.box.step]
    last = max(numbers, default=0)  # not how many: Q3 of four stays Q3/4 when Q2 is dropped
    count = f"/{last}" if now.box.number is not None and last > 1 else ""
    left = f"{clock(now.left)} {'over' if now.left < 0 else 'left'}"
    parts: list[Part] = [
        (f"{shortened(now.box.label, LONGEST_LABEL)}{count}  ", "muted"),
        (
            f"paused {clock(now.paused_for)} · {left}" if now.is_paused else left,
            "bad" if now.left < 0 else "strong",
        ),
    ]
    if now.phase_left < 0:
        return (*parts, (f" · phase {hours(now.phase_left)} over", "bad"))
    return (*parts, (f" · phase {hours(now.phase_left)}", "muted"))


def kinds(choice: KindChoice, labels: Labels = ENGLISH) -> tuple[Part, ...]:
    """The kinds that Tab chooses from; the chosen one is a chip, and says whether it is for one note or kept."""
    parts: list[Part] = []
    for candidate in choice.choices:
        words = f" {GLYPHS[candidate]} {labels.one(candidate)} "
        if candidate is choice.kind:
            variable = KIND_VARIABLES[candidate]
            parts.append((words, f"{'strong' if variable == 'muted' else variable} chip"))
            if choice.lasting is not Lasting.STEP:
                parts.append(
                    (f" {choice.lasting.value} ", "accent" if choice.lasting is Lasting.KEPT else "")
                )
        else:
            parts.append((words, "muted"))
        parts.append((" ", ""))
    return tuple(parts)


def kinds_told(session: Session) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The kinds and their words, for the help; nothing where they are those that the help speaks of anyway."""
    if not session.labels.given and Kind.DECISION not in session.note_kinds:
        return []
    rows = tuple((f"{GLYPHS[kind]} {kind.letter}", session.labels.one(kind)) for kind in session.note_kinds)
    return [("Kinds of notes", rows)]


def saving(
    session: Session, *, waiting: bool, problem: str, is_read_only: bool = False, is_whole: bool = True
) -> tuple[Part, ...]:
    """The number of notes, and whether they are saved."""
    count = plural(session.book.visible, "note")
    if is_read_only:
        return (("read only", "bad"),)
    if not is_whole:
        return (("reading …", "muted"),)
    if problem:
        return ((f"{count} · NOT SAVED YET ", "bad"),)
    if waiting:
        return ((f"{count} · saving …", "muted"),)
    return ((f"{count} · all saved ✓", "good"),)


def status_line(session: Session, now: Pace | None, held: str = "", agreed_skew: int = 0) -> tuple[Part, ...]:
    """The most urgent message about ownership and clock for the status line; empty if there is none.

    ``held`` says why nothing can be changed.
    """
    if held:
        return ((held, "accent"),)
    if now is None:
        return ()
    if now.doubt:
        return ((f"{sentence(now.doubt)} · /clock confirms it, /clock +5 corrects it", "accent"),)
    if now.skew and abs(now.skew - agreed_skew) >= SKEW_TOLD:
        moved = f"{'forward' if now.skew > 0 else 'back'} by {clock(now.skew)}"
        return ((f"Computer clock set {moved}; countdown unaffected · /clock follows it", "accent"),)
    if now.computer_zone:
        return ((f"Times are those of {session.info.zone} · /zone follows this computer", "accent"),)
    if now.is_paused:
        return ((f"Paused {clock(now.paused_for)} · {shown('pause')} resumes", "accent"),)
    if now.phase_left < 0:
        return ((_past_end(session, now), "bad"),)
    if now.shortfall:
        short = -(-now.shortfall // 60)
        return ((f"{short} min short of the minimums · /drop or /merge-boxes, or /end +{short}", "bad"),)
    if now.left <= 0 and session.ahead(now.box):
        spare = f" · {spare_words(now.spare)}" if now.spare >= LATE else ""
        following = shortened(session.ahead(now.box)[0].label, LONGEST_LABEL)
        return (
            (f"Time for {following} · {shown('next')} starts it, {shown('extend')} extends{spare}", "accent"),
        )
    return ()


def _past_end(session: Session, now: Pace) -> str:
    """The end of the phase has passed: nothing is told about its minimums any more."""
    more = -(-max(now.shortfall, -now.phase_left) // 60)
    running = session.last_started
    name = "the phase" if running is None else phase_name(running)
    ends = f"{'/finish' if session.ahead(now.box) else shown('next')} ends {name}"
    return f"Due to end at {now.ends_at:%H:%M} · {ends}, /end +{more} moves the end"


def repeat_offer(offer: RepeatOffer) -> tuple[Part, ...]:
    """The similar note, for the status line; the key comes first, because a narrow window cuts the end."""
    does = "counts this as a repeat" if offer.saved is None else f"merges {offer.saved.reference} into it"
    similar = offer.similar
    return (
        (f"≈ {similar.reference}", "accent"),
        (f" · {shown('same')} {does} · ", "muted"),
        (shortened(similar.text, 80), "accent"),
    )
