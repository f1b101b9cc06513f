"""Fetching over HTTP, continuing a partial file where it stopped."""

from pathlib import Path

import requests

from engine.catalogue.addresses import proxy_address, without_password
from engine.catalogue.progress import Report
from engine.protocol.errors import SaegimError
from engine.system.settings import read_settings

# Connecting is given up early, as the next mirror may be in reach; a slow answer is waited for.
TIMEOUT_SECONDS = (5.0, 30.0)
# What is lost of a download that breaks off is at most this.
_CHUNK_BYTES = 1 << 16


def chosen_proxy(source: str) -> str | None:
    """The proxy that a person has set for this program; None to go by what the system says.

    Args:
        source: What is to be fetched, for the error.

    Raises:
        SaegimError: ``no_source`` if what is set is not an address.
    """
    if not (chosen := read_settings().proxy):
        return None
    if (address := proxy_address(chosen)) is None:
        reason = "the proxy in the settings is not an address"
        raise SaegimError("no_source", "machine", source=source, reason=reason)
    return address


def proxies(source: str) -> dict[str, str]:
    """The chosen proxy as requests takes it with a request, where it wins over the environment's.

    Raises:
        SaegimError: ``no_source`` if the proxy is not an address.
    """
    proxy = chosen_proxy(source)
    return {"http": proxy, "https": proxy} if proxy else {}


def copy_from_web(address: str, part: Path, report: Report) -> None:
    """Fetch the rest of ``part``, which stays on disk when the connection breaks.

    Raises:
        SaegimError: ``no_source`` if the server cannot be reached or has no such file,
            ``download_interrupted`` if it stopped in the middle.
    """
    done = part.stat().st_size if part.exists() else 0
    # Compressed answers would make the byte range mean something else.
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
    try:
        with requests.get(
            address,
            headers=headers,
            stream=True,
            timeout=TIMEOUT_SECONDS,
            proxies=proxies(address),
        ) as response:
            if response.status_code == requests.codes.requested_range_not_satisfiable:
                return  # Nothing is left to fetch; the checksum says whether it is right.
            response.raise_for_status()
            _receive(response, part, report)
    except requests.RequestException as error:
        reason = type(error).__name__ if error.response is None else str(error.response.status_code)
        source = without_password(address)
        raise SaegimError("no_source", "machine", source=source, reason=reason) from error


def _receive(response: requests.Response, part: Path, report: Report) -> None:
    resumed = response.status_code == requests.codes.partial_content
    length = response.headers.get("Content-Length")
    with part.open("ab" if resumed else "wb") as out:
        done = out.tell()
        total = done + int(length) if length else None
        report(done, total)
        try:
            for chunk in response.iter_content(_CHUNK_BYTES):
                out.write(chunk)
                done += len(chunk)
                report(done, total)
        except requests.RequestException as error:
            source = without_password(response.url)
            raise SaegimError(
                "download_interrupted", "machine", source=source, done=done, total=total
            ) from error
