# SPDX-License-Identifier: MIT
# Runs programs and says what they cost: whole processes by spawn.c, and passes inside of processes that keep running.
#
# Whatever is compared is interleaved: first, second, third, first, second, third … Other work on the machine then hits all alike, and ratios
# of neighbours stay right where times do not.
import math
import statistics
import subprocess
from typing import NamedTuple

SLOW = 1.0       # seconds; what takes longer is run in every fourth round only
SLOW_EVERY = 4


class Cost(NamedTuple):
    wall: float  # seconds
    cpu: float   # seconds, user and system, children included
    memory: int  # peak resident set, bytes; 0: not known


class Failed(Exception):
    """A program that ended otherwise than it should: what was run and its exit code."""


def run(spawn, words, environment, expected=(0, 1)):
    """One process from start to end, started by the program `spawn`; nothing goes in, what comes out is thrown away."""
    found = subprocess.run([spawn, *words], stdin=subprocess.DEVNULL, capture_output=True, env=environment, text=True, check=False)
    if found.returncode != 0:
        raise Failed(found.stderr.strip())
    wall, cpu, memory, code = map(int, found.stdout.split())
    if code not in expected:
        raise Failed(f'{" ".join(words)[:200]}: exit code {code}')
    return Cost(wall / 1e9, cpu / 1e9, memory)


def find_peak(process):
    """The most memory that a running process has had."""
    with open(f'/proc/{process}/status', encoding='utf-8', errors='replace') as lines:
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith('VmHWM:')), 0)


class Server:
    """A process that keeps its drafts: ask(N) makes it go over them N times. See whole.cc, node/check.mjs and spamassassin.pl."""

    def __init__(self, words, environment, drafts):
        self.drafts = drafts
        self.passes = 1
        self.findings = 0
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
                                        text=True)
        first = self.process.stdout.readline().split()
        if first[:1] != ['ready']:
            raise Failed(f'{" ".join(words)[:200]}: did not get ready')
        self.ready = int(first[1]) / 1e9

    def ask(self):
        """What one draft costs, on average over the passes."""
        self.process.stdin.write(f'{self.passes}\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline().split()
        if len(line) != 3:
            raise Failed('a process that keeps drafts ended early')
        wall, cpu, self.findings = map(int, line)
        each = 1e9 * self.passes * self.drafts
        return Cost(wall / each, cpu / each, 0)

    def warm_up(self, seconds=0.2):
        """A pass or two, and the number of passes that make up at least `seconds` from now on. True where one takes over SLOW."""
        once = self.ask().wall * self.drafts
        if once < SLOW:
            once = self.ask().wall * self.drafts
        self.passes = max(1, round(seconds / max(once, 1e-9)))
        return once > SLOW

    def end(self):
        """Ends it; the most memory that it had."""
        memory = find_peak(self.process.pid)
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        return memory


def interleave(tasks, rounds, slow=None, say=lambda text: None, slow_every=SLOW_EVERY):
    """tasks: {name: function -> Cost}. All in turn, those that `slow` names in every fourth round; without `slow` each is run once before, to
    see. {name: [Cost or None a round]}."""
    if slow is None:
        slow = {name for name, task in tasks.items() if task().wall > SLOW}
    found = {name: [] for name in tasks}
    for number in range(rounds):
        say(f'round {number + 1} of {rounds}')
        for name, task in tasks.items():
            found[name].append(None if name in slow and number % slow_every else task())
    return found


class Summary(NamedTuple):
    wall: float
    cpu: float
    memory: int
    rounds: int
    wall_ratio: float  # to that of the base in the same rounds; 1 for the base itself
    cpu_ratio: float


def sum_up(found, base):
    """Medians; the ratios are the medians of the ratios within rounds."""
    out = {}
    for name, costs in found.items():
        seen = [cost for cost in costs if cost]
        pairs = [(cost, of_base) for cost, of_base in zip(costs, found[base]) if cost and of_base]
        out[name] = Summary(statistics.median(cost.wall for cost in seen), statistics.median(cost.cpu for cost in seen),
                            max(cost.memory for cost in seen), len(seen), statistics.median(cost.wall / other.wall for cost, other in pairs),
                            statistics.median(cost.cpu / max(other.cpu, 1e-9) for cost, other in pairs))
    return out


def fit_exponent(sizes, times):
    """The slope of log time over log size: 1 is linear growth."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(each) for each in times]).slope
