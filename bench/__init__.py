"""What a build takes in time and memory: alone, and in turn with other generators on the same items.

corpus: the items, written for each generator. peers: the other generators. runs: one command, measured once or in
rounds. memory: what all processes of a run hold together. edits: what an officer changes between two builds.
scenarios: what is run. tables, machine, report: what is told.
"""
