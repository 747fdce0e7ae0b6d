"""The catalogues: both languages say the same things, in the official and plain way."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from lacduong_kpi import wording
from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.verdicts.model import Reason, Verdict
from lacduong_kpi.wording import Language, knows

MODULES = sorted(
    path.stem
    for path in Path(wording.__file__).parent.joinpath("vi").glob("*.py")
    if path.stem != "__init__"
)


def _words(language: Language, module: str) -> dict[str, str]:
    words: dict[str, str] = import_module(f"lacduong_kpi.wording.{language}.{module}").WORDS
    return words


def _params(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("module", MODULES)
def test_catalogue__both_languages__same_keys_with_the_same_parameters(module: str) -> None:
    vietnamese, english = (_words(language, module) for language in (Language.VI, Language.EN))
    assert sorted(vietnamese) == sorted(english)
    different = [key for key in vietnamese if _params(vietnamese[key]) != _params(english[key])]
    assert different == []


@pytest.mark.parametrize("module", MODULES)
def test_catalogue__keys__begin_with_the_name_of_their_module(module: str) -> None:
    assert [key for key in _words(Language.VI, module) if not key.startswith(f"{module}.")] == []


@pytest.mark.parametrize("module", MODULES)
def test_catalogue__vietnamese__official_and_plain(module: str) -> None:
    banned = re.compile(
        r"\bbạn\b|vui lòng|xin lỗi|!(?=\s|$)|[≥≤→✓✗]|không đạt(?! điều kiện)", re.IGNORECASE
    )
    found = {key: text for key, text in _words(Language.VI, module).items() if banned.search(text)}
    assert found == {}


@pytest.mark.parametrize("language", list(Language))
def test_terms__every_field_and_every_value__has_a_word(language: Language) -> None:
    missing = [
        f"terms.field.{field.name}"
        for fields in FIELDS.values()
        for field in fields.values()
        if not knows(language, f"terms.field.{field.name}")
    ]
    missing += [
        f"terms.value.{field.name}.{value}"
        for fields in FIELDS.values()
        for field in fields.values()
        for value in field.choices or ()
        if not knows(language, f"terms.value.{field.name}.{value}")
    ]
    assert missing == []


@pytest.mark.parametrize("language", list(Language))
def test_terms__verdicts_reasons_and_kinds__have_words(language: Language) -> None:
    keys = [f"terms.verdict.{each}" for each in Verdict]
    keys += [f"terms.verdict.plain.{each}" for each in Verdict]
    keys += [f"terms.reason.{each}" for each in Reason]
    keys += [f"terms.kind.{each}" for each in Kind]
    assert [key for key in keys if not knows(language, key)] == []
