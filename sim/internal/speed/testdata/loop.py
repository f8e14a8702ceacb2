"""The hand-written loop in NumPy: the mean downtime of years with 24 incidents."""
import math
import sys

import numpy

years = int(sys.argv[1])
rng = numpy.random.default_rng(1)
total = 0.0
for first in range(0, years, 20_000):  # some at a time, which fit into the cache's reach
    n = min(20_000, years - first)
    counts = rng.poisson(24, n)
    detect = rng.lognormal(math.log(300), 0.9, counts.sum())
    recover = rng.lognormal(math.log(900), 0.8, counts.sum())
    total += numpy.bincount(numpy.repeat(numpy.arange(n), counts), detect + recover, n).sum()
print(total / years)
