import io
from datetime import date

import openpyxl  # noqa: F401
