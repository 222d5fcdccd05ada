"""The solver is carried only by a process that plans; its answers are told with what is proven of them."""

import subprocess
import sys

import pytest

from lianluo.liaison.solving import Model, Unsolvable, solve


def test_the_planners_load_no_solver_before_they_plan():
    script = (
        "import sys, lianluo.liaison.assigning, lianluo.liaison.touring; sys.exit('highspy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": ":".join(sys.path)}, check=False)
    assert ran.returncode == 0


def test_the_bound_and_the_cost_of_whole_and_broken_numbers():
    for whole, least in ((True, 4), (False, 3)):
        model = Model()
        enough = model.row(lower=3)
        model.column(2, 5, [(enough, 2)], whole=whole)
        found = solve(model, gap=0, seconds=5)
        assert (found.cost, found.bound, found.stopped_by_clock) == (least, least, False)


def test_fixed_columns_keep_their_value():
    model = Model()
    enough = model.row(lower=3)
    cheap, dear = model.column(1, 5, [(enough, 1)]), model.column(2, 5, [(enough, 1)])
    found = solve(model, gap=0, seconds=5, fixed={cheap: 1})
    assert (found.values[cheap], found.values[dear], found.cost) == (1, 2, 5)


def test_rows_that_contradict_each_other():
    model = Model()
    both = model.row(lower=2)
    model.column(1, 1, [(both, 1)])
    with pytest.raises(Unsolvable):
        solve(model, gap=0, seconds=5)
    empty = Model()
    empty.row(lower=1)
    with pytest.raises(Unsolvable):
        solve(empty, gap=0, seconds=5)
