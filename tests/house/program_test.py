# SPDX-License-Identifier: MIT
# Reads with ldd what the program that reads drafts is linked to: no library that can reach the network.
import re
import subprocess
import sys

NETWORK = re.compile(r'lib(curl|ssl|crypto|gnutls|nettle|nghttp\d*|ldap|lber|krb5|gssapi\w*|ssh\d*|rtmp|idn2?|psl|resolv|nsl|cares|neon|soup)\b')


def main(program):
    assert NETWORK.search('\tlibcurl.so.4 => /lib/libcurl.so.4 (0x0)') and NETWORK.search('libcurl-gnutls.so.4')
    assert not NETWORK.search('\tlibre2.so.9 => /lib/libre2.so.9 (0x0)')
    libraries = subprocess.run(['ldd', program], capture_output=True, text=True, check=True).stdout.splitlines()
    faults = [line.strip() for line in libraries if NETWORK.search(line) or 'not found' in line]
    print('\n'.join(faults) or f'{len(libraries)} libraries, none for the network')
    return 1 if faults or not any('libre2' in line for line in libraries) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
