"""Signing in with a provider of identity, ProConnect or another of OpenID Connect (docs/connexion.md).

The sign-in library keeps what it does well: the second factor, the sessions, the attached identities.
Its OpenID Connect client is left aside: it checks neither the nonce nor the signature of what the provider
answers, reads no signed user-info, keeps every claim, and ends no session elsewhere.
"""
