"""Pages into bytes: the page's own template, spliced into Material's frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from urllib.parse import quote

from jinja2 import Environment
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from ..content.editions import SIMPLIFIED, TRADITIONAL, has_traditional
from ..content.paths import base_of, whole_address
from ..content.references import Resolved
from ..dependencies import Steps
from ..models.front_matter import Campaign, Emblem
from ..records import Record
from ..settings import Settings
from . import campaign_parts
from .cards import Card
from .footer import footer_of
from .frame import NOWHERE, Frame, HandWritten, Slot, Splicer
from .head import Head, Heads, site_head
from .lookup import Lookup
from .mourning import mourning_days
from .page import Page
from .pictures import BodyPart, BodyPicture, body_part
from .templates import FOLDER, MACROS, PICTURES, make_environment, names_of_templates


class MadeFile(Record):
    """A file's bytes; of a page also its own pieces of HTML and the frame around them, for verification.

    section: of the frame. title: of the page, as it stands in the frame. has_false_attributes: see `Body`.
    """

    data: bytes
    pieces: tuple[str, ...] = ()
    frame: str = ""
    section: str = ""
    title: str = ""
    has_false_attributes: bool = False

    @property
    def is_regular(self) -> bool:
        """Whether our templates made the pieces, and no text in them looks like an attribute."""
        return bool(self.frame) and not self.has_false_attributes


def made_page(html: str) -> MadeFile:
    """A page that shares no frame."""
    return MadeFile(html.encode(), (html,))


SHARED = {
    Slot.SITE: "cxzy/site_head.html",
    Slot.BRAND: "cxzy/parts/brand.html",
    Slot.SEARCH: "cxzy/parts/search_form.html",
    Slot.FOOTER: "cxzy/footer.html",
    Slot.SWITCH: "cxzy/parts/switch.html",
}
"""The templates of what is the same on every page: rendered once a build."""

HEAD = "cxzy/head.html"
REDIRECT = "cxzy/redirect.html"


def emblem_of(campaign: Campaign, frame: Frame) -> Emblem | None:
    """The emblem, if it is among the site's files; one that is not was reported when the content was checked."""
    return campaign.emblem if campaign.emblem and campaign.emblem.file in frame.files else None


class Drawing:
    """What templates draw many times: cards, for the same one stands in many lists, and bodies of items.

    Templates know it as `drawn` and `drawn_body`.
    """

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._cards: dict[tuple[str, str, int], Markup] = {}

    def card(self, macro: str, card: Card, level: int) -> Markup:
        """A card as `macro` of macros.html draws it."""
        key = (macro, card.address, level)
        if key not in self._cards:
            self._cards[key] = getattr(self._macros, macro)(card, level)
        return self._cards[key]

    def body(self, part: BodyPart) -> Markup:
        """A body with its addresses, which lead from BASE, and its pictures."""
        return Markup(self.filled(part.body.html, part))

    def filled(self, html: str, part: BodyPart) -> str:
        """`html`, into which the part's body was put, with its addresses and pictures."""

        def draw(number: int) -> str:
            shown = part.pictures[number]
            return str(self._in_body(shown)) if shown else part.body.images[number].html

        return part.body.fill(html, part.addresses.__getitem__, draw)

    @cached_property
    def _macros(self) -> TemplateModule:
        return self._env.get_template(MACROS).module

    @cached_property
    def _in_body(self) -> Callable[[BodyPicture], Markup]:
        macro: Callable[[BodyPicture], Markup] = vars(self._env.get_template(PICTURES).module)["in_body"]
        return macro


class Templates:
    """What all pages of a build are rendered with: made once, and inherited by the workers.

    shells: Material's frame by section. shared: the HTML of the slots that are the same on every page, by slot; its
    addresses start at the BASE mark. switch_back: the SWITCH of the Traditional edition, if there is one. drawing: what
    templates draw with.
    """

    def __init__(
        self, settings: Settings, campaign: Campaign, shells: Mapping[str, str], emblem: Emblem | None
    ) -> None:
        self._theme_dir = settings.theme_dir
        self.env = make_environment(settings.theme_dir, settings.cache_dir / "templates")
        self.drawing = Drawing(self.env)
        self.env.globals.update(drawn=self.drawing.card, drawn_body=self.drawing.body)
        told = {  # to these templates only: another one that showed it would not be made again when it changes
            "campaign": campaign,
            "footer": footer_of(campaign),
            "emblem": emblem,
            "site": site_head(settings, campaign),
            "mourning": mourning_days(campaign.mourning, settings.now),
            "site_name": settings.site_name,
            "preview": settings.preview,
            "search": settings.search,
            "edition": SIMPLIFIED if has_traditional(campaign) else "",
            "here": Slot.PAGE,
        }
        self.shells = shells
        self.shared = {slot: self.env.get_template(name).render(told) for slot, name in SHARED.items()}
        switch = self.env.get_template(SHARED[Slot.SWITCH])
        self.switch_back = switch.render(told | {"edition": TRADITIONAL}) if has_traditional(campaign) else ""

    def frames(self) -> Iterable[str]:
        """Each frame as it stands around a page at the root."""
        return Splicer(self.shells, self.shared).frames()

    def compile_all(self) -> None:
        """Compile every template now, for all workers, instead of when it is first wanted."""
        for name in names_of_templates(self._theme_dir):
            self.env.get_template(name)


