"""Pages into bytes: the page's own template, spliced into Material's frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import jinja2
from jinja2.ext import Extension
from markupsafe import Markup, escape

from ..content.models import Campaign, Emblem
from ..content.references import Resolved
from ..pictures.library import Pictures
from ..settings import Settings
from .cards import Card
from .footer import footer_of
from .frame import Frame, HandWritten, Slot, Splicer, base_of
from .head import Heads, site_head
from .mourning import mourning_days
from .page import Page
from .pictures import BodyPart, body_part


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes; of a page also its own pieces of HTML and the frame around them, for verification."""

    data: bytes
    pieces: tuple[str, ...] = ()
    frame: str = ""


def made_page(html: str) -> Made:
    """A page that shares no frame."""
    return Made(html.encode(), (html,))


class Renderer:
    """Renders pages; made once, and inherited by the workers with its compiled templates."""

    def __init__(self, settings: Settings, campaign: Campaign, frame: Frame) -> None:
        self._settings = settings
        emblem = emblem_of(campaign, frame)
        self._heads = Heads(settings, campaign, emblem)
        self._env = make_environment(settings.theme_dir)
        self._env.globals.update(
            campaign=campaign,
            footer=footer_of(campaign),
            emblem=emblem,
            site=site_head(settings, campaign),
            mourning=mourning_days(campaign.mourning, settings.now),
            site_name=settings.site_name,
            preview=settings.preview,
        )
        self._env.globals.update(drawn=self._drawn, drawn_body=self._drawn_body)
        for name in self._env.list_templates(filter_func=lambda n: n.startswith("cxzy/") and n.endswith(".html")):
            self._env.get_template(name)
        self._macros = self._env.get_template("cxzy/macros.html").module
        self._pictures = self._env.get_template("cxzy/pictures.html").module
        self._remembered: dict[tuple[str, str, int], Markup] = {}
        self._head = self._env.get_template("cxzy/head.html")
        self._splicer = Splicer(frame.shells, {s: self._env.get_template(t).render() for s, t in SHARED.items()})

    @property
    def shared(self) -> Mapping[Slot, str]:
        """The HTML of the slots that are the same on every page; its addresses start at the BASE mark."""
        return self._splicer.shared

    def page(self, page: Page) -> Made:
        """One of our pages."""
        values = self.values(page)
        html = self._splicer.page(page.section, page.address, values)
        frame = self._splicer.frame_of(page.section, page.address)
        return Made(html.encode(), (values[Slot.HEAD], values[Slot.BODY]), frame)

    def values(self, page: Page) -> dict[Slot, str]:
        """What goes into the frame's slots for `page`; addresses lead from the page's own depth."""
        part = self._env.get_template(f"cxzy/{page.template}").render(page=page, view=page.view())
        base = base_of(page.address)
        head = self._head.render(head=self._heads.of_page(page))
        return {
            Slot.HEAD: head.replace(Slot.BASE, base),
            Slot.TITLE: str(escape(page.title)),
            Slot.BODY: part.replace(Slot.BASE, base),
        }

    def hand_written(self, page: HandWritten, resolve: Callable[[int], Resolved], pictures: Pictures) -> Made:
        """A hand-written page, its references filled in."""
        base = base_of(page.address)
        head = self._head.render(head=self._heads.of_hand_written(page)).replace(Slot.BASE, base)
        html = self._splicer.complete(page.html, page.address, head)
        targets = [resolve(number).target for number in range(len(page.body.references))]
        part = body_part(page.body, targets, base, pictures)
        return made_page(self._filled(html, part).replace(Slot.BASE, base))

    def not_found(self, html: str) -> Made:
        """The page for addresses that are not there: served anywhere, so its links start at the host."""
        base = self._settings.base_path.rstrip("/")
        head = self._head.render(head=self._heads.of_missing())
        html = self._splicer.with_shared(html).replace(Slot.HEAD, head)
        for slot in (Slot.BODY, Slot.TITLE):
            html = html.replace(slot, "")
        return made_page(html.replace(Slot.BASE, base))

    def redirect(self, target: str, from_address: str) -> Made:
        """A page that leads from an old address to the new one, with and without scripts."""
        base = base_of(from_address)
        canonical = f"{self._settings.site_url}{quote(target)}"
        html = self._env.get_template("cxzy/redirect.html").render(target=target, canonical=canonical)
        return made_page(html.replace(Slot.BASE, base))

    def _drawn(self, macro: str, card: Card, level: int) -> Markup:
        """A card as `macro` of macros.html draws it: made once, for it stands in many lists."""
        key = (macro, card.address, level)
        if key not in self._remembered:
            self._remembered[key] = getattr(self._macros, macro)(card, level)
        return self._remembered[key]

    def _drawn_body(self, part: BodyPart) -> Markup:
        return Markup(self._filled(part.body.html, part))

    def _filled(self, html: str, part: BodyPart) -> str:
        """`html`, into which the part's body was put, with its addresses and pictures; those lead from BASE."""
        in_body = vars(self._pictures)["in_body"]

        def draw(number: int) -> str:
            shown = part.pictures[number]
            return str(in_body(shown)) if shown else part.body.images[number].html

        return part.body.filled_into(html, part.addresses.__getitem__, draw)


SHARED = {
    Slot.SITE: "cxzy/site_head.html",
    Slot.BRAND: "cxzy/parts/brand.html",
    Slot.FOOTER: "cxzy/footer.html",
}
"""The templates of what is the same on every page: rendered once a build, with the globals only."""


def emblem_of(campaign: Campaign, frame: Frame) -> Emblem | None:
    """The emblem, if it is among the site's files; one that is not was reported when the content was checked."""
    return campaign.emblem if campaign.emblem and campaign.emblem.file in frame.files else None


class _BaseMark(Extension):
    """`{{ base }}` stands in every address of every page: put in when a template is compiled, not when it is shown."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace("{{ base }}", Slot.BASE)


def compact_json(value: object) -> Markup:
    """JSON that may stand in a `script` element."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def make_environment(theme_dir: Path) -> jinja2.Environment:
    """Our own templates' environment: everything escaped, everything undefined an error."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme_dir),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_BaseMark],
    )
    env.filters["html"] = Markup
    env.filters["url"] = quote
    env.filters["json"] = compact_json
    return env
