# SPDX-License-Identifier: MIT
# What the tests of rules update share: a host, keys, a configuration that names both, and what is then in use.
import itertools
import os
import subprocess
import unittest

import rules_host
from program import PROGRAM, ProgramTest

RULE = ('- id: tone.{0}\n  message: m\n  why: w\n  flag: [{0}]\n'
        '  bad: [This is {0}., So {0} it is., "{0}!"]\n  good: [It is done., The chair is here., We sent it.]\n')
UPDATED, NOTHING_NEW, USAGE, PARTLY, FAILED = range(5)


def make_set(version, word='plugh', name='team', head=''):
    return f'replylint: 1\nname: {name}\nversion: {version}\n{head}rules:\n' + RULE.format(word)


class UpdateTest(ProgramTest):
    """`a` is the key of the configuration; what is served for a test is in a folder of its own."""

    @classmethod
    def setUpClass(cls):
        lacking = rules_host.missing()
        if lacking:
            raise unittest.SkipTest('needs ' + lacking)
        cls.host = rules_host.Host()
        cls.addClassCleanup(cls.host.close)
        cls.keys = {}
        cls.seconds = itertools.count(1_500_000_000)
        for name in 'abc':
            path = os.path.join(cls.host.folder, name + '.sign')
            subprocess.run([PROGRAM, 'rules', 'keygen', '-s', path, '-p', path + '.pub', '--no-password'], check=True, capture_output=True)
            with open(path + '.pub', encoding='ascii') as file:
                cls.keys[name] = file.read().split('\n')[1]

    def setUp(self):
        super().setUp()
        self.web = os.path.join(self.host.www, self.id().split('.')[-1])
        os.makedirs(self.web, exist_ok=True)

    def environment(self, **more):
        return super().environment(**{'SSL_CERT_FILE': self.host.ca, **more})

    def url(self, name='team.yaml', port=None, host='localhost', under=''):
        return f'https://{host}:{port or self.host.good}/{under}{os.path.basename(self.web)}/{name}'

    def place(self, name, content):
        path = os.path.join(self.web, name)
        with open(path + '.new', 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        # The server tells files apart by size and second of change.
        os.utime(path + '.new', (next(self.seconds), next(self.seconds)))
        os.rename(path + '.new', path)
        return path

    def publish(self, text, key='a', name='team.yaml'):
        path = self.place(name, text)
        # Two files change one after the other; whoever comes in between is to try again.
        subprocess.run(['minisign', '-S', '-W', '-s', os.path.join(self.host.folder, key + '.sign'), '-m', path, '-x', path + '.part'],
                       check=True, capture_output=True)
        os.rename(path + '.part', path + '.minisig')

    def configure(self, *entries, more=''):
        """Each entry is a URL, or URL and what else is said of it."""
        lines = ''.join(f'  - {{url: "{url}", {rest}}}\n' for url, rest in
                        (entry if isinstance(entry, tuple) else (entry, f'key: {self.keys["a"]}') for entry in entries))
        self.write('replylint.yaml', f'replylint: 1\nextends:\n{lines}{more}')

    def update(self, *words, code=UPDATED, says=None, **environment):
        run = self.run_program('rules', 'update', *words, environment=environment)
        self.check_code(run, code)
        if says is not None:
            self.assertIn(says, (run.stdout + run.stderr).decode())
        return run

    def check_in_use(self, word, *others):
        run = self.run_program('check', text=f'This is {word}.\n'.encode())
        self.check_code(run, 1)
        self.assertIn(f'[tone.{word}]', run.stdout.decode())
        for other in others:
            self.check_code(self.run_program('check', text=f'This is {other}.\n'.encode()), 0)

    def start(self, url=None, **more):
        """Version 1 is in use."""
        self.publish(make_set('1'))
        self.configure(url or self.url(), **more)
        self.update(says='team 1: updated from')
        self.check_in_use('plugh')

    def check_refused(self, says, code=FAILED, word='plugh', **environment):
        run = self.update(code=code, says=says, **environment)
        self.assertIn('; version 1 stays in use', run.stderr.decode())
        self.check_in_use(word)

    def move(self, elsewhere):
        """A set is in use; its URL is gone, and what is left is a mirror."""
        self.start()
        os.remove(os.path.join(self.web, 'team.yaml'))
        self.configure((self.url(), f'key: {self.keys["a"]}, mirrors: ["{elsewhere}"]'))

    def sets(self):
        return os.path.join(self.home, '.local/share/replylint/sets')

    def store_folder(self):
        return os.path.join(self.sets(), os.listdir(self.sets())[0])
