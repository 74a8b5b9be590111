# SPDX-License-Identifier: MIT
# rules pack, sign, verify and keygen from end to end, against the program minisign.
import os
import pty
import re
import select
import shutil
import stat
import subprocess
import time
import unittest

import program
from program import FIXTURES, PROGRAM, RULES, ProgramTest

RULE = ('- id: tone.{0}\n  message: m\n  why: w\n  flag: [{0}]\n'
        '  bad: [This is {0}., So {0} it is., "{0}!"]\n  good: [It is done., The chair is here., We sent it.]\n')
HEAD = 'replylint: 1\nname: team\nversion: 2026.11.1\n'
TEAM = HEAD + 'rules:\n' + RULE.format('xyzzy')


class SigningTest(ProgramTest):
    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def rules(self, *words, code=0, text=b''):
        run = self.run_program('rules', *words, text=text)
        self.check_code(run, code)
        return run

    def keygen(self, name='k', password=None):
        more = ['--no-password'] if password is None else []
        return self.rules('keygen', '-s', f'{name}.key', '-p', f'{name}.pub', *more, text=b'' if password is None else password + b'\n')

    def sign(self, name='team.yaml', key='k', text=b'', code=0):
        return self.rules('sign', name, '--key', f'{key}.key', code=code, text=text)

    def verify(self, name='team.yaml', key='k.pub', code=0):
        return self.rules('verify', name, '--key', key, code=code)

    def minisign(self, *words, text=b'', code=0):
        run = subprocess.run(['minisign', *words], input=text, capture_output=True, cwd=self.folder, env=self.environment(), timeout=120)
        self.assertEqual(run.returncode, code, (run.stdout, run.stderr))
        return run.stdout + run.stderr


@unittest.skipUnless(shutil.which('minisign'), 'needs the program minisign')
class Minisign(SigningTest):
    def test_it_checks_ours(self):
        self.write('team.yaml', TEAM)
        self.keygen()
        self.sign()
        said = self.minisign('-V', '-p', 'k.pub', '-m', 'team.yaml')
        self.assertIn(b'Signature and comment signature verified', said)
        self.assertRegex(said, rb'timestamp:\d+\tfile:team\.yaml\tname:team\tversion:2026\.11\.1')
        self.minisign('-V', '-P', self.read('k.pub').split(b'\n')[1].decode(), '-m', 'team.yaml')
        self.write('team.yaml', TEAM + '#')
        self.minisign('-V', '-p', 'k.pub', '-m', 'team.yaml', code=1)

    def test_we_check_its(self):
        self.write('team.yaml', TEAM)
        self.minisign('-G', '-W', '-p', 'm.pub', '-s', 'm.key')
        for legacy in ([], ['-l']):
            self.minisign('-S', *legacy, '-W', '-s', 'm.key', '-m', 'team.yaml', '-t', 'a comment of theirs')
            self.assertEqual(self.read('team.yaml.minisig').split(b'\n')[1][:2], b'RW' if legacy else b'RU')
            self.assertIn(b'a comment of theirs', self.verify(key='m.pub').stdout)
            self.assertIn(b'at an unknown time', self.verify(key='m.pub').stdout)
        self.write('team.yaml', TEAM + '#')
        self.verify(key='m.pub', code=1)

    def test_each_reads_the_others_keys_without_password(self):
        self.write('team.yaml', TEAM)
        self.keygen()
        self.minisign('-S', '-W', '-s', 'k.key', '-m', 'team.yaml')
        self.verify()
        self.minisign('-G', '-W', '-p', 'm.pub', '-s', 'm.key')
        self.sign(key='m')
        self.minisign('-V', '-p', 'm.pub', '-m', 'team.yaml')

    def test_each_reads_the_others_keys_with_password(self):
        self.write('team.yaml', TEAM)
        self.keygen(password=b'correct horse')
        self.minisign('-S', '-s', 'k.key', '-m', 'team.yaml', text=b'correct horse\n')
        self.verify()
        self.minisign('-G', '-p', 'm.pub', '-s', 'm.key', text=b'battery staple\nbattery staple\n')
        self.sign(key='m', text=b'battery staple\n')
        self.minisign('-V', '-p', 'm.pub', '-m', 'team.yaml')
        os.remove(self.path('team.yaml.minisig'))
        run = self.sign(key='m', text=b'battery stable\n', code=2)
        self.assertIn(b'm.key: cannot be decrypted: the password is wrong', run.stderr)
        self.assertFalse(os.path.exists(self.path('team.yaml.minisig')))


