"""A crawler for a site on a local server: which pages links reach, what is broken, what comes from elsewhere."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from .links import Document, Kind, Link, read_css, read_html, read_svg_ids

_SECONDS = 30
_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
# The files whose text matters here; of all others only the answer's head is asked for.
_READ_SUFFIXES = {"", ".html", ".htm", ".xhtml", ".css", ".svg"}
_NOTHING = Document((), frozenset())
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


class Broken(NamedTuple):
    """A reference that doesn't work: the page (or style sheet) it is in, as it is written there, and why."""

    page: str
    link: str
    reason: str


class Foreign(NamedTuple):
    """A resource that a page loads from another host, or a connection that it opens to one."""

    page: str
    link: str


class Redirected(NamedTuple):
    """A reference that works only by way of a redirect of the server's: it should name the target itself."""

    page: str
    link: str
    target: str


@dataclass(frozen=True)
class CrawlReport:
    """What a crawl found. Addresses are those of the local server, without query and fragment; all is sorted."""

    base_url: str
    pages: tuple[str, ...]
    resources: tuple[str, ...]
    broken: tuple[Broken, ...]
    foreign: tuple[Foreign, ...]
    redirected: tuple[Redirected, ...]


def crawl(base_url: str, *, site_url: str | None = None, also: Iterable[str] = ()) -> CrawlReport:
    """Follow all internal references from the home page at ``base_url`` (http, ending in ``/``).

    ``site_url``: the address the site will have in public. References that start with it (canonical
    addresses, previews) are checked as those to ``base_url`` are. ``also``: paths below ``base_url`` to
    start from besides, such as ``404.html``.

    Not followed: forms, scripts' own requests, and what is on another host. A reference to the same host
    that leaves the site's sub-path is broken. Queries are dropped: a static site has one answer for all.
    """
    if not base_url.startswith("http://") or not base_url.endswith("/"):
        raise ValueError(f"not an http address that ends in a slash: {base_url}")
    with closing(_Client(base_url)) as client:
        crawler = _Crawler(_Addresses(base_url, site_url), client)
        crawler.run([base_url, *(urljoin(base_url, path) for path in also)])
        return crawler.report()


def unreached(directory: Path, report: CrawlReport, allowed: Collection[str] = ("404.html",)) -> list[str]:
    """The HTML files of the folder, by path, that a crawl of it didn't reach; ``allowed`` are patterns of paths."""
    reached = {_file_of(url, report.base_url) for url in report.pages}
    files = (
        path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.suffix in (".html", ".htm")
    )
    return sorted(
        file for file in files if file not in reached and not any(fnmatchcase(file, pattern) for pattern in allowed)
    )


def _file_of(url: str, base_url: str) -> str:
    path = unquote(url.removeprefix(base_url))
    return path + "index.html" if path.endswith("/") or not path else path


class _Target(NamedTuple):
    """Where a reference leads: an address without query and fragment, the fragment, and whether it is the site's."""

    url: str
    fragment: str
    internal: bool


class _Addresses:
    """The addresses of a site: what a reference written in a page means."""

    def __init__(self, base_url: str, site_url: str | None) -> None:
        self.base_url = base_url
        self._site_url = site_url
        self._origin = _origin(base_url)
        self._known: dict[tuple[str, str], _Target | None] = {}

    def resolve(self, base: str, href: str) -> _Target | None:
        """The target of a reference in a document at ``base``; None for one that leads nowhere, such as ``mailto:``.

        Raises ValueError for a reference that can't be an address. Results are kept, because the pages of a
        site have most of their references in common.
        """
        plain = href.strip("\t\n\f\r ")
        if not plain or plain[0] in "#?":
            start = base
        else:
            start = "" if plain[0] == "/" or _HAS_SCHEME.match(plain) else base[: base.rindex("/") + 1]
        key = (start, plain)
        if key not in self._known:
            self._known[key] = self._target(start or self.base_url, plain)
        return self._known[key]

    def _target(self, base: str, href: str) -> _Target | None:
        if _HAS_SCHEME.match(href) and not href.lower().startswith(("http:", "https:")):
            return None
        url = urljoin(base, re.sub(r"[\t\n\r]", "", href)) if href else base
        if self._site_url and url.startswith(self._site_url):
            url = self.base_url + url.removeprefix(self._site_url)
        if _origin(url) != self._origin:
            return _Target(url, "", internal=False)
        parts = urlsplit(url)
        return _Target(self._origin + _escaped(parts.path or "/"), parts.fragment, internal=True)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _escaped(path: str) -> str:
    """One spelling of a path: what isn't ASCII is escaped as browsers do, with capital digits."""
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(path, safe="/%:=&~+!$,;'@()*[]"))


class _Answer(NamedTuple):
    status: int
    content_type: str
    location: str
    body: bytes


