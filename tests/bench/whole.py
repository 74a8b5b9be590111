# SPDX-License-Identifier: MIT
# ./dev bench: replylint against its peers, and how it grows, as Markdown tables; --write puts them between the marks of a file.
import argparse
import datetime
import glob
import os
import re
import signal
import subprocess
import sys
import time

import growth
import made
import measure
import peers
import sections

BEGIN, END = '<!-- bench -->', '<!-- end of bench -->'
KINDS = ('peers', 'growth')


def to_milliseconds(seconds):
    milliseconds = seconds * 1e3
    digits = 0 if milliseconds >= 100 else 1 if milliseconds >= 10 else 2 if milliseconds >= 0.1 else 3
    return f'{milliseconds:,.{digits}f}'


def to_ratio(ratio):
    return f'{ratio:,.0f}' if ratio >= 10 else f'{ratio:.1f}' if ratio >= 1 else f'{ratio:.2f}'


def to_rate(rate):
    return f'{rate:,.0f}' if rate >= 10 else f'{rate:.1f}' if rate >= 1 else f'{rate:.2g}'


def make_table(head, rows):
    lines = ['| ' + ' | '.join(head) + ' |', '|---' + '|---:' * (len(head) - 1) + '|']
    return '\n'.join(lines + ['| ' + ' | '.join(row) + ' |' for row in rows])


def to_name(name):
    return f'**{name}**' if name.startswith('replylint') else name


def make_costs(first, rows):
    return make_table([first, 'time, ms', 'CPU, ms', 'memory, MB', 'times the time', 'times the CPU', 'rounds'],
                      [[to_name(row.name), to_milliseconds(row.cost.wall), to_milliseconds(row.cost.cpu), f'{row.cost.memory / 1e6:,.1f}',
                        to_ratio(row.cost.wall_ratio), to_ratio(row.cost.cpu_ratio), str(row.cost.rounds)] for row in rows])


def make_bulk(rows):
    best = rows[0].cost.cpu / rows[0].size
    return make_table(['much mail', 'messages/s', 'CPU, ms/message', 'MB/s of CPU', 'memory, MB', 'times the CPU', 'CPU to start, s', 'messages',
                       'rounds'],
                      [[to_name(row.name), '' if row.lines else to_rate(row.messages / row.cost.wall), to_milliseconds(row.cost.cpu / row.messages),
                        to_rate(row.size / 1e6 / row.cost.cpu), f'{row.cost.memory / 1e6:,.1f}', to_ratio(row.cost.cpu / row.size / best),
                        f'{row.start:.1f}' if row.start else '', f'{row.messages:,}', str(row.cost.rounds)] for row in rows])


def make_growth(grown):
    return make_table([grown.what, *(f'{size:,}' for size in grown.sizes)], [[heading, *values] for heading, values in grown.columns])


def describe_machine():
    with open('/proc/cpuinfo', encoding='utf-8', errors='replace') as lines:
        models = [line.split(':', 1)[1].strip() for line in lines if line.startswith('model name')]
    with open('/proc/meminfo', encoding='ascii') as lines:
        memory = int(next(lines).split()[1]) * 1024
    with open('/etc/os-release', encoding='utf-8') as lines:
        system = re.search(r'^PRETTY_NAME="?([^"\n]*)', lines.read(), re.M)[1]
    return (f'{len(os.sched_getaffinity(0))} × {models[0] if models else os.uname().machine}, {memory / 2**30:.0f} GiB, {system}, '
            f'Linux {os.uname().release.split("-")[0]}')


def describe_peers(node):
    out = []
    for name, words in [('rspamd', ['rspamd', '--version']), ('SpamAssassin', ['spamassassin', '--version']), ('ripgrep', ['rg', '--version']),
                        ('GNU grep', ['grep', '--version']), ('Node.js', ['node', '--version'])]:
        path = peers.find_program(words[0])
        version = path and re.search(r'\d+(?:\.\d+)+', peers.first_line([path, *words[1:]]))
        if version:
            out.append(f'{name} {version[0]}')
    if not node.missing:
        for name in ('write-good', 'alex', 'textlint', 'harper.js'):
            with open(os.path.join(node.folder, 'node_modules', name, 'package.json'), encoding='utf-8') as file:
                out.append(f'{name} {re.search(r"version.: *.([0-9.]+)", file.read())[1]}')
    return ', '.join(out)


