"""Keys that people bring along from other annotation programs.

Only what differs from the table of actions stands here, so an action without an equal there keeps
its own key, unless the preset needs it for something else.

Sources: X-AnyLabeling ``anylabeling/configs/xanylabeling_config.yaml`` and user guide (Q begins the
smart tool, F finishes its object); labelme ``labelme/_config/default_config.yaml``; CVAT 2
``cvat-ui``, the ``componentShortcuts`` of the standard workspace.
"""

from collections.abc import Mapping

from desktop.actions.vocabulary import CLASS_ACTS, Act
from engine.system.settings import KeyPreset

Keys = tuple[str, ...]

_LABELME: dict[Act, Keys] = {
    Act.NEW_PROJECT: ("Ctrl+Shift+N",),
    Act.ADD_IMAGES: ("Ctrl+U", "Ctrl+I"),
    Act.DELETE: ("Del",),
    Act.NEXT_TO_LOOK_AT: ("Ctrl+Shift+D",),
    Act.SELECT_TOOL: ("Ctrl+J", "Esc"),
    Act.BOX_TOOL: ("R", "Ctrl+R"),
    Act.POLYGON_TOOL: ("P", "Ctrl+N"),
    Act.SMART_TOOL: ("Q",),
    Act.FINISH: ("F", "Return", "Enter"),
    Act.FIND_CLASS: ("Ctrl+E", "0"),
    Act.FIT: ("Ctrl+F",),
    Act.HIDE_ALL: ("Ctrl+H", "T"),
    Act.HIDE_SELECTED: ("S",),
    Act.AUTO_LABEL: ("Ctrl+M",),
}

_CVAT: dict[Act, Keys] = {
    Act.SETTINGS: ("F2", "Ctrl+,"),
    Act.SHORTCUTS: ("F1", "?"),
    # F2 is its settings'.
    Act.RENAME_CLASS: (),
    # Its arrows go through what the filter leaves; here every step does.
    Act.NEXT_IMAGE: ("F", "Right"),
    Act.PREVIOUS_IMAGE: ("D", "Left"),
    Act.SELECT_TOOL: ("Esc",),
    Act.HIDE_ALL: ("T, H",),
    Act.HIDE_SELECTED: ("H",),
    # Fitting is a button there, and F is taken.
    Act.FIT: ("Shift+F",),
    **{act: (f"{n}", f"Ctrl+{n}") for n, act in enumerate(CLASS_ACTS, start=1)},
}

PRESETS: Mapping[KeyPreset, Mapping[Act, Keys]] = {"saegim": {}, "labelme": _LABELME, "cvat": _CVAT}
