"""Faults of plans, and the words in which a plan's rules are told."""

_REMEDY = "What to do: Mend the places above, then check again: {recheck}"
_AT = "  {file}:{line}:{column}  "

_FAULTS: dict[str, str] = {
    "plan.circle": 'The target "{written}" builds on itself.',
    "plan.days_reversed": "The first day must come before the last.",
    "plan.empty_condition": "The condition is empty.",
    "plan.field_exists": 'Every roster has the field "{written}"; it need not be added.',
    "plan.field_values": 'The key "values" is for the type choice, and only for it.',
    "plan.goal_impossible": 'The goal "{written}" is above 100 %: a proportion cannot pass it.',
    "plan.goal_number": "A goal must be a number, not below zero, like 90%, 2.5% or 55.",
    "plan.goal_range": "A goal must be a range like 3 - 4% or 55 - 60, the lower number first.",
    "plan.goal_unit.count": 'The goal "{written}" must be a count, without %.',
    "plan.goal_unit.percent": 'The goal "{written}" must have a % sign.',
    "plan.key_needed": 'A measure of kind "{kind}" needs the key "{written}".',
    "plan.key_unfit": 'A measure of kind "{kind}" has no use for the key "{written}".',
    "plan.moment_of_other": 'The key "{written}" does not go with numerator_of: '
    "the other target says when.",
    "plan.month_day": "No year has this day; write month-day, like 07-01.",
    "plan.name_twice": '"{written}" is used above already.',
    "plan.no_terms": 'A target by terms needs the key "terms" under "plan".',
    "plan.one_of": "Write exactly one of the keys: {keys}.",
    "plan.operator_unfit": 'The field "{field}" cannot be compared by "{operator}". Use: {known}.',
    "plan.other_kind": 'The target "{written}" counts records of another kind.',
    "plan.part_needed": 'The target has several parts; add the key "part": {known}.',
    "plan.quotas_need_count": "Quotas by organization are for measures that count.",
    "plan.quotas_need_measure": 'Quotas by organization need the key "measure".',
    "plan.setting_value": "The choice must be one of: {known}.",
    "plan.unit_unfit": 'The unit "{written}" does not go with "of: {kind}".',
    "plan.unknown_choice": 'There is no choice "{written}". Choices: {known}.',
    "plan.unknown_choice_near": 'There is no choice "{written}". Did you mean "{nearest}"?',
    "plan.unknown_date_field": 'There is no date field "{written}". Date fields: {known}.',
    "plan.unknown_date_field_near": 'There is no date field "{written}". Did you mean "{nearest}"?',
    "plan.unknown_definition": 'No definition "{written}" stands above. There are: {known}.',
    "plan.unknown_definition_near": 'There is no definition "{written}". Did you mean "{nearest}"?',
    "plan.unknown_field.member": 'Members have no field "{written}". Fields: {known}.',
    "plan.unknown_field.member_near": 'Members have no field "{written}". '
    'Did you mean "{nearest}"?',
    "plan.unknown_field.organization": 'Organizations have no field "{written}". Fields: {known}.',
    "plan.unknown_field.organization_near": 'Organizations have no field "{written}". '
    'Did you mean "{nearest}"?',
    "plan.unknown_field.residential_unit": 'Residential units have no field "{written}". '
    "Fields: {known}.",
    "plan.unknown_field.residential_unit_near": 'Residential units have no field "{written}". '
    'Did you mean "{nearest}"?',
    "plan.unknown_name_field": 'There is no field "{written}" to be named. Fields: {known}.',
    "plan.unknown_name_field_near": 'There is no field "{written}" to be named. '
    'Did you mean "{nearest}"?',
    "plan.unknown_operator": 'There is no comparison "{written}". Use: {known}.',
    "plan.unknown_operator_near": 'There is no comparison "{written}". Did you mean "{nearest}"?',
    "plan.unknown_part": 'The target has no part "{written}". Parts: {known}.',
    "plan.unknown_part_near": 'The target has no part "{written}". Did you mean "{nearest}"?',
    "plan.unknown_reason": 'The target excludes nobody for "{written}". Reasons: {known}.',
    "plan.unknown_reason_near": 'The target excludes nobody for "{written}". '
    'Did you mean "{nearest}"?',
    "plan.unknown_setting": 'The plan has no setting "{written}". There are: {known}.',
    "plan.unknown_setting_near": 'The plan has no setting "{written}". Did you mean "{nearest}"?',
    "plan.unknown_target": 'There is no target "{written}". Targets: {known}.',
    "plan.unknown_target_near": 'There is no target "{written}". Did you mean "{nearest}"?',
    "plan.value_twice": "A value is written twice.",
    "plan.want_condition": "A condition of the form field: value belongs here.",
    "plan.want_conditions": "A list of conditions belongs here, a dash for each.",
    "plan.want_date": "Must be a day, a month or a year: 2019-03-02, 2019-03, 2019.",
    "plan.want_day": "Must be a day: 2024-12-31, 07-01 (of the year) or {{field: a date field}}.",
    "plan.want_moment": 'The key "{wanted}" is missing: on which day it is counted.',
    "plan.want_operator": 'The field "{field}" needs a comparison: {known}.',
    "plan.want_setting": "A choice of the form setting: choice belongs here.",
    "plan.wrong_moment_key": 'The key "{written}" is not for this kind of record: '
    '"present" for members, "existing" for organizations.',
    "plan.years_reversed": "The first year must come before the last.",
}

WORDS: dict[str, str] = {
    word: text
    for key, sentence in _FAULTS.items()
    for word, text in ((key, _AT + sentence), (f"{key}.remedy", _REMEDY))
}
