"""Tells Django which folder the application is."""

from django.apps import AppConfig


class AllotmentsConfig(AppConfig):
    """The one application."""

    name = "tests.foreign.allotments"
    label = "allotments"
