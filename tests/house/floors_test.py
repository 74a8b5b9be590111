# SPDX-License-Identifier: MIT
# Reads every #include of the sources: they point down the floors, and each foreign library is seen by its one place.
import fnmatch
import os
import re
import sys

# What the sources of each floor may include besides themselves.
FLOORS = {
    'text': [],
    'draft': ['text'],
    'ruleset': ['text'],
    'engine': ['ruleset', 'draft', 'text'],
    'mail': ['engine', 'ruleset', 'draft', 'text'],
    'report': ['engine', 'ruleset', 'draft', 'text'],
    'share': ['engine', 'ruleset', 'draft', 'text'],
    'import': ['engine', 'ruleset', 'draft', 'text'],
    'cli': ['serve', 'import', 'share', 'report', 'mail', 'engine', 'ruleset', 'draft', 'text'],
    'serve': ['share', 'report', 'mail', 'engine', 'ruleset', 'draft', 'text'],
}

# Foreign headers, and the sources that may see them (patterns under linter/).
FOREIGN = {
    're2/*': ['engine/matcher*', 'ruleset/*'],
    'fmt/*': ['foreign/fmt.cc', 'ruleset/*', 'engine/*', 'report/*', 'import/*', 'cli/*', 'serve/*'],
    'libfyaml.h': ['ruleset/*'],
    'utf8proc.h': ['text/*'],
    'cld2/*': ['text/cld2/*'],
    'mimetic/*': ['mail/*'],
    'gumbo.h': ['mail/*'],
    'iconv.h': ['mail/*'],
    'nlohmann/*': ['report/*', 'import/*', 'share/source_record.cc', 'share/sync/*', 'cli/*', 'serve/*'],
    'CLI/*': ['cli/*'],
    'linear.h': ['cli/fit.cc'],
    'sodium.h': ['share/signature*', 'share/sha256.cc'],
    'curl/*': ['share/sync/*'],
}

# The core takes text and gives values; none of these belongs there. The compiler of rule files is a program beside it, and so is
# what loads cld2.
CORE = ['text', 'draft', 'ruleset', 'engine']
BESIDE_CORE = ['ruleset/compile/*', 'text/cld2/*']
NOT_IN_CORE = {
    'cerrno', 'chrono', 'clocale', 'condition_variable', 'csignal', 'cstdio', 'ctime', 'exception', 'filesystem', 'format',
    'fstream', 'future', 'iomanip', 'iostream', 'istream', 'locale', 'mutex', 'ostream', 'print', 'random', 'regex', 'shared_mutex',
    'sstream', 'stdexcept', 'stdio.h', 'streambuf', 'syncstream', 'thread', 'time.h',
}
# C++ and C library headers and those of POSIX, which only the edges may use.
STANDARD = re.compile(r'[a-z_0-9]+')
POSIX = re.compile(r'((sys|netinet|arpa)/)?[a-z0-9_]+\.h')
POSIX_AT = ['cli/*', 'serve/*', 'share/*', 'text/cld2/on_demand.cc']
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def matches(path, patterns):
    return any(fnmatch.fnmatch(path, pattern) for pattern in patterns)


def find_fault(path, quote, header):
    """What is wrong with linter/`path` including `header`, or None."""
    floor = path.split('/')[0]
    if quote == '"':
        below = header.split('/')[0]
        if below not in FLOORS:
            return 'write it as "FLOOR/FILE.h"'
        if below != floor and below not in FLOORS[floor]:
            return f'{floor} may not see {below}'
        return None
    for pattern, places in FOREIGN.items():
        if fnmatch.fnmatch(header, pattern):
            return None if matches(path, places) else f'only {", ".join(places)} may see this library'
    if floor in CORE and header in NOT_IN_CORE and not matches(path, BESIDE_CORE):
        return 'the core does no I/O and reads no clock, locale or environment'
    if STANDARD.fullmatch(header):
        return None
    if POSIX.fullmatch(header):
        return None if matches(path, POSIX_AT) else 'only the programs speak to the system'
    return 'a library that tests/house/floors_test.py does not know'


def check_the_check():
    cases = [
        ('engine/facts.cc', '"', 'draft/draft.h', True),
        ('draft/draft.cc', '"', 'engine/finding.h', False),
        ('mail/parse.cc', '"', 'report/report.h', False),
        ('import/prove.cc', '"', 'share/cache_folder.h', False),
        ('import/prove.cc', '"', 'engine/linter.h', True),
        ('engine/facts.cc', '"', 'facts.h', False),
        ('engine/matcher_re2.cc', '<', 're2/re2.h', True),
        ('engine/facts.cc', '<', 're2/re2.h', False),
        ('report/text.cc', '<', 'gumbo.h', False),
        ('share/signature.cc', '<', 'sodium.h', True),
        ('cli/rules_sign.cc', '<', 'sodium.h', False),
        ('text/words.cc', '<', 'iostream', False),
        ('text/words.cc', '<', 'algorithm', True),
        ('ruleset/compile/main.cc', '<', 'fstream', True),
        ('engine/facts.cc', '<', 'unistd.h', False),
        ('serve/lsp.cc', '<', 'sys/socket.h', True),
        ('serve/lsp.cc', '<', 'boost/asio.hpp', False),
    ]
    for path, quote, header, good in cases:
        assert (find_fault(path, quote, header) is None) == good, (path, header)


def main(root):
    check_the_check()
    linter = os.path.join(root, 'linter')
    faults, includes = [], 0
    for folder, _, names in sorted(os.walk(linter)):
        for name in sorted(names):
            if not name.endswith(('.h', '.cc')):
                continue
            path = os.path.relpath(os.path.join(folder, name), linter)
            with open(os.path.join(folder, name), encoding='utf-8') as source:
                for number, line in enumerate(source, 1):
                    include = INCLUDE.match(line)
                    if not include:
                        continue
                    includes += 1
                    fault = find_fault(path, *include.groups())
                    if fault:
                        faults.append(f'linter/{path}:{number}: {include[2]}: {fault}')
    print('\n'.join(faults) or f'{includes} includes, all point down')
    return 1 if faults or not includes else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
