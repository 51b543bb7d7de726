"""Search the places of a fictional conference, and say how long it took, in JSON: a process of its own, so that its memory can be said."""

from __future__ import annotations

import json
import resource
import sys
import time

from bench.delegates import conference
from breakout_tui.allocate.search import Search


def main() -> None:
    """The arguments: the number of delegates, the seed, and ``apart`` if nobody has a partner."""
    task = conference(int(sys.argv[1]), int(sys.argv[2]), has_partners="apart" not in sys.argv)
    wall, used = time.perf_counter(), time.process_time()
    found = Search(task).run()
    wall, used = time.perf_counter() - wall, time.process_time() - used
    assert found is not None
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    solved = [[each.criterion.name, each.value, each.bound] for each in found.solved]
    print(json.dumps({"wall": wall, "cpu": used, "memory": memory, "solved": solved, "places": found.places}))


if __name__ == "__main__":
    main()
