"""What `muster bench` measures: each case beside its yardstick, in the same run."""
