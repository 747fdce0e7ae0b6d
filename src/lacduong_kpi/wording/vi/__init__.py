"""The Vietnamese catalogue, a module a subject."""
