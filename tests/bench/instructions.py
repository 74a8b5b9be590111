# SPDX-License-Identifier: MIT
# Counts the instructions of a few fixed commands under callgrind and compares them with tests/bench/instructions.txt.
# A count more than 3 % off fails, whichever way: a gain has to be kept, too. To record what there is now:
#   REPLYLINT_UPDATE_GOLDEN=1 ./dev test -R instructions
import argparse
import collections
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KNOWN = os.path.join(ROOT, 'tests', 'bench', 'instructions.txt')
RECORD = 'REPLYLINT_UPDATE_GOLDEN=1 ./dev test -R instructions'
TOLERANCE = 0.03
SKIPPED = 77  # SKIP_RETURN_CODE of the test

# What the C library executes depends on the processor: it has one memcpy for each kind, and looks at the processor at start.
C_LIBRARY = re.compile(r'(?:^|/)(?:libc|libm|vgpreload_[\w-]+)(?:-[\d.]+)?\.so[.\d]*$')
# The same functions where the C library is a part of the program.
OF_C_LIBRARY = re.compile(r'_(?:sse2|sse4|sse4_1|sse42|ssse3|avx|avx2|avx512|evex|evex256|evex512|erms|fma|fma4)(?:_\w+)?$'
                          r'|^(?:__x86_)?(?:init_cacheinfo|init_cpu_features|update_active|dl_init_cacheinfo|cpu_features|handle_intel|intel_check)')
ALLOCATION = re.compile(r'^(?:__libc_)?(?:malloc|calloc|realloc|aligned_alloc|posix_memalign|reallocarray)(?:@@?[\w.]+)?$')


def drafts(*names):
    return [os.path.join('tests', *name.split('/')) for name in names]


def commands():
    """(name, words, standard input or None, times run before the one that counts), all run in the root of the tree."""
    plain = 'tests/mail/angry-client.eml'
    html = 'tests/fixtures/replies/outlook-desktop-html-forward.eml'
    rules = 'tests/bench/own.yaml'
    many = sorted(glob.glob('tests/drafts/tune/a-*.eml', root_dir=ROOT))[:100]
    return [
        ('check-plain', ['check', '--no-config', plain], None, 0),
        ('check-html', ['check', '--no-config', html], None, 0),
        ('check-own-rules', ['check', '--no-cache', '--rules', rules, plain], None, 0),
        ('check-own-rules-cached', ['check', '--rules', rules, plain], None, 1),
        ('filter', ['filter', '--no-config'], plain, 0),
        ('check-100-drafts', ['check', '--no-config', '--format', 'gcc', *many], None, 0),
    ]


def sum_profile(lines):
    """Of a callgrind profile: instructions outside of the C library, and how often memory was asked for."""
    objects, functions = {}, {}
    inside, outside, asked = collections.Counter(), 0, 0
    ob = called_ob = called_fn = ''
    counts = True

    def name_of(table, text):
        number, _, name = text.partition(' ')
        if name:
            table[number] = name
        return table.get(number, number)

    lines = iter(lines)
    for line in lines:
        if line.startswith('ob='):
            ob = called_ob = name_of(objects, line[3:].rstrip('\n'))
        elif line.startswith('fn='):
            function = name_of(functions, line[3:].rstrip('\n'))
            counts = not C_LIBRARY.search(ob) and not OF_C_LIBRARY.search(function)
            called_ob = ob
        elif line.startswith('cob='):
            called_ob = name_of(objects, line[4:].rstrip('\n'))
        elif line.startswith('cfn='):
            called_fn = name_of(functions, line[4:].rstrip('\n'))
        elif line.startswith('calls='):
            if counts and ALLOCATION.match(called_fn):
                asked += int(line[6:].split()[0])
            next(lines)  # what the call cost, which the function that was called has already
            called_ob = ob
        elif line[:1] in '0123456789+-*' and ob:
            cost = line.split()
            if len(cost) == 2:
                inside[ob] += int(cost[1])
                outside += int(cost[1]) if counts else 0
    return outside, asked, inside


