# SPDX-License-Identifier: MIT
# Which libraries the program that reads drafts loads: none that can reach the network, and none unnoticed, because each costs
# every start some tenths of a millisecond. Only replylint-sync is linked to libcurl.
import os
import re
import subprocess
import sys
import tempfile

NETWORK = re.compile(r'lib(curl|ssl|crypto|gnutls|nettle|nghttp\d*|ldap|lber|krb5|gssapi\w*|ssh\d*|rtmp|idn2?|psl|resolv|nsl|cares|neon|soup)\b')
INITIALISED = re.compile(r'calling init: \S*?([^/\s]+\.so[.\d]*)$', re.M)

# What a program made with archives loads; the dynamic linker itself is not counted.
AT_START = {'libc.so.6', 'libm.so.6'}
FOR_LANGUAGES = {'libcld2.so.0', 'libstdc++.so.6', 'libgcc_s.so.1'}

ENGLISH = 'We looked at the second lamp this morning and it is a loose wire. The new one leaves us on Thursday.\n'
GERMAN = 'Wir haben die zweite Lampe heute Morgen angesehen, es ist ein loser Draht. Die neue geht am Donnerstag raus.\n'


def find_loaded(program, text):
    """The names of the libraries that `check` loads for a draft, and what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, 'trace')
        environment = {**os.environ, 'LD_DEBUG': 'files', 'LD_DEBUG_OUTPUT': trace}
        run = subprocess.run([program, 'check', '--no-config', '--format', 'json', '-'], input=text, env=environment, capture_output=True,
                             text=True)
        assert run.returncode < 2, run.stderr
        names = set()
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as file:
                names.update(INITIALISED.findall(file.read()))
    return {name for name in names if not name.startswith('ld-')}, run.stdout


def find_network_faults(program):
    assert NETWORK.search('\tlibcurl.so.4 => /lib/libcurl.so.4 (0x0)') and NETWORK.search('libcurl-gnutls.so.4')
    assert not NETWORK.search('\tlibre2.so.9 => /lib/libre2.so.9 (0x0)')
    libraries = subprocess.run(['ldd', program], capture_output=True, text=True, check=True).stdout.splitlines()
    assert any('libc.so' in line for line in libraries), libraries
    return [line.strip() for line in libraries if NETWORK.search(line) or 'not found' in line]


def find_sync_faults(program):
    """The program that downloads reaches the network, by libcurl and nothing else that is linked to it."""
    headers = subprocess.run(['readelf', '-d', program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r'\(NEEDED\).*\[(\S+)\]', headers)
    network = [name for name in needed if NETWORK.search(name)]
    return [] if network == ['libcurl.so.4'] else [f'{program}: linked to {network}, expected libcurl.so.4 alone']


def find_load_faults(program, archives):
    faults = []
    for language, text, more in [('en', ENGLISH, set()), ('de', GERMAN, FOR_LANGUAGES)]:
        loaded, printed = find_loaded(program, text)
        if f'"language": "{language}"' not in printed and f'"language":"{language}"' not in printed:
            faults.append(f'a draft in “{language}” is not recognised as one')
        faults += [f'{name}: reaches the network' for name in sorted(loaded) if NETWORK.search(name)]
        if archives and loaded != AT_START | more:
            faults.append(f'a draft in “{language}” loads {" ".join(sorted(loaded))}, expected {" ".join(sorted(AT_START | more))}')
    return faults


def main(program, archives, *sync):
    faults = find_network_faults(program) + find_load_faults(program, archives) + [fault for one in sync for fault in find_sync_faults(one)]
    print('\n'.join(faults) or 'no library for the network, and none more than expected')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2] == 'archives', *sys.argv[3:]))
