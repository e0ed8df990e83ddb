"""What an officer, or whoever keeps the site, changes between two builds: one thing at a time, by chance from a seed.

Each function changes a project's folder as its name says and nothing else, and leaves it valid. All are of news, the
most frequent kind of item; none depends on which generator of items wrote the content.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from .corpus import SEED, png

Edit = Callable[[Path, random.Random], None]

NEWEST_DAY = dt.date(2012, 12, 1)
"""After every item of the corpora, and before `START`."""


def nothing(root: Path, dice: random.Random) -> None:
    """Nothing changed: somebody runs the build once more."""


def body(root: Path, dice: random.Random) -> None:
    """A sentence is added to a paragraph below the first heading; lists do not show it."""
    path = _pick(root, dice)
    above, heading, below = _read(path).partition("\n## ")
    title, blank, rest = below.partition("\n\n")
    _write(path, f"{above}{heading}{title}{blank}{_sentence(dice)}{rest}")


def first_paragraph(root: Path, dice: random.Random) -> None:
    """A sentence is put before the first paragraph's: lists show the beginning as the summary."""
    path = _pick(root, dice)
    start, front, text = _parts(_read(path))
    line, blank, paragraphs = text.partition("\n\n")
    _write(path, f"{start}{front}{line}{blank}{_sentence(dice)}{paragraphs}")


def title(root: Path, dice: random.Random) -> None:
    """A title is changed; the address, which is the file's name, is not."""
    path = _pick(root, dice)
    _set(path, "title", f"{_front(path)['title']}（改{_mark(dice)}）")


def replaced(root: Path, dice: random.Random) -> None:
    """An item's whole text becomes another's."""
    path, model = _pick(root, dice, pictures=False), _pick(root, dice, pictures=False)
    start, front, _ = _parts(_read(path))
    _write(path, start + front + _parts(_read(model))[2])


def added(root: Path, dice: random.Random, day: dt.date | None = None) -> None:
    """An item is added: another's text under a title and a name of its own; its date is the other's, or `day`."""
    model, mark = _pick(root, dice, pictures=False), _mark(dice)
    path = model.with_name(f"{model.stem}-added-{mark}.md")
    _write(path, _read(model))
    _set(path, "title", f"新增的一条{mark}")
    if day:
        _set(path, "date", day.isoformat())


def newest(root: Path, dice: random.Random) -> None:
    """An item is added that is newer than all others, with another's text."""
    added(root, dice, day=NEWEST_DAY)


def removed(root: Path, dice: random.Random) -> None:
    """An item is removed, with its picture if it has one."""
    path = _pick(root, dice)
    if path.name == "index.md":
        shutil.rmtree(path.parent)
    else:
        path.unlink()


def renamed(root: Path, dice: random.Random) -> None:
    """An item's file (or folder) gets another name, and so the item another address."""
    path = _pick(root, dice)
    place = path.parent if path.name == "index.md" else path
    place.rename(place.with_name(f"{place.stem}-renamed-{_mark(dice)}{place.suffix}"))


def moved(root: Path, dice: random.Random) -> None:
    """An item's date is moved to another month, and so its address, which holds the month."""
    path = _pick(root, dice)
    day = dt.date.fromisoformat(str(_front(path)["date"])[:10])
    _set(path, "date", str(day + dt.timedelta(days=31 if day < dt.date(2012, 9, 1) else -31)))


def branch(root: Path, dice: random.Random) -> None:
    """An item is given to another branch."""
    path = _pick(root, dice)
    others = sorted(file.stem for file in (root / "content/branches").glob("*.md"))
    others.remove(str(_front(path)["branch"]))
    _set(path, "branch", dice.choice(others))


def branch_name(root: Path, dice: random.Random) -> None:
    """The first branch, to which a tenth of all items belong, gets another name."""
    path = min((root / "content/branches").glob("*.md"))
    _set(path, "name", f"第{_mark(dice)}党支部")


def column_name(root: Path, dice: random.Random) -> None:
    """The first column, in which a fifth of the news stand, gets another name in campaign.yml."""
    path = root / "content/campaign.yml"
    text = _read(path)
    name = yaml.load(text, yaml.BaseLoader)["columns"][0]["name"]
    above, key, below = re.split(r'(?m)(^ *"?columns"?:)', text, maxsplit=1)
    _write(path, above + key + below.replace(name, f"栏目{_mark(dice)}", 1))


def picture(root: Path, dice: random.Random) -> None:
    """The picture of an item is replaced by another under the same name; it has to be encoded."""
    path = _pick(root, dice, pictures=True)
    min(path.parent.glob("*.png")).write_bytes(png(dice.randrange(1 << 17)))


