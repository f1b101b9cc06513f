"""How the window looks: palettes, tokens, icons (docs/notes/look.md)."""

from desktop.theme.apply import dress, use
from desktop.theme.icons import icon, program_icon, swatch
from desktop.theme.token_sets import Tokens, tokens

__all__ = ["Tokens", "dress", "icon", "program_icon", "swatch", "tokens", "use"]
