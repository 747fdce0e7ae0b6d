"""Faults of the settings file."""

WORDS: dict[str, str] = {
    "config.missing": 'the settings file "{file}" was not found.',
    "config.missing.remedy": "What to do: Check the name after --config.",
    "config.unreadable": 'the settings file "{file}" cannot be read.',
    "config.unreadable.remedy": "What to do: Save it as UTF-8 text, then run again.",
    "config.syntax": "the settings file is written wrong at {file}:{line}:{column}.",
    "config.syntax.remedy": 'What to do: Write that line like: year = 2024 or plan = "plan.yaml"',
    "config.unknown_key": 'the settings file "{file}" has a key that cannot be used: "{key}".',
    "config.unknown_key.remedy": "What to do: Choose among the keys: plan, year, language, settings, letterhead.",
    "config.bad_value": 'the settings file "{file}" has a value that cannot be used at "{key}".',
    "config.bad_value.remedy": 'What to do: Write year as a number, language as "vi" or "en", other keys as quoted text.',
    "config.outside_setting": '[settings] of the settings file "{file}" names "{written}", which is no setting of the plan.',
    "config.outside_setting.remedy": "What to do: Choose among: {known}.",
    "config.outside_setting_near": '[settings] of the settings file "{file}" names "{written}", which is no setting of the plan. Did you mean "{nearest}"?',
    "config.outside_setting_near.remedy": "What to do: Correct the name; see the settings of the plan: lacduong-kpi plan show",
    "config.outside_choice": '[settings] of the settings file "{file}" says {name} = "{written}", which the plan does not offer.',
    "config.outside_choice.remedy": "What to do: Choose among: {known}.",
    "config.outside_choice_near": '[settings] of the settings file "{file}" says {name} = "{written}", which the plan does not offer. Did you mean "{nearest}"?',
    "config.outside_choice_near.remedy": "What to do: Correct the choice; see the choices of the plan: lacduong-kpi plan show",
}
