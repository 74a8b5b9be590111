# SPDX-License-Identifier: MIT
# Reads with nm what the core archives ask of the system: no I/O, clock, environment, locale, threads or abort.
import re
import subprocess
import sys

# C functions, also in their checked (__printf_chk) and 64-bit (fopen64) forms.
FUNCTIONS = {
    'files': 'open openat creat close read pread readv write pwrite writev lseek fopen fdopen freopen fclose fread fwrite fseek fflush '
             'getline fgets fputs fputc putc puts putchar printf fprintf dprintf vprintf vfprintf scanf fscanf perror remove rename unlink '
             'stat fstat lstat access opendir readdir mkdir mmap tmpfile mkstemp getcwd chdir realpath',
    'environment': 'getenv secure_getenv setenv unsetenv putenv environ getpwuid getpwnam getuid getpid gethostname isatty ioctl',
    'clock': 'time clock clock_gettime gettimeofday localtime localtime_r gmtime gmtime_r mktime strftime tzset sleep usleep nanosleep',
    'locale': 'setlocale newlocale uselocale localeconv nl_langinfo __ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc isalpha isalnum '
              'isspace isdigit isupper islower ispunct toupper tolower iswalpha towlower towupper mbstowcs mbrtowc wcstombs strcoll '
              'strcasecmp strncasecmp strtod strtof strtol strtoul strtoll strtoull atof atoi atol sscanf',
    'chance': 'rand srand random srandom drand48 getrandom getentropy arc4random',
    'threads': 'fork vfork execv execve execvp posix_spawn system popen raise kill signal sigaction sched_yield',
    'network': 'socket connect bind listen accept send recv sendto recvfrom getaddrinfo gethostbyname poll select',
    'giving up': 'abort exit _exit _Exit quick_exit __assert_fail',
}
BANNED = {name: topic for topic, names in FUNCTIONS.items() for name in names.split()}
# Names, mangled or plain, that stand for whole families.
FAMILIES = [
    (re.compile(r'pthread_|thrd_|mtx_|sem_|_ZNSt6thread|_ZNSt18condition_variable|_ZSt9call_once'), 'threads'),
    (re.compile(r'_ZSt[34](cout|cerr|clog|cin)|_ZNSt8ios_base|_ZNSo|_ZNSi|_ZSt16__ostream_insert|_ZNSt13basic_filebuf|_ZNSt10filesystem'), 'files'),
    (re.compile(r'_ZNSt6localeC|_ZNSt6locale7classic|_ZNKSt5ctype'), 'locale'),
    (re.compile(r'_ZNSt6chrono'), 'clock'),
    (re.compile(r'_ZNSt13random_device'), 'chance'),
    (re.compile(r'fy_.*(_from_file|_from_fp|_set_input_file|_set_input_fp)$'), 'files'),
]
CHECKED = re.compile(r'(?:__)?(\w+?)(?:64)?(?:_chk)?(?:@.*)?')


def find_fault(symbol):
    """Which banned topic `symbol` belongs to, or None."""
    name = symbol.split('@')[0]
    if name in BANNED:
        return BANNED[name]
    plain = CHECKED.fullmatch(name)
    if plain and plain[1] in BANNED and (name.endswith('_chk') or '64' in name or name.startswith('__isoc')):
        return BANNED[plain[1]]
    return next((topic for family, topic in FAMILIES if family.match(name)), None)


def check_the_check():
    for symbol in ['fopen', 'fopen64', '__printf_chk', 'getenv', '_ZSt4cout', 'pthread_create', '_ZNSt6chrono3_V212system_clock3nowEv', 'abort',
                   'fy_document_build_from_file', 'write@GLIBC_2.2.5']:
        assert find_fault(symbol), symbol
    for symbol in ['memcpy', '__memcpy_chk', '_Znwm', 'strlen', '_ZN3re23RE2D1Ev', '__stack_chk_fail', '_ZSt20__throw_length_errorPKc']:
        assert not find_fault(symbol), symbol


def main(archives):
    check_the_check()
    faults, defined = [], 0
    for archive in archives:
        listing = subprocess.run(['nm', '--format=posix', archive], capture_output=True, text=True, check=True).stdout
        member = ''
        for line in listing.splitlines():
            if line.endswith(':'):
                member = line[:-1]
                continue
            fields = line.split()
            if len(fields) < 2:
                continue
            symbol, kind = fields[:2]
            if kind.upper() == 'T':
                defined += 1
            topic = find_fault(symbol) if kind in 'Uwv' else None
            if topic:
                faults.append(f'{member}: {symbol}: {topic}')
    print('\n'.join(faults) or f'{defined} functions of {len(archives)} archives ask nothing of the system')
    return 1 if faults or not defined else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
