"""The only door to spreadsheets: from paths to sheets of values with addresses.

Knows no header and no field. Everything that comes from outside is held to be hostile.
"""