class Verify(SigningTest):
    def setUp(self):
        super().setUp()
        self.write('team.yaml', TEAM)
        self.keygen()
        self.sign()

    def test_it_says_who_and_when(self):
        key = self.read('k.pub').decode().split('\n')
        said = self.verify().stdout.decode()
        self.assertIn(key[0].split()[-1], said)
        self.assertIn(key[1], said)
        self.assertRegex(said, r'(?m)^  signed   \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$')
        self.assertRegex(said, r'(?m)^  comment  timestamp:\d+ file:team\.yaml name:team version:2026\.11\.1$')
        self.assertEqual(self.verify(key=key[1]).stdout.decode(), said)

    def test_nothing_that_was_changed_passes(self):
        signature = self.read('team.yaml.minisig')
        lines = signature.split(b'\n')
        self.keygen('other')
        self.write('other.yaml', TEAM.replace('xyzzy', 'plugh'))
        self.sign('other.yaml')
        other = self.read('other.yaml.minisig')

        def swap(number, line):
            return b'\n'.join(lines[:number] + [line] + lines[number + 1:])

        cases = {
            'comment': (signature.replace(b'version:2026.11.1', b'version:2026.11.2'), b'the trusted comment was changed'),
            'of another file': (other, b'the signature does not fit'),
            'half of another file': (swap(1, other.split(b'\n')[1]), b'the signature does not fit'),
            'truncated': (signature[:150], b'unreadable'),
            'three lines': (b'\n'.join(lines[:3]) + b'\n', b'its fourth line'),
            'garbage': (swap(1, b'!' * 100), b'its second line is not the base64 of 74 bytes'),
            'short': (swap(3, lines[3][4:]), b'its fourth line is not the base64 of 64 bytes'),
            'other algorithm': (swap(1, b'QU' + lines[1][2:]), b'an algorithm that this program does not know'),
            'empty': (b'', b'unreadable'),
        }
        for name, (text, why) in cases.items():
            with self.subTest(name):
                self.write('team.yaml.minisig', text)
                self.assertIn(why, self.verify(code=1).stderr)
        self.write('team.yaml.minisig', signature)
        self.assertIn(b'it is signed with the key ', self.verify(key='other.pub', code=1).stderr)
        for changed in (TEAM + ' ', TEAM[:-1], TEAM.replace('xyzzy', 'xyzzz'), ''):
            self.write('team.yaml', changed)
            self.assertIn(b'team.yaml: the signature does not fit', self.verify(code=1).stderr)
        self.write('team.yaml', TEAM)
        self.write('team.yaml.minisig', signature.replace(b'\n', b'\r\n'))
        self.verify()

    def test_what_cannot_be_read(self):
        self.assertIn(b'56 characters', self.verify(key='nobody.pub', code=2).stderr)
        self.assertIn(b'team.yaml: is not a public key', self.verify(key='team.yaml', code=2).stderr)
        self.assertIn(b'gone.yaml: No such file', self.verify('gone.yaml', code=2).stderr)
        os.remove(self.path('team.yaml.minisig'))
        self.assertIn(b'team.yaml.minisig: No such file', self.verify(code=2).stderr)
        self.rules('verify', 'team.yaml', code=2)
        self.verify('/dev/zero', code=2)