def page(root: Path, dice: random.Random) -> None:
    """A paragraph is added to a hand-written page."""
    _append(root / "site_src/plan.md", f"\n{_sentence(dice)}\n")


def stylesheet(root: Path, dice: random.Random) -> None:
    """A rule is added to the site's style sheet."""
    _append(root / "theme/assets/cxzy.css", f"\n.cx-{_mark(dice)} {{ color: inherit; }}\n")


def template(root: Path, dice: random.Random) -> None:
    """A line is added to the template of news items: the pages of four items in five show it."""
    _append(root / "theme/cxzy/items/news.html", f"<p>{_sentence(dice)}</p>\n")


def clock(root: Path, dice: random.Random) -> None:
    """No file is changed, but the moment has come at which an item is to be published: `Desk` sees to it."""


EDITS: Mapping[str, Edit] = {
    "nothing": nothing,
    "a sentence in a body": body,
    "a sentence in a first paragraph": first_paragraph,
    "a title": title,
    "an item added, the newest": newest,
    "an item added anywhere": added,
    "an item removed": removed,
    "an item renamed": renamed,
    "a date moved to another month": moved,
    "an item's branch": branch,
    "a branch's name": branch_name,
    "a column's name": column_name,
    "a picture replaced": picture,
    "a hand-written page": page,
    "the style sheet": stylesheet,
    "a template": template,
    "an item's time has come": clock,
}
"""By the names that tables show, in the order in which they are made."""

START = dt.datetime(2013, 1, 1, 8, 0)
"""The moment of the first build; every date of the items is before."""


class Desk:
    """One project at which edit after edit is made. The same edits from the same start give the same files.

    Between two builds a minute passes, as it would: a build must not win by being told the same moment twice.
    """

    def __init__(self, root: Path, days: int, seed: int = SEED) -> None:
        """`days`: how many times the clock can be made to pass a `publish_on`."""
        self.root = root
        self.now = START
        self._dice = random.Random(seed)
        self._noons = [START.replace(hour=12) + dt.timedelta(days=day) for day in range(days)]
        for number, noon in enumerate(self._noons):
            _schedule(root, number, noon)

    def edit(self, name: str) -> None:
        """Make the edit; afterwards `now` is the moment to build for."""
        edit = EDITS[name]
        edit(self.root, self._dice)
        self.now = self._noons.pop(0) if edit is clock else self.now + dt.timedelta(minutes=1)


def _schedule(root: Path, number: int, moment: dt.datetime) -> None:
    """Put an item into the news that is not out before `moment`."""
    model = _pick(root, random.Random(number), pictures=False)
    path = model.with_name(f"{_SCHEDULED}{number}.md")
    start, front, text = _parts(_read(model))
    _write(path, f'{start}publish_on: "{moment:%Y-%m-%d %H:%M}"\n{front}{text}')
    _set(path, "title", f"到时发布的一条{number}")


# Files --------------------------------------------------------------------------------------------------------------

_SCHEDULED = "scheduled-"


def _pick(root: Path, dice: random.Random, pictures: bool | None = None) -> Path:
    """Some item of the news; with `pictures`, one with a picture (True) or without (False)."""
    files = (path for path in (root / "content/news").rglob("*.md") if not path.name.startswith(_SCHEDULED))
    return dice.choice(sorted(path for path in files if pictures in (None, path.name == "index.md")))


def _parts(text: str) -> tuple[str, str, str]:
    """The line above the front matter, the front matter, and all from the line below it."""
    start, front, rest = re.split(r"(?m)^---\n", text, maxsplit=2)
    assert not start
    return "---\n", front, f"---\n{rest}"


def _front(path: Path) -> Mapping[str, object]:
    front: Mapping[str, object] = yaml.load(_parts(_read(path))[1], yaml.BaseLoader)
    return front


def _set(path: Path, key: str, value: str) -> None:
    """Give a key of an item's front matter, which stands in a line of its own, another value."""
    start, front, text = _parts(_read(path))
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
    front, replaced = re.subn(rf"(?m)^{key}: .*$", lambda _: line, front)
    assert replaced == 1, f"{path}: {key}"
    _write(path, start + front + text)


def _mark(dice: random.Random) -> str:
    """Six digits that make a text or a name like no other."""
    return f"{dice.randrange(10**6):06d}"


def _sentence(dice: random.Random) -> str:
    return f"这是后来补写的第{_mark(dice)}句。"


def _append(path: Path, text: str) -> None:
    _write(path, _read(path) + text)


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
