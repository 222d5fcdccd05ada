"""The product's settings with the tests' own data folder, so that no test can touch an office's data."""

import os
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "build" / "test-data"
os.environ["LIANLUO_DATA"] = str(DATA)
for name in [name for name in os.environ if name.startswith("LIANLUO_") and name != "LIANLUO_DATA"]:
    del os.environ[name]

from lianluo.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests read the English message ids; those about Chinese say so themselves.
LANGUAGE_CODE = "en"
