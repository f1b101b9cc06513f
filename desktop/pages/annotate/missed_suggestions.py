"""Says on a picture that a model has suggested something, which the score hides altogether."""

import math

from PySide6.QtCore import QObject, Signal

from desktop.pages.annotate.badges import Badges
from desktop.pages.annotate.current_image import CurrentImage


class MissedSuggestions(QObject):
    """A badge that counts them; a click shows them.

    Args:
        image: The image in hand.
        badges: Where it is said.
        parent: Qt owner.
    """

    score_wanted = Signal(float)
    """The score from which on all of the picture's suggestions are shown."""

    def __init__(self, image: CurrentImage, badges: Badges, parent: QObject) -> None:
        super().__init__(parent)
        self._image = image
        self._badges = badges
        self.badge = badges.add(self._show_them)
        self.badge.setToolTip(self.tr("Show the suggestions of this picture, whatever their score"))
        image.content_changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        hidden = 0 if self._image.shown_suggestions() else len(self._image.suggestions)
        said = self.tr("Suggestions below {score}: {count}")
        score = f"{self._image.lowest_score:.2f}"
        self._badges.say(self.badge, said.format(score=score, count=hidden) if hidden else "")

    def _show_them(self) -> None:
        scores = [suggestion.score for suggestion in self._image.suggestions.values()]
        # The slider has hundredths.
        self.score_wanted.emit(math.floor(100 * min(scores)) / 100)
