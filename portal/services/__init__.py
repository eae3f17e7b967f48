"""Writes: one verb a function, one function a transaction."""
