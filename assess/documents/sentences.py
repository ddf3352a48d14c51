"""What can be wrong with a file, in sentences; whoever shows them translates them."""


def N_(sentence: str) -> str:  # noqa: N802 -- the name by which translators' tools find a sentence
    """Marks a sentence for translation; whoever shows it translates it."""
    return sentence


NOT_OURS = N_("This is not a certificate of this service.")
UNREADABLE = N_("The file is damaged; it cannot be read.")
NOT_SIGNED = N_("The seal, which is the signature, is missing.")
NOT_COVERED = N_("Something was added to the file after it was signed.")
BROKEN = N_("The signature does not match the contents: something in the file was changed.")
NOT_AS_WRITTEN = N_("The signature is not written as it was issued; bytes that it does not cover were changed.")
STRANGER = N_("The signature is not the issuer's.")
NO_RECORD = N_("The decision record is missing.")
RECORD_CHANGED = N_("The decision record is not the one that the certificate names.")
RECORD_UNREADABLE = N_("The decision record cannot be read.")
RATE_DIFFERS = N_("Computed again, the record gives another result.")
NO_EDITION = N_("The edition of the record is not at hand, so the rate was not computed again.")
