"""The Deploy page, for now one honest line."""

from desktop.widgets.notice_page import NoticePage


class DeployPage(NoticePage):
    """Says what will be here, and what can be done with a model today."""

    def __init__(self) -> None:
        super().__init__()
        self.say(
            self.tr("Deploy"),
            self.tr(
                "Exporting a model, and dropping a folder of new pictures on it, will be here. "
                "Today a trained model labels the pictures of its project: Auto-label (Ctrl+B) on "
                "the Annotate page, or saegim-engine autolabel on the command line."
            ),
        )
