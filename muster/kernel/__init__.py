"""The words every room speaks: ids, time, sentences and problems. Pure Python, no Django."""
