"""A file → blocs (`entree`), blocs → PDF, DOCX, ODT, HTML (`sortie`), stored files with their hash.

Knows formats and typography, never what a convention means: giving meaning is the room `lecture`.
Everything but the stored files works without Django and without a database.
"""
