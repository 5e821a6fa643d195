"""Scoring alone, streaming: sittings in by the batch, tables of results out."""
