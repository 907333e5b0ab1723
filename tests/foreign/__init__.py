"""A web application that nobody here wrote: Django's admin, over one small model."""