class Sign(SigningTest):
    def setUp(self):
        super().setUp()
        self.keygen()

    def refused(self, text, why, code=2):
        self.write('team.yaml', text)
        run = self.sign(code=code)
        self.assertIn(why, run.stderr.decode())
        self.assertFalse(os.path.exists(self.path('team.yaml.minisig')))

    def test_what_is_not_signed(self):
        self.refused('replylint: 1\nversion: 1\n', 'team.yaml:1:1: a rule set that others extend needs “name”')
        self.refused('replylint: 1\nname: team\n', 'team.yaml:1:1: a rule set that is fetched needs “version”')
        self.refused(HEAD + 'extends: [./tone.yaml]\n', 'team.yaml:4:11: a rule set that is fetched cannot extend files')
        self.refused(HEAD + 'nonsense: 1\n', 'team.yaml:4:1: unknown key')
        self.refused(HEAD + 'expires: 2027-02-30\n', 'team.yaml:4:10: “2027-02-30” is not a date')
        self.refused(HEAD + 'next-key: RWQ\n', 'team.yaml:4:11: “RWQ” is not a public key')
        self.refused(TEAM.replace('It is done.', 'It is xyzzy.'), 'error: tone.xyzzy: ', code=1)

    def test_keys_that_are_none(self):
        self.write('team.yaml', TEAM)
        self.write('bad.key', 'nothing')
        self.write('long.key', 'x' * 5000)
        for key, why in [('bad', b'bad.key: is not a secret key'), ('long', b'too long'), ('gone', b'gone.key: No such file')]:
            self.assertIn(why, self.sign(key=key, code=2).stderr)
        shutil.copy(self.path('k.pub'), self.path('p.key'))
        self.assertIn(b'p.key: is not a secret key', self.sign(key='p', code=2).stderr)
        self.assertIn(b'is a folder', self.rules('sign', '.', '--key', 'k.key', code=2).stderr)

    def test_a_set_that_is_out_of_date_is_signed_with_a_warning(self):
        self.write('team.yaml', TEAM + 'expires: 2020-01-01\n')
        self.assertIn(b'warning: out of date since 2020-01-01', self.sign().stderr)
        self.write('team.yaml', TEAM + 'expires: 9999-01-01\n')
        self.assertEqual(self.sign().stderr, b'')


