"""Icons, translations, the catalogue and the sample list."""
