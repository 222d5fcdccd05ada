"""The offices of the liaison tests serve here too."""

from tests.liaison.conftest import desk

__all__ = ["desk"]
