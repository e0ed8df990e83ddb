"""Pictures: decoded, cleaned, and encoded in the forms that are published."""
