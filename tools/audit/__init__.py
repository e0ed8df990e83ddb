"""`make audit`: what takes too long, or needs too much, for every run of the tests.

`python -m audit [html] [lighthouse] [weight]`, all three if none is named. Exit status 1 if something is not as it
should be. docs/quality.md tells what each proves.
"""
