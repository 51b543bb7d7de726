"""``breakout-tui serve`` for a database that rooms send to: the hub."""

from __future__ import annotations

from breakout_tui import paths
from breakout_tui.cli.crash_log import report_unexpected
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.hub.certificate import Certificate, certificate_at
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import Place
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.store.hub_database import HubDatabase


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
    """Serve until Ctrl+C. Raises UsageError where it can't listen."""
    if options.check or options.rehearse:
        raise UsageError("a hub has no such trial", remedy="run `breakout-tui serve` without it")
    clock, name = SystemClock(), hub_name(options)
    database = HubDatabase(name, clock)
    try:
        rooms = sum(room.revoked_at is None for room in database.rooms())
    finally:
        database.close()
    certificate = certificate_of(options, clock)
    place = Place(options.host or Place().host, options.port, options.address or "", certificate=certificate)
    serving = HubServing(place, lambda: HubDatabase(name, clock), clock, report=report_unexpected)
    first, *others = map(clean_line, serving.listening.addresses())
    lines = [
        f"Hub   {first}",
        *(f"   or {other}" for other in others),
        f"{plural(rooms, 'room')} may join it: breakout-tui --hub {first}",
        *([certificate.warning] if certificate.warning else []),
        *([] if place.is_on_network else ["Only this computer can reach it; --host 0.0.0.0 lets others."]),
        "Ctrl+C stops it.",
    ]
    for line in lines:
        print(line, flush=True)  # noqa: T201 - the result
    serving.run()
    return 0
