"""How much, how many, how long: every limit that a sentence names, once. The sentences take their numbers from here."""

from typing import Final

LARGEST_FILE: Final = 10_000_000
"""Bytes of one file of evidence."""
MOST_FILES: Final = 30
"""Files of one assessment."""
MOST_YEARS: Final = 5
"""How old the day may be on which a file held good."""
FRESH_MONTHS: Final = 12
"""Months after which a file of evidence is called old; the underwriter decides what that means."""
MOST_PIXELS: Final = 20_000_000
"""Pixels of a picture that is kept; a larger one is made smaller."""
MOST_PAGES: Final = 200
"""Pages of a PDF that somebody will check."""
KEY_DAYS: Final = 90
"""Days that a resume key works, and that a browser remembers its assessments."""
LINK_HOURS: Final = 24
"""Hours that a mailed link works."""
INVITATION_DAYS: Final = 30
"""Days that an agent's invitation can be used."""
SHORTEST_PASSWORD: Final = 12
"""Signs that a password of staff has at least."""
LONGEST_PASSWORD: Final = 128
"""Signs that a password of staff has at most."""
RECOVERY_CODES: Final = 8
"""Codes in a set for the day on which the second factor is lost."""
FEW_RECOVERY_CODES: Final = 2
"""So few left, and the person is asked to make a new set."""
SECRET_SIGNS: Final = 28
"""Letters and digits of a secret that somebody may have to type: 137 bits. Those of before had 20, and hold."""
STAFF_LINK_HOURS: Final = 48
"""Hours in which a person on the staff sets the password with the link."""

LARGEST_FILE_MB: Final = LARGEST_FILE // 1_000_000
