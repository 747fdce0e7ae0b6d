"""The Prometheus text file, read by Prometheus' own client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from lacduong_kpi.assess.gate import exit_code
from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.reports import prometheus
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build


def samples(
    assessment: Assessment, view: View
) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    found = {}
    for family in text_string_to_metric_families(prometheus.render(assessment, view)):
        assert family.type == "gauge"
        assert family.documentation
        for sample in family.samples:
            assert sample.timestamp is None
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in found
            found[key] = sample.value
    return found


def value(assessment: Assessment, name: str, **labels: str) -> float:
    key = (f"lacduong_kpi_{name}", tuple(sorted(labels.items())))
    return samples(assessment, View(by_organization=True))[key]


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.prom", prometheus.render(build.with_faults(), View()))


@pytest.mark.parametrize("language", list(Language))
def test_render__read_by_the_client__no_sample_twice_no_timestamp(language: Language) -> None:
    view = View(language=language, by_organization=True)
    assert len(samples(build.with_faults(), view)) > 100
    assert samples(build.members_only(), view)


def test_render__numbers__those_of_the_assessment() -> None:
    full = build.with_faults()
    assert value(full, "target_numerator", target="B3") == 958
    assert value(full, "target_denominator", target="B3") == 1057
    assert value(full, "target_unknown", target="B3") == 23
    assert value(full, "target_bound_numerator", target="B3", bound="high") == 981
    assert value(full, "target_numerator", target="B1", part="introduced") == 627
    assert value(full, "target_goal", target="B4", limit="high", unit="percent") == 4
    assert value(full, "members") == 1168
    assert value(full, "exit_code") == exit_code(full)
    assert (
        value(full, "organization_denominator", target="B3", organization="Đảng bộ xã Lát") == 101
    )


def test_render__verdicts__one_of_five_is_1() -> None:
    found = samples(build.district(), View())
    for target in build.district().targets:
        states = {
            dict(labels)["verdict"]: number
            for (name, labels), number in found.items()
            if name == "lacduong_kpi_target_verdict" and dict(labels)["target"] == target.id
        }
        assert sum(states.values()) == 1
        assert states[target.verdict.value] == 1


def test_render__values__whole_counts() -> None:
    assert all(number == int(number) for number in samples(build.with_faults(), View()).values())


@pytest.mark.parametrize("text", ['a"b', "back\\slash", "line\nbreak", "} 1\nx 2", "nháy ‘’"])
def test_render__label_from_outside__one_sample_with_that_text(text: str) -> None:
    target = replace(
        build.b3(),
        by_organization=tuple(
            replace(each, organization=f"{number} {text}")
            for number, each in enumerate(build.b3().by_organization)
        ),
    )
    found = samples(build.assessment(target), View(by_organization=True))
    names = {
        dict(labels)["organization"]
        for name, labels in found
        if name == "lacduong_kpi_organization_numerator"
    }
    assert f"0 {text}".replace("\n", " ") in names
