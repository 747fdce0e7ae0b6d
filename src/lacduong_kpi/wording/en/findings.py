"""Sentences and remedies of the findings: `findings.V02` and `findings.V02.remedy`."""

WORDS: dict[str, str] = {}