class Renderer:
    """Renders what tasks look up; one for each worker."""

    def __init__(self, settings: Settings, templates: Templates, lookup: Lookup) -> None:
        self._settings = settings
        self._lookup = lookup
        self._heads = Heads(settings, lookup)
        self._splicer = Splicer(templates.shells, templates.shared)
        self._drawing = templates.drawing
        self._template = cache(templates.env.get_template)  # Jinja has each looked for anew
        self._head = self._template(HEAD)

    def pages(self, pages: Mapping[str, Page], steps: Steps) -> dict[str, MadeFile]:
        """Those of our pages, by the paths of their files."""
        views = steps.each(pages, lambda path: pages[path].view())
        parts = steps.each(pages, lambda path: self._part(pages[path], views[path]))
        heads = steps.each(pages, lambda path: self._heads.of_page(pages[path]))
        tops = steps.each(pages, lambda path: self._head_html(heads[path]))
        return steps.each(pages, lambda path: self._framed(pages[path], tops[path], parts[path]))

    def _part(self, page: Page, view: object) -> str:
        """The page's own part; its addresses start at BASE marks, as those of its head do."""
        self._depends_on(f"template/{FOLDER}{page.template}")
        return self._template(f"{FOLDER}{page.template}").render(page=page, view=view)

    def _framed(self, page: Page, top: str, part: str) -> MadeFile:
        self._depends_on(f"shell/{page.section}", f"shell/{NOWHERE}", "shared")
        base, title = base_of(page.address), str(escape(page.title))
        head, body = pieces = top.replace(Slot.BASE, base), part.replace(Slot.BASE, base)
        values = {Slot.HEAD: head, Slot.TITLE: title, Slot.BODY: body, Slot.PAGE: quote(page.address)}
        data = self._splicer.page(page.section, page.address, values)
        frame = self._splicer.frame_of(page.section, page.address)
        return MadeFile(data, pieces, frame, page.section, title, page.has_false_attributes)

    def _head_html(self, head: Head) -> str:
        self._depends_on(f"template/{HEAD}")
        return self._head.render(head=head)

    def hand_written(self, page: HandWritten, resolve: Callable[[int], Resolved]) -> MadeFile:
        """A hand-written page, its references filled in."""
        self._depends_on(f"page/{page.path}", "shared", f"template/{PICTURES}")
        base = base_of(page.address)
        head = self._head_html(self._heads.of_hand_written(page)).replace(Slot.BASE, base)
        html = self._with_parts(self._splicer.complete(page.html, page.address, head))
        targets = [resolve(number).target for number in range(len(page.body.references))]
        part = body_part(page.body, targets, base, self._lookup)
        return made_page(self._drawing.filled(html, part).replace(Slot.BASE, base))

    def _with_parts(self, html: str) -> str:
        """A hand-written page with what paragraphs of it ask for of campaign.yml."""
        for paragraph, (macro, view) in campaign_parts.PARTS.items():
            mark = f"<p>{paragraph}</p>"
            if mark in html:
                self._depends_on(f"template/{campaign_parts.TEMPLATE}")
                macros = vars(self._template(campaign_parts.TEMPLATE).module)
                html = html.replace(mark, str(macros[macro](view(self._lookup))))
        return html

    def not_found(self, html: str) -> MadeFile:
        """The page for addresses that are not there: served anywhere, so its links start at the host."""
        self._depends_on("shared")
        base = self._settings.base_path.rstrip("/")
        head = self._head_html(self._heads.of_missing())
        html = self._splicer.with_shared(html).replace(Slot.HEAD, head)
        for slot in (Slot.BODY, Slot.TITLE, Slot.PAGE):
            html = html.replace(slot, "")
        return made_page(html.replace(Slot.BASE, base))

    def redirect(self, target: str, from_address: str) -> MadeFile:
        """A page that leads from an old address to the new one, with and without scripts."""
        self._depends_on(f"template/{REDIRECT}")
        base = base_of(from_address)
        canonical = whole_address(self._settings.site_url, target)
        template = self._template(REDIRECT)
        html = template.render(target=target, canonical=canonical, preview=self._settings.preview)
        return made_page(html.replace(Slot.BASE, base))

    def _depends_on(self, *names: str) -> None:
        for name in names:
            self._lookup.depends_on(name)
