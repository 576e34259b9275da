"""`python -m checks`: print what is wrong with the content."""

import sys

from checks.content import main

sys.exit(main())
