"""The Evaluate page, for now one honest line."""

from desktop.widgets.notice_page import NoticePage


class EvaluatePage(NoticePage):
    """Says what will be here, and where its figures are today."""

    def __init__(self) -> None:
        super().__init__()
        self.say(
            self.tr("Evaluate"),
            self.tr(
                "Confusions, curves per class and the worst pictures will be here. Today the Train "
                "page shows the figures of each run on its validation pictures."
            ),
        )
