"""Which of a computer's addresses a phone can probably reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.hub.listening import Place
from breakout_tui.hub.network_addresses import Found, likeliest_first
from breakout_tui.hub.serving import Serving

WIFI, CABLE = Found("wlp3s0", "192.168.1.23"), Found("eth0", "10.0.0.5")
HOTSPOT = Found("Local Area Connection* 2 Microsoft Wi-Fi Direct Virtual Adapter", "192.168.137.1")
DOCKER, VPN, DIRECT = (
    Found("docker0", "172.17.0.1"),
    Found("utun3", "10.8.0.2"),
    Found("eth1", "169.254.7.7"),
)
TAILSCALE, LOOPBACK = Found("tailscale0", "100.101.2.3"), Found("lo", "127.0.0.1")
ALL = (WIFI, CABLE, HOTSPOT, DOCKER, VPN, DIRECT, TAILSCALE, LOOPBACK)


@given(st.permutations(ALL), st.sampled_from([WIFI.address, CABLE.address]))
def test_the_way_out_is_first_and_virtual_machines_are_last(found: list[Found], way_out: str) -> None:
    """Rule: whatever the order in which the system names them; never an address that only this computer reaches."""
    ranked = likeliest_first(found, way_out)
    assert ranked[0] == way_out
    assert ranked[-1] == DOCKER.address
    assert LOOPBACK.address not in ranked
    assert set(ranked) == {each.address for each in ALL} - {LOOPBACK.address}
    assert ranked.index(DIRECT.address) > ranked.index(HOTSPOT.address)
    assert ranked.index(VPN.address) > ranked.index(DIRECT.address)


def test_the_way_out_through_a_tunnel_is_no_way_in() -> None:
    """A phone in the room isn't in the tunnel."""
    assert likeliest_first([WIFI, VPN], VPN.address)[0] == WIFI.address


def test_a_computer_without_a_network_has_none() -> None:
    """Rule: no address is made up."""
    assert likeliest_first([LOOPBACK]) == ()


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("10.1.2.3", "http://10.1.2.3:{port}"),
        ("10.1.2.3:80", "http://10.1.2.3:80"),
        ("room2.local", "http://room2.local:{port}"),
        ("fd00::1", "http://[fd00::1]:{port}"),
        ("http://room2:99/", "http://room2:99"),
    ],
)
def test_a_given_address_replaces_those_that_are_found(given_: str, shown: str) -> None:
    """With the port of the server unless it has one."""
    from breakout_tui.domain.clock import SystemClock
    from breakout_tui.hub.credentials import Credentials

    serving = Serving(Place(port=0, address=given_), Credentials("s", "ABCDEFGH"), SystemClock())
    assert serving.addresses() == (shown.format(port=serving.port),)
    serving.close()
