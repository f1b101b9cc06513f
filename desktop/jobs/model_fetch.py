"""Fetching several models as one piece of work."""

from collections.abc import Sequence

from desktop.jobs.background import Progress


def fetch_models(names: Sequence[str], report: Progress) -> None:
    """Fetch models one after the other; those that are there and right are left alone.

    Args:
        names: Names of the catalogue.
        report: Called with the bytes done and the bytes of all of them.

    Raises:
        SaegimError: As ``engine.catalogue.fetch``; what was fetched before stays.
    """
    # Imported on the thread: what fetches files would delay the window.
    from engine import catalogue

    sizes = [catalogue.find(name).bytes or 0 for name in names]
    for number, name in enumerate(names):
        before = sum(sizes[:number])
        catalogue.fetch(
            name, lambda done, _total, _file, before=before: report(before + done, sum(sizes))
        )
