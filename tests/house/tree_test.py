# SPDX-License-Identifier: MIT
# Reads every file of the tree: licence line, length, names, and nothing left over that a reader has no use for.
import os
import re
import sys

SKIPPED_FOLDERS = {'.git', '.cache', 'build', 'node_modules', '__pycache__'}
# Files whose text is data: mail, broken input and what programs print.
DATA = ('tests/fixtures/', 'tests/fuzz/corpus/', 'tests/corpus/')
SPDX = 'SPDX-License-Identifier: MIT'
CODE = ('.h', '.cc', '.S', '.c', '.py', '.sh', '.el', '.vim', '.js', '.mjs')
SCRIPTS = ('dev', '.ci/run')
LINES = 450

# What no file says.
EVERYWHERE = [
    (re.compile(r'(?<![\w.~])/(?:work/|root/|tmp/build|home/(?!(?:ana|eva|user|you)\b))'), 'a path of one machine'),
    (re.compile(r'^(?:<{7}|>{7}) '), 'a merge left unfinished'),
]
# What no code says.
IN_CODE = [
    (re.compile(r'\b(?:TO' r'DO|FIX' r'ME)\b'), 'a thing left undone'),
    (re.compile(r'\b(?:issue|bug|pull request|ticket) #?\d', re.I), 'a number of a tracker'),
    (re.compile(r'[ \t]+$'), 'white space at the end of the line'),
    (re.compile(r'\r'), 'a carriage return'),
]
# What no header of the linter declares.
IN_HEADERS = [
    (re.compile(r'(?<![\w:.>])(?:get|set)_\w+\('), 'get_ and set_: name what it answers or does'),
    (re.compile(r'\b(?:class|struct)\s+\w*(?:Manager|Helper|Util)'), 'a name that says nothing'),
    (re.compile(r'\bshared_ptr\b'), 'shared_ptr: values, or one owner'),
]
EMPTY_NAMES = re.compile(r'(?:^|_)(?:util|utils|helper|helpers|manager|misc|common)(?:_|\.|$)')


def find_faults(path, text):
    """Yields (line number, fault) for the file `path` of the tree."""
    lines = text.split('\n')
    code = path.endswith(CODE) or path in SCRIPTS or os.path.basename(path) == 'CMakeLists.txt'
    data = path.startswith(DATA)
    if path.endswith(CODE) and not data and not any(SPDX in line for line in lines[:2]):
        yield 1, 'no licence line'
    if path in SCRIPTS and SPDX not in lines[1]:
        yield 2, 'no licence line'
    if path.startswith(('linter/', 'tests/')) and path.endswith(('.h', '.cc')) and len(lines) - 1 > LINES:
        yield LINES, f'{len(lines) - 1} lines; split it by topic'
    if not data and path.endswith(CODE) and EMPTY_NAMES.search(os.path.basename(path)):
        yield 1, 'a file name that says nothing'
    rules = list(EVERYWHERE)
    if code and not data:
        rules += IN_CODE
    if path.startswith('linter/') and path.endswith('.h'):
        rules += IN_HEADERS
    for number, line in enumerate(lines, 1):
        for pattern, fault in rules:
            if pattern.search(line):
                yield number, fault


def check_the_check():
    good = f'// {SPDX}\n// What it is for.\nint size();\n'
    assert not list(find_faults('linter/text/a.h', good))
    for path, text in [
        ('linter/text/a.h', 'int size();\n'),
        ('linter/text/a.h', good + 'int get_size();\n'),
        ('linter/text/a.h', good + 'struct ListHelper {};\n'),
        ('linter/text/a.cc', good + '// TO' 'DO\n'),
        ('linter/text/a.cc', good + 'x \n'),
        ('linter/text/a.cc', good + '\n' * LINES),
        ('linter/text/string_util.h', good),
        ('README.md', 'see /' 'root/x\n'),
        ('dev', '#!/bin/sh\n'),
    ]:
        assert list(find_faults(path, text)), (path, text)


def main(root):
    check_the_check()
    faults, files = [], 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            full = os.path.join(folder, name)
            path = os.path.relpath(full, root)
            with open(full, 'rb') as file:
                text = file.read().decode('utf-8', 'replace')
            files += 1
            faults += [f'{path}:{number}: {fault}' for number, fault in find_faults(path, text)]
    print('\n'.join(faults) or f'{files} files')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
