"""Check of attributes: objects that lack a value they have to have."""

from collections.abc import Iterator

from engine.checks.spec import Finding, Subject


def find_missing_attributes(subject: Subject) -> Iterator[Finding]:
    """Find objects without a value of an attribute that their class requires."""
    for row in subject.annotations:
        required = subject.required.get(row.class_id, ())
        names = [one.name for one in required if one.key not in row.attributes]
        if names:
            yield Finding("attributes", row.image_id, (row.id,), {"names": ", ".join(names)})
