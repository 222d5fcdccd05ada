"""`python -m bench`: how fast and how large the product is. See README.md here."""

from bench import place  # noqa: F401 sets Django up before a bench loads a model
