"""Plans: the YAML and what it means. Knows no workbook and no result.

`model` is the meaning and `calendar` its days, `schema` the form of the file, `load` the door,
`words` tells rules in words, `check` finds what is suspicious.
"""
