"""What a reference written in an item or a hand-written page leads to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from ..bodies.body import Reference
from ..dependencies import DependencyLog
from ..errors import Position, Problem, Severity, Sought
from ..hints import did_you_mean
from ..models.collections import COLLECTIONS
from ..records import Record
from ..settings import Settings
from .addresses import HandPage, Placed, Register
from .editions import original
from .files_beside import FilesBeside
from .items import Target
from .paths import HAS_SCHEME, address_at, address_from
from .picture_names import namesakes, same_name, unfit_name

_LINK = re.compile(rf"({'|'.join(COLLECTIONS)})/([a-z0-9-]+)/?")
_PUBLISHABLE = frozenset(
    {
        *{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".svg", ".bmp", ".tif", ".tiff"},
        *{".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac"},
        *{".mp4", ".m4v", ".webm", ".ogv", ".mov", ".vtt", ".srt"},
        *{".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps"},
        *{".odt", ".ods", ".odp", ".rtf", ".txt", ".csv", ".tsv", ".json", ".ics", ".epub"},
        *{".zip", ".rar", ".7z", ".tar", ".gz"},
    }
)
"""Kinds of files that may be published: none of them runs, or is shown by a browser as a page of this site."""


_OTHER_JPEGS = frozenset({".jfif", ".jpe", ".pjpeg", ".pjp"})
"""Endings that browsers on Windows give JPEG photos."""

IF_GONE = "那个文件若是改了名，写现在的；若是删去的，这里也删去，或放回它，写上 `expire_on: 日期`"
IF_DELETED = "那一条若是删去的，这里也删去；或放回那个文件，写上 `expire_on: 日期`，链接就只显示文字"
"""What to do about a link to an item that was there once."""

_NO_FILES = FilesBeside(())

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HALF_SCHEME = re.compile("(https?)(?:：//|：／／|:／／|//|:/(?!/))(.+)", re.IGNORECASE)


def _misspelt_address(written: str) -> str:
    """How an address of another site, or of a mailbox, is written; empty if it is none."""
    if written.lower().startswith("www."):
        return f"若是外面的网址，写成 `http://{written}`"
    if found := _HALF_SCHEME.fullmatch(written):
        return f"网址要用英文的冒号和斜线：`{found[1]}://{found[2]}`"
    return f"若是邮箱，写成 `mailto:{written}`" if _MAIL.fullmatch(written) else ""


def _other_form(twin: str) -> str:
    """About a file whose name looks the same."""
    return f"文件 `{twin}` 的名字看起来一样，却是另一种编码（苹果电脑上常见）：把文件重新起一次名字" if twin else ""


def _slip_in_path(written: str) -> str:
    """What to do about signs that hardly any file's name has; empty: there are none."""
    if written[:1] in "“”‘’":
        return f"删去引号，写成 `{written.strip('“”‘’')}`"
    if "“" in written or "”" in written:
        return '图下的话要用英文引号：`![说明](photo.jpg "图下的话")`'
    return "路径用 / 不用 \\；照片放在条目旁边，只写文件名" if "\\" in written else ""


def _backslashes(written: str) -> str:
    """What to do about a path as Windows writes it; empty: it is none."""
    meant = written.replace("\\", "/")
    return f"路径用 / 不用 \\：写成 `{meant}`" if meant != written else ""


def expired(until: str) -> str:
    """What is said of an item that was out until then."""
    return f"已过期（`expire_on`：到 {until} 为止）"


def is_web_address(written: str) -> bool:
    """Whether evidence that a promise was kept stands on another site."""
    try:
        return urlsplit(written).scheme in ("http", "https")
    except ValueError:
        return False


class Fault(Record):
    """Why a reference leads nowhere."""

    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    sought: Sought | None = None
    """See `Problem.sought`."""

    def at(self, position: Callable[[], Position]) -> Problem:
        return Problem(position(), self.code, self.message, self.hint, self.severity, self.sought)


_OUTSIDE = "outside-content"


def outside_pages(written: str, folder: str) -> Fault:
    """A hand-written page names a file that does not lie in the `folder` of the pages."""
    hint = f"把文件放进 {folder}/；要链接到条目，写 `栏目集/名称`（如 `news/slug`）"
    return Fault(_OUTSIDE, f"`{written}` 在 {folder}/ 之外，不会发布", hint)


class Resolved(Record):
    """A reference's target; `file` is set where it is a file of content/ that must be published with the item, `hidden`
    where it is an item that is not out."""

    target: Target | None = None
    file: str = ""
    fault: Fault | None = None
    hidden: Placed | None = None


