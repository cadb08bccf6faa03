"""Settings, urls, server: how the rooms are wired into one Django site."""
