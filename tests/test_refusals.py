"""What the system refuses is told as such; the program's own faults are not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from fixtures.sites import Site

from cxzy_build import cli
from cxzy_build.refusals import refusal_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "", "/a/b"), "/a/b：没有读写的权限"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (OSError(errno.EROFS, "", b"/a"), "/a：磁盘是只读的"),
        (FileNotFoundError(errno.ENOENT, "", "/a"), ""),
        (OSError("no number"), ""),
        (ValueError("x"), ""),
    ],
)
def test_what_a_person_is_told(error: Exception, said: str) -> None:
    assert refusal_of(error).startswith(said)
    assert bool(refusal_of(error)) == bool(said)


def test_a_command_tells_it_and_keeps_no_trace(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", f"{path}")

    monkeypatch.setattr(Path, "read_bytes", refused)
    monkeypatch.setattr("sys.argv", ["cxzy", "check", "-f", str(site.config)])
    assert cli._run() == 1
    said = capsys.readouterr().err
    assert "mkdocs.yml：没有读写的权限" in said
    assert "维护者" not in said
