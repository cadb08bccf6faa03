"""Signing in, by the library allauth: its addresses in French, its adapters, its pages in our shell."""
