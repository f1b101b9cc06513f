"""What every column of a project file may hold: one row of a table for each.

SQLite keeps anything in any column, and a file may be a stranger's or come off a failing disk. The
conditions are SQL, so that a million rows are looked at where they lie; what SQL cannot see into is
asked of functions (``column_functions``).
"""

from typing import NamedTuple, get_args

from engine.geometry.limits import LONGEST_SIDE, MOST_PIXELS
from engine.geometry.types import GeometryKind
from engine.project.attribute_kinds import KIND_NAMES, MOST_ATTRIBUTES
from engine.project.row_access import LAST_ID
from engine.project.rows import Author, ImageState, LabelsPerImage
from engine.protocol.specs import Split
from engine.tasks.table import TASKS

MOST_PACKED = 1 << 26
"""Bytes of a packed step of the history."""


class Column(NamedTuple):
    """A column, when a value of it is good, and what takes the place of one that is not."""

    table: str
    name: str
    good: str
    """SQL condition; NULL counts as not good."""
    otherwise: str | None = None
    """SQL expression; None if a row without this value is worth nothing and is left out."""


def _number(name: str, low: int, high: int, kinds: str = "'integer'") -> str:
    return f'(typeof("{name}") IN ({kinds}) AND "{name}" BETWEEN {low} AND {high})'


def _text(name: str, most: int = 200) -> str:
    return f'(typeof("{name}") = \'text\' AND is_text(CAST("{name}" AS BLOB), {most}))'


def _plain(name: str) -> str:
    return f'(typeof("{name}") = \'text\' AND is_plain(CAST("{name}" AS BLOB)))'


def _made_plain(name: str, otherwise: str) -> str:
    return f'coalesce(made_plain(CAST("{name}" AS BLOB)), {otherwise})'


