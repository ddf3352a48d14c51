"""Pages of the company: start, answer, see the result, declare, and what became of it."""

from assess.web.views.company import answering, beginning, declaring, evidence, particulars, replying, result, saving
from assess.web.views.company.room import pages

__all__ = ["answering", "beginning", "declaring", "evidence", "pages", "particulars", "replying", "result", "saving"]
