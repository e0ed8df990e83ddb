"""When builds that the system refused are tried again."""

from __future__ import annotations

from cxzy_build.preview.retries import AGAIN, Retries


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def refused_after(retries: Retries, clock: Clock, seconds: float) -> bool:
    """Whether one is begun after so many seconds, and none a moment before; it is refused."""
    clock.now += seconds - 0.1
    is_early = retries.begin()
    clock.now += 0.1
    is_due = retries.begin()
    retries.end(refused=True)
    return is_due and not is_early


def test_what_was_refused_is_tried_ever_more_rarely() -> None:
    clock = Clock()
    retries = Retries(clock)
    assert not retries.begin()
    retries.end(refused=True)
    assert all(refused_after(retries, clock, seconds) for seconds in (AGAIN, 10, 20, 40, 60, 60))


def test_a_build_for_another_reason_begins_anew() -> None:
    clock = Clock()
    retries = Retries(clock)
    retries.end(refused=True)
    assert refused_after(retries, clock, AGAIN)
    retries.end(refused=True)  # of one after a change
    assert refused_after(retries, clock, AGAIN)


def test_what_was_done_is_tried_no_more() -> None:
    clock = Clock()
    retries = Retries(clock)
    retries.end(refused=True)
    clock.now += AGAIN
    assert retries.begin()
    assert retries.is_one
    retries.end(refused=False)
    clock.now += 1000
    assert not retries.begin()
    assert not retries.is_wanted
