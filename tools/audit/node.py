"""The tools that come by npm, in the versions of package-lock.json."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"
PACKAGES = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless", "chromium": "chromium"}
"""A program and the Debian package that has it."""


class Missing(Exception):
    """A program that the audit needs is not on this machine; the message tells which, and how to get it."""


def need(*programs: str) -> None:
    """Raise Missing unless all of these programs are there."""
    if lacking := [name for name in programs if not shutil.which(name)]:
        packages = " ".join(PACKAGES[name] for name in lacking)
        raise Missing(f"缺少 {'、'.join(lacking)}，无法审查。Debian 上请运行：apt-get install {packages}")


def install() -> None:
    """Install the npm packages, unless they are those of the lock file already."""
    need("node", "npm")
    installed, lock = MODULES / ".package-lock.json", FOLDER / "package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("安装审查工具……", flush=True)
    done = subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if not line.startswith("npm warn")]
        raise Missing("npm 没有装好审查工具：\n" + "\n".join(said[:9]))
