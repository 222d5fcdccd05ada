import importlib

import pytest


@pytest.fixture
def cast(rooms):
    """The small office with a head, a leader and the head of another department."""
    return importlib.import_module("tests.matters.cast").cast_of(
        rooms
    )  # models are not ready when this is read
