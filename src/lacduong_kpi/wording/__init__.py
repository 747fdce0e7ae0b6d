"""The words of the program, one catalogue per language; the engine knows keys only.

A catalogue is a package of modules (`errors`, `findings`, `screens`, …), each with one dict
`WORDS: dict[str, str]`. Keys are dotted and start with the module's name (`errors.not_found`);
Vietnamese and English have the same keys with the same parameters (a test holds that).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import import_module


class Language(StrEnum):
    VI = "vi"
    EN = "en"


@cache
def _words(language: Language, module: str) -> dict[str, str]:
    words: dict[str, str] = import_module(f"{__name__}.{language.value}.{module}").WORDS
    return words


def say(language: Language, key: str, /, **params: str | int) -> str:
    """The sentence of `key`, its `{names}` filled in. KeyError: no such key, a bug of ours."""
    return _words(language, key.partition(".")[0])[key].format(**params)


def knows(language: Language, key: str) -> bool:
    """Whether the catalogue has the key."""
    return key in _words(language, key.partition(".")[0])
