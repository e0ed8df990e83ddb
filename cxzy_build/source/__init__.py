"""Files as people wrote them: found, decoded, and read as YAML, with the place of everything in them."""
