"""The table of checks: a new check is one more row."""

from engine.checks.attributes import find_missing_attributes
from engine.checks.duplicates import delete_repeated, find_duplicates
from engine.checks.shapes import (
    cut,
    delete_tiny,
    find_crossing,
    find_odd_sizes,
    find_outside,
    find_tiny,
    untangle,
)
from engine.checks.spec import Check
from engine.protocol.translation import QT_TRANSLATE_NOOP

CHECKS = (
    Check(
        "tiny",
        title=QT_TRANSLATE_NOOP("Checks", "Tiny"),
        said=QT_TRANSLATE_NOOP("Checks", "only {side} pixels long"),
        find=find_tiny,
        mend=delete_tiny,
        remedy=QT_TRANSLATE_NOOP("Checks", "Delete"),
    ),
    Check(
        "outside",
        title=QT_TRANSLATE_NOOP("Checks", "Outside the image"),
        said=QT_TRANSLATE_NOOP("Checks", "reaches {pixels} pixels beyond the image"),
        find=find_outside,
        mend=cut,
        remedy=QT_TRANSLATE_NOOP("Checks", "Cut at the border"),
    ),
    Check(
        "duplicate",
        title=QT_TRANSLATE_NOOP("Checks", "Marked twice"),
        said=QT_TRANSLATE_NOOP("Checks", "lies on another of its class by {percent} %"),
        find=find_duplicates,
        mend=delete_repeated,
        remedy=QT_TRANSLATE_NOOP("Checks", "Delete the newer one"),
    ),
    Check(
        "crossing",
        title=QT_TRANSLATE_NOOP("Checks", "Crosses itself"),
        said=QT_TRANSLATE_NOOP("Checks", "the outline crosses itself"),
        find=find_crossing,
        mend=untangle,
        remedy=QT_TRANSLATE_NOOP("Checks", "Untangle"),
    ),
    Check(
        "size",
        title=QT_TRANSLATE_NOOP("Checks", "Unusual size"),
        said=QT_TRANSLATE_NOOP("Checks", "{percent} % of the usual size of its class"),
        find=find_odd_sizes,
    ),
    Check(
        "attributes",
        title=QT_TRANSLATE_NOOP("Checks", "Missing attributes"),
        said=QT_TRANSLATE_NOOP("Checks", "without a value: {names}"),
        find=find_missing_attributes,
    ),
)
"""In the order of the panel."""
