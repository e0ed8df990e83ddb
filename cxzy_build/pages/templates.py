"""Our own templates: their environment, their compiled code kept from build to build, and what each depends on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import quote

import jinja2
import msgspec
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.ext import Extension
from markupsafe import Markup

from ..cache_file import CacheFile
from ..files import digest_text, files_below, read_file
from ..fingerprint import fingerprint
from ..settings import is_text
from .frame import Slot
from .labels import wrap_class
from .template_code import PlainEnvironment

FOLDER = "cxzy/"
"""Where they lie in the theme's folder."""

MACROS = "cxzy/macros.html"
PICTURES = "cxzy/pictures.html"
"""What `drawn` and `drawn_body` draw with (`renderer.Drawing`): whatever calls these takes it in."""

_NAMES = re.compile(
    r"""\{%[-+]?\s*(?:import|include|extends|from)\b\s*"""
    r"""(?:(?:"([^"]+)"|'([^']+)')(?=\s*(?:[-+]?%\}|(?:as|import|with|without|ignore)\b))|(\S))"""
)
"""Names of templates that others take in: plain ones, or the beginning of an expression that makes one."""


class _BaseMark(Extension):
    """`{{ base }}` stands in every address of every page: put in when a template is compiled, not when it is shown."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace("{{ base }}", Slot.BASE)


class _KeptCode(BytecodeCache):
    """Compiled templates in files of the cache: compiling all takes a fifth of a second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = fingerprint()

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._cache_file(bucket).load()
        if isinstance(code, bytes):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache_file(bucket).keep(bucket.bytecode_to_string())

    def _cache_file(self, bucket: Bucket) -> CacheFile:
        return CacheFile(self._folder / f"{bucket.key}.code", f"{bucket.checksum} {self._program}")


_json = msgspec.json.Encoder().encode  # in a fifth of the time of the standard library's


def compact_json(value: object) -> Markup:
    """JSON that may stand in a `script` element, of plain values."""
    return Markup(_json(value).decode().replace("<", "\\u003c"))


def make_environment(theme_dir: Path, kept: Path | None = None) -> jinja2.Environment:
    """Our own templates' environment: everything escaped, everything undefined an error; compiled code is `kept`."""
    env = PlainEnvironment(
        loader=jinja2.FileSystemLoader(theme_dir),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_BaseMark],
        bytecode_cache=_KeptCode(kept) if kept else None,
    )
    env.filters["html"] = Markup
    env.filters["url"] = quote
    env.filters["json"] = compact_json
    env.filters["wrap"] = wrap_class
    return env


def names_of_templates(theme_dir: Path) -> list[str]:
    """All that pages may be made from (`cxzy/home.html`); no editor's links, nothing without an end, nor a name that
    nobody can write."""
    return [name for name in _names_of_files(theme_dir, FOLDER) if name.endswith(".html")]


def _names_of_files(theme_dir: Path, folder: str = "") -> list[str]:
    """All that templates may take in, or what lies in one folder of it; links are followed, as Jinja does."""
    found = map(Path, files_below(theme_dir / folder))
    names = (file.relative_to(theme_dir).as_posix() for file in found if file.is_file())
    return sorted(filter(is_text, names))


def compile_ahead(theme_dir: Path, kept: Path) -> None:
    """Compile all of them into the cache, for another process. What is wrong in one is told when that is wanted."""
    env = make_environment(theme_dir, kept)
    for name in names_of_templates(theme_dir):
        with suppress(Exception):
            env.get_template(name)


def template_digests(theme_dir: Path) -> Mapping[str, str]:
    """By name (`cxzy/home.html`): a digest of the template and of all that it takes in, however deep."""
    sources = _Sources(theme_dir)
    return {name: sources.digest(name) for name in names_of_templates(theme_dir)}


class _Sources:
    """The texts of a theme's templates, each read once, and what each takes in."""

    def __init__(self, theme_dir: Path) -> None:
        self._theme_dir = theme_dir
        self._source = cache(self._read)
        self._taken_in = cache(self._named_in)

    def digest(self, name: str) -> str:
        """Of a template and of all that it takes in."""
        parts = (f"{one}\0".encode() + self._source(one) for one in sorted(self._with_all_taken_in(name)))
        return digest_text(b"\0\0".join(parts))

    def _with_all_taken_in(self, name: str) -> Iterable[str]:
        seen, waiting = {name}, [name]
        while waiting:
            new = self._taken_in(waiting.pop()) - seen
            seen |= new
            waiting += new
        return seen

    def _named_in(self, name: str) -> frozenset[str]:
        """What a template takes in by itself; all there is where it works out the name."""
        text = self._source(name).decode("utf-8", "replace")
        found = _NAMES.findall(text)
        if any(computed for _, _, computed in found):
            return self._everything
        drawn = (MACROS, PICTURES) if "drawn" in text else ()
        return frozenset((*drawn, *(one or other for one, other, _ in found)))

    @cached_property
    def _everything(self) -> frozenset[str]:
        return frozenset(_names_of_files(self._theme_dir))

    def _read(self, name: str) -> bytes:
        try:
            return read_file(self._theme_dir / name)
        except OSError:
            return b""  # what is not there is a fault that Jinja tells
