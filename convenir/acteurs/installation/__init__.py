"""The pages of whoever keeps the installation: organisations and accounts."""
