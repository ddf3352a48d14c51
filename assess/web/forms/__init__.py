"""WTForms: what a page takes, and the sentence for each thing that can be wrong with it."""

from assess.web.forms.account import PasswordForm, PasswordLinkForm
from assess.web.forms.answers import AnswersForm, Shown, answers_form, bases_in, sent_form
from assess.web.forms.checking import CheckFileForm, CheckForm
from assess.web.forms.credits import CreditsForm, credits_form
from assess.web.forms.declaration import DeclarationForm
from assess.web.forms.details import DetailsForm, StartForm, details_form, entries, profile_field, start_form
from assess.web.forms.evidence import EvidenceForm
from assess.web.forms.listing import ListForm
from assess.web.forms.passes import EVERYTHING, CodeForm, ColleagueForm, KeyForm, LinkForm, colleague_form
from assess.web.forms.portfolio import InvitationForm, ReportForm
from assess.web.forms.presented import presented_in
from assess.web.forms.verification import ReasonForm, RemarkForm, ReplyForm, VerdictForm, verdict_form

__all__ = [
    "EVERYTHING",
    "AnswersForm",
    "CheckFileForm",
    "CheckForm",
    "CodeForm",
    "ColleagueForm",
    "CreditsForm",
    "DeclarationForm",
    "DetailsForm",
    "EvidenceForm",
    "InvitationForm",
    "KeyForm",
    "LinkForm",
    "ListForm",
    "PasswordForm",
    "PasswordLinkForm",
    "ReasonForm",
    "RemarkForm",
    "ReplyForm",
    "ReportForm",
    "Shown",
    "StartForm",
    "VerdictForm",
    "answers_form",
    "bases_in",
    "colleague_form",
    "credits_form",
    "details_form",
    "entries",
    "presented_in",
    "profile_field",
    "sent_form",
    "start_form",
    "verdict_form",
]
