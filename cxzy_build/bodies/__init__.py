"""Markdown into clean HTML."""
