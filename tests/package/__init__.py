"""Tests of the installed program: ``make test-package`` runs them, ``make test`` does not."""
