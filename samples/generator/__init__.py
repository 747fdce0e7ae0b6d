"""Makes the sample district: synthetic people, the workbooks an office would keep, the truth."""
