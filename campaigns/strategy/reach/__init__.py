"""Reach counted once: how audiences overlap."""
