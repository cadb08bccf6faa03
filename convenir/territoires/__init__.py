"""Communes, EPCI, départements, populations by year, contours: the official geographic code.

Answers from its shipped files without a database; the same data can be loaded into the database.
Never: a business fact about a convention.
"""