def _one_of(name: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f'(typeof("{name}") = \'text\' AND "{name}" IN ({listed}))'


def _json(name: str, function: str) -> str:
    return f'(typeof("{name}") = \'text\' AND {function}(CAST("{name}" AS BLOB)))'


def _or_null(name: str, good: str) -> str:
    return f'("{name}" IS NULL OR {good})'


def _there(name: str, table: str) -> str:
    return f'"{name}" IN (SELECT id FROM "{table}")'  # noqa: S608 (names of the schema)


_KINDS: tuple[str, ...] = get_args(GeometryKind)
_SPLITS: tuple[str, ...] = get_args(Split)
_TASKS = tuple(task.name for task in TASKS)
_STATES = tuple(state.value for state in ImageState)
_ID = _number("id", 1, LAST_ID)
_SCORE = _number("score", 0, 1, "'integer', 'real'")
_SIZE = (
    f"({_number('width', 1, LONGEST_SIDE)} AND {_number('height', 1, LONGEST_SIDE)}"
    f" AND width * height <= {MOST_PIXELS})"
)
_HEX = "[0-9a-fA-F]"
_COLOR = f"(typeof(color) = 'text' AND color GLOB '#{_HEX * 6}')"
_KIND_BY_LABELS = (
    "CASE WHEN EXISTS (SELECT 1 FROM annotations WHERE class_id = label_classes.id"
    " AND geometry LIKE '{\"type\":\"whole_image\"%') THEN 'whole_image' ELSE 'polygon' END"
)
_LONG_AGO = "'1970-01-01T00:00:00+00:00'"
_BOUND = "typeof(\"{0}\") IN ('integer', 'real') AND abs(\"{0}\") < 1e300"


def _geometry(table: str) -> str:
    image = f'FROM images WHERE images.id = "{table}".image_id'
    return (
        "(typeof(geometry) = 'text' AND is_geometry(CAST(geometry AS BLOB),"
        f" (SELECT width {image}), (SELECT height {image})))"
    )


_FIRST_OF_CLASS = (
    "id IN (SELECT o.id FROM attributes AS o WHERE o.class_id = attributes.class_id"  # noqa: S608
    f" ORDER BY o.id LIMIT {MOST_ATTRIBUTES})"
)
_OWN_ATTRIBUTES = (
    "(SELECT json_group_array(json_array(id, CAST(kind AS TEXT), CAST(choices AS TEXT)))"
    " FROM attributes AS own WHERE own.class_id = annotations.class_id)"
)
# Most annotations have none, and a class need not be asked for its attributes then.
_VALUES = (
    "CASE WHEN typeof(attributes) != 'text' THEN 0 WHEN attributes = '{}' THEN 1"
    f" ELSE are_values(CAST(attributes AS BLOB), {_OWN_ATTRIBUTES}) END"
)

_NOTE = (
    "CASE WHEN typeof(note) != 'text' THEN 0 WHEN note = '' THEN 1"
    " ELSE is_note(CAST(note AS BLOB)) END"
)


# Parents before the rows that refer to them: what refers to a row that was left out is left out.
COLUMNS: tuple[Column, ...] = (
    Column("project", "id", _ID),
    Column("project", "project_id", _text("project_id"), "lower(hex(randomblob(16)))"),
    Column("project", "name", _plain("name"), _made_plain("name", "'project'")),
    Column("project", "created_at", _text("created_at"), _LONG_AGO),
    Column("project", "revision", _number("revision", 0, 2**53), "0"),
    Column("project", "usual_task", _one_of("usual_task", ("", *_TASKS)), "''"),
    Column("project", "image_labels", _one_of("image_labels", get_args(LabelsPerImage)), "'any'"),
    Column("project", "new_class_kind", _one_of("new_class_kind", _KINDS), "'polygon'"),
    Column("project", "value_range", _json("value_range", "is_range"), "'\"automatic\"'"),
    Column("images", "id", _ID),
    Column("images", "path", _text("path", 4096)),
    Column("images", "width", _SIZE),
    Column(
        "images",
        "content_hash",
        _text("content_hash"),
        "safe_hash(CAST(content_hash AS BLOB))",
    ),
    Column("images", "sort_key", _text("sort_key", 1 << 16), "path"),
    Column("images", "state", _one_of("state", _STATES), f"'{ImageState.IN_WORK.value}'"),
    Column("images", "split", _or_null("split", _one_of("split", _SPLITS)), "NULL"),
    Column("images", "group", _text("group", 4096), "content_hash"),
    Column("images", "look", _or_null("look", "typeof(look) = 'integer'"), "NULL"),
    Column("images", "added_at", _text("added_at"), _LONG_AGO),
    Column("images", "low", _or_null("low", _BOUND.format("low")), "NULL"),
    Column("images", "high", _or_null("high", _BOUND.format("high")), "NULL"),
    Column("tags", "id", _ID),
    Column("tags", "name", _plain("name"), _made_plain("name", "'tag ' || id")),
    Column("image_tags", "id", _ID),
    Column("image_tags", "image_id", _there("image_id", "images")),
    Column("image_tags", "tag_id", _there("tag_id", "tags")),
    Column("label_classes", "id", _ID),
    Column("label_classes", "name", _plain("name"), _made_plain("name", "'class ' || id")),
    Column("label_classes", "color", _COLOR, "'#888888'"),
    Column("label_classes", "key", _or_null("key", _text("key", 8)), "NULL"),
    Column("label_classes", "position", _number("position", 0, LAST_ID), str(LAST_ID)),
    Column("label_classes", "geometry_kind", _one_of("geometry_kind", _KINDS), _KIND_BY_LABELS),
    Column(
        "label_classes", "skeleton", _or_null("skeleton", _json("skeleton", "is_skeleton")), "NULL"
    ),
    Column("attributes", "id", _ID),
    Column("attributes", "class_id", _there("class_id", "label_classes")),
    Column("attributes", "name", _plain("name"), _made_plain("name", "'attribute ' || id")),
    Column("attributes", "kind", _one_of("kind", KIND_NAMES)),
    Column(
        "attributes",
        "choices",
        _json("choices", "are_choices"),
        "made_choices(CAST(choices AS BLOB))",
    ),
    Column("attributes", "required", _number("required", 0, 1), "0"),
    Column("attributes", "position", _number("position", 0, LAST_ID), str(LAST_ID)),
    Column("attributes", "id", _FIRST_OF_CLASS),
    Column("dataset_versions", "id", _ID),
    Column("dataset_versions", "digest", _text("digest")),
    Column("dataset_versions", "created_at", _text("created_at"), _LONG_AGO),
    Column("dataset_versions", "manifest", "typeof(manifest) = 'text'"),
    Column("runs", "id", "typeof(id) = 'text' AND is_run_id(CAST(id AS BLOB))"),
    Column("runs", "name", _plain("name"), _made_plain("name", "id")),
    Column("runs", "task", _one_of("task", _TASKS)),
    Column("runs", "dataset_version_id", _there("dataset_version_id", "dataset_versions")),
    Column("runs", "created_at", _text("created_at"), _LONG_AGO),
    Column("runs", "discarded", _number("discarded", 0, 1), "0"),
    Column("models", "id", _ID),
    Column("models", "run_id", _there("run_id", "runs")),
    Column("models", "card_path", _text("card_path", 4096)),
    Column("models", "card", _json("card", "is_card")),
    Column("annotations", "id", _ID),
    Column("annotations", "image_id", _there("image_id", "images")),
    Column("annotations", "class_id", _there("class_id", "label_classes")),
    Column("annotations", "geometry", _geometry("annotations")),
    Column("annotations", "author", _one_of("author", get_args(Author)), "'import'"),
    Column("annotations", "prompt", _or_null("prompt", _json("prompt", "is_prompt")), "NULL"),
    Column("annotations", "model_id", _or_null("model_id", _there("model_id", "models")), "NULL"),
    Column("annotations", "score", _or_null("score", _SCORE), "NULL"),
    Column(
        "annotations",
        "attributes",
        _VALUES,
        f"made_values(CAST(attributes AS BLOB), {_OWN_ATTRIBUTES})",
    ),
    Column("annotations", "z", _BOUND.format("z"), "0"),
    Column("annotations", "note", _NOTE, "made_note(CAST(note AS BLOB))"),
    Column("suggestions", "id", _ID),
    Column("suggestions", "image_id", _there("image_id", "images")),
    Column("suggestions", "class_id", _there("class_id", "label_classes")),
    Column("suggestions", "geometry", _geometry("suggestions")),
    Column("suggestions", "model_id", _there("model_id", "models")),
    Column("suggestions", "run_id", _there("run_id", "runs")),
    Column("suggestions", "score", _SCORE),
    Column("predicted_images", "id", _ID),
    Column("predicted_images", "image_id", _there("image_id", "images")),
    Column("predicted_images", "model_id", _there("model_id", "models")),
    Column("history", "id", _ID),
    Column("history", "label", _text("label")),
    Column("history", "undone", _number("undone", 0, 1)),
    Column("history", "created_at", _text("created_at"), _LONG_AGO),
    Column("history", "changes", f"typeof(changes) = 'blob' AND length(changes) <= {MOST_PACKED}"),
    Column("history", "batch", _or_null("batch", _there("batch", "history"))),
    Column("id_counters", "table", _text("table")),
    Column("id_counters", "last", _number("last", 0, LAST_ID), "0"),
)
