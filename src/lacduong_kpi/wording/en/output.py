"""Files that cannot be written."""

WORDS: dict[str, str] = {
    "output.no_folder": '"{file}" cannot be written: its folder does not exist.',
    "output.no_folder.remedy": "What to do: Make the folder, or choose another.",
    "output.cannot_write": '"{file}" cannot be written.',
    "output.cannot_write.remedy": "What to do: Check the right to write there and the room on the disk, then run again.",
    "output.in_use": '"{file}" cannot be written: it is open in another program, or may not be replaced.',
    "output.in_use.remedy": "What to do: Close it in Word or Excel, or choose another name, then run again.",
    "output.is_folder": '"{file}" cannot be written: it is a folder.',
    "output.is_folder.remedy": "What to do: Add the name of a file after the folder.",
    "output.not_plain": '"{file}" cannot be written: it is no ordinary file.',
    "output.not_plain.remedy": "What to do: Choose another name.",
    "output.is_input": 'the roster "{file}" is not written over.',
    "output.is_input.remedy": "What to do: Choose another name for the result.",
    "output.exists": 'the file "{file}" exists already.',
    "output.exists.remedy": "What to do: Choose another name, or delete the old file first.",
    "output.not_ours": '"{file}" is not written over: it is no report of this program.',
    "output.not_ours.remedy": "What to do: Choose another name for the report.",
    "output.twice": 'the report "{file}" is asked for twice in one command.',
    "output.twice.remedy": "What to do: Leave out one --report, or name them differently.",
}
