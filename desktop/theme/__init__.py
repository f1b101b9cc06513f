"""How the window looks: palettes, tokens, icons (design note look.md)."""

from desktop.theme.apply import follow_system
from desktop.theme.icons import icon
from desktop.theme.tokens import Tokens, tokens

