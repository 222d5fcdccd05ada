"""python -m bench [assigning | clock | list | …]: all of them where none is named."""

from __future__ import annotations

import sys

from bench import assigning, clock, coverage, imports, letters, list_page, office, place
from lianluo.foundation import postgres

BENCHES = {
    "assigning": assigning.main, "clock": clock.main, "coverage": coverage.main,
    "list": list_page.main, "imports": imports.main, "letters": letters.main, "office": office.main,
}  # fmt: skip


def main(names: list[str]) -> int:
    if unknown := set(names) - set(BENCHES):
        print(f"There is no bench {', '.join(sorted(unknown))}. {__doc__}", file=sys.stderr)
        return 2
    print(place.machine())
    with postgres.serving(place.DATA, postgres.Wishes({}, create_databases=True)):
        for name in names or BENCHES:
            print(f"\n## {name}\n", flush=True)
            BENCHES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
