"""Reads: composable selects and page-shaped results."""
