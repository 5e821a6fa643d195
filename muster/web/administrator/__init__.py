"""The administrator's pages: people and units, roles for a time, duties, the house itself."""