class Pack(SigningTest):
    def setUp(self):
        super().setUp()
        self.write('set/ruleset.yaml', HEAD + 'extends: [builtin:base, ../tone.yaml]\ntune:\n  tone.exclamation: off  # we shout\n')
        self.write('set/rules.yaml', '# Ours\nrules:\n' + RULE.format('xyzzy'))
        self.write('tone.yaml', 'replylint: 1\nname: tone\nrules:\n' + RULE.format('plugh'))

    def findings(self, rules):
        return self.run_program('check', '--rules', rules, '--format', 'gcc', text=b'Hi Eva,\n\nThis is xyzzy.\n\nAnd this is plugh.\n\nAna\n').stdout

    def test_one_file_does_what_the_folder_does(self):
        self.rules('pack', 'set', '-o', 'packed.yaml')
        packed = self.read('packed.yaml').decode()
        for words in ['# we shout', '# Ours', '---\n# tone.yaml, taken in\n', '---\n# rules.yaml\n']:
            self.assertIn(words, packed)
        os.remove(self.path('tone.yaml'))
        found = self.findings('packed.yaml')
        self.assertIn(b'[tone.xyzzy]', found)
        self.assertIn(b'[tone.plugh]', found)
        self.assertEqual(self.rules('pack', 'packed.yaml').stdout.decode().split('\n', 1)[1], packed)
        explained = self.rules('explain', 'tone.plugh', '--rules', 'packed.yaml').stdout.decode()
        line = 1 + packed[:packed.index('id: tone.plugh')].count('\n')
        self.assertIn(f'packed.yaml:{line}:3', explained)

    def test_packed_and_signed(self):
        self.keygen()
        self.rules('pack', 'set', '-o', 'packed.yaml', '--key', 'k.key')
        self.verify('packed.yaml')
        self.assertIn(b'file:packed.yaml\tname:team\tversion:2026.11.1', self.read('packed.yaml.minisig'))
        self.sign('packed.yaml')
        self.verify('packed.yaml')

    def test_what_is_there_stays_where_it_fails(self):
        self.write('packed.yaml', 'kept')
        self.write('packed.yaml.minisig', 'kept too')
        self.keygen()
        before = sorted(os.listdir(self.folder))

        def refused(*words, code=2, why):
            run = self.rules('pack', *words, code=code)
            self.assertIn(why, run.stderr.decode())
            self.assertEqual(run.stdout, b'')
            self.assertEqual((self.read('packed.yaml'), self.read('packed.yaml.minisig')), (b'kept', b'kept too'))
            self.assertEqual(sorted(os.listdir(self.folder)), before)

        out = ('-o', 'packed.yaml')
        refused('set', *out, '--key', 'gone.key', why='gone.key: No such file')
        refused('set', '--key', 'k.key', why='--key needs -o')
        refused('gone', *out, why='gone: No such file')
        refused('set', '-o', 'set/packed.yaml', why='set/packed.yaml: is in the folder of the set')
        refused('set', '-o', 'tone.yaml', why='tone.yaml: is one of the files that are packed')
        refused('set', '-o', 'no/where.yaml', why='no/where.yaml: No such file')
        refused('set', '-o', 'set', why='set: ')
        self.write('tone.yaml', 'replylint: 1\nname: tone\nlock: [tone.plugh]\nrules:\n' + RULE.format('plugh'))
        refused('set', *out, why='tone.yaml:3:1: “lock” of a set that is taken in would be lost')
        self.write('tone.yaml', 'replylint: 1\nname: tone\nrules:\n' + RULE.format('xyzzy'))
        refused('set', *out, why='set/rules.yaml:3:7: packed into one file: the id “tone.xyzzy” is used twice')
        self.write('tone.yaml', 'replylint: 1\nname: tone\nrules:\n' + RULE.format('plugh').replace('It is done.', 'It is plugh.'))
        refused('set', *out, code=1, why='tone.yaml:')

    def test_it_is_written_whole_or_not_at_all(self):
        self.write('packed.yaml', 'kept')
        run = subprocess.run(['bash', '-c', f'ulimit -f 0; exec "{PROGRAM}" rules pack set -o packed.yaml'], capture_output=True,
                             cwd=self.folder, env=self.environment(), timeout=120, check=False)
        self.assertEqual((run.returncode, self.read('packed.yaml')), (2, b'kept'), run.stderr)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith('packed')], ['packed.yaml'])
        os.chmod(self.path('packed.yaml'), 0o640)
        os.symlink('packed.yaml', self.path('link.yaml'))
        self.rules('pack', 'set', '-o', 'link.yaml')
        self.assertTrue(os.path.islink(self.path('link.yaml')))
        self.assertIn(b'name: team', self.read('packed.yaml'))
        self.assertEqual(stat.S_IMODE(os.stat(self.path('packed.yaml')).st_mode), 0o640)

    def test_real_rules(self):
        shutil.copy(RULES, self.path('team.yaml'))
        run = self.rules('pack', 'team.yaml')
        self.assertTrue(run.stdout.startswith(b'# team.yaml\n'))


class Publish(SigningTest):
    """packaging/rules-host/publish, the script for those who host a set."""
    SCRIPT = os.path.join(os.path.dirname(FIXTURES), '..', 'packaging', 'rules-host', 'publish')

    def publish(self, *words, code=0):
        run = subprocess.run([self.SCRIPT, *words], capture_output=True, cwd=self.folder, env=self.environment(REPLYLINT=PROGRAM), stdin=subprocess.DEVNULL,
                             timeout=120)
        self.check_code(run, code)
        return run

    def test_what_passes_is_hosted_and_nothing_else(self):
        self.keygen()
        self.write('team/ruleset.yaml', HEAD)
        self.write('team/a.yaml', 'rules:\n' + RULE.format('xyzzy'))
        self.assertIn(b'published: www/team.yaml', self.publish('team', 'k.key', 'www').stdout)
        self.verify('www/team.yaml')
        self.assertEqual(sorted(os.listdir(self.path('www'))), ['team.yaml', 'team.yaml.minisig'])
        self.assertEqual(stat.S_IMODE(os.stat(self.path('www/team.yaml')).st_mode), 0o644)
        before = self.read('www/team.yaml')
        self.write('team/a.yaml', 'rules:\n' + RULE.format('xyzzy').replace('We sent it.', 'We sent xyzzy.'))
        self.publish('team', 'k.key', 'www', code=1)
        self.write('team/a.yaml', 'rules:\n' + RULE.format('plugh'))
        self.publish('team', 'gone.key', 'www', code=2)
        self.publish('team', code=2)
        self.assertEqual(self.read('www/team.yaml'), before)
        self.verify('www/team.yaml')
        self.assertEqual(len(os.listdir(self.path('www'))), 2)
        self.publish('team', 'k.key', 'www')
        self.assertNotEqual(self.read('www/team.yaml'), before)
        self.verify('www/team.yaml')


