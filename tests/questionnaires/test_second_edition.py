"""What the second edition promises: tariff, counting, ways, rules on answers that disagree, words."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assess.cli.population import KINDS, drawn
from assess.cli.simulation import simulated
from scoring import Facts, Result, Text, contradictions_in, evaluate, load_editions, load_facts, read_facts
from tests.scoring.test_cases import cases, facts_of

EDITIONS = load_editions(Path(__file__).parents[2] / "questionnaires")
FIRST, SECOND = EDITIONS["sme-cyber/2026-10"], EDITIONS["sme-cyber/2026-12"]
QUIET = {"incidents": "no", "records": "up-to-1000", "sensitive": "no", "outsourced": "partly", "others_data": "no"}


def best() -> dict[str, object]:
    return {question.id: list(question.options)[-1] for question in SECOND.questions.values()}


def facts(answers: Mapping[str, object], **more: object) -> Facts:
    """A company whose profile facts are all "yes"."""
    said: dict[str, Any] = {
        "edition": SECOND.id,
        "plan": "wide",
        "profile": dict.fromkeys(SECOND.profile, True),
        "answers": dict(answers),
        "as_of": "2026-12-01",
        "people": 12,
        "particulars": QUIET,
        **more,
    }
    return read_facts(said, EDITIONS)


def result(answers: Mapping[str, object], **more: object) -> Result:
    return evaluate(SECOND, facts(answers, **more))


def test_few_companies_stand_at_an_edge() -> None:
    """At most 30 % of those with a discount lose ten points by one answer; with the first edition it is 84 %."""
    found = {
        edition.id: simulated(edition, drawn(edition, KINDS["better"], 300, seed=1)) for edition in (FIRST, SECOND)
    }
    assert found[FIRST.id].edge > 0.7
    assert found[SECOND.id].edge <= 0.3
    assert found[SECOND.id].brink < 0.1 < found[FIRST.id].brink


def test_fewer_companies_get_nothing() -> None:
    found = [simulated(edition, drawn(edition, KINDS["average"], 200, seed=1)).without for edition in (FIRST, SECOND)]
    assert found[1] < found[0] / 2


@pytest.mark.parametrize("question", [q.id for q in SECOND.questions.values() if q.measure == "share"])
def test_with_nineteen_or_fewer_all_means_every_one_and_with_twenty_one_may_be_missing(question: str) -> None:
    for of in range(1, 41):
        stands = result({question: {"has": of - 1, "of": of}}).stands_for[question]
        assert (stands == "all") is (of >= 20)
        assert result({question: {"has": of, "of": of}}).stands_for[question] == "all"


def test_ticks_stand_for_what_the_options_say() -> None:
    """One of three is some, two of three most; of five, one or two are some, three or four most."""
    steps = {3: ["none", "some", "most", "all"], 5: ["none", "some", "some", "most", "most", "all"]}
    for question in SECOND.questions.values():
        parts = list(question.parts)
        for ticked, option in enumerate(steps[len(parts)] if parts else []):
            assert result({question.id: {"parts": parts[:ticked]}}).stands_for[question.id] == option


def test_every_step_that_is_advised_takes_some_work() -> None:
    for question in SECOND.questions.values():
        assert question.cost is not None
        taken = [
            (cost.hours, cost.yen + cost.yen_yearly + cost.yen_yearly_per_person) for cost in question.cost.values()
        ]
        if question.measure != "date":
            assert all(lower[0] < higher[0] for lower, higher in pairwise(taken)), question.id


def test_ways_do_one_thing_once_lead_where_one_can_go_and_give_what_they_say() -> None:
    for company in drawn(SECOND, KINDS["average"], 25, seed=3):
        found = evaluate(SECOND, company)
        for way in (*found.ways, *found.cheapest):
            asked = [change.question for change in way.changes]
            assert len(asked) == len(set(asked))
            for change in way.changes:
                assert SECOND.questions[change.question].options[change.to].target
            changed = {**company.answers, **{change.question: change.to for change in way.changes}}
            after = Facts(company.edition, company.plan, company.profile, changed, company.credits)
            assert evaluate(SECOND, after).rate == way.rate


def test_a_test_done_long_ago_is_done_again_and_never_moved_to_another_day() -> None:
    long_ago = best() | {"restore-test": {"on": "2025-03-01"}, "exposure-check": {"on": "2025-05-01"}}
    found = result(long_ago)
    assert found.tier == "t3"
    advised = {change.question: change.to for way in found.ways for change in way.changes}
    assert advised == {"restore-test": "within-6-months", "exposure-check": "within-6-months"}


def fired(answers: Mapping[str, object], **more: object) -> list[str]:
    return [rule.id for rule in contradictions_in(SECOND, facts(answers, **more))]


def test_the_best_answers_disagree_nowhere() -> None:
    assert fired(best(), credits=["independent-test", "no-incidents"]) == []


@pytest.mark.parametrize("rule", SECOND.contradictions.values(), ids=list(SECOND.contradictions))
def test_each_rule_on_answers_that_disagree_fires_where_its_parts_hold(rule: Any) -> None:
    answers = best() | dict(rule.at_least) | dict(rule.at_most)
    profile = dict.fromkeys(SECOND.profile, True) | dict(rule.facts)
    credits = [credit for credit, held in rule.credits.items() if held]
    told = QUIET | dict(rule.particulars)
    assert rule.id in fired(answers, profile=profile, credits=credits, particulars=told)


def company_of(finding: str) -> Facts:
    """A company of the findings, as tests/cases/findings.yaml carries it over."""
    (case,) = [case for file, _, case in cases() if file == "findings" and case["case"].startswith(finding)]
    return facts_of(SECOND, case)


def test_controls_without_papers_earn_ten_points_more_than_papers_without_controls() -> None:
    papers, controls = (
        evaluate(SECOND, company_of(finding)) for finding in ("papers without", "controls without papers")
    )
    assert controls.rate >= papers.rate + 10


def test_the_facts_file_that_the_rules_show_can_be_scored(tmp_path: Path) -> None:
    rules = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(edition: .*?)```", rules, re.S)
    (tmp_path / "facts.yaml").write_text(shown, encoding="utf-8")
    assert evaluate(SECOND, load_facts(tmp_path / "facts.yaml", EDITIONS)).stands_for["antivirus"] == "most"


def test_perfect_answers_earn_the_cap_without_a_credit_in_either_plan() -> None:
    assert [result(best(), plan=plan, credits=[]).rate for plan in SECOND.plans] == [60, 60]


def test_the_free_first_step_is_two_hours_and_says_why() -> None:
    (step,) = [credit for credit in SECOND.credits.values() if credit.cost is not None]
    assert (step.id, step.cost and step.cost.hours, step.cost and step.cost.yen) == ("security-action-2", 2, 0)
    assert step.cost_because is not None


def test_what_a_supplier_does_for_no_yen_is_said_to_be_within_the_contract() -> None:
    for question in SECOND.questions.values():
        free = [c for c in (question.cost or {}).values() if c.who == "supplier" and not any((c.yen, c.yen_yearly))]
        if any(not cost.yen_yearly_per_person for cost in free):
            assert question.cost_because is not None
            assert re.search("契約のうち|追加の費用のない", question.cost_because.ja), question.id


def test_each_scale_and_the_limits_of_the_review_say_why() -> None:
    assert [scale.id for scale in SECOND.scales.values() if scale.because is None] == []
    assert SECOND.review.because is not None


def test_past_incidents_and_many_records_refer_the_case_and_change_no_rate() -> None:
    told = QUIET | {"incidents": "yes", "records": "over-100000"}
    found = result(best(), particulars=told)
    assert set(found.refer) == {"incidents", "records"}
    assert found.rate == result(best()).rate == 60


def texts(entry: object, path: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(entry, Text):
        yield path, entry
    elif isinstance(entry, Mapping):
        for key, value in entry.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(entry, tuple):
        for value in entry:
            yield from texts(value, path)
    elif hasattr(entry, "__dict__"):
        yield from texts(vars(entry), path)


def test_the_words_keep_to_the_wording() -> None:
    """Full-width brackets and colons, no auditors' words, accidents as examples (docs/wording.md § 2)."""
    said = [found for part in vars(SECOND).items() for found in texts(part[1], part[0])]
    assert len(said) > 1000
    for path, text in said:
        assert not re.search(r"[()]|(?<![0-9]):", text.ja), path
        assert not re.search(r"証跡|管理策|謝絶|実際に起き|実際にあった|事故があります", text.ja), path
        assert not re.search(r"really happened|has happened to others", text.en), path
        assert not re.search(r"\w'\w", text.en), path


def test_a_tier_is_called_by_its_one_word() -> None:
    """docs/words.md: 区分 and nothing else; 段階 stands only in the name of a scheme's stars."""
    for tier in SECOND.tiers.values():
        for text in (tier.because, *(gate.because for gate in tier.gates)):
            assert text is not None
            assert not re.search(r"段|レベル", text.ja), tier.id


def test_only_where_they_help_to_recognise_something_are_products_named() -> None:
    named = re.compile(r"ウイルスバスター|ESET|Microsoft 365|Google Workspace|OneDrive")
    for question in SECOND.questions.values():
        for text in (question.ask, question.scope, question.why, question.marking, question.action):
            assert not named.search(text.ja), question.id
