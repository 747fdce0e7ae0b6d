"""What is said beside a result, on stderr."""

WORDS: dict[str, str] = {
    "cli.cannot_run": "CANNOT RUN:",
    "cli.bug": "A FAULT OF THE PROGRAM in step {step} ({kind}), file {file}; the rosters are not to blame.\nWhat to do: Report the line above to whoever looks after the program; add -v for details.",
    "cli.stdout_failed": "the result could not be written to the screen or the file that takes it.",
    "cli.stdout_failed.remedy": "What to do: Check that the disk has room, then run again.",
    "cli.settings_file": "Using the settings in {file}.",
    "cli.progress": "Reading: {done}/{total} files, {people} people, {faults} errors and warnings",
    "cli.password": "Password of the workbook (not shown; leave empty to skip): ",
    "cli.personal": "The result below holds personal data (names, birth dates, card numbers).",
    "cli.wrote": "Wrote {file}.",
    "cli.wrote_template": "Made {file}. Fill in its three sheets, save it, then run: lacduong-kpi check {arguments}",
    "cli.demo": "Sample figures, no real person. Folder: {folder}",
    "cli.default.plan": "plan 42 (packaged)",
    "cli.default.year": "the newest year in the rosters",
    "cli.default.language": "vi",
    "cli.origin.option": "from the command line",
    "cli.origin.environment": "from the environment",
    "cli.origin.file": "from the settings file",
    "cli.origin.default": "default",
    "cli.more_problems": "… and {count} more; mend those above and run again to see the rest.",
    "cli.completion": "Completion for {shell} is installed: {file}. Open a new terminal to use it.",
}
