"""Whether a word can be a Vietnamese syllable: the judge of guessed encodings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
_RHYME = (
    r"(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|oa|oă|oe|oo|ua|uâ|uê|ui|uô|uơ|uy|uya|uyê|ưa|ươ|ia|iê|ya|yê|oi|ai"
    r"|ay|ây|ao|au|âu|eo|êu|iu|iêu|yêu|oai|oay|oao|oeo|uai|uây|uôi|uyu|ôi|ơi|ưi|ươi|ưu|ươu|uêu)"
)
_CODA = r"(?:c|ch|m|n|ng|nh|p|t)?"
_SYLLABLE = re.compile(_ONSET + _RHYME + _CODA)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"), None)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word, with or without a tone, is built like a Vietnamese syllable.

    At most one tone; letters of other languages make it False. Case does not count.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless = decomposed.translate(_TONES)
    if len(decomposed) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None
