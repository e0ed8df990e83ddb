"""Pictures of every kind of page, to look at: `make screenshots`, or `make screenshots KINDS="home news"`.

They go to .cache/screenshots/<variant>/<kind>-<width>.png, with a contact sheet for each variant beside its folder.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from fixtures.sites import Site, copy_of_project
from fixtures.variants import BUSY_KINDS, busy, empty, without_pictures
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page
from support.browser import Visitor, chromium, darkened, hold_still, marked, watched_page
from support.kinds import KINDS, MAIN_KINDS
from support.server import serve_under

OUT = Path(__file__).parents[1] / ".cache/screenshots"

HEIGHTS = {390: 844, 1440: 900, 1920: 1080}
"""Phone, desk, projector: the window's height for each width, px."""

SHEET_COLUMNS = 6
THUMB = (260, 420)
"""Of a contact sheet: width, and the height after which a page is cut off, px."""

Mode = Callable[[Page], AbstractContextManager[None]]


@dataclass(frozen=True)
class Variant:
    """A set of pictures: of which site and pages, at which widths, in which mode."""

    name: str
    make_site: Callable[[Path], Site]
    kinds: Mapping[str, str]
    widths: tuple[int, ...] = (390, 1440)
    mode: Mode = lambda page: nullcontext()


def _only(*names: str) -> dict[str, str]:
    return {name: KINDS[name] for name in names}


VARIANTS = (
    Variant("light", copy_of_project, KINDS),
    Variant("dark", copy_of_project, _only(*MAIN_KINDS), mode=darkened),
    Variant("contrast", copy_of_project, _only(*MAIN_KINDS), mode=lambda page: marked(page, cxContrast="high")),
    Variant("projector", copy_of_project, _only("home", "showcase"), (1920,)),
    Variant("no-pictures", without_pictures, KINDS),
    Variant("busy", busy, BUSY_KINDS),
    Variant("empty", empty, _only("home", "news", "exemplars", "phases", "branches", "archive", "showcase")),
)
PRINTED = ("news-photos", "exemplar", "commitments")


def main(wanted: Collection[str]) -> None:
    """Take the pictures of the kinds named, or of all."""
    unknown = set(wanted) - KINDS.keys() - BUSY_KINDS.keys()
    if unknown:
        sys.exit(f"没有这种页面：{'、'.join(sorted(unknown))}。可用的有：{' '.join(KINDS)}")
    with tempfile.TemporaryDirectory() as folder:
        sites = {make: _built(make, Path(folder)) for make in {v.make_site: None for v in VARIANTS}}
        with chromium() as browser:
            for variant in VARIANTS:
                kinds = {name: path for name, path in variant.kinds.items() if not wanted or name in wanted}
                with serve_under(sites[variant.make_site].site_dir, "/cxzy/") as base:
                    _take(browser, base, variant, kinds)
            with serve_under(sites[copy_of_project].site_dir, "/cxzy/") as base:
                _print(browser, base, [name for name in PRINTED if not wanted or name in wanted])
    print(f"截图在 {OUT.relative_to(Path.cwd())}/，每组另有一张总览。")


def _built(make_site: Callable[[Path], Site], folder: Path) -> Site:
    site = make_site(folder / make_site.__name__)
    site.build(jobs=2)
    return site


def _take(browser: Browser, base: str, variant: Variant, kinds: Mapping[str, str]) -> None:
    with _fresh_folder(variant.name, kinds) as folder:
        for width in variant.widths:
            with watched_page(browser, base, Visitor(width=width, height=HEIGHTS[width])) as watched:
                for name, path in kinds.items():
                    page = watched.goto(path)
                    _load_pictures(page)
                    with variant.mode(page):
                        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


def _print(browser: Browser, base: str, names: Collection[str]) -> None:
    with _fresh_folder("print", names) as folder, watched_page(browser, base) as watched:
        for name in names:
            page = watched.goto(KINDS[name])
            _load_pictures(page)
            for number, sheet in enumerate(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)), 1):
                sheet.render(scale=1.5).to_pil().save(folder / f"{name}-{number}.png")


@contextmanager
def _fresh_folder(name: str, kinds: Collection[str]) -> Iterator[Path]:
    """An empty folder for a variant's pictures; a contact sheet beside it when they are taken."""
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    if not kinds:
        yield folder
        return
    folder.mkdir(parents=True)
    yield folder
    _contact_sheet(folder).save(OUT / f"{name}.png")
    print(f"{name}：{len(list(folder.iterdir()))} 张")


def _load_pictures(page: Page) -> None:
    """Those further down too, which a browser would leave for later."""
    hold_still(page)
    page.evaluate("""() => Promise.all([...document.images].map((image) => {
        image.loading = "eager";
        return image.decode().catch(() => {});
    }))""")


def _contact_sheet(folder: Path) -> Image.Image:
    """All pictures of a folder, small, in rows, with their names."""
    files = sorted(folder.iterdir())
    width, height = THUMB[0] + 12, THUMB[1] + 28
    rows = -(-len(files) // SHEET_COLUMNS)
    sheet = Image.new("RGB", (SHEET_COLUMNS * width, rows * height), "white")
    draw = ImageDraw.Draw(sheet)
    for at, file in enumerate(files):
        x, y = at % SHEET_COLUMNS * width + 6, at // SHEET_COLUMNS * height
        draw.text((x, y + 6), file.stem, fill="black")
        with Image.open(file) as picture:
            shown = min(picture.height, picture.width * THUMB[1] // THUMB[0])
            top = picture.convert("RGB").crop((0, 0, picture.width, shown))
        sheet.paste(top.resize((THUMB[0], max(1, top.height * THUMB[0] // top.width))), (x, y + 24))
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:])
