"""The help texts."""

_CODES = "Exit codes: 0 met or not due; 1 a target is not met; 2 could not run; 3 a target is undetermined; 4 a fault of the program."

WORDS: dict[str, str] = {
    "help.program": """lacduong-kpi {version}: scores the targets of a plan against rosters kept in Excel

Usage:  lacduong-kpi COMMAND FILE... [OPTIONS]
Try it: lacduong-kpi demo                          (sample figures, no real person)

See results
  check      Score the targets; write reports for Word, Excel, the browser
  explain    Explain one target: how it is counted, who is missing, which cells decide
  compare    Compare two rosters: who came, who left, which cells changed, what it does
Check rosters
  validate   Name what is wrong, blank or contradictory in the rosters, and the remedy
  columns    Tell how each sheet and column was understood
  records    Put out the roster as it was read (holds personal data)
Prepare
  template   Make an empty Excel file with the columns that the plan needs
  plan       Show, check, test a plan file; put out its schema
  config     Show the settings in force and where each comes from (show)
Options often used
  --year 2024          Year to score; by default the newest year in the rosters
  --as-of 31/12/2024   Day of the figures; by default 31 December of the year
  --report KQ.docx     Write a report; the suffix chooses: .docx .xlsx .html .csv ...
  --details            Show names (hidden by default)
  --lang en            Speak English
  --version            Show the version
All options of a command:  lacduong-kpi check --help
FILE is an Excel roster or a folder of rosters; it can be dragged into this window.
The program only reads rosters, never changes them, and sends nothing from this machine.""",
    "help.usage": "Usage:  {typed} [OPTIONS]",
    "help.usage_group": "Usage:  {path} COMMAND [OPTIONS]",
    "help.commands": "Commands",
    "help.more": "All options of a command:  {path} COMMAND --help",
    "help.examples": "Examples",
    "help.panel.main": "Scoring",
    "help.panel.reading": "Reading rosters",
    "help.panel.output": "Results",
    "help.panel.other": "Other",
    "help.metavar.roster": "FILE",
    "help.metavar.target": "TARGET",
    "help.metavar.file": "FILE",
    "help.metavar.copy": "COPY.xlsx",
    "help.metavar.path": "FILE",
    "help.metavar.out": "NEW_FILE.xlsx",
    "help.metavar.old": "OLD",
    "help.metavar.new": "NEW",
    "help.metavar.plan": "PLAN",
    "help.metavar.year": "YEAR",
    "help.metavar.date": "DATE",
    "help.metavar.id": "ID",
    "help.metavar.n": "N",
    "help.metavar.value": "VALUE",
    "help.metavar.card_or_cell": "CARD_OR_CELL",
    "help.roster": "An Excel roster (.xlsx .xls .ods .csv ...) or a folder of rosters.",
    "help.one_target": "The id of the target, for example B3.",
    "help.old": "The old roster: a file or a folder.",
    "help.new": "The new roster: a file or a folder.",
    "help.out": "The file to make; never written over. A name with a year (template-2024.xlsx) sets the year.",
    "help.plan_argument": "The plan file; by default the packaged plan 42.",
    "help.plan_schema_argument": "A plan file: the schema then knows its fields, definitions and settings too; by default the schema of all plans.",
    "help.plan_option": "The plan file; by default the packaged plan 42.",
    "help.year": "Year to score; by default the newest year in the rosters.",
    "help.as_of": "Day of the figures, for example 31/12/2024; by default the day in the rosters, or 31 December.",
    "help.password_file": "A text file with passwords of workbooks, one a line.",
    "help.large_files": "Allow very large files (up to 1,048,576 rows).",
    "help.mapping": "A YAML file that corrects how sheets and columns are understood (made by: columns --write-mapping).",
    "help.jobs": "How many files are read at once; by default as many as the machine has cores.",
    "help.config": "The settings file; by default lacduong-kpi.toml in the current folder, if there is one.",
    "help.target": "Score this target only; give it several times for several targets.",
    "help.by_organization": "Show the result of each grassroots organization too.",
    "help.details": "Show names; the result then holds personal data.",
    "help.report": "Write a report; the suffix chooses: .html .xlsx .docx .json .xml .csv .md .prom. Give it several times for several reports.",
    "help.fail_on": "When the exit code is not 0: never, not met, undetermined (default), or also data errors.",
    "help.limit": "Lines of each long list; 0 is all.",
    "help.quiet": "Silent when the exit code is 0; else one line for each target or kind of error.",
    "help.no_messages": "No messages beside the result.",
    "help.verbose": "More details when the program fails.",
    "help.lang": "Language: vi or en.",
    "help.format": "Format of the result on the screen.",
    "help.version": "Show the version.",
    "help.annotate": "Write a copy of the workbook with bad and deciding cells marked and commented.",
    "help.write_mapping": "Write the present understanding as a YAML file to correct.",
    "help.member": "Explain one person: a card number or a cell, for example F133.",
    "help.option.help": "Show this help.",
    "help.option.install_completion": "Install completion of commands with the Tab key.",
    "help.option.show_completion": "Show the completion script to install it by hand.",
    "help.command.check": "Scores every target of the plan, prints the table of results, writes reports.",
    "help.command.check.example": "  lacduong-kpi check samples/2024\n  lacduong-kpi check rosters-2024 --report results.docx --report results.html\n  lacduong-kpi check rosters-2024 --target B3 --by-organization",
    "help.command.check.codes": _CODES,
    "help.command.explain": "Explains one target: the plan's sentence, how it is counted, which cells decide, who is missing.",
    "help.command.explain.example": "  lacduong-kpi explain B3 samples/2024\n  lacduong-kpi explain B3 samples/2024 --member F133",
    "help.command.validate": "Checks rosters: what is wrong, blank or contradictory, in which cell, and the remedy.",
    "help.command.validate.example": "  lacduong-kpi validate samples/faulty\n  lacduong-kpi validate DSDV.xlsx --annotate DSDV-notes.xlsx",
    "help.command.validate.codes": "Exit codes: 0 no error; 1 data errors; 2 could not run; 4 a fault of the program.",
    "help.command.columns": "Tells how each sheet and column was understood, and which was not.",
    "help.command.columns.example": "  lacduong-kpi columns DSDV.xlsx\n  lacduong-kpi columns DSDV.xlsx --write-mapping mapping.yaml",
    "help.command.records": "Puts out the roster as it was read. The result always holds personal data.",
    "help.command.records.example": "  lacduong-kpi records DSDV.xlsx -f csv > read.csv",
    "help.command.compare": "Compares two rosters and what the difference does to each target.",
    "help.command.compare.example": "  lacduong-kpi compare samples/2023 samples/2024",
    "help.command.template": "Makes an empty Excel file with exactly the columns that the plan needs, and notes on filling it in.",
    "help.command.template.example": "  lacduong-kpi template template-2024.xlsx",
    "help.command.demo": "Runs the main job on the packaged sample.",
    "help.command.plan.show": "Prints the plan in words: each target, how it is counted, goal, due date.",
    "help.command.plan.show.short": "Print the plan in words",
    "help.command.plan.check": "Finds what is wrong or suspicious in a plan file, with line and column.",
    "help.command.plan.check.short": "Find what is wrong or suspicious in a plan file",
    "help.command.plan.check.codes": "Exit codes: 0 nothing suspicious; 1 something is; 2 the plan file cannot be used.",
    "help.command.plan.test": "Runs the examples that stand in the plan file against what they expect.",
    "help.command.plan.test.short": "Run the examples that stand in the plan file",
    "help.command.plan.test.codes": "Exit codes: 0 all examples hold; 1 one does not; 2 the plan file cannot be used.",
    "help.command.plan.schema": "Prints the JSON Schema of plan files, for editors to complete and check.",
    "help.command.plan.schema.short": "Print the JSON Schema of plan files",
    "help.command.config.show": "Tells the settings in force and where from: command line, environment, file, default.",
    "help.command.config.show.short": "Tell the settings in force and where each comes from",
}
