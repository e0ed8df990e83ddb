"""Templates compiled our way show what Jinja shows; what is not there is an error, as it was."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup

from cxzy_build.pages.templates import make_environment

MACROS = """
{% macro mark(card, level=2, kind="") %}
<h{{ level }}{{ " class=cx" if kind }}>{{ card.heading }}</h{{ level }}>
{% endmacro %}
{% macro framed() %}<div>{{ caller() }}</div>{% endmacro %}
"""
PAGE = """
{% import "cxzy/macros.html" as m %}
{{ m.mark(card) }}{{ m.mark(card, kind="a") }}{{ m.mark(card, 3, "b") }}{{ m.mark(level=4, card=card) }}
{% for one in card.facts %}{{ loop.index }}{{ one }}{{ "、" if not loop.last }}{% endfor %}
{{ card.facts | join("<") }}{{ card.facts | length }}{{ drawn(card) }}{{ 1 + 1 }}{{ none }}{{ true }}
{% call m.framed() %}{{ card.heading }}{% endcall %}
"""
CARD = SimpleNamespace(heading="""<a & "b" 'c'>""", facts=("一<", Markup("<b>二</b>")))


def environment(tmp_path: Path, page: str = PAGE) -> jinja2.Environment:
    (tmp_path / "cxzy").mkdir()
    (tmp_path / "cxzy/macros.html").write_text(MACROS)
    (tmp_path / "cxzy/page.html").write_text(page)
    env = make_environment(tmp_path)
    env.globals["drawn"] = lambda card: Markup(f"<i>{len(card.heading)}</i>")
    return env


def test_the_same_is_shown(tmp_path: Path) -> None:
    ours = environment(tmp_path)
    plain = jinja2.Environment(
        loader=ours.loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    plain.globals["drawn"] = ours.globals["drawn"]
    shown = ours.get_template("cxzy/page.html").render(card=CARD)
    assert shown == plain.get_template("cxzy/page.html").render(card=CARD)
    assert "<h3 class=cx>&lt;a &amp; &#34;b&#34; &#39;c&#39;&gt;</h3>" in shown


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("{{ card.nothing }}", AttributeError),
        ("{{ nothing }}", jinja2.UndefinedError),
        ("{{ nothing.heading }}", jinja2.UndefinedError),
        ("{% import 'cxzy/macros.html' as m %}{{ m.nothing() }}", AttributeError),
        ("{% import 'cxzy/macros.html' as m %}{{ m.mark() }}", jinja2.UndefinedError),
        ("{% import 'cxzy/macros.html' as m %}{{ m.mark(card, 2, '', 4) }}", TypeError),
        ("{% import 'cxzy/macros.html' as m %}{{ m.mark(card, size=2) }}", TypeError),
    ],
)
def test_what_is_not_there_is_an_error(tmp_path: Path, page: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        environment(tmp_path, page).get_template("cxzy/page.html").render(card=CARD)