def count(program, words, text, before, by_object):
    with tempfile.TemporaryDirectory() as folder:
        environment = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}
        profile = os.path.join(folder, 'profile')
        for command in [['valgrind', '--tool=callgrind', f'--callgrind-out-file={profile}', program]] * (before + 1):
            with open(os.path.join(ROOT, text) if text else os.devnull, 'rb') as source:
                run = subprocess.run([*command, *words], stdin=source, capture_output=True, cwd=ROOT, env=environment, timeout=600)
            if run.returncode not in (0, 1):
                sys.exit(f'{" ".join(command + words)}: exit code {run.returncode}\n{run.stderr.decode()}')
        with open(profile, encoding='utf-8', errors='replace') as lines:
            outside, asked, inside = sum_profile(lines)
    if by_object:
        for ob, cost in inside.most_common(12):
            print(f'    {cost:12,}  {os.path.basename(ob)}{"  (not counted)" if C_LIBRARY.search(ob) else ""}')
    return outside, asked


def read_known():
    built, known = '', {}
    if not os.path.exists(KNOWN):
        return built, known
    with open(KNOWN, encoding='utf-8') as lines:
        for line in lines:
            if line.startswith('# built by '):
                built = line[len('# built by '):].strip()
            elif line.strip() and not line.startswith('#'):
                name, instructions, asked = line.split()
                known[name] = int(instructions), int(asked)
    return built, known


def write_known(built, found):
    with open(KNOWN, 'w', encoding='utf-8') as out:
        out.write('# What fixed commands execute outside of the C library, and how often they ask it for memory; instructions.py has the commands.\n'
                  f'# built by {built}\n# To record what there is now: {RECORD}\n')
        for name, (instructions, asked) in found.items():
            out.write(f'{name:24} {instructions:12} {asked:9}\n')


def compare(known, found):
    """Lines about what is off, [] where nothing is."""
    wrong = [f'{name}: is not counted any more' for name in known if name not in found]
    for name, figures in found.items():
        if name not in known:
            wrong.append(f'{name}: is not recorded yet')
            continue
        for what, was, now in zip(('instructions', 'allocations'), known[name], figures):
            change = now / max(was, 1) - 1
            # A dozen allocations more or less are no matter.
            if abs(change) > TOLERANCE and (what == 'instructions' or abs(now - was) > 12):
                wrong.append(f'{name}: {now:,} {what}, {change:+.1%} from the recorded {was:,}: {"worse" if change > 0 else "better"}')
    return wrong


def check_the_check():
    profile = '''events: Ir

ob=(1) /usr/bin/replylint
fl=(1) ???
fn=(1) main
0 100
cob=(2) /usr/lib/x86_64-linux-gnu/libc.so.6
cfi=(1)
cfn=(2) malloc
calls=3 0
0 3000
+3 20
cfn=(3) work
calls=1 0
* 7

fn=(3)
0 7

fn=(4) __memmove_avx_unaligned_erms
0 50

ob=(2)
fl=(1)
fn=(2)
0 2000
cfn=(2)
calls=9 0
0 1000

ob=(3) /usr/lib64/ld-linux-x86-64.so.2
fn=(5) _dl_start
0 400
'''.splitlines(keepends=True)
    assert sum_profile(profile)[:2] == (527, 3), sum_profile(profile)
    assert not compare({'a': (1000, 500)}, {'a': (1029, 486)})
    assert len(compare({'a': (1000, 500)}, {'a': (1031, 500)})) == 1
    assert len(compare({'a': (1000, 500)}, {'a': (969, 480)})) == 2
    assert len(compare({'a': (1, 1)}, {'b': (1, 1)})) == 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--compiler', required=True, help='name and version; counts of another compiler are not compared')
    parser.add_argument('--objects', action='store_true', help='print what each library executes')
    options = parser.parse_args()
    check_the_check()
    if not shutil.which('valgrind'):
        print('skipped: valgrind is not installed (./dev install test)')
        return SKIPPED
    built, known = read_known()
    update = bool(os.environ.get('REPLYLINT_UPDATE_GOLDEN'))
    if built != options.compiler and not update:
        print(f'skipped: built by {options.compiler}, but the recorded counts are of {built or "nothing yet"}')
        return SKIPPED
    found = {}
    for name, words, text, before in commands():
        found[name] = count(os.path.abspath(options.program), words, text, before, options.objects)
        print(f'{name:24} {found[name][0]:12,} instructions {found[name][1]:9,} allocations', flush=True)
    if update:
        write_known(options.compiler, found)
        return 0
    wrong = compare(known, found)
    if wrong:
        print('\n'.join(wrong), f'Where this is meant, record it: {RECORD}', sep='\n')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
