"""The windows: they show and ask, and know neither database nor browser nor models."""

from gui.lasting import keep_constants

keep_constants()
