# SPDX-License-Identifier: MIT
# rules import vale from end to end: whole styles, their reports, and folders that mean harm.
import json
import os
import re
import time

import program
from program import FIXTURES, ProgramTest

VALE = os.path.join(FIXTURES, 'vale')
# Styles in the shape and size of public ones, and one with every other check; of each, how many rules are taken whole, in part, not.
SHARES = {
    'styles/Harbour': (24, 6, 1),
    'styles/Meridian': (23, 7, 4),
    'styles/Prooftext': (28, 2, 1),
    'styles/PlainDealing': (7, 1, 0),
    'styles/Considerate': (11, 0, 0),
    'styles/Grades': (2, 1, 6),
    'styles/Openings': (15, 0, 0),
    'corners/Corners': (5, 7, 7),
}
RULE = 'extends: existence\nmessage: "Do without \'%s\'."\nignorecase: true\ntokens:\n  - obviously\n'


class Import(ProgramTest):
    def test_every_style_loads_and_passes(self):
        for path, shares in SHARES.items():
            with self.subTest(path):
                styles, style = os.path.split(os.path.join(VALE, path))
                run = self.run_program('rules', 'import', 'vale', styles, '--style', style, '-o', 'set.yaml', '--report', 'report.json', '--format', 'json')
                self.check_code(run, 1 if sum(shares[1:]) else 0)
                self.assertEqual((run.stdout, run.stderr), (b'', b''))
                with open(os.path.join(self.folder, 'report.json'), encoding='utf-8') as file:
                    report = json.load(file)
                self.assertEqual((report['whole'], report['part'], report['none']), shares)
                self.check_report(report)
                run = self.run_program('rules', 'test', '--no-remarks', 'set.yaml')
                self.check_code(run, 0)
                listed = json.loads(self.run_program('rules', 'list', '--rules', 'set.yaml', '--format', 'json').stdout)['rules']
                ids = [one for rule in report['rules'] for one in rule['ids']]
                self.assertEqual(sorted(ids), sorted(rule['rule'] for rule in listed if rule['rule'] in ids))
                self.assertEqual(len(ids), report['made'])

    def check_report(self, report):
        for rule in report['rules']:
            self.assertEqual(rule['taken'] == 'whole', not rule['remarks'], rule)
            self.assertEqual(rule['taken'] == 'none', not rule['ids'], rule)
            with open(rule['file'], encoding='utf-8') as file:
                lines = file.read().split('\n')
            for remark in rule['remarks']:
                token = re.match(r'“([^”]+)” in “', remark['what'])
                if not token:
                    continue
                found = lines[remark['line'] - 1][remark['column'] - 1:]
                self.assertTrue(found.startswith(token[1]), (rule['file'], remark, found))

    def test_it_is_used(self):
        self.write('styles/Acme/Plain.yml', RULE)
        run = self.run_program('rules', 'import', 'vale', 'styles', '-o', 'acme.yaml')
        self.check_code(run, 0)
        self.assertEqual(run.stderr.decode(), 'styles/Acme/Plain.yml: whole: acme.plain\n1 rules of Vale: 1 whole (100 %), 0 in part (0 %), 0 not taken (0 %); 1 rules made\n')
        run = self.run_program('check', '--format', 'gcc', '--rules', 'acme.yaml', text=b'It is obviously a lamp.\n')
        self.check_code(run, 1)
        self.assertIn(b"Do without 'obviously'. [acme.plain]", run.stdout)

    def test_the_set_goes_to_standard_output(self):
        self.write('Acme/Plain.yml', RULE)
        run = self.run_program('rules', 'import', 'vale', 'Acme', '--language', 'de-CH')
        self.check_code(run, 0)
        self.assertIn(b"language: 'de-CH'\n", run.stdout)
        self.assertEqual(self.run_program('rules', 'import', 'vale', 'Acme/').stdout, self.run_program('rules', 'import', 'vale', 'Acme').stdout)

    def test_it_chooses_and_says_what_there_is(self):
        self.write('styles/Acme/Plain.yml', RULE)
        self.write('styles/Other/sub/Deep.yml', RULE)
        for words, said in [(('styles',), 'several styles; --style chooses one of: Acme, Other'), (('styles', '--style', 'None'), 'accepted: Acme, Other'),
                            (('gone',), 'no folder'), (('styles/Acme', '--style', 'Acme'), 'no Vale style'), (('styles/Acme', '--vocab', 'X'), 'no vocabularies'),
                            (('styles', '--style', 'Acme', '--language', 'a: b'), '--language'), (('styles/Acme', '-o', 'no/such/folder.yaml'), 'no/such')]:
            run = self.run_program('rules', 'import', 'vale', *words)
            self.check_code(run, 2)
            self.assertIn(said, run.stderr.decode())
        run = self.run_program('rules', 'import', 'vale', 'styles', '--style', 'Other')
        self.check_code(run, 0)
        self.assertIn(b'other.sub-deep', run.stdout)

    def test_vocabularies(self):
        self.write('styles/Acme/Plain.yml', RULE)
        self.write('styles/config/vocabularies/One/accept.txt', 'obviously\n')
        run = self.run_program('rules', 'import', 'vale', 'styles')
        self.check_code(run, 1)
        self.assertIn(b'nothing is left', run.stderr)
        self.write('styles/Vocab/Two/reject.txt', 'lampy\n')
        run = self.run_program('rules', 'import', 'vale', 'styles')
        self.check_code(run, 0)
        self.assertIn(b'--vocab Two takes it', run.stderr)
        self.assertNotIn(b'lampy', run.stdout)
        run = self.run_program('rules', 'import', 'vale', 'styles', '--vocab', 'Two', '--vocab', 'One')
        self.assertIn(b'lampy', run.stdout)
        self.assertIn(b'styles/Vocab/Two/reject.txt: whole: acme.avoid-two', run.stderr)

    def test_hostile_folders(self):
        self.write('styles/Acme/Plain.yml', RULE)
        self.write('styles/Acme/Binary.yml', bytes(range(256)) * 10)
        self.write('styles/Acme/Large.yml', b'a' * (2 << 20))
        self.write('styles/Acme/Broken.yml', 'extends: [\n')
        self.write('styles/Acme/Aliases.yml', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n')
        self.write('styles/Acme/Deep.yml', '[' * 100000)
        self.write('styles/Acme/Tokens.yml', RULE + ''.join(f'  - token{number} of many\n' for number in range(8000)))
        self.write('styles/Acme/Secret.yml', 'extends: spelling\nmessage: m\naff: ../../secret.aff\ndic: /etc/passwd\n')
        self.write('styles/Acme/Linked.yml', 'extends: spelling\nmessage: m\naff: link.aff\n')
        self.write('secret.aff', 'REP ^secretword$ other\n')
        os.symlink(os.path.join(self.folder, 'secret.aff'), os.path.join(self.folder, 'styles/link.aff'))
        os.symlink('..', os.path.join(self.folder, 'styles/Acme/loop'))
        os.mkfifo(os.path.join(self.folder, 'styles/Acme/Pipe.yml'))
        os.mkdir(os.path.join(self.folder, 'styles/Acme/Folder.yml'))
        begin = time.monotonic()
        run = self.run_program('rules', 'import', 'vale', 'styles', '-o', 'set.yaml', '--report', 'report.json', '--format', 'json')
        self.assertLess(time.monotonic() - begin, 60)
        self.check_code(run, 1)
        with open(os.path.join(self.folder, 'report.json'), encoding='utf-8') as file:
            taken = {os.path.basename(rule['file']): rule['taken'] for rule in json.load(file)['rules']}
        self.assertEqual(taken, {'Plain.yml': 'whole', 'Tokens.yml': 'whole', **{f'{name}.yml': 'none' for name in (
            'Binary', 'Large', 'Broken', 'Aliases', 'Deep', 'Secret', 'Linked', 'Pipe')}})
        with open(os.path.join(self.folder, 'set.yaml'), encoding='utf-8') as file:
            self.assertNotIn('secretword', file.read())
        self.check_code(self.run_program('rules', 'test', '--no-remarks', 'set.yaml'), 0)

    def test_a_style_of_nothing(self):
        os.mkdir(os.path.join(self.folder, 'empty'))
        self.check_code(self.run_program('rules', 'import', 'vale', 'empty'), 2)
        self.write('Acme/Script.yml', 'extends: script\nmessage: m\nscript: x\n')
        self.check_code(self.run_program('rules', 'import', 'vale', 'Acme', '-o', 'set.yaml'), 1)
        self.check_code(self.run_program('rules', 'test', '--no-remarks', 'set.yaml'), 0)

    def test_a_report_that_cannot_be_written(self):
        self.write('Acme/Plain.yml', RULE)
        run = self.run_program('rules', 'import', 'vale', 'Acme', '-o', 'set.yaml', '--report', 'no/folder/report')
        self.check_code(run, 2)
        self.assertIn(b'no/folder/report: ', run.stderr)


if __name__ == '__main__':
    program.main()
