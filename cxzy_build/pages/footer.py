"""What the footer says: who runs the site, how to reach them, and where the site is registered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models.front_matter import Campaign
from ..records import Record

ICP_REGISTER = "https://beian.miit.gov.cn/"
"""Where 《非经营性互联网信息服务备案管理办法》 wants the filing number to lead."""

POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code="
"""The police's register, which finds a site by the digits of its filing number."""


class FooterLine(Record):
    """One line; `href` is an address on another host or of a mailbox, or empty."""

    name: str
    text: str
    href: str = ""


class FooterPart(Record):
    """What theme/cxzy/footer.html shows; empty groups are not shown."""

    people: tuple[FooterLine, ...]
    filings: tuple[FooterLine, ...]


def footer_of(campaign: Campaign) -> FooterPart:
    """Only what campaign.yml gives."""
    return FooterPart(tuple(_people(campaign)), tuple(_filings(campaign)))


def _people(campaign: Campaign) -> Iterator[FooterLine]:
    footer, contact = campaign.footer, campaign.contact
    is_mailbox = re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", contact.email or "")
    for name, text, href in (
        ("主办", footer.sponsor, ""),
        ("承办", footer.undertaker, ""),
        ("联系部门", contact.office, ""),
        ("地址", contact.address, ""),
        ("邮编", contact.postcode, ""),
        ("电话", contact.phone, ""),
        ("邮箱", contact.email, f"mailto:{contact.email}" if is_mailbox else ""),
        ("时间", contact.hours, ""),
    ):
        if text:
            yield FooterLine(name, text, href)


def _filings(campaign: Campaign) -> Iterator[FooterLine]:
    footer = campaign.footer
    if footer.icp:
        yield FooterLine("", footer.icp, ICP_REGISTER)
    if footer.police:
        yield FooterLine("", footer.police, f"{POLICE_REGISTER}{''.join(re.findall('[0-9]', footer.police))}")
    if footer.site_id_code:
        yield FooterLine("网站标识码", footer.site_id_code)
