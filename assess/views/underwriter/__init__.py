"""The underwriters' room: the queue, one case, and the steps that close it."""

from assess.views.underwriter import cases, certificate, evidence, queue, steps
from assess.views.underwriter.room import pages

__all__ = ["cases", "certificate", "evidence", "pages", "queue", "steps"]
