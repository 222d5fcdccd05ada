"""Makes `.venv/bin/lianluo` run this checkout: a path file and a small script, so that set-up needs no build tools."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SCRIPT = """#!{python}
import sys

from lianluo.config.cli import main

sys.exit(main())
"""


def main() -> None:
    Path(sysconfig.get_path("purelib"), "lianluo.pth").write_text(f"{PROJECT / 'src'}\n")
    # Not resolved: the link in the environment is what tells Python which environment it is.
    command = Path(sys.executable).parent / "lianluo"
    command.write_text(SCRIPT.format(python=sys.executable))
    command.chmod(0o755)


if __name__ == "__main__":
    main()
