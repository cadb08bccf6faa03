"""The communes' votes: one record for each commune, from the request to the adhesion in force.

Préambule, article 6 and annexe 5 of a convention: communes join one by one, as their councils vote.
"""