def read_mail(folder):
    """Messages in the files of a folder; those that are no UTF-8 cannot go into the mbox and are left out."""
    out = []
    for path in sorted(glob.glob(os.path.join(folder, '**', '*'), recursive=True)):
        if os.path.isfile(path):
            with open(path, 'rb') as file:
                content = file.read().replace(b'\r\n', b'\n')
            if b'\0' not in content:
                try:
                    out.append(re.sub(r'\AFrom .*\n', '', content.decode()))
                except UnicodeDecodeError:
                    continue
    return out


def measure_peers(bench, options):
    node = peers.NodePeers(options.node)
    rspamd = sections.start_rspamd(bench)
    try:
        node_peers = bench.find_node_peers(node)
        once = sections.measure_once(bench, node, node_peers)
        warm = sections.measure_warm(bench, node, node_peers, rspamd)
        mail = read_mail(options.mail) if options.mail else list(bench.writer.messages(options.messages))
        if not mail:
            sys.exit(f'bench: no messages in {options.mail}')
        bulk = sections.measure_bulk(bench, rspamd, mail, max(5, options.rounds // 4))
    finally:
        if rspamd:
            rspamd.end()
    text = [f'Medians; “times the time” and “times the CPU” are those of replylint, medians of the ratios within rounds. {describe_peers(node)}.',
            make_costs(f'one draft of {os.path.getsize(bench.draft):,} bytes, a new process each time', once),
            make_costs(f'{len(bench.mails)} drafts of {bench.size:,} bytes in turn, per draft', warm), make_bulk(bulk)]
    if bench.left_out:
        text.append('Left out: ' + '; '.join(dict.fromkeys(bench.left_out)) + '.')
    return text


def measure_growth(bench):
    grown = [grow(bench) for grow in (growth.grow_text, growth.grow_rules, growth.grow_messages)]
    return [', '.join(each.sentence for each in grown) + '.', *(make_growth(each) for each in grown)]


def write_between(path, text):
    with open(path, encoding='utf-8') as file:
        whole = file.read()
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f'bench: {path} has no lines {BEGIN} and {END}')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{before}{BEGIN}\n{text}\n{END}{after}')


def main():
    parser = argparse.ArgumentParser(prog='./dev bench')
    parser.add_argument('kinds', nargs='*', metavar='peers|growth', help='what to measure (default: both)')
    parser.add_argument('--rounds', type=int, default=20, help='how often each is run (default: 20); what takes over a second, every fourth time')
    parser.add_argument('--messages', type=int, default=2000, help='how many messages are made for the bulk section (default: 2000)')
    parser.add_argument('--mail', metavar='FOLDER', help='real mail instead, a file each')
    parser.add_argument('--write', metavar='FILE', help=f'put the tables between {BEGIN} and {END} of this file')
    parser.add_argument('--build', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--folder', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--node', required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    for kind in options.kinds:
        if kind not in KINDS:
            parser.error(f'{kind}: measure what? {" or ".join(KINDS)}')
    if options.rounds < 4 or options.messages < 200:
        parser.error('at least 4 rounds and 200 messages')
    kinds = options.kinds or KINDS
    # What it started has to end with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('bench: terminated'))
    os.makedirs(options.folder, exist_ok=True)
    start = time.monotonic()
    bench = sections.Bench(options.build, options.folder, options.rounds,
                           lambda text: print(f'bench: {time.monotonic() - start:5.0f} s: {text}', file=sys.stderr, flush=True))
    load = os.getloadavg()[0]
    text = [f'{datetime.date.today():%-d %B %Y}; {describe_machine()}; other work on the machine when it began: load {load:.1f}.']
    try:
        if 'peers' in kinds:
            text += measure_peers(bench, options)
        if 'growth' in kinds:
            text += measure_growth(bench)
    except (measure.Failed, OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f'bench: {failure}')
    text = '\n\n'.join(text)
    print(text)
    if options.write:
        write_between(options.write, text)


if __name__ == '__main__':
    main()
