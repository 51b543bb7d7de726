"""The certificate of a hub: made once, kept, and refused with a line that says what is wrong with it."""

from __future__ import annotations

import os
import socket
import ssl
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import CertificateRefused, WriteFailed
from breakout_tui.domain.room_code import fingerprint_of
from breakout_tui.hub.certificate import Certificate, certificate_at
from breakout_tui.hub.certificate_dates import validity_of
from tests.hub.certificates import NOW, YEAR, signed
from tests.sampled import a_third

DAY = timedelta(days=1)
MOMENTS = st.integers(0, 8040 * 365 * 24 * 3600).map(
    lambda seconds: datetime(1950, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


class CertificateClock:
    """It is always the same time."""

    def __init__(self, wall: datetime = NOW) -> None:
        self._wall = wall

    def read(self) -> Reading:
        """That time."""
        return Reading("a boot", 1.0, self._wall)


def at(path: Path, *names: str, now: datetime = NOW) -> Certificate:
    """The certificate in a file at some time."""
    return certificate_at(path, names, CertificateClock(now))


def pem(path: Path) -> x509.Certificate:
    """The certificate in a file, as the library reads it."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def is_refused(path: Path, text: str) -> str:
    """The line with which a file of this text is refused."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CertificateRefused) as refused:
        at(path)
    assert refused.value.where == str(path)
    assert refused.value.remedy
    assert path.read_text(encoding="utf-8") == text
    return refused.value.what


def test_a_certificate_is_made_once_and_then_kept(tmp_path: Path) -> None:
    """Rule: the codes of the rooms hold over a restart, whatever the addresses are by then."""
    path = tmp_path / "hub.pem"
    made = at(path, "hub.example")
    before = path.read_bytes()
    assert at(path, "192.0.2.7", now=NOW + YEAR) == made
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["hub.pem"]


def test_only_its_user_can_read_the_key(tmp_path: Path) -> None:
    """Rule: mode 0600, whatever the process's mask is."""
    before = os.umask(0)
    try:
        at(tmp_path / "hub.pem")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "hub.pem").stat().st_mode) == 0o600


def test_it_is_valid_for_ten_years_from_a_day_before(tmp_path: Path) -> None:
    """Rule: a laptop whose clock is some hours behind takes it too."""
    made = at(tmp_path / "hub.pem")
    found = pem(made.path)
    assert found.not_valid_before_utc == NOW - DAY
    assert made.expires == found.not_valid_after_utc == NOW - DAY + timedelta(days=3652)
    assert not made.warning


def test_it_has_the_names_of_this_computer_and_those_that_are_given(tmp_path: Path) -> None:
    """Rule: as names or as numbers; what is neither is left out."""
    made = at(
        tmp_path / "hub.pem", "Hub.example", "192.0.2.7", "[2001:db8::7]", "bücher.example", "0.0.0.0", ""
    )
    names = pem(made.path).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    named = names.get_values_for_type(x509.DNSName)
    assert named == ["localhost", socket.gethostname().lower(), "hub.example", "xn--bcher-kva.example"]
    numbers = ["127.0.0.1", "::1", "192.0.2.7", "2001:db8::7"]
    assert names.get_values_for_type(x509.IPAddress) == [ip_address(each) for each in numbers]


def test_the_fingerprint_is_that_of_the_certificate(tmp_path: Path) -> None:
    """Rule: of what a client gets in the handshake."""
    made = at(tmp_path / "hub.pem")
    text = made.path.read_text(encoding="ascii")
    der = ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERTIFICATE") :])
    assert made.fingerprint == fingerprint_of(der)


def test_of_hubs_that_start_at_once_all_have_the_same_certificate(tmp_path: Path) -> None:
    """Rule: the first file stays, so that no hub has another certificate than the codes say."""
    start, found = threading.Barrier(4), []

    def begin() -> None:
        start.wait()
        found.append(subprocess.check_output([sys.executable, "-c", _MAKE, str(tmp_path / "hub.pem")]))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


_MAKE = """
import sys
from pathlib import Path
from breakout_tui.domain.clock import SystemClock
from breakout_tui.hub.certificate import certificate_at
print(certificate_at(Path(sys.argv[1]), (), SystemClock()).fingerprint)
"""


