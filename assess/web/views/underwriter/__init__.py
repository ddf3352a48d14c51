"""The underwriters' room: the queue, one case, and the steps that close it."""

from assess.web.views.underwriter import cases, certificate, evidence, queue, steps
from assess.web.views.underwriter.room import pages

__all__ = ["cases", "certificate", "evidence", "pages", "queue", "steps"]
