"""What MkDocs says while it works: kept, and not printed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Position, Problem, Severity


class MkDocsLog(logging.Handler):
    """Keeps what MkDocs logs from warnings upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def problems(self, config_name: str) -> list[Problem]:
        """All of it, as problems of mkdocs.yml, however that is called."""
        return [
            Problem(
                Position(config_name),
                "mkdocs",
                f"MkDocs：{record.getMessage()}",
                severity=Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING,
            )
            for record in self.records
        ]


@contextmanager
def mkdocs_log() -> Iterator[MkDocsLog]:
    """What MkDocs logs within."""
    logger, log = logging.getLogger("mkdocs"), MkDocsLog()
    logger.propagate = False
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
