"""Words for people: editions as served, formats, glossary, classifications, declarations."""
