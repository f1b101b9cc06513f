"""Which pretrained weights and sample data exist, and how they are fetched."""
