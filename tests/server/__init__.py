"""A database on a real PostgreSQL server, from a wheel."""
