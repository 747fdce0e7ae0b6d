"""The English catalogue, a module a subject."""
