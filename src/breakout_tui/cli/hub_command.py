"""``breakout-tui serve`` for a database that rooms send to: the hub."""

from __future__ import annotations

from breakout_tui import paths
from breakout_tui.cli.crash_log import report_unexpected
from breakout_tui.cli.hub_conference import HubConference
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.hub.certificate import Certificate, certificate_at
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import PORT, Place
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.store.hub_database import HubDatabase

_IN_CLEAR = "Without encryption: others on its network can read what rooms and displays send and get."


def hub_name(options: Options) -> DatabaseName:
    """The database that the options name."""
    return options.server or options.database or paths.default_database()


def certificate_of(options: Options, clock: Clock) -> Certificate:
    """The certificate of the hub; it is made where there is none. Raises CertificateRefused, WriteFailed."""
    if (path := options.certificate) is None:
        path = paths.data_dir() / "hub.pem"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return certificate_at(path, [*network_addresses(), *filter(None, [options.address])], clock)


def serve_hub(options: Options) -> int:
    """Serve until Ctrl+C. Raises UsageError where it can't listen, or may not in clear."""
    if options.check or options.rehearse:
        raise UsageError("a hub has no such trial", remedy="run `breakout-tui serve` without it")
    clock, name = SystemClock(), hub_name(options)
    database = HubDatabase(name, clock)
    try:
        rooms = sum(room.revoked_at is None for room in database.rooms())
        if options.allow_clear and database.has_anonymous_sessions:
            raise UsageError(
                "a session of this hub is anonymous: it is sent only encrypted",
                remedy="run `breakout-tui serve` without --allow-clear",
            )
    finally:
        database.close()
    certificate = None if options.allow_clear else certificate_of(options, clock)
    place = Place(options.host or Place().host, options.port, options.address or "", certificate=certificate)
    serving = HubServing(
        place,
        lambda: HubDatabase(name, clock),
        clock,
        displays=place_for_displays(place, options),
        conference=HubConference(options, clock),
        report=report_unexpected,
    )
    first, *others = map(clean_line, serving.listening.addresses())
    lines = [
        f"Hub   {first}",
        *(f"   or {other}" for other in others),
        f"{plural(rooms, 'room')} may join it: breakout-tui --hub {first}",
        *([] if serving.plain is None else [f"Displays   {clean_line(serving.plain.addresses()[0])}"]),
        *([certificate.warning] if certificate is not None and certificate.warning else []),
        *([_IN_CLEAR] if options.allow_clear else []),
        *([] if place.is_on_network else ["Only this computer can reach it; --host 0.0.0.0 lets others."]),
        "Ctrl+C stops it.",
    ]
    for line in lines:
        print(line, flush=True)  # noqa: T201 - the result
    serving.run()
    return 0


def place_for_displays(place: Place, options: Options) -> Place | None:
    """Where displays find the hub without TLS: browsers warn of a certificate that no authority knows, and can't pin it. None for nowhere."""
    if place.certificate is None or (options.certificate is not None and options.display_port is None):
        return None
    after = PORT if place.port is None else place.port
    host = place.url(place.address, 0).partition("//")[2] if place.address else ""
    bare = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return Place(place.host, options.display_port, bare, first=after + 1 if after else 0)
