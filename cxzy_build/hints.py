"""What to do about a word that is wrong: what was probably meant, or what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def nearest(word: str, candidates: Iterable[str], alike: float = 0.6) -> str | None:
    """The candidate a person most likely meant by `word`, or none: before all the one that differs in case alone. It
    does not depend on their order. alike: how much of them must be the same, from 0 to 1."""
    import difflib  # late: for faults alone

    known = list(candidates)
    same = [one for one in known if one.casefold() == word.casefold()]
    found = sorted(same) or difflib.get_close_matches(word, known, n=1, cutoff=alike)
    return found[0] if found else None


def as_written(text: str) -> str:
    """`text` in quotation marks; a warning is appended if it holds invisible characters."""
    seen = "".join(one if one.isprintable() else "⏎" if one in "\r\n" else " " if one == "\t" else "" for one in text)
    is_all_seen = all(one.isprintable() or one in "\r\n\t" for one in text)
    return f"“{seen}”" if is_all_seen else f"“{seen}”，里面有看不见的字符，请删去重写"


def did_you_mean(found: str | None) -> str:
    """A hint that names what was probably meant; empty if that was not found."""
    return f"是否想写 `{found}`？" if found else ""


def suggestion(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest candidate, else lists a few, else says `otherwise`."""
    known = sorted(candidates)
    return did_you_mean(nearest(word, known)) or otherwise or choice_of(known)


def choice_of(known: Sequence[str]) -> str:
    """A hint that lists the first of what there is; empty if there is nothing."""
    shown = "、".join(f"`{k}`" for k in known[:12])
    return f"可用的有：{shown}{'等' if len(known) > 12 else ''}。" if known else ""
