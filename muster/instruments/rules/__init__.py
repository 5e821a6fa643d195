"""The thinking of the instruments' room: one specification, two engines, no Django."""
