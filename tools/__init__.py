"""What the people who build Muster use and Muster itself never imports."""
