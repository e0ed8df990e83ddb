"""`python -m cxzy_build` is the `cxzy` command."""

from .cli import main

main()
