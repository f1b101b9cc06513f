"""Who or what made an annotation, in words that no class is likely to have."""

from PySide6.QtCore import QCoreApplication

from engine.project.rows import AnnotationRow

translate = QCoreApplication.translate


def origin_words(row: AnnotationRow, model_name: str = "") -> str:
    """How an annotation came about, with the score that a model gave it.

    Args:
        row: The annotation.
        model_name: What the model is called that made it, if it is to be named.
    """
    match row.author:
        case "model":
            said = translate("Origins", "model {name}").format(name=model_name).strip()
        case "import":
            said = translate("Origins", "imported")
        case "human" if row.prompt is not None:
            said = translate("Origins", "with SAM")
        case "human":
            said = translate("Origins", "by hand")
    return said if row.score is None else f"{said} {row.score:.2f}"
