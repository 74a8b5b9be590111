# SPDX-License-Identifier: MIT
# How time and memory grow with the length of a text, the number of rules and the number of messages.
import os
from typing import NamedTuple

import made
import measure

LENGTHS = [1500, 5000, 15000, 50000, 150000, 500000, 1500000]
RULES = [100, 400, 1600, 6400]
MESSAGES = [125, 500, 2000]


class Growth(NamedTuple):
    what: str
    sizes: list
    columns: list  # (heading, values as text)
    sentence: str


def ask_in_turn(bench, servers, what):
    for server in servers.values():
        server.warm_up(0.05)
    found = measure.interleave({size: server.ask for size, server in servers.items()}, bench.rounds, (), lambda text: bench.say(f'{what}: {text}'))
    return find_least(found), {size: server.end() for size, server in servers.items()}


def find_least(found):
    """The least processor time that each took: what other work on the machine adds is no growth."""
    return {size: min(cost.cpu for cost in costs if cost) for size, costs in found.items()}


def to_exponent(sizes, times):
    return f'{measure.fit_exponent(sizes, times):.2f}'


def to_time(seconds):
    return f'{seconds * 1e6:,.0f} µs' if seconds < 1e-3 else f'{seconds * 1e3:,.1f} ms' if seconds < 1 else f'{seconds:,.1f} s'


def to_memory(size):
    return f'{size / 1e6:,.1f} MB'


def grow_text(bench):
    files = {size: bench.keep(f'text-{size}.txt', bench.writer.text(size)) for size in LENGTHS}
    servers = {size: measure.Server([bench.whole, 'warm', 'text', path], bench.environment, 1) for size, path in files.items()}
    least, memory = ask_in_turn(bench, servers, 'length of a text')
    times = [least[size] for size in LENGTHS]
    return Growth('bytes of text', LENGTHS, [('checking it', list(map(to_time, times))), ('memory', [to_memory(memory[size]) for size in LENGTHS])],
                  f'Time grows with the length of a text to the power of {to_exponent(LENGTHS, times)}')


def grow_rules(bench):
    writers = {count: made.Writer([], 2) for count in RULES}
    servers = {}
    for count, writer in writers.items():
        writer.sentences, writer.words = bench.writer.sentences, bench.writer.words
        path = bench.keep(f'rules-{count}.yaml', writer.rules(count))
        servers[count] = measure.Server([bench.whole, 'rules', path, *bench.texts], bench.environment, len(bench.texts))
    ready = [server.ready for server in servers.values()]
    least, memory = ask_in_turn(bench, servers, 'number of rules')
    findings = [server.findings / len(bench.texts) for server in servers.values()]
    times = [least[count] for count in RULES]
    return Growth('rules', RULES, [('reading them', list(map(to_time, ready))), ('checking a draft', list(map(to_time, times))),
                                   ('findings a draft', [f'{each:.1f}' for each in findings]),
                                   ('memory', [to_memory(memory[count]) for count in RULES])],
                  f'with the number of rules to the power of {to_exponent(RULES, times)} (reading them {to_exponent(RULES, ready)})')


def grow_messages(bench):
    files = [bench.keep(f'messages/grow-{number:06}.eml', text) for number, text in enumerate(bench.writer.messages(MESSAGES[-1]))]
    words = [bench.replylint, 'check', '--no-config', '--format', 'gcc']
    tasks = {count: lambda count=count: bench.run([*words, *files[:count]]) for count in MESSAGES}
    found = measure.interleave(tasks, max(5, bench.rounds // 4), (), lambda text: bench.say(f'number of messages: {text}'))
    least = find_least(found)
    times = [least[count] for count in MESSAGES]
    for path in files:
        os.remove(path)
    return Growth('messages', MESSAGES, [('checking all', list(map(to_time, times))), ('memory', [to_memory(max(cost.memory for cost in found[count])) for count in MESSAGES])],
                  f'with the number of messages to the power of {to_exponent(MESSAGES, times)}')
