"""`python -m campaigns.strategy solve|check|forecast|reach`: the core on the command line, by the contract.

Exit status 0: done (check: accepted); 1: check refuses, naming the fault; 2: the input cannot be used, one
line on stderr.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump, read_json
from campaigns.strategy.contract.problem import read_problem, solution_to_dict
from campaigns.strategy.validation import ProblemError

USAGE = (
    "usage: python -m campaigns.strategy solve < problem.json | check problem.json solution.json"
    " | forecast < accounts.json | reach < audiences.json"
)


def run_solve(arguments: Sequence[str]) -> int:
    """Problem on stdin, solution on stdout."""
    if arguments:
        raise ProblemError(USAGE)
    from campaigns.strategy.selection import solve  # the checker must not load the solver

    problem = read_problem(sys.stdin.buffer.read())
    sys.stdout.write(dump(solution_to_dict(solve(problem))) + "\n")
    return 0


def run_check(arguments: Sequence[str]) -> int:
    """Problem file and solution file; says what is wrong on stderr."""
    if len(arguments) != 2:
        raise ProblemError(USAGE)
    problem = read_problem(Path(arguments[0]).read_bytes())
    claim = read_json(Path(arguments[1]).read_bytes())
    fault = check(problem, claim) if isinstance(claim, dict) else "the solution is not an object"
    sys.stderr.write(f"refused: {fault}\n" if fault else "")
    return 1 if fault else 0


def run_forecast(arguments: Sequence[str]) -> int:
    """Accounts with their posts on stdin, their next posts on stdout."""
    if arguments:
        raise ProblemError(USAGE)
    from campaigns.strategy.contract.forecast import forecast_from

    sys.stdout.write(dump(forecast_from(sys.stdin.buffer.read())) + "\n")
    return 0


def run_reach(arguments: Sequence[str]) -> int:
    """Offers with audited overlaps on stdin, what sets of them reach on stdout."""
    if arguments:
        raise ProblemError(USAGE)
    from campaigns.strategy.contract.reach import reach_from

    sys.stdout.write(dump(reach_from(sys.stdin.buffer.read())) + "\n")
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "solve": run_solve,
    "check": run_check,
    "forecast": run_forecast,
    "reach": run_reach,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    try:
        if command is None:
            raise ProblemError(USAGE)
        return command(arguments[1:])
    except (ProblemError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
