# SPDX-License-Identifier: MIT
# What the labelled drafts of tests/drafts get: every finding, as a picture that a rule change has to look into.
# After a change that is meant: REPLYLINT_UPDATE_GOLDEN=1 tests/cli/drafts_test.py PROGRAM, and read the difference.
import difflib
import glob
import json
import os
import re

import program
from program import FIXTURES, PROGRAM, ProgramTest

DRAFTS = os.path.join(os.path.dirname(FIXTURES), 'drafts')
PICTURE = os.path.join(DRAFTS, 'findings.txt')
FAMILIES = {'tone', 'blame', 'dismissal', 'acknowledgement', 'questions', 'next-steps', 'expectations', 'refusal', 'escalation', 'sincerity',
            'clarity', 'hygiene'}


def read_labels(folder):
    with open(os.path.join(folder, 'labels.jsonl'), encoding='utf-8') as file:
        return [json.loads(line) for line in file]


class Drafts(ProgramTest):
    def folders(self):
        return sorted(os.path.dirname(path) for path in glob.glob(os.path.join(DRAFTS, '*', 'labels.jsonl')))

    @staticmethod
    def conceal(line):
        """Drafts of check/ are not to be read: which rules fire, but not on what."""
        known = re.match(r'(check/[^:]*):\d+:\d+: (\w+): .* (\[[^]]*\])$', line)
        return f'{known[1]}: {known[2]} {known[3]}\n' if known else line

    def test_findings_are_the_known_ones(self):
        self.folder = DRAFTS
        names = [os.path.relpath(os.path.join(folder, f'{label["id"]}.eml'), DRAFTS) for folder in self.folders() for label in read_labels(folder)]
        run = self.run_program('check', '--no-config', '--all', '--format', 'gcc', *names)
        self.check_code(run, 1)
        found = ''.join(self.conceal(line) for line in run.stdout.decode().splitlines(keepends=True))
        if os.environ.get('REPLYLINT_UPDATE_GOLDEN'):
            with open(PICTURE, 'w', encoding='utf-8') as file:
                file.write(found)
        with open(PICTURE, encoding='utf-8') as file:
            known = file.read()
        changes = list(difflib.unified_diff(known.splitlines(), found.splitlines(), 'known', 'found', lineterm='', n=0))
        self.assertEqual(changes[:40], [], f'{len(changes)} lines differ; see the head of this file')

    def test_labels_are_sound(self):
        seen = set()
        for folder in self.folders():
            drafts = {name for name in os.listdir(folder) if name.endswith('.eml')}
            for label in read_labels(folder):
                self.assertNotIn(label['id'], seen)
                seen.add(label['id'])
                self.assertIn(f'{label["id"]}.eml', drafts)
                named = label['must'] + label['may']
                self.assertLessEqual(set(named) | set(label['must_not']), FAMILIES, label['id'])
                self.assertEqual(len(set(named)), len(named), label['id'])
                if label['kind'] == 'clean':
                    self.assertEqual(label['must'], [], label['id'])
            self.assertEqual(len(drafts), len(read_labels(folder)))
        self.assertGreaterEqual(len(seen), 150)


if __name__ == '__main__':
    program.main()
