"""People, bodies, places and organisations written several ways."""
