"""The founding text's claims about micro and macro, held against one pool with its own numbers.

A claim that rests on figures nobody measured is "no_data", for the benchmarks would only repeat themselves.
"""
