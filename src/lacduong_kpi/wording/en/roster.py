"""What stops a run after the files were read: no roster, no year."""

WORDS: dict[str, str] = {
    "roster.as_of_before_year": "--as-of {as_of} lies before the scored year {year}.",
    "roster.as_of_before_year.remedy": "What to do: Give a day from 01/01/{year} on, or another --year.",
    "roster.no_files": "the folders that were given hold no file to read.",
    "roster.no_files.remedy": "What to do: Check the name of the folder; rosters are .xlsx, .xls, .ods or .csv files.",
    "roster.no_year": "the year is not known; file names, sheet names, titles and columns name none.",
    "roster.no_year.remedy": "What to do: Add the year, for example: {typed} --year 2024",
    "roster.none_in_file": 'there is no roster in the file "{file}" ({count} sheets were looked at).\n'
    "No header row names people, organizations or residential units.",
    "roster.none_in_file.remedy": "What to do: See how the headers were understood: "
    'lacduong-kpi columns "{file}"',
    "roster.none_in_files": "there is no roster in {files} files ({count} sheets were looked at).\n"
    "No header row names people, organizations or residential units.",
    "roster.none_in_files.remedy": "What to do: See how the headers were understood with: "
    "lacduong-kpi columns",
    "roster.only_about": "there are only facts about members of another list (as of ties to the residence), "
    "and no list of members of {year}.",
    "roster.only_about.remedy": "What to do: Add the list of members of {year}.",
    "roster.other_year": "there is no list of {year}; the lists are of {years}.",
    "roster.other_year.remedy": "What to do: Add the lists of {year}, or give another --year.",
}
