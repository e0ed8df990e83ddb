"""Old addresses that redirect: each must be a path of this site, and free."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.addresses import alias_address
from ..content.drafts import Outline
from ..content.items import Item
from ..errors import Problem, Severity
from .context import ItemContext, SiteContext


def check_item(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Those of one item that are no path of this site."""
    for index, written in enumerate(item.front.aliases):
        if alias_address(written) is None:
            where = context.positions.of_field(item.path, "aliases", index)
            hint = "只写本站的路径，如 `/old/2010/xxx.html`"
            if "?" in written:
                hint = "网页的文件名里没有 `?` 和后面的部分：删去这一项，请网管在 Web 服务器上转到新网址"
            yield Problem(where, "bad-alias", f"旧网址 `{written}` 不是本站的路径", hint)
        elif len(context.base_path) > 1 and written.startswith(context.base_path):
            where = context.positions.of_field(item.path, "aliases", index)
            base = context.base_path
            message = f"旧网址 `{written}` 从网站的首页 {base} 算起，会成为 {base}{written[1:]}"
            hint = f"写成 `/{written[len(base) :]}`"
            yield Problem(where, "bad-alias", message, hint, Severity.WARNING)


def check(context: SiteContext) -> Iterator[Problem]:
    """Those that are taken, or will be when an item comes out by itself."""
    items, placed = (*context.teasers, *context.coming), context.register.by_path
    holders = {teaser.address: [teaser.path] for teaser in reversed(items)}
    for item in items:
        for index, written in enumerate(item.aliases):
            address = alias_address(written)
            if address is None:
                continue
            held = holders.setdefault(address, [])
            holder = next((path for path in held if _meet(placed[path].outline, placed[item.path].outline)), None)
            if holder is None:
                held.append(item.path)
                continue
            where = context.positions.of_field(item.path, "aliases", index)  # reads the file: for faults only
            message = f"旧网址 /{address} 已被 {context.positions.shown(holder)} 占用"
            hint = "删去这个旧网址，或改另一条的网址"
            if holder == item.path:
                message, hint = f"旧网址 /{address} 是这一条已有的网址", "删去这个旧网址"
            yield Problem(where, "address-collision", message, hint)


def _meet(one: Outline, other: Outline) -> bool:
    """Whether both are ever out at once."""
    earlier, later = sorted((one, other), key=lambda outline: outline.since)
    return not earlier.until or earlier.until >= later.since
