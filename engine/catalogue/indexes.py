"""The package indexes of this machine: those of the settings, else those that pip goes by."""

import contextlib
import ssl
from collections.abc import Generator
from pathlib import Path
from typing import cast

import msgspec
from httpx2 import HTTPTransport, Timeout
from unearth import PackageFinder
from unearth.auth import MultiDomainBasicAuth
from unearth.fetchers import Fetcher, PyPIClient

from engine.catalogue.addresses import proxy_address
from engine.catalogue.web import TIMEOUT_SECONDS, chosen_proxy
from engine.system.pip_settings import PipSettings, read_pip_settings
from engine.system.settings import read_settings


class PackageSource(msgspec.Struct, frozen=True):
    """Where packages may be: an index, or a folder or page of links (pip's find-links)."""

    address: str
    is_index: bool


def places() -> tuple[PackageSource, ...]:
    """All of them, those on this machine's own disk first, so that the network may be spared."""
    if chosen := read_settings().package_index:
        return (PackageSource(chosen, is_index=True),)
    pip = read_pip_settings()
    links = [PackageSource(_expanded(link), is_index=False) for link in pip.find_links]
    if pip.no_index:
        return tuple(links)
    indexes = [pip.index_url or _default_index(), *pip.extra_index_urls]
    found = [*links, *(PackageSource(address, is_index=True) for address in indexes)]
    return tuple(sorted(found, key=lambda place: not _is_local(place)))


@contextlib.contextmanager
def opened_finder(source: str) -> Generator[PackageFinder]:
    """A finder for any wheel, whatever Python or system it is for: only data is taken out of it.

    Raises:
        SaegimError: ``no_source`` if the proxy of the settings is not an address.
    """
    pip = read_pip_settings()
    indexes = [place.address for place in places() if place.is_index]
    proxy = chosen_proxy(source) or proxy_address(pip.proxy)
    with PyPIClient(
        trusted_hosts=pip.trusted_hosts,
        verify=_certificates(pip),
        proxy=proxy,
        mounts=_trusted_through(proxy, pip.trusted_hosts),
        timeout=_timeout(pip),
        follow_redirects=True,
        # Nobody sits before a window's background thread to type a password.
        auth=MultiDomainBasicAuth(prompting=False, index_urls=indexes),
    ) as client:
        # unearth's protocol describes its own client more narrowly than it is.
        fetcher = cast("Fetcher", client)
        yield PackageFinder(fetcher, ignore_compatibility=True, only_binary=[":all:"])


def _default_index() -> str:
    """The index that everybody uses who has configured none, as the library knows it."""
    return PackageFinder().sources[0]["url"]


def _expanded(link: str) -> str:
    return str(Path(link).expanduser()) if link.startswith("~") else link


def _is_local(place: PackageSource) -> bool:
    return place.address.startswith("file:") or "://" not in place.address


def _trusted_through(proxy: str | None, hosts: tuple[str, ...]) -> dict[str, HTTPTransport]:
    # unearth's own way to hosts that need no certificate goes past the proxy.
    if proxy is None:
        return {}
    return {f"all://{host}": HTTPTransport(verify=False, proxy=proxy) for host in hosts}


def _timeout(pip: PipSettings) -> Timeout:
    connecting, answering = TIMEOUT_SECONDS
    answering = pip.timeout or answering
    return Timeout(answering, connect=min(connecting, answering))


def _certificates(pip: PipSettings) -> ssl.SSLContext | bool:
    if not pip.certificates:
        return True
    path = Path(pip.certificates)
    if path.is_dir():
        return ssl.create_default_context(capath=path)
    return ssl.create_default_context(cafile=path)
