"""The one place that knows MkDocs: it turns mkdocs.yml into settings, and site_src/ and the theme into a frame."""