class Keygen(SigningTest):
    def test_files(self):
        said = self.keygen().stdout
        self.assertIn(self.read('k.pub').split(b'\n')[1], said)
        self.assertEqual(stat.S_IMODE(os.stat(self.path('k.key')).st_mode), 0o600)
        secret = self.read('k.key').split(b'\n')[1]
        self.assertNotIn(secret, said)

    def test_nothing_is_replaced(self):
        self.keygen()
        before = self.read('k.key'), self.read('k.pub')
        for pair in [('k.key', 'new.pub'), ('new.key', 'k.pub'), ('dangling', 'new.pub'), ('same', 'same')]:
            if pair[0] == 'dangling':
                os.symlink('nowhere', self.path('dangling'))
            run = self.rules('keygen', '-s', pair[0], '-p', pair[1], '--no-password', code=2)
            self.assertRegex(run.stderr, rb'is there already|File exists')
        self.assertEqual((self.read('k.key'), self.read('k.pub')), before)
        self.assertEqual(sorted(os.listdir(self.folder)), ['dangling', 'k.key', 'k.pub'])
        self.rules('keygen', '-s', 'no/where', '-p', 'new.pub', '--no-password', code=2)
        self.rules('keygen', '-s', 'new.key', '-p', 'no/where', '--no-password', code=2)
        self.assertEqual(sorted(os.listdir(self.folder)), ['dangling', 'k.key', 'k.pub'])

    def test_a_password_there_must_be(self):
        for text, why in [(b'', b'standard input ended'), (b'\n', b'at least one character'), (b'x' * 2000, b'at most 1024')]:
            self.assertIn(why, self.rules('keygen', '-s', 'k.key', '-p', 'k.pub', code=2, text=text).stderr)
        self.assertEqual(os.listdir(self.folder), [])

    def on_terminal(self, *answers, words=('rules', 'keygen', '-s', 'k.key', '-p', 'k.pub')):
        """Answers each prompt on a terminal; gives the exit code and all that the terminal showed."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(PROGRAM, [PROGRAM, *words], self.environment())
        shown, answers, ends = b'', list(answers), time.monotonic() + 60
        while time.monotonic() < ends:
            if not select.select([terminal], [], [], 0.1)[0]:
                continue
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                break
            if answers and re.search(rb'(password|again): \Z', shown, re.I):
                os.write(terminal, answers.pop(0))
        os.close(terminal)
        return os.waitpid(child, 0)[1], shown

    def test_on_a_terminal(self):
        status, shown = self.on_terminal(b'open sesame\n', b'open seasame\n')
        self.assertEqual(os.waitstatus_to_exitcode(status), 2)
        self.assertIn(b'the two passwords differ', shown)
        self.assertNotIn(b'sesame', shown)
        status, shown = self.on_terminal(b'open sesame\n', b'\x03')
        self.assertEqual(os.waitstatus_to_exitcode(status), -2)
        self.assertEqual(os.listdir(self.folder), [])
        status, shown = self.on_terminal(b'open sesame\n', b'open sesame\n')
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)
        self.assertNotIn(b'sesame', shown)
        self.write('team.yaml', TEAM)
        self.sign(text=b'open sesame')
        self.verify()


if __name__ == '__main__':
    program.main()
