"""Validate and compile a campaign's content into a static site on MkDocs and Material."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some took 20 ms of every small build
