"""The finished site: written beside the published one, verified, and put in its place."""
