# SPDX-License-Identifier: MIT
# replylint check over many messages: mboxes, Maildirs, folders, threads, and what cannot be read among them.
import json
import os
import random
import signal
import subprocess
import time
import unittest

import program
from program import LIMIT, PROGRAM, RUDE, RUDE_MAIL, RULES, ProgramTest

ENVELOPE = b'From ana@shop.example Sat Jan  3 01:05:34 2024\n'


def make_mail(number, body=RUDE):
    return b'From: ana@shop.example\nTo: eva@home.example\nSubject: Chair %d\nMessage-ID: <%d@shop.example>\n\n' % (number, number) + body


def make_mbox(*mails):
    return b''.join(ENVELOPE + mail + b'\n' for mail in mails)


class Bulk(ProgramTest):
    def check(self, *words, text=b'', **more):
        return self.run_program('check', '--rules', RULES, *words, text=text, **more)

    def find_places(self, *words, text=b''):
        """FILE:LINE:COLUMN of each finding."""
        return [line.split(b': ')[0].decode() for line in self.check('--format', 'gcc', *words, text=text).stdout.splitlines()]

    def test_mbox(self):
        mbox = make_mbox(make_mail(1), make_mail(2, b'Hi Eva,\n\nit is done.\n'), make_mail(3))
        name = self.write('sent', mbox)
        lines = mbox.split(b'\n')
        places = [f'{name}:{number}:8' for number, line in enumerate(lines, 1) if b'calm down' in line]
        self.assertEqual(len(places), 2)
        self.assertEqual(self.find_places(name), places)
        objects = [json.loads(line) for line in self.check('--format', 'ndjson', name).stdout.splitlines()]
        self.assertEqual([(one['message'], one['message_id'], len(one['findings'])) for one in objects],
                         [(1, '<1@shop.example>', 1), (2, '<2@shop.example>', 0), (3, '<3@shop.example>', 1)])
        for one in objects:
            self.assertTrue(mbox[one['message_offset']:].startswith(ENVELOPE))
            self.assertEqual(mbox[:one['message_offset']].count(b'\n') + 1, one['message_line'])
            for finding in one['findings']:
                self.assertEqual(mbox[finding['offset']:finding['end_offset']], b'calm down')
        self.assertEqual(len(json.loads(self.check('--format', 'json', name).stdout)), 3)
        run = self.check(name)
        self.check_code(run, 1)
        self.assertTrue(run.stdout.endswith(b'\n3 messages: 2 with findings (2 errors)\n'), run.stdout[-200:])
        self.assertIn(b'%s:%d: hold: 1 error' % (name.encode(), objects[2]['message_line']), run.stdout)

    def test_line_ends_and_form(self):
        one, two = make_mail(1), make_mail(2)
        for what, mbox, expected in [
            ('CRLF', make_mbox(one, two).replace(b'\n', b'\r\n'), [9, 21]),
            ('one message', make_mbox(one), [9]),
            ('no line end at the end', make_mbox(one, two)[:-2], [9, 21]),
            ('blank lines first', b'\n\r\n' + make_mbox(one), [11]),
            ('no blank line before an envelope line', make_mbox(one)[:-1] + make_mbox(two), [9]),
            ('"From " that is no envelope line', make_mbox(make_mail(1, b'Hi Eva,\n\nFrom now on\n\n' + RUDE), two), [13, 25]),
            ('envelope lines only', ENVELOPE + b'\n' + ENVELOPE + b'\n' + make_mbox(one), [13]),
            ('a NUL byte', make_mbox(make_mail(1, b'\0\n' + RUDE), two), [10, 22]),
        ]:
            with self.subTest(what):
                name = self.write('sent.mbox', mbox)
                places = [int(place.rsplit(':', 2)[1]) for place in self.find_places(name)]
                if what == 'no blank line before an envelope line':
                    self.assertEqual(json.loads(self.check('--format', 'json', name).stdout)['message'], 1)
                    self.assertEqual(places[:1], expected)
                else:
                    self.assertEqual(places, expected)
                self.assertEqual(self.find_places(text=mbox), [f'-:{place.split(":", 1)[1]}' for place in self.find_places(name)])

    def test_quoting(self):
        mbox = make_mbox(make_mail(1, b'Hi Eva,\n\n>From me: calm down.\n\nAna\n'), make_mail(2))
        name = self.write('sent', mbox)
        self.assertEqual(self.find_places(name), [f'{name}:9:11', f'{name}:21:8'])
        first = json.loads(self.check('--format', 'ndjson', name).stdout.splitlines()[0])
        finding = first['findings'][0]
        self.assertEqual(mbox[finding['offset']:finding['end_offset']], b'calm down')
        self.assertIn(b'>From me: calm down.', self.check(name).stdout)

    def test_what_is_no_mbox(self):
        junk = self.write('junk', b'junk\n\n' + make_mbox(make_mail(1), make_mail(2)))
        self.assertNotIn('message', json.loads(self.check('--format', 'json', junk).stdout))
        run = self.check('--input', 'mbox', junk)
        self.check_code(run, 2)
        self.assertIn(b'not an mbox', run.stderr)
        empty = self.write('empty', b'')
        self.check_code(self.check(empty), 0)
        self.check_code(self.check('--input', 'mbox', empty), 2)
        mbox = self.write('sent', make_mbox(make_mail(1), make_mail(2)))
        self.assertNotIn('message', json.loads(self.check('--input', 'mail', '--format', 'json', mbox).stdout))

    def test_a_message_beyond_the_limit(self):
        large = make_mail(2, b'word and word\r\n' * (LIMIT // 15 + 1000))
        mbox = make_mbox(make_mail(1), large, make_mail(3))
        for words, text in [((self.write('sent', mbox),), b''), ((), mbox)]:
            run = self.check('--format', 'ndjson', *words, text=text)
            self.check_code(run, 2)
            self.assertIn(b'25 MiB', run.stderr)
            first, second, third = (json.loads(line) for line in run.stdout.splitlines())
            self.assertEqual((first['message'], second['message'], third['message']), (1, 2, 3))
            self.assertIn('25 MiB', second['error']['message'])
            self.assertEqual(third['message_line'], mbox[:third['message_offset']].count(b'\n') + 1)
            self.assertEqual(mbox[third['findings'][0]['offset']:third['findings'][0]['end_offset']], b'calm down')

    def test_maildir(self):
        for name in ['Mail/cur/2:2,S', 'Mail/cur/1:2,S', 'Mail/new/3', 'Mail/.Sent/cur/4:2,S', 'Mail/.Sent.2024/cur/5:2,S', 'Mail/lists/cur/6:2,S']:
            self.write(name, RUDE_MAIL)
        for folder in ['Mail', 'Mail/.Sent', 'Mail/.Sent.2024', 'Mail/lists']:
            for part in ['new', 'tmp']:
                os.makedirs(os.path.join(self.folder, folder, part), exist_ok=True)
        for name in ['Mail/tmp/7', 'Mail/cur/.hidden', 'Mail/dovecot.index', 'Mail/.other/8.eml', 'Mail/.Sent/maildirfolder', 'Mail/cur/below/9']:
            self.write(name, RUDE_MAIL)
        os.symlink('../cur/1:2,S', os.path.join(self.folder, 'Mail/new/link'))
        os.symlink('.', os.path.join(self.folder, 'Mail/loop'))
        self.assertEqual([place.split(':')[0] for place in self.find_places('Mail')],
                         ['Mail/.Sent/cur/4', 'Mail/.Sent.2024/cur/5', 'Mail/cur/1', 'Mail/cur/2', 'Mail/lists/cur/6', 'Mail/new/3'])
        self.assertEqual(len(self.find_places('Mail/.Sent')), 1)
        self.assertEqual(len(self.find_places('Mail/cur/')), 2)
        self.assertEqual(len(self.find_places('Mail/loop/.Sent')), 1)

    def test_folder(self):
        self.write('all/b.eml', RUDE_MAIL)
        self.write('all/a/c.eml', RUDE_MAIL)
        self.write('all/sent', make_mbox(make_mail(1), make_mail(2)))
        for name in ['all/.hidden.eml', 'all/.git/d.eml', 'all/notes.txt', 'all/image.png']:
            self.write(name, RUDE_MAIL)
        os.symlink('..', os.path.join(self.folder, 'all/a/up'))
        os.symlink('b.eml', os.path.join(self.folder, 'all/link.eml'))
        os.mkfifo(os.path.join(self.folder, 'all/pipe.eml'))
        self.assertEqual(self.find_places('all'), ['all/a/c.eml:7:8', 'all/b.eml:7:8', 'all/sent:9:8', 'all/sent:21:8'])
        self.assertEqual(self.find_places('all/link.eml'), ['all/link.eml:7:8'])
        self.write('none/notes.txt', RUDE)
        run = self.check('none')
        self.check_code(run, 2)
        self.assertIn(b'none: no mail in this folder', run.stderr)
        self.assertEqual(len(json.loads(self.check('--format', 'json', 'all/a').stdout)), 1)

    def test_what_cannot_be_read(self):
        rude = self.write('all/b.eml', RUDE_MAIL)
        self.write('all/z.eml', RUDE_MAIL)
        large = self.write('all/large.eml', b'')
        os.truncate(large, LIMIT + 1)
        os.symlink('gone', os.path.join(self.folder, 'gone.eml'))
        self.write('all/packed.eml', b'\x1f\x8b\x08\x00' + bytes(50))
        run = self.check('--format', 'gcc', 'all', 'gone.eml', rude, '/proc/self/mem')
        self.check_code(run, 2)
        self.assertEqual(len(run.stdout.splitlines()), 3)
        for words in [b'all/large.eml: larger than 25 MiB', b'all/packed.eml: compressed (gzip)', b'gzip -dc', b'gone.eml: No such file', b'/proc/self/mem: ']:
            self.assertIn(words, run.stderr)
        self.assertIn(b'3 messages: 3 with findings (3 errors), 4 not read',
                      self.check('all', 'gone.eml', rude, '/proc/self/mem').stdout)

    @unittest.skipIf(os.geteuid() == 0, 'root reads everything')
    def test_no_permission(self):
        self.write('all/a/b.eml', RUDE_MAIL)
        self.write('all/c.eml', RUDE_MAIL)
        os.chmod(os.path.join(self.folder, 'all/a'), 0)
        self.addCleanup(os.chmod, os.path.join(self.folder, 'all/a'), 0o700)
        run = self.check('--format', 'gcc', 'all')
        self.check_code(run, 2)
        self.assertIn(b'all/a: Permission denied', run.stderr)
        self.assertEqual(len(run.stdout.splitlines()), 1)

    def write_many(self):
        """An mbox and a Maildir of a few thousand messages, long and short, some of them broken."""
        random.seed(7)
        bodies = [RUDE, b'Hi Eva,\n\nit is done.\n', b'It is basically done.\n\n>From me.\n', b'', b'\xff\xfe\0' * 50 + b'\n', b'> word\n' * 2000]
        mails = [make_mail(number, random.choice(bodies)) for number in range(1500)]
        self.write('many/sent', make_mbox(*mails))
        for number in range(300):
            self.write(f'many/Mail/cur/{number}', random.choice(mails))
        os.makedirs(os.path.join(self.folder, 'many/Mail/new'))
        self.write('many/broken.eml', b'\x1f\x8b\x08')

    def test_threads_change_nothing(self):
        self.write_many()
        for format in ['text', 'json', 'ndjson', 'sarif', 'gcc']:
            with self.subTest(format):
                one, *others = (self.check('--format', format, '--jobs', jobs, 'many') for jobs in ['1', '2', '8'])
                self.check_code(one, 2)
                for other in others:
                    self.assertEqual((other.returncode, other.stderr), (one.returncode, one.stderr))
                    self.assertTrue(other.stdout == one.stdout, 'the output differs')
        lines = self.check('--format', 'ndjson', '-j', '8', 'many/sent').stdout.splitlines()
        self.assertEqual([json.loads(line)['message'] for line in lines], list(range(1, 1501)))
        for words in [('0',), ('-1',), ('x',), ('1000',)]:
            self.check_code(self.check('--jobs', *words, 'many'), 2)

    def test_summary(self):
        self.write_many()
        one, eight = (self.check('--summary', '--format', 'json', '-j', jobs, 'many') for jobs in ['1', '8'])
        self.check_code(one, 2)
        self.assertEqual(one.stdout, eight.stdout)
        counts = json.loads(one.stdout)
        objects = [json.loads(line) for line in self.check('--format', 'ndjson', 'many').stdout.splitlines()]
        read = [each for each in objects if 'error' not in each]
        self.assertEqual((counts['messages'], counts['unread']), (len(read), 1))
        self.assertEqual(counts['flagged'], sum(bool(each['findings']) for each in read))
        findings = [finding for each in read for finding in each['findings']]
        self.assertEqual(counts['findings'], {severity: sum(finding['severity'] == severity for finding in findings)
                                              for severity in ['error', 'warning', 'suggestion']})
        self.assertEqual(counts['rules']['tone.calm-down']['findings'], sum(finding['rule'] == 'tone.calm-down' for finding in findings))
        self.assertEqual(sum(use['findings'] for use in counts['families'].values()), len(findings))
        self.assertEqual(sum(counts['left_alone'].values()), sum(each['silent'] is not None for each in read))
        self.assertEqual(len(counts['worst']), 10)
        self.assertEqual(counts['worst'][0]['findings']['error'], 1)
        text = self.check('--summary', 'many').stdout
        self.assertIn(b'tone.calm-down', text)
        self.assertIn(b'Most to change', text)
        self.assertNotIn(b'calm down', text)
        for words in [('--format', 'gcc'), ('--fix',)]:
            self.check_code(self.check('--summary', *words, 'many/sent'), 2)

    def test_configurations(self):
        self.write('many/a.eml', RUDE_MAIL)
        self.write('many/soft/replylint.yaml', 'replylint: 1\ntune:\n  tone.calm-down: off\n')
        self.write('many/soft/b.eml', RUDE_MAIL)
        self.write('many/wrong/replylint.yaml', 'replylint: 1\ntune: 3\n')
        for number in range(3):
            self.write(f'many/wrong/{number}.eml', RUDE_MAIL)
        run = self.run_program('check', '--format', 'ndjson', 'many')
        self.check_code(run, 2)
        self.assertEqual(run.stderr.count(b'replylint.yaml'), 1, run.stderr)
        self.assertEqual(['error' in json.loads(line) for line in run.stdout.splitlines()], [False, False, True, True, True])

    def test_fix_is_for_single_messages(self):
        mbox = make_mbox(make_mail(1), make_mail(2))
        name = self.write('sent', mbox)
        for words in [('--fix', name), ('--fix', '-i', name), ('--fix', self.folder), ('--fix', '-i', self.folder)]:
            run = self.check(*words)
            self.check_code(run, 2)
            self.assertIn(b'--fix is for single messages', run.stderr)
            with open(name, 'rb') as file:
                self.assertEqual(file.read(), mbox)

    def test_a_reader_that_has_seen_enough(self):
        name = self.write('sent', make_mbox(*[make_mail(number) for number in range(5000)]))
        for jobs in ['1', '4']:
            run = subprocess.run(['bash', '-c', '"$@" | head -n 1; echo ${PIPESTATUS[0]}', 'bash', PROGRAM, 'check', '--rules', RULES, '-j', jobs,
                                  '--format', 'ndjson', name], capture_output=True, env=self.environment(), timeout=60)
            self.assertEqual(run.stderr, b'')
            first, code = run.stdout.splitlines()
            self.assertEqual((json.loads(first)['message'], code), (1, b'2'))

    def test_output_comes_as_it_is_ready(self):
        for jobs in ['1', '4']:
            with subprocess.Popen([PROGRAM, 'check', '--rules', RULES, '-j', jobs, '--format', 'gcc'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  env=self.environment()) as run:
                # More than one batch, of which more might come.
                run.stdin.write(make_mbox(*[make_mail(number, b'word\n' * 100 + RUDE) for number in range(400)]))
                run.stdin.flush()
                self.assertIn(b'-:109:8: error', run.stdout.readline())
                run.send_signal(signal.SIGINT)
                begin = time.monotonic()
                self.assertEqual(run.wait(60), -signal.SIGINT)
                self.assertLess(time.monotonic() - begin, 30)
                run.stdin.close()


if __name__ == '__main__':
    program.main()
