"""The same years as processes of SimPy: faults that strike, alarms and repairs."""
import math
import random
import sys

import simpy

YEAR = 365 * 86400
years = int(sys.argv[1])
draw = random.Random(1)
down = 0.0


def outage(env):
    global down
    began = env.now
    yield env.timeout(draw.lognormvariate(math.log(300), 0.9))
    yield env.timeout(draw.lognormvariate(math.log(900), 0.8))
    down += env.now - began


def faults(env):
    while True:
        yield env.timeout(draw.expovariate(24 / YEAR))
        env.process(outage(env))


for year in range(years):
    env = simpy.Environment()
    env.process(faults(env))
    env.run(until=YEAR)
print(down / years)