class Resolver:
    """Resolves references against the register, noting what it looked up."""

    def __init__(self, settings: Settings, register: Register, log: DependencyLog) -> None:
        self._register = register
        self._site_url = settings.site_url
        self._content_dir = os.path.abspath(settings.content_dir)
        self._docs = os.path.relpath(settings.docs_dir, self._content_dir)
        """The folder of the hand-written pages as seen from content/: `../site_src`."""
        self._docs_shown = settings.shown(settings.docs_dir)
        self._log = log

    def from_item(self, placed: Placed, reference: Reference) -> Resolved:
        """Of an item: `#anchor`, `/address/`, `collection/slug`, a path from its file, a hand-written page's path."""
        found = self._from_item(placed, reference)
        whole = unquote(reference.target)
        if found.fault and ("#" in whole or "?" in whole):
            joined = os.path.normpath(os.path.join(placed.outline.folder, whole))
            if self._file_at(joined) == "file":
                hint = f"文件名里的 # 和 ? 在链接里另有意思：写成 `{quote(whole, safe='/')}`，或给文件改名"
                return Resolved(fault=Fault("missing-file", f"找不到文件 `{whole}`", hint))
        return found

    def _from_item(self, placed: Placed, reference: Reference) -> Resolved:
        try:
            parts = urlsplit(self._of_site(reference.target))
        except ValueError:
            return Resolved(fault=self._broken(reference.target))
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return Resolved(Target(placed.address, fragment, parts.query, placed.address))
        if path.startswith("/"):
            return self._from_root(path, fragment, parts.query)
        if reference.use == "link" and (found := _LINK.fullmatch(path)):
            named = self._named(f"{found[1]}/{found[2]}", fragment)
            if named.target or named.fault is None or named.fault.code != "broken-link":
                return named
        joined = os.path.normpath(os.path.join(placed.outline.folder, path))
        return self._from_path(joined, path, fragment, reference.use == "resource")

    def from_page(self, page: HandPage, reference: Reference) -> Resolved:
        """Of a hand-written page, after MkDocs made its paths to other pages addresses relative to its own."""
        try:
            parts = urlsplit(self._of_site(reference.target))
        except ValueError:
            return Resolved(fault=self._broken(reference.target))
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if path.startswith("/"):
            return self._from_root(path, fragment, parts.query)
        if found := _LINK.fullmatch(path):
            return self._named(f"{found[1]}/{found[2]}", fragment)
        if path.endswith(".md"):
            whole = os.path.join(self._content_dir, self._docs, os.path.dirname(page.path), path)
            found_there = self._from_path(os.path.relpath(whole, self._content_dir), path, fragment, False)
            is_outside = found_there.fault and found_there.fault.code == _OUTSIDE
            return Resolved(fault=outside_pages(path, self._docs_shown)) if is_outside else found_there
        if not path:
            return Resolved(Target(page.address, fragment, parts.query))
        return Resolved(Target(address_at(address_from(page.address, path)), fragment, parts.query))

    def hidden_owner_of(self, path: str, placed: Placed) -> str:
        """The file of another item, which is not out, in whose own folder a file lies; empty: no such."""
        folder = os.path.dirname(path)
        while "/" in folder:
            owner = self._item_at(f"{folder}/index.md")
            if owner:
                is_hidden = owner.address not in self._register.out and owner.outline.path != placed.outline.path
                return owner.outline.path if is_hidden else ""
            folder = os.path.dirname(folder)
        return ""

    def is_of_site(self, address: str) -> bool:
        """Whether an address is one of this site, written out."""
        return address.startswith(self._site_url) and "/../" not in address

    def _of_site(self, address: str) -> str:
        """An address of this site from its root, others as they are."""
        if not self.is_of_site(address):
            return address
        inside = address[len(self._site_url) :]
        path = re.split("[?#]", inside)[0]
        name = path.rpartition("/")[2]
        slash = "/" if name and "." not in name else ""  # servers add it
        return f"/{path}{slash}{inside[len(path) :]}"

    def file(self, placed: Placed, written: str) -> Resolved:
        """A picture or attachment that the front matter names: a file of content/, its name taken as it stands."""
        joined = os.path.normpath(os.path.join(placed.outline.folder, written))
        if written.startswith("/") or HAS_SCHEME.match(written):
            hint = "下载到条目旁边，再写文件名"
            return Resolved(fault=Fault("missing-file", f"`{written}` 不是 content/ 里的文件", hint))
        return self._from_path(joined, written, "", True, pages=False)

    def evidence(self, placed: Placed, written: str) -> Resolved:
        """What shows that a promise was kept: an item, or a file beside the commitment."""
        is_elsewhere = HAS_SCHEME.match(written) and not self.is_of_site(written)
        if written.startswith("/") or is_elsewhere:
            return Resolved(fault=self._broken(written))
        return self.from_item(placed, Reference(written, 0, "link"))

    def _from_root(self, path: str, fragment: str, query: str) -> Resolved:
        if path.endswith(".md"):
            inside = path.lstrip("/")
            page = self._page_at(inside)
            return Resolved(Target(page.address, fragment)) if page else self._from_path(inside, path, fragment, False)
        address = address_at(address_from("", path.lstrip("/")))
        placed = self._item_of(original(address))
        if placed and (address == placed.address or placed.address not in self._register.out):
            return self._to_item(placed, fragment, path)
        return Resolved(Target(address, fragment, query))

    def _named(self, link: str, fragment: str) -> Resolved:
        fitting = self._items_called(link)
        if len(fitting) > 1:
            paths = "、".join(sorted(one.outline.path for one in fitting))
            return Resolved(fault=Fault("ambiguous-link", f"`{link}` 有两条都符合：{paths}", "改写成到文件的相对路径"))
        if fitting:
            return self._to_item(fitting[0], fragment, link)
        return Resolved(fault=self._broken(link))

    def _to_item(self, placed: Placed, fragment: str, written: str) -> Resolved:
        if not placed.outline.is_valid:
            return Resolved()  # what is wrong with it is reported there
        if placed.address in self._register.out:
            return Resolved(Target(placed.address, fragment, item=placed.address))
        if until := self._register.last_day_of(placed):
            why, hint = expired(until), "可以不管；不要了就删去链接；要它再出现，改那一条的 `expire_on`"
        else:
            why, hint = "尚未发布", "条目发布后重新生成即可"
        message = f"`{written}` 指向的条目{why}，链接只显示文字"
        fault = Fault("link-to-hidden", message, hint, Severity.WARNING)
        return Resolved(fault=fault, hidden=placed)

    def _from_path(self, joined: str, written: str, fragment: str, resource: bool, *, pages: bool = True) -> Resolved:
        named = (joined, f"{joined}/index.md", f"{joined}.md")
        if not resource and (placed := next(filter(None, map(self._item_at, named)), None)):
            return self._to_item(placed, fragment, written)
        there = self._file_at(joined)
        if there == "file":
            return self._file(joined)
        if there:
            return Resolved()
        if pages and (page := self._page(joined, written)):
            return Resolved(Target(page.address, fragment))
        if joined.startswith(f"{self._docs}/"):
            return Resolved(fault=self._broken(written))
        if joined == ".." or joined.startswith("../"):
            fault = Fault(_OUTSIDE, f"`{written}` 指到 content/ 之外", "把文件放进 content/，放在条目旁边")
            return Resolved(fault=fault)
        return Resolved(fault=self._missing(joined, written, resource))

    def _page(self, joined: str, written: str) -> HandPage | None:
        return self._page_at(joined[len(self._docs) + 1 :] if joined.startswith(f"{self._docs}/") else written)

    def _file(self, path: str) -> Resolved:
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in _PUBLISHABLE:
            kind = f" {suffix} 文件" if suffix else "没有扩展名的文件"
            hint = "改用 PDF、Word、Excel、图片或影音文件"
            if suffix in _OTHER_JPEGS:
                hint = "这是 JPEG 照片：把文件名的结尾改成 .jpg，稿子里也照改"
            elif not suffix:
                hint = "给文件名加上它的结尾（照片多半是 .jpg），稿子里也照改"
            return Resolved(fault=Fault("unsafe-file", f"不能发布{kind}：{path}", hint))
        if other := next((name for name in namesakes(path) if self._file_at(name) == "file"), ""):
            return Resolved(fault=Fault(*same_name(path, other)))
        if unfit := unfit_name(path):
            return Resolved(fault=Fault(*unfit))
        return Resolved(file=path)

    # what is looked up

    def _item_at(self, path: str) -> Placed | None:
        self._log.note(("item at", path))
        return self._register.by_path.get(path)

    def _items_called(self, link: str) -> tuple[Placed, ...]:
        self._log.note(("items called", link))
        return self._register.by_link.get(link, ())

    def _item_of(self, address: str) -> Placed | None:
        self._log.note(("item of", address))
        return self._register.item_of(address)

    def _page_at(self, path: str) -> HandPage | None:
        self._log.note(("page at", path))
        return self._register.pages_by_path.get(path)

    def _file_at(self, path: str) -> str:
        self._log.note(("file at", path))
        return self._register.file_at(path)

    # what is wrong

    def _missing(self, joined: str, written: str, resource: bool) -> Fault:
        if not resource and (written.endswith((".md", "/")) or not PurePosixPath(written).suffix):
            return self._broken(written)
        folder, name = os.path.split(joined)
        beside = self._register.folders.get(folder, _NO_FILES)
        message = f"找不到文件 `{written}`"
        slip = _misspelt_address(written) or _other_form(beside.twin(name)) or _slip_in_path(written)
        if hint := slip or did_you_mean(beside.alike(name)):
            return Fault("missing-file", message, hint)
        hint = "先把文件拷到条目旁边；已经在那里的，核对文件名（大小写要一致）"
        return Fault("missing-file", message, hint, sought=Sought("file", joined))

    @staticmethod
    def _broken(written: str) -> Fault:
        message = f"链接 `{written}` 指向不存在的条目或页面"
        if hint := _misspelt_address(written) or _backslashes(written):
            return Fault("broken-link", message, hint)
        hint = "写成 `栏目集/名称`（如 `news/slug`）、到文件的相对路径，或 `/` 开头的本站网址。" + IF_DELETED
        return Fault("broken-link", message, hint, sought=Sought("link", written))
