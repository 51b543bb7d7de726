"""Serving: how long the server takes to start, compared with the bare one, and to stop while many displays are open."""

from __future__ import annotations

from bench.crowd import Crowd
from bench.figures import Figure
from bench.sample_databases import SampleDatabases
from bench.served_room import bare_server, free_port, our_server

DISPLAYS = 500


def serving(samples: SampleDatabases, runs: int) -> list[Figure]:
    """Start both, and stop ours by Ctrl+C."""
    ours, bare, stops = [], [], []
    for _ in range(runs):
        with bare_server(free_port()) as server:
            bare.append(server.start * 1000)
        with our_server(samples.home() / "room.db", free_port()) as server:
            ours.append(server.start * 1000)
            with Crowd(server.port, DISPLAYS, server.share.code):
                stops.append(server.stop())
    return [
        Figure(
            "breakout-tui serve → first page (against a bare event stream)", 1.5, tuple(ours), tuple(bare)
        ),
        Figure(f"Ctrl+C → end, {DISPLAYS} displays open", 2, tuple(stops), None, "s"),
    ]
