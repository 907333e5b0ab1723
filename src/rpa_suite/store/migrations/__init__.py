"""Numbered changes of the database; never edited once released."""
