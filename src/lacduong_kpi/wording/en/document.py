"""Faults of YAML files: what stands where, and what to do. One remedy holds for a whole file."""

_REMEDY = "What to do: Mend the places above, then check again: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "document.alias": "YAML aliases (*) are not used; write the content out here.",
    "document.anchor": "YAML anchors (&) are not used; take this sign away.",
    "document.bad_character": "A control character that YAML cannot hold.",
    "document.bad_colon": "A colon within the sentence misleads YAML; put the sentence in quotes.",
    "document.bad_indent": "This line is not indented like the others of its level.",
    "document.bad_start": "A value may not start with this character (or with a tab); "
    "indent with spaces, put sentences in quotes.",
    "document.bad_value": 'The value of "{key}" is not right.',
    "document.duplicate_key": 'The key "{key}" stands in line {first} already; write it once.',
    "document.key_not_text": "A key must be text; put it in quotes if it is a number or a date.",
    "document.merge": "Merge keys (<<) are not used; write the content out here.",
    "document.missing_key": 'The key "{key}" is missing.',
    "document.no_colon": "The colon after a key is missing.",
    "document.no_such_day": "There is no such day.",
    "document.not_a_choice": "Must be one of: {known}.",
    "document.not_a_mapping": "The file must be lines of the form key: value.",
    "document.not_finite": "Must be a finite number.",
    "document.not_utf8": "Not UTF-8 text; save the file again as UTF-8.",
    "document.number_too_long": "The number is too long; put it in quotes if it is a code.",
    "document.open_quote": "A quote is opened and never closed.",
    "document.out_of_range": 'The number of "{key}" is out of range.',
    "document.second_document": "One document a file; take away --- and what follows.",
    "document.syntax": "This cannot be read as YAML.",
    "document.tag": "YAML tags (!) are not used; take the tag away.",
    "document.too_deep": "Nested deeper than {limit} levels.",
    "document.too_large": "The file is larger than {limit} bytes.",
    "document.too_many": "The file has more than {limit} values.",
    "document.unknown_key": 'There is no key "{written}". Keys here: {known}.',
    "document.unknown_key_near": 'There is no key "{written}". Did you mean "{nearest}"?',
    "document.unknown_value": 'There is no value "{written}". Values here: {known}.',
    "document.unknown_value_near": 'There is no value "{written}". Did you mean "{nearest}"?',
    "document.want_date": '"{key}" must be a date like 2024-12-31.',
    "document.want_filled": '"{key}" may not be empty.',
    "document.want_flag": '"{key}" must be true or false.',
    "document.want_list": '"{key}" must be a list, a dash for each item.',
    "document.want_mapping": '"{key}" must be lines of the form key: value.',
    "document.want_number": '"{key}" must be a number.',
    "document.want_text": '"{key}" must be text.',
    "document.want_whole_number": '"{key}" must be a whole number, not below zero.',
}

WORDS: dict[str, str] = {
    "document.faults": 'the file "{file}" has {count} faults.',
    "document.faults.remedy": _REMEDY,
    "document.more": "  and {count} more that are not shown.",
    "document.more.remedy": _REMEDY,
    "document.missing": 'there is no file "{file}".',
    "document.missing.remedy": "What to do: Check the name and the folder, then run again.",
    "document.missing_near": 'there is no file "{file}".',
    "document.missing_near.remedy": "What to do: Check the name and the folder. "
    'A similar name stands there: "{nearest}".',
    "document.not_a_file": '"{file}" is not a file.',
    "document.not_a_file.remedy": "What to do: Give the path of a YAML file (.yaml).",
    "document.unreadable": 'the file "{file}" cannot be opened.',
    "document.unreadable.remedy": "What to do: Check the right to read it, close the program that "
    "holds it, then run again.",
} | {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
