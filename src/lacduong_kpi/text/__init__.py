"""How Vietnamese is written: normal forms, old encodings, numbers, and what a screen may show.

Pure functions from text to text. Callers keep the results per distinct value.
"""

from lacduong_kpi.text.forms import bare, is_tidy, key, nfc, plain, strip_accents, tidy
from lacduong_kpi.text.legacy import Encoding, convert, detect, font_encoding, proper, to_unicode
from lacduong_kpi.text.many import bares, keys
from lacduong_kpi.text.numbers import parse_count, whole
from lacduong_kpi.text.screen import clean, show
from lacduong_kpi.text.syllables import is_syllable

__all__ = [
    "Encoding",
    "bare",
    "bares",
    "clean",
    "convert",
    "detect",
    "font_encoding",
    "is_syllable",
    "is_tidy",
    "key",
    "keys",
    "nfc",
    "parse_count",
    "plain",
    "proper",
    "show",
    "strip_accents",
    "tidy",
    "to_unicode",
    "whole",
]
