"""Independent tools for testing a built site from the outside.

Nothing here imports the generator: every rule comes from a public standard or from what a
browser or a web server does, so a fault in the generator can't hide in its own tests.

* :mod:`.feeds`: validators of Atom feeds, JSON feeds and sitemaps
* :mod:`.server`: a local web server that serves a folder under a sub-path
* :mod:`.crawl`: a crawler that follows every internal link and reports what is broken
* :mod:`.tree`: digests of a whole folder, to compare two builds
* :mod:`.edits`: edits to a site, drawn at random and told in words
* :mod:`.crash`: kills a process, or meddles with what it reads, at a chosen instant
* :mod:`.rights`: file modes that hold for root too
* :mod:`.browser`: a real Chromium, its errors, its requests and axe's findings
"""
