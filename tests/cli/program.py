# SPDX-License-Identifier: MIT
# What the end-to-end tests share: the program under test, run as people run it, in a folder and home of its own.
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ''
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'fixtures')
GOLDEN = os.path.join(FIXTURES, 'golden')
RULES = os.path.join(GOLDEN, 'rules.yaml')
RUDE = b'Hi Eva,\n\nplease calm down.\n\nAna\n'
RUDE_MAIL = b'From: ana@shop.example\nTo: eva@home.example\nSubject: Chair\n\n' + RUDE
LIMIT = 25 << 20


class ProgramTest(unittest.TestCase):
    """Each test has an empty home and working folder."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        self.folder = os.path.join(folder.name, 'drafts')
        os.mkdir(self.folder)

    def write(self, name, content):
        path = os.path.join(self.home, name) if name.startswith('.') else os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def environment(self, **more):
        return {'PATH': os.environ['PATH'], 'HOME': self.home, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', **more}

    def run_program(self, *words, text=b'', environment=None, **more):
        return subprocess.run([PROGRAM, *words], input=text, capture_output=True, cwd=self.folder,
                              env=self.environment(**(environment or {})), timeout=120, **more)

    def check_code(self, run, code):
        self.assertEqual(run.returncode, code, (run.stdout[-2000:], run.stderr[-2000:]))


def main():
    del sys.argv[1]
    unittest.main(module='__main__')
