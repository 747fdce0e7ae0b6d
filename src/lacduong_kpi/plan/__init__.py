"""Plans: the YAML and what it means. Knows no workbook and no result.

`model` is the meaning, `schema` the form of the file, `load` the door. What is imported from here
stays light: `model` and `calendar` know neither YAML nor Pydantic.
"""
