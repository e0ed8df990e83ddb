"""Pages: what each shows, and how it is rendered into Material's frame."""
