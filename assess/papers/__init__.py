"""Says what the papers say: from a decision record, or from facts and their result, to plain values.

The only place where documents and the rules meet: `scoring` knows no paper, `assess.documents` no rule.
"""

from assess.papers.book import book_paper
from assess.papers.certificate import certificate_paper
from assess.papers.copy import copy_paper
from assess.papers.report import report_paper

__all__ = ["book_paper", "certificate_paper", "copy_paper", "report_paper"]
