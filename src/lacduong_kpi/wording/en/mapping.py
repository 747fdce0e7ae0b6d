"""Faults of mapping files."""

_REMEDY = "What to do: Mend the places above, then check again: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "mapping.header_turned": "The first row of the header ({first}) comes after its last ({last}). Write [{last}, {first}].",
    "mapping.no_choices": 'The field "{field}" has no list of values; delete this entry.',
    "mapping.no_column": 'There is no column "{written}". If that is the header of a column, write it in small letters.',
    "mapping.unknown_field": 'There is no field "{written}". The fields: {known}.',
    "mapping.unknown_field_near": 'There is no field "{written}". Is it "{nearest}"?',
    "mapping.unknown_value": 'There is no value "{written}". The values: {known}.',
    "mapping.unknown_value_near": 'There is no value "{written}". Is it "{nearest}"?',
}

WORDS: dict[str, str] = {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
