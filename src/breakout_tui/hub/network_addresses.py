"""The addresses of this computer that other devices may reach, the likeliest first."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network
from typing import NamedTuple

import ifaddr

_ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): it only tells which way the system would take. Nothing is sent."""
_VIRTUAL = re.compile(
    r"docker|br-|veth|virbr|vmnet|vmware|vbox|virtualbox|hyper-v|vethernet|wsl|podman|cni|lxc|lxd"
)
_TUNNEL = re.compile(r"u?tun|tap|wg|ppp|ipsec|tailscale|zerotier|zt|nordlynx|proton|wireguard")

_SHARED = IPv4Network("100.64.0.0/10")
"""Shared address space (RFC 6598): also used by tunnels between computers."""


class Found(NamedTuple):
    """An address of a network adapter."""

    adapter: str
    address: str


def network_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this computer that another device may reach, as numbers: a phone can't look up ``.local`` names."""
    found = [
        Found(f"{adapter.nice_name} {adapter.name}", ip.ip)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]
    return likeliest_first(found, _way_out())


def likeliest_first(found: Iterable[Found], way_out: str = "") -> tuple[str, ...]:
    """The addresses in order: on the way out to the network, other adapters, cables without a router, tunnels, virtual machines."""
    reachable = [each for each in found if _may_be_reached(each.address)]
    ranked = sorted(reachable, key=lambda each: (*_rank(each, way_out), int(IPv4Address(each.address))))
    return tuple(dict.fromkeys(each.address for each in ranked))


def _rank(each: Found, way_out: str) -> tuple[int, bool, bool]:
    name, address = each.adapter.lower(), IPv4Address(each.address)
    if _VIRTUAL.search(name):
        kind = 3
    elif _TUNNEL.match(name) or address in _SHARED:
        kind = 2
    elif address.is_link_local:
        kind = 1
    else:
        kind = 0
    return kind, each.address != way_out, not address.is_private


def _may_be_reached(address: str) -> bool:
    with suppress(ValueError):
        found = IPv4Address(address)
        return not (found.is_loopback or found.is_unspecified or found.is_multicast)
    return False


def _way_out() -> str:
    """The address by which this computer would reach another network; empty without one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ELSEWHERE)
        return str(asked.getsockname()[0])
    return ""
