# SPDX-License-Identifier: MIT
# replylint filter from end to end: messages pass byte for byte, whatever happens.
import importlib.machinery
import importlib.util
import os
import subprocess

import program
from program import FIXTURES, LIMIT, PROGRAM, RUDE, RUDE_MAIL, RULES, ProgramTest

loader = importlib.machinery.SourceFileLoader('roundtrip', os.path.join(os.path.dirname(FIXTURES), 'filter-roundtrip'))
roundtrip = importlib.util.module_from_spec(importlib.util.spec_from_loader('roundtrip', loader))
loader.exec_module(roundtrip)


class Filter(ProgramTest):
    def filter(self, message, *words):
        return self.run_program('filter', *words, text=message)

    def test_every_fixture_comes_back(self):
        count = 0
        for folder, _, names in os.walk(FIXTURES):
            for name in names:
                if not name.endswith('.eml'):
                    continue
                with open(os.path.join(folder, name), 'rb') as file:
                    message = file.read()
                for form in (message, message.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')):
                    run = self.filter(form, '--no-config')
                    self.check_code(run, 0)
                    self.assertEqual(roundtrip.without_our_fields(run.stdout), roundtrip.without_our_fields(form), name)
                    count += 1
        self.assertGreater(count, 100)

    def test_fields(self):
        run = self.filter(RUDE_MAIL, '--rules', RULES)
        self.check_code(run, 0)
        self.assertEqual(run.stdout, b'X-Replylint-Verdict: hold; findings=1; hidden=0\nX-Replylint-Finding: tone.calm-down; error; 7:8\n' + RUDE_MAIL)
        self.assertEqual(self.filter(run.stdout, '--rules', RULES).stdout.count(b'X-Replylint-Verdict'), 1)
        crlf = RUDE_MAIL.replace(b'\n', b'\r\n')
        run = self.filter(crlf, '--rules', RULES)
        self.assertTrue(run.stdout.startswith(b'X-Replylint-Verdict: hold; findings=1; hidden=0\r\n') and run.stdout.endswith(crlf), run.stdout)

    def test_ignores_are_taken_out(self):
        run = self.filter(b'X-Replylint: ignore tone.calm-down -- our tea\n' + RUDE_MAIL, '--rules', RULES)
        self.assertEqual(run.stdout, b'X-Replylint-Verdict: pass; findings=0; hidden=0\n' + RUDE_MAIL)
        run = self.filter(b'X-Replylint: ignore blame.*\n' + RUDE_MAIL, '--rules', RULES)
        self.assertIn(b'blame.*', run.stderr)

    def test_hold(self):
        run = self.filter(RUDE_MAIL, '--hold', '--rules', RULES)
        self.check_code(run, 1)
        self.assertEqual(run.stdout, RUDE_MAIL)
        clean = RUDE_MAIL.replace(b'calm', b'sit')
        run = self.filter(clean, '--hold', '--rules', RULES)
        self.check_code(run, 0)
        self.assertTrue(run.stdout.endswith(clean) and run.stdout != clean)

    def test_trouble_lets_the_message_through(self):
        broken = self.write('broken.yaml', 'replylint: 1\nrules: [}\n')
        many_parts = b'From: a@a.example\nContent-Type: multipart/mixed; boundary=b\n\n' + b'--b\n\nx\n' * 3000 + b'--b--\n'
        for message, words in [(RUDE_MAIL, ('--rules', broken)), (RUDE_MAIL, ('--rules', 'gone.yaml')), (many_parts, ()),
                               (b'From: a@a.example\n\n' + b'word ' * (LIMIT // 5 + 9), ())]:
            with self.subTest(words=words, message=message[:40]):
                for hold in ((), ('--hold',)):
                    run = self.filter(message, *hold, *words)
                    self.check_code(run, 2)
                    self.assertTrue(run.stdout == message)
                    self.assertTrue(run.stderr)

    def test_bare_text_gets_no_fields(self):
        for text, code in [(RUDE, 1), (b'', 0)]:
            run = self.filter(text, '--hold', '--rules', RULES)
            self.check_code(run, code)
            self.assertEqual(run.stdout, text)
            self.assertTrue(run.stderr)

    def test_a_mistyped_option_does_not_swallow_the_message(self):
        run = self.filter(RUDE_MAIL, '--hodl')
        self.check_code(run, 2)
        self.assertEqual(run.stdout, RUDE_MAIL)

    def test_a_message_that_cannot_be_written(self):
        for target in ['>/dev/full', '>&-']:
            run = subprocess.run(['sh', '-c', f'"$@" {target}', 'sh', PROGRAM, 'filter'], input=RUDE_MAIL, stderr=subprocess.PIPE, env=self.environment())
            self.assertEqual(run.returncode, 2, target)
            self.assertTrue(run.stderr)

    def test_no_words_of_the_mail_in_fields_or_errors(self):
        run = self.filter(RUDE_MAIL.replace(b'calm down', b'CALM DOWN verysecret'), '--rules', RULES)
        self.assertNotIn(b'verysecret', run.stdout.split(b'From:')[0] + run.stderr)


if __name__ == '__main__':
    program.main()
