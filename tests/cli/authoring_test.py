# SPDX-License-Identifier: MIT
# The commands for those who write rule sets, from end to end: new.
import json
import os

import program
from program import ProgramTest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = os.path.join(ROOT, 'rules', 'base')


class New(ProgramTest):
    def test_a_file_that_is_good_at_once(self):
        run = self.run_program('rules', 'new', 'team.yaml', '--name', 'acme-support', '--family', 'acme')
        self.check_code(run, 0)
        self.assertEqual(run.stdout.decode(), 'team.yaml: a rule set “acme-support” with three rules, acme.*; try: replylint rules test team.yaml\n')
        tested = self.run_program('rules', 'test', 'team.yaml', '--only', 'acme.*')
        self.check_code(tested, 0)
        self.assertEqual(tested.stdout, b'3 rules, 18 examples: 0 failed, 0 warnings\n')
        listed = json.loads(self.run_program('rules', 'list', '--rules', 'team.yaml', '--family', 'acme', '--format', 'json').stdout)['rules']
        self.assertEqual([(rule['rule'], rule['verb'], rule['set']) for rule in listed],
                         [('acme.no-status-page', 'require', 'acme-support'), ('acme.old-name', 'flag', 'acme-support'),
                          ('acme.please-please', 'limit', 'acme-support')])
        found = self.run_program('check', '--rules', 'team.yaml', '--format', 'gcc', text=b'Your Acme webspace is full.\n')
        self.assertIn('“Acme webspace” has been called Acme Cloud since May.', found.stdout.decode())

    def test_a_folder(self):
        self.check_code(self.run_program('rules', 'new', 'Our Team/', '--family', 'acme'), 0)
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder, 'Our Team'))), ['acme.yaml', 'ruleset.yaml'])
        tested = self.run_program('rules', 'test', 'Our Team', '--only', 'acme.*')
        self.assertEqual(tested.stdout, b'3 rules, 18 examples: 0 failed, 0 warnings\n')
        self.assertIn('name: our-team\n', self.read('Our Team/ruleset.yaml'))

    def test_families_of_the_built_in_rules(self):
        for family in ('tone', 'hygiene', 'clarity'):
            self.check_code(self.run_program('rules', 'new', f'{family}.yaml', '--family', family), 0)
            self.check_code(self.run_program('rules', 'test', f'{family}.yaml'), 0)

    def test_nothing_is_overwritten(self):
        self.write('team.yaml', 'mine\n')
        run = self.run_program('rules', 'new', 'team.yaml')
        self.check_code(run, 2)
        self.assertEqual(self.read('team.yaml'), 'mine\n')
        self.assertEqual(run.stderr, b'replylint: team.yaml: File exists\n')
        os.symlink('elsewhere.yaml', os.path.join(self.folder, 'link.yaml'))
        self.check_code(self.run_program('rules', 'new', 'link.yaml'), 2)
        self.write('set/old.yaml', 'mine\n')
        self.check_code(self.run_program('rules', 'new', 'set'), 2)
        self.assertEqual(os.listdir(os.path.join(self.folder, 'set')), ['old.yaml'])
        self.write('plain', 'mine\n')
        self.check_code(self.run_program('rules', 'new', 'plain'), 2)
        self.check_code(self.run_program('rules', 'new', 'gone/team.yaml'), 2)

    def test_names(self):
        self.check_code(self.run_program('rules', 'new', 'replylint.yaml'), 0)
        self.assertIn('name: drafts\n', self.read('replylint.yaml'))
        for words in [('a.yaml', '--name', 'No Name'), ('a.yaml', '--family', 'x.y'), ('123.yaml',), ('a', '--family', 'ruleset')]:
            self.check_code(self.run_program('rules', 'new', *words), 2)
        self.assertEqual(os.listdir(self.folder), ['replylint.yaml'])

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding='utf-8') as file:
            return file.read()


class Help(ProgramTest):
    def test_every_command_shows_examples(self):
        for command in ('new',):
            text = self.run_program('rules', command, '--help').stdout.decode()
            self.assertRegex(text, rf'Examples:\n  replylint rules {command} ')
            self.assertIn('Exit codes: 0 ', text)


if __name__ == '__main__':
    program.main()
