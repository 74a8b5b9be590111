# SPDX-License-Identifier: MIT
# What is measured: one draft in a process of its own, drafts in a process that keeps running, and much mail at once.
import os
import subprocess
from typing import NamedTuple

import dialects
import made
import measure
import peers

NAME_OF_SPAMASSASSIN = 'SpamAssassin, our phrases as its body rules'
START = ': start'
CODES = range(126)  # linters tell by their exit codes what they found


class Row(NamedTuple):
    name: str
    cost: measure.Summary


class Bench:
    """What the sections share: programs, drafts and where to keep things."""

    def __init__(self, build, folder, rounds, say):
        self.replylint = os.path.join(build, 'replylint')
        self.hello = os.path.join(build, 'tests', 'bench', 'bench_hello')
        self.spawn = os.path.join(build, 'tests', 'bench', 'bench_spawn')
        self.whole = os.path.join(build, 'tests', 'bench', 'bench_whole')
        self.folder, self.rounds, self.say = folder, rounds, say
        self.environment = {'PATH': '/usr/bin:/bin', 'HOME': os.path.join(folder, 'home'), 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}
        os.makedirs(self.environment['HOME'], exist_ok=True)
        self.left_out = []
        self.own_rules = os.path.join(peers.HERE, 'own.yaml')
        self.options = subprocess.run([self.replylint, 'check', '--help'], capture_output=True, text=True, check=True).stdout
        bodies = made.read_bodies(os.path.join(os.path.dirname(peers.HERE), 'drafts', 'tune'))
        self.writer = made.Writer(bodies.values())
        fitting = [path for path, body in bodies.items() if 1000 <= len(body.encode()) <= 2000]
        chosen = fitting[::max(1, len(fitting) // 40)][:40]
        self.texts = [self.keep(f'draft-{number:02}.txt', bodies[path]) for number, path in enumerate(chosen)]
        self.mails = chosen
        self.size = sum(len(bodies[path].encode()) for path in chosen) // len(chosen)
        self.draft = min(self.texts, key=lambda path: abs(os.path.getsize(path) - 1500))
        self.patterns = subprocess.run([self.whole, 'patterns'], capture_output=True, text=True, check=True).stdout.splitlines()

    def keep(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8', newline='\n') as out:
            out.write(text)
        return path

    def run(self, words):
        # Outside of the C locale grep decodes characters, which nobody else here does.
        environment = dict(self.environment, LC_ALL='C') if words[0].endswith('grep') else self.environment
        return measure.run(self.spawn, words, environment, CODES)

    def find_node_peers(self, node):
        """Those of peers.NODE that run here."""
        if node.missing:
            self.leave_out('write-good, alex, textlint, harper.js', node.missing)
            return []
        why = {name: node.why_not(peer, self.draft) for name, peer, _ in peers.NODE}
        for name in filter(why.get, why):
            self.leave_out(name, why[name])
        return [peer for peer in peers.NODE if not why[peer[0]]]

    def has(self, option):
        return option in self.options

    def leave_out(self, what, why):
        self.left_out.append(f'{what}: {why}')
        self.say(f'left out: {what}: {why}')


def measure_once(bench, node, node_peers):
    """One draft, a new process each time."""
    words = {'a static program that says hello': [bench.hello], '`cat`': ['/usr/bin/cat', bench.draft],
             'replylint': [bench.replylint, 'check', '--no-config', bench.draft]}
    own = [bench.replylint, 'check', '--rules', bench.own_rules, bench.draft]
    if bench.has('--no-cache'):
        words['replylint with own rules, read before'] = own
        words['replylint with own rules, first time'] = [*own[:2], '--no-cache', *own[2:]]
    else:
        words['replylint with own rules'] = own
    if node_peers:
        words['Node.js that does nothing'] = [node.node, '-e', '0']
        words |= {name: node.once(once, bench.draft) for name, _, once in node_peers}
    tasks = {name: lambda command=command: bench.run(command) for name, command in words.items()}
    found = measure.interleave(tasks, bench.rounds, say=lambda text: bench.say(f'one draft: {text}'))
    return [Row(name, cost) for name, cost in measure.sum_up(found, 'replylint').items()]


def read_bytes(path):
    with open(path, 'rb') as file:
        return file.read()


def start_spamassassin(bench, mails):
    why = peers.missing_spamassassin()
    if why:
        return bench.leave_out('SpamAssassin', why)
    folder = os.path.join(bench.folder, 'spamassassin')
    peers.write_spamassassin(bench.patterns, folder)
    return measure.Server([peers.find_program('perl'), os.path.join(peers.HERE, 'spamassassin.pl'), folder, *mails], bench.environment, len(mails))


def start_rspamd(bench):
    program = peers.find_program('rspamd')
    if not program:
        return bench.leave_out('rspamd', 'rspamd is not installed (./dev install peers)')
    bench.say('starting rspamd; the first time it compiles our patterns for several minutes')
    daemon = peers.Rspamd(program, bench.patterns, os.path.join(bench.folder, 'rspamd'))
    if not daemon.hyperscan:
        bench.say('rspamd: Hyperscan did not get ready; measured without it')
    return daemon


def name_rspamd(daemon):
    return 'rspamd, our phrases as its patterns' + ('' if daemon.hyperscan else ', without Hyperscan')


def measure_warm(bench, node, node_peers, rspamd):
    """The same drafts again and again in processes that keep running, until it is known what one costs."""
    count = len(bench.mails)
    servers = {name: measure.Server([bench.whole, 'warm', form, *files], bench.environment, count)
               for name, form, files in [('replylint, a mail', 'mail', bench.mails), ('replylint, text', 'text', bench.texts),
                                         ('replylint, without parsing', 'draft', bench.mails),
                                         ('replylint, one sentence changed', 'edited', bench.mails)]}
    servers |= {name: measure.Server(node.warm(peer, bench.texts), bench.environment, count) for name, peer, _ in node_peers}
    spamassassin = start_spamassassin(bench, bench.mails)
    if spamassassin:
        servers[NAME_OF_SPAMASSASSIN] = spamassassin
    slow = {name for name, server in servers.items() if server.warm_up()}
    tasks = {name: server.ask for name, server in servers.items()}
    if rspamd:
        contents = [read_bytes(path) for path in bench.mails]
        rspamd.check(contents)
        tasks[name_rspamd(rspamd)] = lambda: rspamd.check(contents)
    found = measure.interleave(tasks, bench.rounds, slow, lambda text: bench.say(f'drafts in turn: {text}'))
    summed = measure.sum_up(found, 'replylint, a mail')
    memory = {name: server.end() for name, server in servers.items()}
    if rspamd:
        memory[name_rspamd(rspamd)] = rspamd.memory()
    return [Row(name, cost._replace(memory=memory[name])) for name, cost in summed.items()]


class Bulk(NamedTuple):
    name: str
    cost: measure.Summary  # of all the mail, without what start took
    messages: int
    size: int              # bytes
    start: float           # processor time, seconds, that it takes with no mail at all; 0 where it was running before
    lines: bool            # says which lines match, so that messages mean nothing to it


def measure_bulk(bench, rspamd, messages, rounds):
    """Much mail at once; the slow get as much of it as they can do in some seconds."""
    folder = os.path.join(bench.folder, 'messages')
    os.makedirs(folder, exist_ok=True)
    files = [bench.keep(f'messages/{number:06}.eml', text) for number, text in enumerate(messages)]
    total = sum(map(os.path.getsize, files))
    mbox = os.path.join(bench.folder, 'all.mbox')
    made.write_mbox(messages, mbox)
    words, parts, running = {}, {}, {}
    everything = (len(files), total)

    def run(name, command, part):
        words[name], parts[name] = command, part

    if bench.has('--jobs'):
        for jobs in range(1, min(os.cpu_count() or 1, 8) + 1):
            if jobs in (1, 2, 4, 8):
                run(f'replylint, an mbox, {jobs} thread{"s" if jobs > 1 else ""}',
                    [bench.replylint, 'check', '--no-config', '--format', 'gcc', '--jobs', str(jobs), mbox], everything)
    else:
        run('replylint, messages as files', [bench.replylint, 'check', '--no-config', '--format', 'gcc', *files], everything)
    base = next(iter(words))
    few, some = files[:20], [read_bytes(path) for path in files[:500]]
    spamassassin = start_spamassassin(bench, few)
    if spamassassin:
        spamassassin.warm_up()
        running[NAME_OF_SPAMASSASSIN] = (spamassassin.ask, (len(few), sum(map(os.path.getsize, few))))
    if rspamd:
        running[name_rspamd(rspamd)] = (lambda: rspamd.check(some), (len(some), sum(map(len, some))))
    start_lines(bench, run, messages, mbox)
    tasks = {name: lambda command=command: bench.run(command) for name, command in words.items()}
    tasks |= {name: task for name, (task, _) in running.items()}
    slow = {name for name in words if not name.startswith('replylint')}
    found = measure.interleave(tasks, rounds, slow, lambda text: bench.say(f'much mail: {text}'), 2)
    summed = measure.sum_up(found, base)
    memory = {NAME_OF_SPAMASSASSIN: spamassassin.end() if spamassassin else 0}
    if rspamd:
        memory[name_rspamd(rspamd)] = rspamd.memory()
    rows = []
    for name, cost in summed.items():
        if name in running:
            # Of one message, where the others are of the whole.
            count, size = running[name][1]
            rows.append(Bulk(name, cost._replace(wall=cost.wall * count, cpu=cost.cpu * count, memory=memory[name]), count, size, 0, False))
        elif name + START in summed:
            # Of processor time: what a busy machine adds to the time of a start of seconds is more than what is left for mail.
            start = summed[name + START].cpu
            if cost.cpu < 1.1 * start:
                bench.leave_out(name, f'it takes {start:.1f} s to start, and what it takes for mail cannot be told from that')
            else:
                rows.append(Bulk(name, cost._replace(cpu=cost.cpu - start), *parts[name], start, True))
        elif not name.endswith(START):
            rows.append(Bulk(name, cost, *parts[name], 0, False))
    return rows


def start_lines(bench, run, messages, mbox):
    """The programs that only say which lines match. What they need to read our phrases is told apart from what they need for mail."""
    excerpt = os.path.join(bench.folder, 'excerpt.mbox')
    made.write_mbox(messages[:100], excerpt)
    options = ['-j1', '--no-config', '--no-unicode', '--dfa-size-limit', '1G', '--regex-size-limit', '1G']
    for name, program, dialect, options, file, count in [('ripgrep, our phrases, lines only', 'rg', 'rust', options, excerpt, 100),
                                                         ('GNU grep, our phrases, lines only', 'grep', 'ere', ['-E', '-i'], mbox, len(messages))]:
        path = peers.find_program(program)
        if not path:
            bench.leave_out(program, 'not installed (./dev install peers)')
            continue
        patterns = os.path.join(bench.folder, f'patterns.{dialect}')
        dialects.write_list(bench.patterns, dialect, patterns)
        run(name, [path, *options, '-c', '-f', patterns, file], (min(count, len(messages)), os.path.getsize(file)))
        run(name + START, [path, *options, '-c', '-f', patterns, os.devnull], (0, 0))
