"""Everything that computes; never Qt."""
