"""What can be wrong with a file, in sentences; whoever shows them translates them."""


def N_(sentence: str) -> str:  # noqa: N802 -- the name by which translators' tools find a sentence
    """Marks a sentence for translation; whoever shows it translates it."""
    return sentence


NOT_OURS = N_("It bears no mark of this service. If you expected a certificate, ask for the file as it was issued.")
TOO_LARGE = N_("The file is larger than any certificate of this service.")
LOCKED = N_("The file is locked with a password, which no certificate of this service is. Ask for it as it was issued.")
SCANNED = N_("The file is a picture of a page. A scan or a photo carries no signature: check the code printed on it.")
UNSIGNED = N_("The file carries no signature of this service. A certificate that was printed or saved anew loses it.")
TRUNCATED = N_("The file ends too early: it did not arrive whole. Ask for it again.")
ADDED_AFTER = N_(
    "The signed part is as it was issued, but something was added to the file afterwards, and a reader may show it "
    "in place of what was signed."
)
UNREADABLE = N_("The file is damaged; it cannot be read.")
NOT_SIGNED = N_("The seal, which is the signature, is missing.")
NOT_COVERED = N_("Something was added to the file after it was signed.")
BROKEN = N_("The signature does not match the contents: something in the file was changed.")
NOT_AS_WRITTEN = N_("The signature is not written as it was issued; bytes that it does not cover were changed.")
STRANGER = N_("The signature was not made with the key of this issuer.")
NO_RECORD = N_("The decision record is missing.")
RECORD_CHANGED = N_("The decision record is not the one that the certificate names.")
RECORD_UNREADABLE = N_("The decision record cannot be read.")
RATE_DIFFERS = N_("Computed again, the record gives another result.")
NO_EDITION = N_("The edition of the record is not at hand, so the rate was not computed again.")
