#!/usr/bin/env bash
# limits 5.8.0: in the fixed window a hit that is refused uses up what was left of the limit. In the moving window and
# the sliding window counter, which take the same calls, it does not.
#
# Guessed: hit() says False and takes nothing, in all three.
# Seen:    10 a minute, 8 of them used, hit(cost=5) is refused by each; then hit(cost=1) is
#          fixed window: refused, and 0 remain
#          moving window: let in
#          sliding window counter: let in
#
# It matters for a door that counts long messages or uploads by their size: one that is too large shuts out the small
# ones behind it until the minute is over, and a change of strategy changes who gets in.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check limits==5.8.0

"$work/venv/bin/python" - <<'PYTHON'
import sys
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

LIMIT = RateLimitItemPerMinute(10)
STATED = {FixedWindowRateLimiter: False, MovingWindowRateLimiter: True, SlidingWindowCounterRateLimiter: True}

if time.time() % 60 > 55:  # all within one minute
    time.sleep(10)
changed = False
for strategy, stated in STATED.items():
    window = strategy(MemoryStorage())
    used, refused = window.hit(LIMIT, "door", cost=8), not window.hit(LIMIT, "door", cost=5)
    let_in, remain = window.hit(LIMIT, "door", cost=1), window.get_window_stats(LIMIT, "door").remaining
    print(f"{strategy.__name__}: 5 more {'refused' if refused else 'let in'}, then 1 {'let in' if let_in else 'refused'}, "
          f"{remain} remain")
    changed = changed or not used or not refused or let_in is not stated
if changed:
    print("changed: what a refused hit uses up is no longer as stated")
    sys.exit(1)
PYTHON
