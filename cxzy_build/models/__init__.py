"""What people write, as frozen models, and the checks that make them of plain data."""
