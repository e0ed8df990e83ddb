"""Edits to hand-written pages, and to the files beside them."""

from __future__ import annotations

import re

from .desk import Desk
from .kinds import kind, pick


def _pages(desk: Desk) -> list[str]:
    return desk.files("site_src", ending=".md")


@kind("hand-written page changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pages(desk), at)
    links = (
        "[支部](branches/history)",
        "[新闻](/news/n00/)",
        "[成果](/results/people/)",
        "[年](/archive/2010/)",
        "无链接",
    )
    text = f"后来的第{desk.number()}段，{pick([links[0], *links[2:]], how)}。"
    desk.change(path, lambda old: f"{old.rstrip()}\n\n{text}\n")
    return f"{path}: added {text!r}"


@kind("hand-written page retitled")
def _(desk: Desk, at: int, how: int) -> str:
    path, title = pick(_pages(desk), at), f"改名{desk.number()}"
    desk.change(path, lambda old: re.sub("^# .*$", f"# {title}", old, count=1, flags=re.MULTILINE))
    return f"{path}: its heading is {title}"


@kind("front matter of a hand-written page")
def _(desk: Desk, at: int, how: int) -> str:
    path, number = pick(_pages(desk), at), desk.number()
    front = pick((f"---\ntitle: 标题{number}\n---\n", f"---\ndescription: 说明{number}\n---\n", ""), how)
    desk.change(path, lambda old: front + re.sub(r"\A---\n.*?\n---\n", "", old, flags=re.DOTALL))
    return f"{path}: front matter {front!r}"


@kind("hand-written page added")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick((f"site_src/page-{desk.number()}.md", f"site_src/guides/page-{desk.number()}.md"), how)
    desk.write(path, "# 新页面\n\n见[方案](documents/plan)。\n")
    return f"{path} added"


@kind("hand-written page removed, and what names it")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick([path for path in _pages(desk) if "page-" in path or "contact" in path], at)
    desk.delete(path)
    desk.change("mkdocs.yml", lambda old: old.replace(f"      - {path.removeprefix('site_src/')}\n", ""))
    return f"{path} removed, from the navigation too"


@kind("hand-written page written as HTML instead")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick([path for path in _pages(desk) if "page-" in path or "contact" in path], at)
    address = path.removeprefix("site_src/").removesuffix(".md")
    heading = re.search("(?m)^# (.*)$", desk.text(path))
    title = pick((heading[1] if heading else "联系", f"自己写的{desk.number()}"), how)
    desk.write(f"site_src/{address}/index.html", f"<!doctype html>\n<title>{title}</title>\n<h1>{title}</h1>\n")
    desk.delete(path)
    desk.change("mkdocs.yml", lambda old: old.replace(f"      - {address}.md\n", f"      - {title}: {address}/\n"))
    return f"{path} removed, {address}/index.html added, in the navigation too"


@kind("hand-written page removed alone", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pages(desk), at)
    desk.delete(path)
    return f"{path} removed"


@kind("heading of a hand-written page removed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick([path for path in _pages(desk) if "{#" in desk.text(path)], at)
    desk.change(path, lambda old: re.sub(r"^##.*\{#.*$", "从前的小标题", old, flags=re.MULTILINE))
    return f"{path}: its headings are paragraphs now"


@kind("hand-written page spoilt", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pages(desk), at)
    data = desk.read(path)
    ways = (
        ("is not UTF-8", data + b"\xb5\xb3\n"),
        ("links to nothing", data + "\n见[空处](/no/such/)和[又一处](no-such.md)。\n".encode()),
        ("has a script", data + b"\n<script>a()</script>\n"),
        ("has a bad key", b"---\ntitle: [a]\n---\n" + data),
    )
    said, spoilt = pick(ways, how)
    desk.write(path, spoilt)
    return f"{path} {said}"


@kind("file beside hand-written pages added")
def _(desk: Desk, at: int, how: int) -> str:
    desk.write(path := f"site_src/assets/added-{desk.number()}.txt", "文件")
    return f"{path} added"
