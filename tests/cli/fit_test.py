# SPDX-License-Identifier: MIT
# rules fit and rules noise, from end to end, on labelled drafts made for it.
import json
import os

import program
from program import ProgramTest

TEAM = """replylint: 1
name: acme
phrases:
  shove: ["(just|simply)"]   # a comment that has to stay
facts:
  cross: {any: ["angry"]}
rules:
- id: tone.shove
  severity: warning
  message: "“{match}” shoves."
  why: reason
  source: ["practice:calm"]
  weigh:
    per: sentence
    signs:
      - [$shove, 0.1]      # as written by hand
      - [ cross , 0.50 ]
      - ["please", 0.3]
    from: 9
  bad: ["Just simply read it, you are angry.", "Just read it.", "Simply read it."]
  good: ["Please read it.", "It is off.", "All is well."]
"""


class Fit(ProgramTest):
    def setUp(self):
        super().setUp()
        self.team = self.write('team.yaml', TEAM)
        labels = []
        for i in range(60):
            rude = i % 3 == 0
            sentence = 'You just read the manual again.' if rude else 'Please read page four of it.'
            self.write(f'labelled/d{i}.eml', f'From: a@b.example\nTo: c@d.example\nSubject: Re: x\n\nHello,\n\n{sentence} It is number {i}.\n')
            labels.append({'id': f'd{i}', 'kind': 'problem' if rude else 'clean', 'must': ['tone'] if rude else [], 'may': [], 'must_not': [],
                           'spans': [{'category': 'tone', 'text': sentence}] if rude else []})
        self.write('labelled/labels.jsonl', '\n'.join(map(json.dumps, labels)) + '\n')

    def read_team(self):
        with open(self.team, encoding='utf-8') as file:
            return file.read()

    def test_it_tells_and_writes_nothing_unless_asked(self):
        run = self.run_program('rules', 'fit', 'team.yaml', 'labelled')
        self.check_code(run, 0)
        text = run.stdout.decode()
        self.assertRegex(text, r'tone\.shove: 60 drafts, 20 to be raised')
        self.assertRegex(text, r'each draft held out +precision 1\.000 +recall 1\.000')
        self.assertRegex(text, r'(?m)^tone +\S+ +\S+ +1\.000 +1\.000$')
        self.assertRegex(text, r'\+0\.00 +please', 'written as a sign of it, seen only where it is not: left out')
        self.assertEqual(self.read_team(), TEAM)

    def test_weights_are_written_in_place(self):
        first = self.run_program('rules', 'fit', '--write', 'team.yaml', 'labelled')
        self.check_code(first, 0)
        text = self.read_team()
        self.assertNotEqual(text, TEAM)
        for kept in ['# a comment that has to stay', '# as written by hand', 'bad: ["Just simply read it, you are angry."']:
            self.assertIn(kept, text)
        self.assertEqual(len(text.splitlines()), len(TEAM.splitlines()))
        self.check_code(self.run_program('rules', 'fit', '--write', 'team.yaml', 'labelled'), 0)
        self.assertEqual(self.read_team(), text, 'the same drafts give the same weights')
        run = self.run_program('eval', '--rules', 'team.yaml', 'labelled')
        self.assertRegex(run.stdout.decode(), r'tone +20 +20 +0 +0 ')

    def test_what_cannot_be_fitted_is_left(self):
        self.write('labelled/labels.jsonl', ''.join(json.dumps({'id': f'd{i}', 'kind': 'clean', 'must': []}) + '\n' for i in range(9)))
        run = self.run_program('rules', 'fit', '--write', 'team.yaml', 'labelled')
        self.check_code(run, 2)
        self.assertEqual(self.read_team(), TEAM)
        self.check_code(self.run_program('rules', 'fit', 'team.yaml', 'gone'), 2)
        self.check_code(self.run_program('rules', 'fit', 'gone.yaml', 'labelled'), 2)
        self.check_code(self.run_program('rules', 'fit', 'team.yaml', 'labelled', '--only', 'blame.*'), 2)

    def test_noise_counts_labels_and_mail(self):
        self.write('mail/one.eml', 'From: a@b.example\nTo: c@d.example\nSubject: x\n\nHello,\n\nJust simply read it.\n')
        self.write('loud.yaml', TEAM.replace('from: 9', 'from: 0.1'))
        run = self.run_program('rules', 'noise', '--rules', 'loud.yaml', '--only', 'tone.shove', 'labelled', 'mail')
        self.check_code(run, 0)
        # Polite drafts say "please", which this rule weighs as well: false alarms.
        self.assertRegex(run.stdout.decode(), r'(?m)^tone\.shove +warning +20 +0 +40 +0\.333 +1 +1000\.0$')
        self.assertIn('60 labelled drafts, 1 messages without labels', run.stdout.decode())
        self.check_code(self.run_program('rules', 'noise', os.path.join(self.folder, 'gone')), 2)


if __name__ == '__main__':
    program.main()
