"""What is understood of the leading group, however it is written."""

from __future__ import annotations

from typing import Any

import pytest

from cxzy_build.content.naming import locked_of_campaign
from cxzy_build.hanzi.locks import PERSON
from cxzy_build.models.front_matter import Campaign
from cxzy_build.models.leading_group import LeadingGroup, Member, leading_group_of
from cxzy_build.models.schemas import make

FORMS: list[tuple[Any, LeadingGroup]] = [
    (None, LeadingGroup("", ())),
    ("成立于八月。", LeadingGroup("成立于八月。", ())),
    ({"members": "甲"}, LeadingGroup("", ())),
    ({"about": 3, "members": [{"duty": "组长", "name": " 甲 "}, "乙", {"duty": "成员"}, None]},
     LeadingGroup("", (Member("组长", "甲"), Member("", "乙")))),
]  # fmt: skip


@pytest.mark.parametrize(("given", "understood"), FORMS)
def test_what_can_be_made_out_is_understood(given: Any, understood: LeadingGroup) -> None:
    assert leading_group_of(given) == understood


@pytest.mark.parametrize("member", ["范于里", {"duty": "组长", "name": "范于里"}])
def test_a_member_who_is_shown_has_a_name_that_is_looked_after(member: object) -> None:
    given = {"name": "甲", "organisation": "乙", "leading_group": {"members": [member]}}
    assert ("范于里", PERSON) in locked_of_campaign(make(Campaign, given))