class _Client:
    """One connection to the server, kept open between requests."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_SECONDS)

    def fetch(self, url: str) -> _Answer:
        """The answer to a request; once more on a new connection if the server has closed the old one."""
        path = urlsplit(url).path
        method = "GET" if PurePosixPath(path).suffix.lower() in _READ_SUFFIXES or path.endswith("/") else "HEAD"
        try:
            return self._request(method, path)
        except (ConnectionError, HTTPException):
            self._connection.close()
            return self._request(method, path)

    def _request(self, method: str, path: str) -> _Answer:
        self._connection.request(method, path)
        response = self._connection.getresponse()
        body = response.read()
        content_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        return _Answer(response.status, content_type, response.getheader("Location") or "", body)

    def close(self) -> None:
        self._connection.close()


class _Use(NamedTuple):
    """A reference to the site itself, to be judged once all is fetched."""

    page: str
    link: str
    url: str
    fragment: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What fetching an address gave: a problem, a redirect, or a file, which may be a page and have ids."""

    problem: str = ""
    redirect: str = ""
    is_page: bool = False
    ids: frozenset[str] | None = None  # None for a file whose fragments mean nothing here


class _Crawler:
    """One crawl: what is still to be fetched, and what was found."""

    def __init__(self, addresses: _Addresses, client: _Client) -> None:
        self._addresses = addresses
        self._client = client
        self._queue: deque[str] = deque()
        self._seen: set[str] = set()
        self._outcomes: dict[str, _Outcome] = {}
        self._uses: list[_Use] = []
        self._broken: set[Broken] = set()
        self._foreign: set[Foreign] = set()

    def run(self, starts: Iterable[str]) -> None:
        for url in starts:
            self._note(url, Link(url, Kind.NAVIGATION), url)
        while self._queue:
            url = self._queue.popleft()
            self._outcomes[url] = self._visit(url)

    def report(self) -> CrawlReport:
        outcomes = [(url, self._outcomes[url]) for url in sorted(self._outcomes)]
        sound = [(url, outcome) for url, outcome in outcomes if not outcome.problem and not outcome.redirect]
        broken = self._broken.union(*(self._problems(use) for use in self._uses))
        return CrawlReport(
            base_url=self._addresses.base_url,
            pages=tuple(url for url, outcome in sound if outcome.is_page),
            resources=tuple(url for url, outcome in sound if not outcome.is_page),
            broken=tuple(sorted(broken)),
            foreign=tuple(sorted(self._foreign)),
            redirected=tuple(sorted(set(self._redirects()))),
        )

    def _visit(self, url: str) -> _Outcome:
        answer = self._client.fetch(url)
        if answer.status in _REDIRECTS:
            return self._redirect(url, answer.location)
        if answer.status != HTTPStatus.OK:
            return _Outcome(problem=f"status {answer.status}")
        if answer.content_type in ("text/html", "application/xhtml+xml"):
            document = read_html(answer.body)
            self._note_all(url, document)
            return _Outcome(is_page=True, ids=document.ids)
        text = answer.body.decode("utf-8", errors="replace")
        if answer.content_type == "text/css":
            self._note_all(url, Document(read_css(text), frozenset()))
        return _Outcome(ids=read_svg_ids(text) if answer.content_type == "image/svg+xml" else None)

    def _redirect(self, url: str, location: str) -> _Outcome:
        target = self._addresses.resolve(url, location)
        if target is None or not target.internal:
            return _Outcome(problem=f"redirects to {location!r}")
        self._enqueue(target.url)
        return _Outcome(redirect=target.url)

    def _note_all(self, url: str, document: Document) -> None:
        base = url if document.base is None else urljoin(url, document.base)
        for link in document.links:
            self._note(url, link, base)

    def _note(self, page: str, link: Link, base: str) -> None:
        """Take down a reference, and fetch its target later if it is new and the site's."""
        if link.kind is Kind.RESOURCE and not link.href.strip():
            self._broken.add(Broken(page, link.href, "empty"))
            return
        try:
            target = self._addresses.resolve(base, link.href)
        except ValueError as error:
            self._broken.add(Broken(page, link.href, f"not an address: {error}"))
            return
        if target is None:
            return
        if target.internal:
            self._uses.append(_Use(page, link.href, target.url, target.fragment))
            self._enqueue(target.url)
        elif link.kind is Kind.RESOURCE:
            self._foreign.add(Foreign(page, link.href))

    def _enqueue(self, url: str) -> None:
        if url not in self._seen:
            self._seen.add(url)
            if url.startswith(self._addresses.base_url):
                self._queue.append(url)
            else:
                self._outcomes[url] = _Outcome(problem=f"outside {urlsplit(self._addresses.base_url).path}")

    def _problems(self, use: _Use) -> Iterator[Broken]:
        outcome = self._outcomes[self._end(use.url)]
        if outcome.redirect:
            yield Broken(use.page, use.link, f"more than {_MOST_REDIRECTS} redirects")
        elif outcome.problem:
            yield Broken(use.page, use.link, outcome.problem)
        elif not _has_fragment(outcome.ids, use.fragment):
            yield Broken(use.page, use.link, f"no element with the id {unquote(use.fragment)!r}")

    def _redirects(self) -> Iterator[Redirected]:
        for use in self._uses:
            if self._outcomes[use.url].redirect:
                yield Redirected(use.page, use.link, self._end(use.url))

    def _end(self, url: str) -> str:
        """Where the redirects from an address end, or where patience does."""
        for _ in range(_MOST_REDIRECTS):
            url = self._outcomes[url].redirect or url
        return url


def _has_fragment(ids: frozenset[str] | None, fragment: str) -> bool:
    """Whether a fragment finds its element as the HTML standard looks for it: as written, unescaped, or the top."""
    name = fragment.partition(":~:")[0]
    return ids is None or not name or name.lower() == "top" or name in ids or unquote(name) in ids
