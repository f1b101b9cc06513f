"""How the window looks: palettes, tokens, icons, annotation colours (design note look.md)."""

from desktop.theme.annotation_colors import annotation_color
from desktop.theme.apply import follow_system
from desktop.theme.icons import icon
from desktop.theme.tokens import Tokens, tokens

__all__ = ["Tokens", "annotation_color", "follow_system", "icon", "tokens"]
