"""The strategy core: plain frozen records in, plain frozen records out.

No Django, no clock, no global random state: all of it can be imported, run and checked without settings.
"""
