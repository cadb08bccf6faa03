"""Who works where: organisations with their posts and mandates over time, for those who act beside them."""
