"""Addresses as people write them: of proxies, and with passwords in them."""

import re
import urllib.parse


def without_password(address: str) -> str:
    """An address as it may be shown and logged: without the name and password before its host."""
    return re.sub(r"(?<=://)[^/]*@", "", address)


def proxy_address(text: str) -> str | None:
    """A proxy as an address with its scheme, which people may leave out; None if it is none."""
    address = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urllib.parse.urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # The port is not a number, or the brackets of IPv6 do not match.
        return None
    return address if sound and " " not in address else None
