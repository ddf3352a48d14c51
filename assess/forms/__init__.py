"""WTForms: what a page takes, and the sentence for each thing that can be wrong with it."""

from assess.forms.answers import AnswersForm, answers_form, sent_form
from assess.forms.checking import CheckFileForm, CheckForm
from assess.forms.credits import CreditsForm, credits_form
from assess.forms.declaration import DeclarationForm
from assess.forms.details import DetailsForm, details_form, entries, profile_field
from assess.forms.evidence import EvidenceForm
from assess.forms.passes import CodeForm, ColleagueForm, KeyForm, LinkForm, colleague_form
from assess.forms.portfolio import InvitationForm, ReportForm
from assess.forms.verification import ReasonForm, SearchForm, VerdictForm

__all__ = [
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
    "ReasonForm",
    "ReportForm",
    "SearchForm",
    "VerdictForm",
    "answers_form",
    "colleague_form",
    "credits_form",
    "details_form",
    "entries",
    "profile_field",
    "sent_form",
]
