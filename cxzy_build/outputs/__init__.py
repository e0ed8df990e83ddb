"""Everything a build publishes besides pages: feeds, site map, data, redirects, files; and the plan of it all."""
