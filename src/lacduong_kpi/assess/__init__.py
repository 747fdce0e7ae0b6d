"""A roster and a plan become an assessment.

The package bears the name of its main function, and Python binds it to `lacduong_kpi.assess` as
soon as anything in it is imported. So that `from lacduong_kpi import assess` always gives what can
be called, the package itself can be.
"""
