# SPDX-License-Identifier: MIT
# The benchmark's scripts reckon and rewrite rightly: medians, ratios, patterns in other dialects, made mail.
import email
import email.policy
import os
import re
import subprocess
import sys
import tempfile
import unittest

import dialects
import made
import measure
import whole

BODY = 'Hi Eva,\n\nI am sorry that the chair broke. We send a new one on Monday.\nYou could have read the manual first!\n\nAna\n'


class Reckoning(unittest.TestCase):
    def test_ratios_are_of_the_same_round(self):
        cost = measure.Cost
        found = {'a': [cost(1, 1, 5), cost(10, 1, 7), cost(2, 1, 6)], 'b': [cost(2, 3, 0), None, cost(4, 5, 0)]}
        summed = measure.sum_up(found, 'a')
        self.assertEqual(summed['a'], measure.Summary(2, 1, 7, 3, 1, 1))
        self.assertEqual(summed['b'], measure.Summary(3, 4, 0, 2, 2, 4))

    def test_slow_tasks_run_in_every_fourth_round(self):
        calls = []
        tasks = {name: lambda name=name: calls.append(name) or measure.Cost(1, 1, 1) for name in 'ab'}
        found = measure.interleave(tasks, 5, {'b'})
        self.assertEqual(''.join(calls), 'abaaaab')
        self.assertEqual([cost is None for cost in found['b']], [False, True, True, True, False])

    def test_exponent(self):
        self.assertAlmostEqual(measure.fit_exponent([1, 10, 100], [3, 30, 300]), 1)
        self.assertAlmostEqual(measure.fit_exponent([1, 10, 100], [3, 300, 30000]), 2)

    def test_tables_go_between_the_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'a.md')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(f'before\n{whole.BEGIN}\nold\n{whole.END}\nafter\n')
            whole.write_between(path, 'new')
            with open(path, encoding='utf-8') as file:
                self.assertEqual(file.read(), f'before\n{whole.BEGIN}\nnew\n{whole.END}\nafter\n')


class Dialects(unittest.TestCase):
    def test_what_each_needs(self):
        for pattern, rust, perl, ere in [
                (r'(?i)\byou\b[\s,*]*(?:are|\'re)', r'(?i)\byou\b[\s,*]*(?:are|\'re)'.replace(r'\'', "'"), None, r"\byou\b[[:space:],*]*(are|'re)"),
                (r'(?:\W+[\w\'-]+){0,3}?\W+', None, None, r"(\W+[[:alnum:]_'-]+){0,3}\W+"),
                (r'\d{1,4}[-\/.]\d', r'\d{1,4}[-/.]\d', r'\d{1,4}[-\/.]\d', '[0-9]{1,4}[/.-][0-9]'),
                (r'a@b/c', 'a@b/c', r'a\@b\/c', 'a@b/c'),
                (r'[^\s.()"]+', None, None, '[^[:space:].()"]+'),
                (r'\$5|x$', r'\$5|x$', r'\$5|x$', r'\$5|x$'),
                (r'[\]a]', r'[\]a]', r'[\]a]', '[]a]'),
                (r'\?\?', r'\?\?', r'\?\?', r'\?\?'),
        ]:
            for dialect, expected in [('rust', rust), ('perl', perl), ('ere', ere)]:
                if expected is not None:
                    self.assertEqual(dialects.rewrite(pattern.replace(r"\'", "'"), dialect), expected, pattern)

    def test_grep_finds_what_the_pattern_means(self):
        for pattern in [r"(?i)\bYOU\b[\s,*]*(?:could|'d)(?:\W+[\w'-]+){0,3}?\W+read", r'(?i)\bsorry\b[\s,*]*\bthat\b', r'^\W*Ana', r'\d[-/.]\d']:
            run = subprocess.run(['grep', '-E', '-i', '-c', dialects.rewrite(pattern, 'ere')], input=BODY.encode(), capture_output=True,
                                 env={'LC_ALL': 'C', 'PATH': os.environ['PATH']}, check=False)
            expected = sum(bool(re.search(pattern, line)) for line in BODY.splitlines())
            self.assertEqual(int(run.stdout), expected, (pattern, run.stderr))


class Made(unittest.TestCase):
    def test_the_same_seed_gives_the_same_mail(self):
        first, second = (list(made.Writer([BODY] * 3, 5).messages(30)) for _ in range(2))
        self.assertEqual(first, second)
        self.assertNotEqual(first, list(made.Writer([BODY], 6).messages(30)))

    def test_messages_can_be_read(self):
        writer = made.Writer([BODY, BODY.replace('chair', 'café')], 1)
        for text in writer.messages(60):
            message = email.message_from_string(text, policy=email.policy.default)
            self.assertEqual(message.defects, [])
            body = message.get_body(('plain',)).get_content()
            self.assertTrue(body.startswith('Hi ') and '\n> ' in body, body)

    def test_mbox_keeps_messages_apart(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'mbox')
            made.write_mbox(['Subject: a\n\nFrom here on\n', 'Subject: b\n\n>From x\n'], path)
            with open(path, encoding='utf-8') as file:
                lines = file.read().splitlines()
        self.assertEqual(sum(line.startswith('From ') for line in lines), 2)
        self.assertIn('>From here on', lines)
        self.assertIn('>>From x', lines)


class Spawning(unittest.TestCase):
    def test_peak_memory_of_a_running_process(self):
        self.assertGreater(measure.find_peak(os.getpid()), 5 << 20)


if __name__ == '__main__':
    sys.exit(unittest.main())
