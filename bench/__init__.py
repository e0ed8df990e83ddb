"""Timings: what a build takes, alone and against other generators on the same items."""
