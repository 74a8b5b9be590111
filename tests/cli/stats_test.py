# SPDX-License-Identifier: MIT
# Rules that are only observed, and the counts of what became of findings, from end to end.
import json
import os

import program
from program import RUDE_MAIL, RULES, ProgramTest

TRIED = 'replylint: 1\nextends: [./team.yaml]\ntune:\n  tone.calm-down: {stage: observe}\n'
STATE = '.local/state/replylint/statistics'


class Stats(ProgramTest):
    def setUp(self):
        super().setUp()
        with open(RULES, 'rb') as file:
            self.write('team.yaml', file.read())

    def stats(self, *words):
        run = self.run_program('stats', *words)
        self.check_code(run, 0)
        return run.stdout.decode()

    def of(self, rule, *words):
        counts = [item for item in json.loads(self.stats('--format', 'json', *words))['rules'] if item['rule'] == rule]
        return counts[0] if counts else None

    def filter(self, *words, text=RUDE_MAIL):
        return self.run_program('filter', *words, text=text)

    def test_an_observed_rule_is_counted_and_not_shown(self):
        self.write('replylint.yaml', TRIED)
        for words in [(), ('--no-cache',)]:
            run = self.run_program('check', '--verbose', *words, text=RUDE_MAIL)
            self.check_code(run, 0)
            self.assertIn(b'observed only: tone.calm-down', run.stdout)
        self.assertNotIn(b'calm-down', self.run_program('check', text=RUDE_MAIL).stdout)
        checked = json.loads(self.run_program('check', '--format', 'json', text=RUDE_MAIL).stdout)
        self.assertNotIn('tone.calm-down', json.dumps(checked['drafts'][0]['findings'] if 'drafts' in checked else checked['findings']))
        self.assertIn('"observed"', json.dumps(checked))
        self.assertNotIn(b'calm-down', self.filter().stdout)
        self.assertEqual(self.of('tone.calm-down'), {'rule': 'tone.calm-down', 'findings': 0, 'mails': 0, 'sent': 0, 'ignored': 0, 'observed': 1, 'reasons': {}})
        self.assertRegex(self.run_program('rules', 'list').stdout.decode(), r'(?m)^tone\.calm-down +observed ')
        self.check_code(self.run_program('rules', 'test', '--no-remarks', 'replylint.yaml'), 0)
        noise = self.run_program('rules', 'noise', '--only', 'tone.calm-down', self.write('mail/a.eml', RUDE_MAIL) and 'mail')
        self.assertIn(b'tone.calm-down', noise.stdout)

    def test_a_lock_keeps_a_rule_from_being_only_observed(self):
        self.write('replylint.yaml', TRIED + 'lock: [tone.*]\n')
        self.write('.config/replylint/replylint.yaml', 'replylint: 1\ntune: {tone.calm-down: {stage: active}}\n')
        self.assertIn(b'calm-down', self.run_program('check', text=RUDE_MAIL).stdout)
        self.write('replylint.yaml', TRIED.replace('observe', 'active') + 'lock: [tone.*]\n')
        self.write('.config/replylint/replylint.yaml', 'replylint: 1\ntune: {tone.calm-down: {stage: observe}}\n')
        run = self.run_program('check', text=RUDE_MAIL)
        self.check_code(run, 2)
        self.assertIn(b'cannot be only observed', run.stderr)

    def test_what_became_of_findings(self):
        self.write('replylint.yaml', 'replylint: 1\nextends: [./team.yaml]\n')
        self.assertIn('no mail counted yet', self.stats())
        self.filter()
        self.filter()
        self.check_code(self.filter('--hold'), 1)
        self.filter('--no-stats')
        self.run_program('check', text=RUDE_MAIL)
        ignored = RUDE_MAIL.replace(b'\n\n', b'\nX-Replylint: ignore tone.calm-down -- her own words\n\n', 1)
        self.filter(text=ignored)
        counts = self.of('tone.calm-down')
        self.assertEqual((counts['findings'], counts['mails'], counts['sent'], counts['ignored']), (3, 3, 2, 1))
        text = self.stats()
        self.assertRegex(text, r'(?m)^tone\.calm-down +3 +3 +67 % +1 +0$')
        self.assertIn('tone.calm-down: her own words', text)
        self.assertIsNone(self.of('tone.calm-down', '--since', '2999-01-01'))
        self.check_code(self.run_program('stats', '--since', 'monday'), 2)
        exported = self.stats('export')
        self.assertNotIn('her own words', exported)
        self.assertIn('her own words', self.stats('export', '--reasons'))
        self.stats('clear')
        self.assertIn('no mail counted yet', self.stats())

    def test_no_word_of_the_mail_is_kept(self):
        self.write('replylint.yaml', 'replylint: 1\nextends: [./team.yaml]\n')
        self.filter()
        with open(os.path.join(self.home, STATE), encoding='utf-8') as file:
            text = file.read()
        for word in ['calm down', 'Eva', 'eva@', 'Chair', 'Ana']:
            self.assertNotIn(word, text)

    def test_a_mail_goes_out_wherever_the_counts_cannot(self):
        self.write('.local/state', b'in the way')
        self.assertIn(b'X-Replylint-Finding', self.filter().stdout)
        self.assertIn(b'X-Replylint-Finding', self.run_program('filter', text=RUDE_MAIL, environment={'HOME': ''}).stdout)


if __name__ == '__main__':
    program.main()
