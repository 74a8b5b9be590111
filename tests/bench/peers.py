# SPDX-License-Identifier: MIT
# The peers: which of them are here, how each is run once, kept running, and fed with mail.
#
# What is missing is left out with the reason; nothing is ever estimated.
import http.client
import os
import shutil
import socket
import subprocess
import time

import dialects
from measure import Cost, Failed, find_peak

HERE = os.path.dirname(os.path.abspath(__file__))
# The name in tables, the name in node/check.mjs, and the words after "node" for one run: the peer's own program where it has one.
NODE = [
    ('write-good', 'write-good', ['node_modules/write-good/bin/write-good.js']),
    ('alex', 'alex', ['node_modules/alex/cli.js', '--text', '--quiet']),
    ('textlint (write-good, alex, terminology)', 'textlint', ['node_modules/textlint/bin/textlint.js', '--config', '.textlintrc.json']),
    ('harper.js', 'harper', ['check.mjs', 'harper', 'once']),
]


def find_program(name):
    path = shutil.which(name, path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')
    return path and os.path.realpath(path)


def first_line(words):
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    return (run.stdout.strip() or run.stderr.strip() or '?').splitlines()[0]


class NodePeers:
    """The npm packages of node/package.json, installed in `folder`; `missing` says why there are none."""

    def __init__(self, folder):
        self.folder = folder
        self.node = find_program('node')
        self.missing = ''
        if not self.node:
            self.missing = 'Node.js is not installed (./dev install node)'
        elif not os.path.isdir(os.path.join(folder, 'node_modules', 'harper.js')):
            self.missing = 'the npm packages are not installed (./dev bench installs them where the registry can be reached)'
        else:
            for name in ('check.mjs', '.textlintrc.json'):
                shutil.copy(os.path.join(HERE, 'node', name), folder)

    def once(self, words, draft):
        where = [os.path.join(self.folder, word) if '/' in word or word.endswith(('.mjs', '.json')) else word for word in words]
        return [self.node, *where, draft]

    def why_not(self, peer, draft):
        """Why one of them does not run here, "" where it does."""
        run = subprocess.run([self.node, os.path.join(self.folder, 'check.mjs'), peer, 'once', draft], capture_output=True, text=True, check=False)
        errors = [line for line in run.stderr.splitlines() if 'Error' in line] or run.stderr.splitlines() or ['it said nothing']
        return errors[0].strip() if run.returncode else ''

    def warm(self, peer, drafts):
        return [self.node, os.path.join(self.folder, 'check.mjs'), peer, 'warm', *drafts]


def write_spamassassin(patterns, folder):
    os.makedirs(folder, exist_ok=True)
    dialects.write_spamassassin(patterns, os.path.join(folder, 'replylint.cf'))
    with open(os.path.join(folder, 'replylint.cf'), 'a', encoding='utf-8') as out:
        out.write('loadplugin Mail::SpamAssassin::Plugin::Check\nrequired_score 1000\nutil_rb_tld com org example\n')


def missing_spamassassin():
    perl = find_program('perl')
    if not perl or subprocess.run([perl, '-MMail::SpamAssassin', '-e', '1'], capture_output=True, check=False).returncode:
        return 'Mail::SpamAssassin is not installed (./dev install peers)'
    return ''


class Rspamd:
    """A daemon of our own with our patterns and nothing else; messages go to it over one HTTP connection that is kept."""

    def __init__(self, program, patterns, folder, wait=600):
        os.makedirs(folder, exist_ok=True)
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        with open(os.path.join(folder, 'rules.lua'), 'w', encoding='utf-8') as out:
            out.write("config['regexp'] = {}\nlocal rules = config['regexp']\n")
            for number, pattern in enumerate(patterns):
                out.write(f'rules.REPLYLINT_{number} = {{re = [==[/{dialects.rewrite(pattern, "perl")}/{{sa_body}}]==], score = 0.01}}\n')
        with open(os.path.join(folder, 'tld'), 'w', encoding='utf-8') as out:
            out.write('com\norg\nexample\n')
        with open(os.path.join(folder, 'rspamd.conf'), 'w', encoding='utf-8') as out:
            out.write(f'''lua = "{folder}/rules.lua";
options {{
  filters = "regexp"; hs_cache_dir = "{folder}"; url_tld = "{folder}/tld"; pidfile = "{folder}/pid";
  control_socket = "{folder}/control mode=0600"; dns {{ nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }}
}}
logging {{ type = "file"; filename = "{folder}/log"; level = "info"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{self.port}"; count = 1; }}
worker "hs_helper" {{ count = 1; }}
actions {{ reject = 1000000; }}
''')
        self.folder, self.log = folder, os.path.join(folder, 'log')
        open(self.log, 'w', encoding='utf-8').close()
        self.process = subprocess.Popen([program, '-f', '-i', '-c', os.path.join(folder, 'rspamd.conf')], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.connection = None
        self.findings = 0
        try:
            self.hyperscan = self.wait_until_ready(wait)
        except BaseException:
            self.end()
            raise

    def wait_until_ready(self, seconds):
        """True once the worker runs on Hyperscan, False where that did not come about in time and it goes on with PCRE."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failed(f'rspamd ended; see {self.log}')
            with open(self.log, encoding='utf-8', errors='replace') as lines:
                if any('full hyperscan database' in line for line in lines):
                    return True
            time.sleep(1)
        return False

    def worker(self):
        children = open(f'/proc/{self.process.pid}/task/{self.process.pid}/children', encoding='ascii').read().split()
        for child in children:
            if 'normal' in open(f'/proc/{child}/cmdline', encoding='utf-8', errors='replace').read():
                return child
        raise Failed('rspamd has no worker')

    def cpu(self, child):
        return int(open(f'/proc/{child}/schedstat', encoding='ascii').read().split()[0]) / 1e9

    def check(self, messages):
        """What one message costs: wall as seen from here, CPU of the worker."""
        self.connection = self.connection or http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        child = self.worker()
        start, cpu = time.perf_counter(), self.cpu(child)
        self.findings = 0
        for message in messages:
            self.connection.request('POST', '/checkv2', message)
            answer = self.connection.getresponse()
            self.findings += answer.read().count(b'"metric_score"')
            if answer.status != 200:
                raise Failed(f'rspamd answers {answer.status}')
        return Cost((time.perf_counter() - start) / len(messages), (self.cpu(child) - cpu) / len(messages), 0)

    def memory(self):
        return find_peak(self.worker())

    def end(self):
        if self.connection:
            self.connection.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
