"""The agents' room: own clients, invitations, the report to bring to a meeting. Never evidence."""

from dataclasses import dataclass, replace

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.agency import portfolios
from assess.cases import facts, positions
from assess.papers.press import press_of
from assess.store import codes, issued
from assess.store.models import Assessment, Basis, Certificate, RoleName
from assess.texts import formats, rates, standings
from assess.texts.rates import RateWords
from assess.underwriting import certificates
from assess.web import access
from assess.web.forms import InvitationForm, ReportForm
from assess.web.turns import in_turn
from assess.web.views import results, ways
from scoring import Edition, Facts, Result, evaluate

pages = Blueprint("agent", __name__, url_prefix="/agent")
_NEW_LINK = "new invitation"


@dataclass(frozen=True)
class Client:
    """What an agent may learn of a client: the result, and how far the company has come."""

    case: Assessment
    certificate: Certificate | None
    facts: Facts
    result: Result
    words: RateWords

    @property
    def edition(self) -> Edition:
        """The edition that the client answers."""
        return facts.edition_of(self.case)

    @property
    def answering(self) -> bool:
        """Say whether the company has yet to declare its answers."""
        return self.case.editable and self.case.basis() is Basis.STATED

    @property
    def asked(self) -> int:
        """How many questions apply."""
        return len(self.result.questions)

    @property
    def answered(self) -> int:
        """How many of them have an answer, "I don't know" included."""
        return self.asked - len(self.result.unanswered)


@pages.get("/")
@access.role_required(RoleName.AGENT)
def clients() -> ResponseReturnValue:
    """List the clients and the open invitations; the link of a new one is shown this once."""
    return _clients_page(InvitationForm(), session.pop(_NEW_LINK, None))


@pages.route("/invitations", methods=["GET", "POST"])
@access.role_required(RoleName.AGENT)
def invite() -> ResponseReturnValue:
    """Make an invitation."""
    if request.method == "GET":
        return redirect(url_for("agent.clients"))
    form = InvitationForm(request.form)
    if not form.validate():
        return _clients_page(form), 400
    invitation, secret = portfolios.invite(access.staff(), form.company_name.data or "")
    base_url = current_app.extensions["settings"].base_url
    # The sign # keeps the code in the browser: no server on the way gets to see, or to log, what follows it.
    link = f"{base_url}{url_for('returning.invitation')}#{codes.spoken(secret)}"
    session[_NEW_LINK] = {"company": invitation.company_name, "link": link}
    return redirect(url_for("agent.clients"), 303)


@pages.post("/invitations/<int:invitation_id>/take-back")
@access.role_required(RoleName.AGENT)
def take_back(invitation_id: int) -> ResponseReturnValue:
    """Make an unused invitation useless."""
    portfolios.take_back(access.staff(), invitation_id)
    flash(_("The invitation was taken back. Its link no longer works."), "good")
    return redirect(url_for("agent.clients"), 303)


@pages.get("/clients/<public_id>")
@access.role_required(RoleName.AGENT)
def client(public_id: str) -> ResponseReturnValue:
    """Show one client's result: rate, ways up, weaknesses."""
    found = _one(portfolios.client(access.staff(), public_id))
    premium = found.facts.premium
    return _client_page(found, ReportForm(premium=f"{premium:,}" if premium is not None else ""))


@pages.get("/clients/<public_id>/report.pdf")
@access.role_required(RoleName.AGENT)
@in_turn
def report(public_id: str) -> ResponseReturnValue:
    """Print the client's report: in the language asked for or that of the page, for the premium asked for."""
    found = _one(portfolios.client(access.staff(), public_id))
    form = ReportForm(request.args)
    if not form.validate():
        return _client_page(found, form), 400
    asked = request.args.get("language", "")
    language = asked if asked in formats.LANGUAGES else formats.language()
    said = replace(found.facts, premium=form.amount) if "premium" in request.args else found.facts
    content = press_of(current_app).report(said, results.report_head(found.case), language)
    return results.pdf(content, f"report-{found.case.receipt or 'draft'}-{language}.pdf")


def _client_page(found: Client, form: ReportForm) -> str:
    paper = certificates.check(found.certificate.code) if found.certificate else None
    weaknesses, growing = results.parted(found.edition, results.varied(found.result.weaknesses))
    beside = ways.beside(found.edition, found.facts, found.result)
    return render_template(
        "agent/client.html",
        client=found,
        form=form,
        certificate=paper,
        notice=standings.notice(found.case, found.certificate),
        drawn=results.drawn(found.edition, found.facts, found.result, beside.chosen),
        beside=beside,
        weaknesses=weaknesses,
        growing=growing,
        short_of=results.short_of(found.edition, found.result),
        weak_domains=results.weak_domains(found.edition, found.result),
    )


def _clients_page(form: InvitationForm, new_link: dict[str, str] | None = None) -> str:
    invitations = portfolios.clients(access.staff())
    cases = [row.assessment for row in invitations if row.assessment is not None]
    papers = issued.of_all(cases)
    accepted = [_client(case, papers.get(case.id)) for case in cases]
    return render_template(
        "agent/clients.html",
        form=form,
        new_link=new_link,
        clients=accepted,
        changed=portfolios.last_changes([found.case for found in accepted]),
        invitations=[row for row in invitations if row.assessment is None and row.revoked_at is None],
        now=clock.now(),
    )


def _one(case: Assessment) -> Client:
    return _client(case, issued.of(case))


def _client(case: Assessment, paper: Certificate | None) -> Client:
    """What counts for the client today; of what the company writes after its declaration, nothing."""
    said = positions.counting(case)
    return Client(case, paper, said, evaluate(facts.edition_of(case), said), rates.words_of(case, paper))
