"""What an operation on the store changed: every view refreshes from it."""

import msgspec

from engine.protocol.error_sentences import ErrorCode

NOTHING: frozenset[int] = frozenset()


class Ids(msgspec.Struct, frozen=True):
    """Row ids by kind."""

    images: frozenset[int] = NOTHING
    classes: frozenset[int] = NOTHING
    attributes: frozenset[int] = NOTHING
    tags: frozenset[int] = NOTHING
    annotations: frozenset[int] = NOTHING
    suggestions: frozenset[int] = NOTHING
    models: frozenset[int] = NOTHING


class Changes(msgspec.Struct, frozen=True):
    """The outcome of one operation.

    ``touched_images`` are the images whose annotations, suggestions, tags, state or split changed.
    ``history_id`` and ``label`` are the step's in the history; there is none if the operation
    cannot be undone. ``joins``: it was made a part of that step, which was there before.
    ``replayed`` are the steps that were undone or redone.
    """

    added: Ids = Ids()
    updated: Ids = Ids()
    removed: Ids = Ids()
    touched_images: frozenset[int] = NOTHING
    history_id: int | None = None
    label: str = ""
    joins: bool = False
    replayed: frozenset[int] = NOTHING


class RefusedImage(msgspec.Struct, frozen=True):
    """A file that did not become an image; ``code`` and ``parameters`` say why."""

    path: str
    code: ErrorCode
    parameters: dict[str, str]


class PagedImage(msgspec.Struct, frozen=True):
    """A file of several pages or frames, of which only the first became an image."""

    path: str
    pages: int


class AddedImages(msgspec.Struct, frozen=True):
    """The outcome of adding images."""

    changes: Changes
    refused: tuple[RefusedImage, ...] = ()
    paged: tuple[PagedImage, ...] = ()


class SuggestionsAdded(msgspec.Struct, frozen=True):
    """The outcome of adding suggestions.

    ``dropped`` counts those that lay on human work, ``without_class`` those of a class that is no
    longer there.
    """

    changes: Changes
    dropped: int
    without_class: int
