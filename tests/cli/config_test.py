# SPDX-License-Identifier: MIT
# Configurations over one another, what they may do to each other, and the command config, from end to end.
import json
import os
import shutil
import subprocess

import program
from program import PROGRAM, RUDE, RULES, ProgramTest

PROJECT = '''replylint: 1
name: acme-support
extends: [builtin:base, ./team.yaml]
hold: warning
internal: [acme.example]
lock: [tone.calm-down, {rules: "dismissal.*", allow: tune}]
'''
OWN = '.config/replylint/replylint.yaml'


class Layers(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write('team.yaml', b'')
        shutil.copy(RULES, os.path.join(self.folder, 'team.yaml'))

    def own(self, text):
        self.write(OWN, 'replylint: 1\n' + text)

    def check(self, *words, text=RUDE):
        return self.run_program('check', '--format', 'gcc', *words, text=text)

    def refuse(self, text, *patterns):
        """The user's own file is refused, and every pattern stands in what is said."""
        self.own(text)
        for words in [('check',), ('config', 'show'), ('rules', 'list')]:
            run = self.run_program(*words, text=RUDE)
            self.check_code(run, 2)
            for pattern in patterns:
                self.assertRegex(run.stderr.decode(), pattern)

    def test_the_users_own_file_lies_over_the_projects(self):
        self.write('replylint.yaml', PROJECT.replace('lock:', '#'))
        self.assertIn(b'[tone.calm-down]', self.check().stdout)
        self.own('tune:\n  tone.calm-down: off\n')
        for words in [(), (), ('--no-cache',)]:
            self.assertNotIn(b'[tone.calm-down]', self.check(*words).stdout)
        # Either file counts as soon as it changes, cache or not.
        self.own('tune:\n  tone.calm-down: warning\n')
        self.assertIn(b'warning: ', self.check().stdout)
        self.write('replylint.yaml', PROJECT.replace('lock:', '#') + 'tune: {tone.calm-down: off}\n')
        # Severity and switch are tuned apart.
        self.assertNotIn(b'[tone.calm-down]', self.check().stdout)
        self.own('tune:\n  tone.calm-down: {off: false}\n')
        self.assertIn(b'error: ', self.check().stdout)
        self.write('replylint.yaml', PROJECT.replace('lock:', '#') + 'tune: {tone.calm-down: off}\n# again\n')
        os.remove(os.path.join(self.home, OWN))
        self.assertNotIn(b'[tone.calm-down]', self.check().stdout)

    def test_one_file_in_both_places_counts_once(self):
        self.own('rules: []\n')
        run = subprocess.run([PROGRAM, 'config', 'show', '--format', 'json'], capture_output=True, cwd=os.path.join(self.home, '.config/replylint'),
                             env=self.environment(), timeout=60)
        self.assertEqual(len(json.loads(run.stdout)['files']), 1, run.stdout)

    def test_only_the_named_file(self):
        self.own('tune:\n  tone.calm-down: off\n')
        self.assertIn(b'[tone.calm-down]', self.check('--rules', 'team.yaml').stdout)

    def test_locks_bind_whatever_lies_over_them(self):
        self.write('replylint.yaml', PROJECT)
        lock = r'“acme-support” \(replylint\.yaml:6:8\) locks'
        own = r'\.config/replylint/replylint\.yaml:\d+:\d+: '
        self.refuse('tune:\n  tone.calm-down: off\n', own + lock, 'cannot be switched off')
        self.refuse('tune:\n  tone.calm-down: suggestion\n', own + lock, 'cannot be softened')
        self.refuse('tune:\n  tone.*: off\n', own + lock)
        self.refuse('tune:\n  dismissal.just: off\n', r'replylint\.yaml:6:\d+\) locks', 'add “because”')
        self.refuse('hold: never\n', own, 'cannot be weakened', r'replylint\.yaml:4:7')
        self.refuse('language: de\n', own + lock)
        with open(RULES, encoding='utf-8') as file:
            rules = 'rules:' + file.read().split('rules:', 1)[1]
        self.refuse(rules, own + lock, 'cannot be replaced')
        self.own('tune:\n  dismissal.just: {off: true, because: "our word for fair"}\n  tone.calm-down: error\nextends: []\nhold: warning\n')
        run = self.check()
        self.assertIn(b'[tone.calm-down]', run.stdout)
        self.check_code(run, 1)

    def test_what_a_later_set_brings_in_cannot_undo_a_lock(self):
        self.write('replylint.yaml', PROJECT)
        self.write('.config/replylint/other.yaml', 'replylint: 1\nname: other\nextends: []\ntune:\n  tone.calm-down: off\n')
        self.refuse('extends: [./other.yaml]\n', r'other\.yaml:5:3: “acme-support”')

    def test_everybodys_configuration_lies_lowest(self):
        """In a namespace of its own, /etc holds nothing but the configuration."""
        script = ('mount -t tmpfs none /etc && mkdir /etc/replylint && cp "$1" /etc/replylint/replylint.yaml && cp "$2" /etc/replylint/team.yaml && '
                  'shift 2 && exec "$@"')
        self.write('.system.yaml', PROJECT)
        self.write('replylint.yaml', 'replylint: 1\nhold: error\n')

        def run(*words):
            return subprocess.run(['unshare', '-m', 'sh', '-c', script, 'sh', os.path.join(self.home, '.system.yaml'), RULES, PROGRAM, *words],
                                  input=RUDE, capture_output=True, cwd=self.folder, env=self.environment(), timeout=60)
        if subprocess.run(['unshare', '-m', 'mount', '-t', 'tmpfs', 'none', '/etc'], capture_output=True).returncode != 0:
            self.skipTest('mounting needs root')
        refused = run('check')
        self.check_code(refused, 2)
        self.assertRegex(refused.stderr.decode(), r'^replylint: replylint\.yaml:2:7: “acme-support” \(/etc/replylint/replylint\.yaml:6:8\)')
        self.write('replylint.yaml', 'replylint: 1\ninternal: [shop.example]\n')
        shown = json.loads(run('config', 'show', '--format', 'json').stdout)
        self.assertEqual(shown['files'], ['/etc/replylint/replylint.yaml', 'replylint.yaml'])
        self.assertEqual([item['value'] for item in shown['settings'] if item['setting'] == 'internal'], ['acme.example', 'shop.example'])


class Show(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write('team.yaml', b'')
        shutil.copy(RULES, os.path.join(self.folder, 'team.yaml'))
        self.write('replylint.yaml', PROJECT)
        self.write(OWN, 'replylint: 1\ntune:\n  clarity.basically: {severity: error, because: "no\\u001b[31m fillers"}\n')

    def show(self, *words):
        run = self.run_program('config', 'show', *words)
        self.check_code(run, 0)
        return run.stdout.decode()

    def test_origin(self):
        text = self.show('--origin')
        for line in [r'language +en +team\.yaml:4:11', r'hold +warning +replylint\.yaml:4:7', r'internal +acme\.example +replylint\.yaml:5:12',
                     r'lock +tone\.calm-down, by acme-support +replylint\.yaml:6:8',
                     r'lock +dismissal\.\*, tuned only with a reason, by acme-support +replylint\.yaml:6:\d+',
                     r'clarity\.basically +error +\S*\.config/replylint/replylint\.yaml:3:3  because: no', r'rules: \d+ in force, 0 switched off']:
            self.assertRegex(text, '(?m)^ *' + line)
        self.assertNotIn('\x1b', text)
        self.assertNotIn('replylint.yaml:4:7', self.show())
        self.assertNotIn('tone.calm-down  ', self.show())
        self.assertRegex(self.show('--all', '--origin'), r'(?m)^ *tone\.calm-down +error +team\.yaml:\d+:\d+')

    def test_json(self):
        shown = json.loads(self.show('--format', 'json'))
        self.assertEqual(shown['sets'][0], 'base')
        self.assertIn('acme-support', shown['sets'])
        self.assertEqual([os.path.basename(name) for name in shown['files']], ['replylint.yaml', 'replylint.yaml'])
        hold = next(item for item in shown['settings'] if item['setting'] == 'hold')
        self.assertEqual(hold, {'setting': 'hold', 'value': 'warning', 'origin': {'file': 'replylint.yaml', 'line': 4, 'column': 7}})

    def test_defaults(self):
        shown = json.loads(self.show('--no-config', '--format', 'json'))
        self.assertEqual(shown['files'], [])
        hold = next(item for item in shown['settings'] if item['setting'] == 'hold')
        self.assertEqual(hold, {'setting': 'hold', 'value': 'error', 'origin': None})
        self.assertRegex(self.show('--no-config', '--origin'), r'hold +error +default')


if __name__ == '__main__':
    program.main()
