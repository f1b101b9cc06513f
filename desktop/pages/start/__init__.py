"""What is seen while no project is open."""
