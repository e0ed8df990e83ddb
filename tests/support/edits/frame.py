"""Edits to what every page may show: the theme, and mkdocs.yml."""

from __future__ import annotations

import re

from .desk import Desk, NothingThere
from .kinds import kind, pick

# the theme


@kind("template changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("theme/cxzy", ending=".html"), at)
    said, text = f"<!-- {desk.number()} -->", desk.text(path)
    if "{% macro" in text:  # what stands outside of macros is not shown
        ends = [found.start() for found in re.finditer(r"\{%-? endmacro", text)]
        end = ends[-1 if how % 2 else 0]
        desk.write(path, f"{text[:end]}{said}{text[end:]}")
    else:
        desk.write(path, f"{text}{said}\n")
    return f"{path}: added {said}"


@kind("template of the frame changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(["theme/main.html", "theme/404.html", *desk.files("theme/partials", ending=".html")], at)
    said, text = f"<!-- {desk.number()} -->", desk.text(path)
    place = text.rfind("{% endblock %}")
    desk.write(path, f"{text[:place]}{said}{text[place:]}" if place >= 0 else f"{text}{said}\n")
    return f"{path}: added {said}"


@kind("partial of the frame added")
def _(desk: Desk, at: int, how: int) -> str:
    desk.write("theme/partials/palette.html", f"<!-- palette {desk.number()} -->\n")
    return "theme/partials/palette.html takes the place of Material's"


@kind("style sheet or script changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("theme/assets", ending=(".css", ".js", ".svg")), at)
    said = f"<!--{desk.number()}-->" if path.endswith(".svg") else f"/* {desk.number()} */"
    desk.change(path, lambda old: f"{old}{said}\n")
    return f"{path}: added {said}"


@kind("file of the theme added")
def _(desk: Desk, at: int, how: int) -> str:
    desk.write(path := f"theme/assets/added-{desk.number()}.css", "a {}\n")
    return f"{path} added"


@kind("file of the theme removed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick([p for p in desk.files("theme/assets") if "added-" in p or "LICENSE" in p or "README" in p], at)
    desk.delete(path)
    return f"{path} removed"


# mkdocs.yml


def _replaced(desk: Desk, old: str, new: str) -> str:
    text = desk.text("mkdocs.yml")
    if old not in text:
        raise NothingThere
    desk.write("mkdocs.yml", text.replace(old, new, 1))
    return f"mkdocs.yml: {old.strip()!r} → {new.strip()!r}"


@kind("site_name changed")
def _(desk: Desk, at: int, how: int) -> str:
    desk.change("mkdocs.yml", lambda old: re.sub("(?m)^site_name: .*$", f"site_name: 改名{desk.number()}", old))
    return "mkdocs.yml: site_name"


@kind("site_url changed")
def _(desk: Desk, at: int, how: int) -> str:
    hosts = "https://other.example.org/", "https://www.example.edu.cn/"
    url = pick((hosts[0], f"{hosts[1]}cxzy/", f"{hosts[1]}a/b/", f"{hosts[1]}创先&争优/"), how)
    desk.change("mkdocs.yml", lambda old: re.sub("(?m)^site_url: .*$", f"site_url: {url}", old))
    return f"mkdocs.yml: site_url: {url}"


@kind("navigation changed")
def _(desk: Desk, at: int, how: int) -> str:
    ways = (
        ("  - 新闻动态: news/\n", ""),
        ("  - 先进典型: exemplars/\n  - 阶段成果: results/\n", "  - 阶段成果: results/\n  - 先进典型: exemplars/\n"),
        ("  - 文件资料: documents/\n", "  - 全部文件: documents/\n"),
        ("      - overview.md\n", "      - 概况: overview.md\n"),
        ("  - 档案: archive/\n", "  - 档案: archive/\n  - 标签: tags/\n"),
        ("      - contact.md\n", ""),
    )
    return _replaced(desk, *pick(ways, how))


@kind("navigation to nothing", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    ways = (("documents/\n", "document/\n"), ("overview.md\n", "overviews.md\n"))
    return _replaced(desk, *pick(ways, how))


@kind("Markdown options changed")
def _(desk: Desk, at: int, how: int) -> str:
    ways = (
        ("  - def_list\n", ""),
        ("  - def_list\n", "  - def_list\n  - nl2br\n"),
        ("  - sane_lists", "  - smarty"),
        ("BACKLINK_TITLE: 回到正文", "BACKLINK_TITLE: 回去"),
        ("  - tables\n", ""),
        ("  - toc:\n", "  - toc:\n      permalink: true\n"),
        ("  - attr_list\n", ""),
    )
    return _replaced(desk, *pick(ways, how))


@kind("theme's options changed")
def _(desk: Desk, at: int, how: int) -> str:
    ways = (
        ("    - navigation.top\n", ""),
        ("name: 切换到深色", "name: 深色"),
        ("extra_css:\n", "extra_css:\n  - assets/form.txt\n"),
        ("  language: zh\n", "  language: en\n"),
    )
    return _replaced(desk, *pick(ways, how))


@kind("what else MkDocs and Material show")
def _(desk: Desk, at: int, how: int) -> str:
    ways = (
        "copyright: 版权\n", "extra:\n  social:\n    - icon: fontawesome/solid/house\n      link: https://example.org/\n",
        "site_description: 说明\nsite_author: 作者\n", "extra_css: [assets/cxzy.css, assets/form.txt]\n",
        "use_directory_urls: true\n", "exclude_docs: assets/form.txt\n",
    )  # fmt: skip
    added = pick(ways, how)
    key = added.split(":")[0]
    if re.search(rf"(?m)^{key}:", desk.text("mkdocs.yml")):
        raise NothingThere
    desk.change("mkdocs.yml", lambda old: f"{old}\n{added}")
    return f"mkdocs.yml: added {added!r}"


@kind("comment in mkdocs.yml")
def _(desk: Desk, at: int, how: int) -> str:
    desk.change("mkdocs.yml", lambda old: f"{old}# {desk.number()}\n")
    return "mkdocs.yml: a comment"


@kind("mkdocs.yml spoilt", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    ways = (
        ("site_url: ", "#site_url: "),
        ("theme:\n", "theme: [\n"),
        ("  - cxzy\n", "  - search\n"),
        ("docs_dir: site_src", "docs_dir: no-such"),
    )
    return _replaced(desk, *pick(ways, how))
