"""Numbers of provisions and objectives."""
