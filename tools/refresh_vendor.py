"""Fetch the scripts under theme/assets/vendor/ from their npm packages again, unmodified, and note what they are.

Usage: `python tools/refresh_vendor.py [VERSION]`. Needs npm; asks the registry that npm is configured for.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "lean-qr"
VENDOR = Path(__file__).parents[1] / "theme" / "assets" / "vendor"
KEPT = {"package/index.mjs": "lean-qr.js", "package/LICENSE": "lean-qr.LICENSE"}
"""Files of the package, and the names they have here: `.js`, for not every web server knows that `.mjs` is a script."""

README = """\
# Scripts of others

Files of npm packages, unmodified. `python tools/refresh_vendor.py [VERSION]` fetches them again and writes this page.

| file | package | version | licence | source | sha256 |
| --- | --- | --- | --- | --- | --- |
"""


def refresh(version: str) -> None:
    """Write the package's files and the page that names them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            about = json.loads(_member(package, "package/package.json"))
            files = {KEPT[name]: _member(package, name) for name in KEPT}
    rows = [_row(name, data, about) for name, data in files.items()]
    for name, data in files.items():
        (VENDOR / name).write_bytes(data)
    (VENDOR / "README.md").write_text(README + "".join(rows), "utf-8")


def _member(package: tarfile.TarFile, name: str) -> bytes:
    file = package.extractfile(name)
    if file is None:
        raise SystemExit(f"{name} is no file of the package")
    return file.read()


def _row(name: str, data: bytes, about: dict[str, str]) -> str:
    source = f"https://www.npmjs.com/package/{about['name']}/v/{about['version']}"
    digest = hashlib.sha256(data).hexdigest()
    return f"| `{name}` | {about['name']} | {about['version']} | {about['license']} | {source} | `{digest}` |\n"


if __name__ == "__main__":
    refresh(sys.argv[1] if len(sys.argv) > 1 else "latest")
