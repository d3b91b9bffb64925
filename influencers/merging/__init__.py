"""Duplicates: found, compared, made one, and taken apart again."""
