"""What tasks ask, noted."""

from __future__ import annotations

from itertools import count

from cxzy_build.dependencies import DependencyLog, Steps


def test_a_task_begins_with_no_questions_of_the_one_before() -> None:
    log = DependencyLog()
    log.note(("teaser", "a"))
    assert log.take() == {("teaser", "a")}
    log.note(("teaser", "b"))
    assert log.take() == {("teaser", "b")}
    assert log.take() == frozenset()


def test_steps_are_taken_for_all_tasks_one_after_the_other() -> None:
    steps, numbers = Steps(DependencyLog()), count()
    ones = steps.each("ab", lambda name: (name, next(numbers)))
    twos = steps.each(ones, lambda name: (*ones[name], next(numbers)))
    assert twos == {"a": ("a", 0, 2), "b": ("b", 1, 3)}


def test_what_each_task_asked_in_any_step_is_its_own() -> None:
    log = DependencyLog()
    steps = Steps(log)
    steps.each("ab", lambda name: log.note(("teaser", name)))
    steps.each("b", lambda name: log.note(("item", name)))
    assert steps.asked("a") == {("teaser", "a")}
    assert steps.asked("b") == {("teaser", "b"), ("item", "b")}
    assert steps.asked("c") == frozenset()
