"""`cxzy serve`: the site on this machine, built again when a file changes; the browser shows it by itself."""
