"""What others can read: annotations in the formats of the field, and models to take away."""