def test_the_organisers_own_may_have_its_key_before_or_after_and_a_chain(tmp_path: Path) -> None:
    """Rule: in any order, but with the hub's certificate as the first one; comments may be anywhere."""
    own, authority = signed(), signed()
    texts = (
        own.certificate + own.key,
        f"Bücher\n{own.key}\n{own.certificate}{authority.certificate}",
        own.certificate + authority.certificate + own.key,
    )
    prints = set()
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.pem"
        path.write_text(text, encoding="utf-8")
        prints.add(at(path).fingerprint)
    assert prints == {fingerprint_of(ssl.PEM_cert_to_DER_cert(own.certificate))}


def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path) -> None:
    """Rule: it says what is missing or wrong, and the file is left as it is."""
    path, own, other = tmp_path / "hub.pem", signed(), signed()
    middle = len(own.certificate) // 2
    damaged = own.certificate[:middle] + "AAAA" + own.certificate[middle + 4 :]
    assert is_refused(path, "") == "there is no certificate in it"
    assert is_refused(path, own.key) == "there is no certificate in it"
    assert is_refused(path, own.certificate) == "there is no key in it"
    assert is_refused(path, own.certificate + other.key) == "its key does not belong to its first certificate"
    chain = other.certificate + own.certificate + own.key
    assert is_refused(path, chain) == "its key does not belong to its first certificate"
    assert is_refused(path, signed(password=b"x").key + own.certificate) == "its key has a password"
    assert is_refused(path, own.certificate + own.key[:60] + "?" + own.key[61:]).startswith("certificate and")
    assert is_refused(path, damaged[:200] + "\n-----END CERTIFICATE-----\n" + own.key)


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    """Rule: a folder, for example."""
    with pytest.raises(CertificateRefused, match="can't be read: Is a directory"):
        at(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Rule: nothing is made but the file."""
    with pytest.raises(WriteFailed, match="can't be written: No such file or directory"):
        at(tmp_path / "none" / "hub.pem")


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    """Rule: browsers refuse it too."""
    own = signed(ends=NOW - DAY)
    assert (
        is_refused(tmp_path / "hub.pem", own.certificate + own.key) == "the certificate expired on 2026-11-27"
    )


def test_a_certificate_that_is_not_valid_yet_is_a_warning(tmp_path: Path) -> None:
    """Rule: most likely the clock of the hub is wrong, and rooms look at the fingerprint only."""
    own, path = signed(begins=NOW + DAY), tmp_path / "hub.pem"
    path.write_text(own.certificate + own.key, encoding="utf-8")
    found = at(path)
    assert "not valid before 2026-11-29 09:00 UTC" in found.warning
    assert found.fingerprint


@settings(max_examples=a_third(25))
@given(MOMENTS, MOMENTS)
def test_the_dates_are_read_as_the_library_reads_them(one: datetime, other: datetime) -> None:
    """Rule: in both forms of a time, with years of two and of four digits."""
    begins, ends = sorted((one, other + timedelta(seconds=1)))
    der = ssl.PEM_cert_to_DER_cert(signed(begins, ends).certificate)
    assert validity_of(der) == (begins, ends)


@given(st.binary(max_size=60), st.integers(1, 200))
def test_what_is_no_certificate_is_a_value_error(data: bytes, cut: int) -> None:
    """Rule: whatever it is, also one that was cut."""
    for text in (data, ssl.PEM_cert_to_DER_cert(_CUT.certificate)[:-cut]):
        with pytest.raises(ValueError):  # noqa: PT011 - which one does not matter
            validity_of(text)


_CUT = signed()


def test_without_cryptography_it_says_what_to_install(tmp_path: Path) -> None:
    """Rule: but only to make a certificate; one that is there can be used."""
    path = tmp_path / "hub.pem"
    program = f"import sys; sys.modules['cryptography'] = None; {_MAKE}"
    failed = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True)
    assert "cryptography, which is not installed; run pip install 'breakout-tui[organiser]'" in failed.stderr
    made = at(path)
    used = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True)
    assert used.stdout.strip() == made.fingerprint
