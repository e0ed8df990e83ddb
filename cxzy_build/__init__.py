"""Validate and compile a campaign's content into a static site on MkDocs and Material."""
