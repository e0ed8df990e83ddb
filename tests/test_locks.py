"""The locked libraries can be installed where the README says that the project works."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from fixtures.sites import PROJECT
from packaging.specifiers import SpecifierSet

DEBIAN_12 = "3.11.2"
"""The Python of the oldest Debian that has 3.11, which is not its newest."""


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_library_takes_the_python_of_debian(lock: str) -> None:
    names = re.findall(r"^([\w.-]+)==", Path(PROJECT / lock).read_text("utf-8"), re.MULTILINE)
    assert len(names) > 20
    wants = {name: distribution(name).metadata["Requires-Python"] or "" for name in names}
    assert [name for name, python in wants.items() if DEBIAN_12 not in SpecifierSet(python)] == []
