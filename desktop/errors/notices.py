"""Words for what engines report that is not an error of ours."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

NOTICES: dict[str, object] = {
    # desktop.jobs.assist_client and the assist process (Failed).
    "no_model": QT_TRANSLATE_NOOP(
        "errors", "The model of the smart tool is not on this machine yet."
    ),
    "bad_model": QT_TRANSLATE_NOOP("errors", "The model cannot be used: its file is damaged."),
    "engine_died": QT_TRANSLATE_NOOP(
        "errors", "The assist process ended twice over this, so it was left undone."
    ),
    "engine_version": QT_TRANSLATE_NOOP(
        "errors", "The assist process is of another version: install the program afresh."
    ),
    # Notices of a run.
    "stopping": QT_TRANSLATE_NOOP("errors", "Stopping; the best model is kept."),
    "pausing": QT_TRANSLATE_NOOP("errors", "Pausing after this batch."),
    "paused": QT_TRANSLATE_NOOP("errors", "Paused."),
    "resumed": QT_TRANSLATE_NOOP("errors", "Going on."),
    "early_stop": QT_TRANSLATE_NOOP(
        "errors", "Stopped early: the validation metric has not got better for a while."
    ),
    "features_cached": QT_TRANSLATE_NOOP(
        "errors", "The frozen layers' features are kept, so the head learns quickly."
    ),
    "calibrated": QT_TRANSLATE_NOOP("errors", "The best score threshold is measured."),
}
