# SPDX-License-Identifier: MIT
# The cache of users' rule sets from end to end: it changes no finding, follows every change of a rule file, and never does harm.
import glob
import os
import resource
import shutil
import signal
import struct
import subprocess
import time

import program
from program import FIXTURES, GOLDEN, PROGRAM, RUDE, ProgramTest

RULE = '''- {{id: acme.{name}, message: "{message}", why: w, flag: ["{phrase}"], bad: [a, b, c], good: [a, b, c]}}
'''
MASK = (1 << 64) - 1


def rule(name, phrase, message='named “{match}”'):
    return RULE.format(name=name, phrase=phrase, message=message)


def checksum(data):
    """Of a table, as linter/ruleset/table.cc makes it."""
    prime, total = 0x9E3779B97F4A7C15, 0x9E3779B97F4A7C15 ^ len(data)
    whole = len(data) // 8 * 8
    for word in [*struct.unpack(f'<{whole // 8}Q', data[:whole]), *data[whole:]]:
        total = (total ^ word) * prime & MASK
        total = (total << 29 | total >> 35) & MASK
    return (total ^ total >> 32) * prime & MASK


class Cache(ProgramTest):
    def setUp(self):
        super().setUp()
        self.cache = os.path.join(self.home, '.cache', 'replylint')

    def entries(self):
        return sorted(glob.glob(os.path.join(self.cache, '*')))

    def only_entry(self):
        entries = self.entries()
        self.assertEqual(len(entries), 1, entries)
        return entries[0]

    def identity(self):
        """Of the one entry: a new one has another, because each is a file of its own."""
        about = os.stat(self.only_entry())
        return about.st_ino, about.st_mtime_ns

    def check(self, *words, text=b'It is basically the old hosting, sorry.\n', **more):
        return self.run_program('check', '--format', 'gcc', '--all', *words, text=text, **more)

    def write_team(self, flag='hosting', more=''):
        return self.write('team.yaml', 'replylint: 1\nname: team\n' + more + 'rules:\n' + rule('hosting', flag))

    def warm_up(self, *words, **more):
        """Checks twice; what is said, and whether the second time came out of the cache."""
        first = self.check(*words, **more)
        before = self.identity()
        second = self.check(*words, **more)
        self.assertEqual((first.returncode, first.stdout, first.stderr), (second.returncode, second.stdout, second.stderr))
        self.assertEqual(self.identity(), before)
        return first

    def test_findings_are_the_same(self):
        self.write('replylint.yaml', 'replylint: 1\nname: mine\nphrases: {apology: {add: [basically]}}\n'
                   'tune: {tone.*: {severity: suggestion, because: b}}\nrules:\n' +
                   ''.join(rule(f'r{i}', word) for i, word in enumerate(['$apology', 'just*', 'the (old|new) [word]', 'x', 'I', 'you (should|must)'])))
        drafts = sorted(glob.glob(os.path.join(GOLDEN, '*.eml')) + glob.glob(os.path.join(GOLDEN, '*.txt')) +
                        glob.glob(os.path.join(os.path.dirname(FIXTURES), 'drafts', 'tune', '*.eml')))
        self.assertGreater(len(drafts), 50)
        words = ('check', '--all', '--facts', '--rules', 'replylint.yaml')
        for form in ['ndjson', 'sarif', 'text']:
            runs = [self.run_program(*words, '--format', form, *more, *drafts) for more in [('--no-cache',), (), ()]]
            self.assertTrue(runs[0].stdout)
            self.assertIn(b'acme.r5', runs[0].stdout)
            for run in runs[1:]:
                self.assertEqual((run.returncode, run.stderr), (runs[0].returncode, runs[0].stderr))
                self.assertTrue(run.stdout == runs[0].stdout, form)
        self.only_entry()
        for command in [('facts', '--format', 'json'), ('filter',)]:
            runs = [self.run_program(*command, *more, text=RUDE) for more in [('--no-cache',), (), ()]]
            self.assertEqual({run.stdout for run in runs}, {runs[0].stdout})

    def test_only_check_keeps_anything_and_only_of_files(self):
        team = self.write_team()
        for words in [('check',), ('check', '--no-config'), ('check', '--no-cache', '--rules', team), ('check', '--format', 'sarif', '--rules', team),
                      ('rules', 'list', '--rules', team), ('rules', 'test', team), ('check', '--help')]:
            self.run_program(*words)
            self.assertFalse(os.path.exists(os.path.dirname(self.cache)), words)
        self.run_program('check', '--rules', team)
        entry = self.only_entry()
        self.assertEqual(os.stat(entry).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(self.cache).st_mode & 0o777, 0o700)
        self.assertLess(os.stat(entry).st_size, 1 << 20)

    def test_every_file_of_the_chain_counts(self):
        self.write('team.yaml', 'replylint: 1\nname: team\nextends: [builtin:base, ./words.yaml, ./house/]\nrules:\n' + rule('team', 'hosting'))
        self.write('words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [old]}\n')
        self.write('house/ruleset.yaml', 'replylint: 1\nname: house\nversion: 1\nrules:\n' + rule('house', '$old'))
        self.write('house/more.yaml', 'rules:\n' + rule('more', 'basically'))
        words = ('--rules', 'team.yaml')
        said = [self.warm_up(*words).stdout]

        def changed():
            before = self.identity()
            fresh = self.check('--no-cache', *words)
            now = self.check(*words)
            self.assertEqual((now.returncode, now.stdout, now.stderr), (fresh.returncode, fresh.stdout, fresh.stderr))
            self.assertNotIn(now.stdout, said)
            if now.returncode == 2:
                self.assertEqual(self.identity(), before)
                return
            self.assertNotEqual(self.identity(), before)
            said.append(now.stdout)
            self.assertEqual(self.warm_up(*words).stdout, now.stdout)

        self.write('team.yaml', 'replylint: 1\nname: team\nextends: [builtin:base, ./words.yaml, ./house/]\nrules:\n' + rule('team', 'the old'))
        changed()
        path = self.write('words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [the]}\n')
        changed()
        self.write('house/more.yaml', 'rules:\n' + rule('more', 'sorry'))
        changed()
        self.write('house/added.yaml', 'rules:\n' + rule('added', 'is'))
        changed()
        os.rename(os.path.join(self.folder, 'house/added.yaml'), os.path.join(self.folder, 'house/no-rules.txt'))
        os.remove(os.path.join(self.folder, 'house/more.yaml'))
        changed()
        # Neither time nor size of a file tells it apart.
        about = os.stat(path)
        self.write('words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [old]}\n')
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        changed()
        os.rename(path, path + '.gone')
        changed()
        os.rename(path + '.gone', path)
        self.warm_up(*words)
        os.utime(path)
        before = self.identity()
        self.check(*words)
        self.assertEqual(self.identity(), before)

    def test_errors_are_said_each_time(self):
        broken = self.write('team.yaml', 'replylint: 1\nrules:\n- id: acme.x\n')
        for _ in range(2):
            run = self.check('--rules', broken)
            self.check_code(run, 2)
            self.assertIn(b'team.yaml:3:', run.stderr)
            self.assertEqual(self.entries(), [])
        self.write_team()
        self.warm_up('--rules', broken)
        self.write('team.yaml', 'replylint: 1\nrules:\n- id: acme.x\n')
        self.check_code(self.check('--rules', broken), 2)

    def test_one_entry_from_every_folder(self):
        self.write('replylint.yaml', 'replylint: 1\nname: mine\nextends: [./words.yaml]\nrules:\n' + rule('hosting', '$old'))
        self.write('words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [hosting]}\n')
        self.assertIn(b'acme.hosting', self.check().stdout)
        before = self.identity()
        os.makedirs(os.path.join(self.folder, 'a', 'b'))
        self.folder = os.path.join(self.folder, 'a', 'b')
        self.assertIn(b'acme.hosting', self.check().stdout)
        self.assertIn(b'acme.hosting', self.check('--rules', '../../replylint.yaml').stdout)
        self.assertEqual(self.identity(), before)

    def test_names_with_links_mean_what_they_mean(self):
        self.write('one/team.yaml', 'replylint: 1\nname: mine\nextends: [./words.yaml]\nrules:\n' + rule('hosting', '$old'))
        self.write('two/words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [sorry]}\n')
        self.write('one/words.yaml', 'replylint: 1\nname: words\nversion: 1\nphrases: {old: [hosting]}\n')
        os.symlink('../one/team.yaml', os.path.join(self.folder, 'two', 'team.yaml'))
        os.makedirs(os.path.join(self.folder, 'one', 'deep'))
        os.symlink('../one/deep', os.path.join(self.folder, 'two', 'deep'))
        for name in ['one/team.yaml', 'two/team.yaml', './two/team.yaml', 'two/deep/../team.yaml', os.path.join(self.folder, 'two/team.yaml')]:
            fresh = self.check('--no-cache', '--rules', name)
            self.assertIn(b'acme.hosting', fresh.stdout)
            for _ in range(2):
                self.assertEqual(self.check('--rules', name).stdout, fresh.stdout, name)

    def test_another_program_has_entries_of_its_own(self):
        team = self.write_team()
        before = self.warm_up('--rules', team)
        entry = self.only_entry()
        about = os.stat(entry)
        other = os.path.join(self.home, 'replylint')
        shutil.copy2(PROGRAM, other)
        with open(other, 'ab') as file:
            file.write(b'newer')
        run = subprocess.run([other, 'check', '--format', 'gcc', '--all', '--rules', team], input=b'It is basically the old hosting, sorry.\n',
                             capture_output=True, cwd=self.folder, env=self.environment(), timeout=60)
        self.assertEqual(run.stdout, before.stdout)
        self.assertEqual(len(self.entries()), 2)
        self.assertEqual((os.stat(entry).st_ino, os.stat(entry).st_mtime_ns), (about.st_ino, about.st_mtime_ns))

    def test_damage_is_seen_and_mended(self):
        team = self.write_team()
        expected = self.warm_up('--rules', team)
        with open(self.only_entry(), 'rb') as file:
            good = file.read()
        head = good.index(b'RLRULES')
        self.assertEqual(head % 8, 0)
        places = [*range(0, head + 48, 17), *range(head, len(good), len(good) // 40), len(good) - 1]
        damaged = [good[:at] for at in [*places, len(good) - 8]]
        damaged += [good[:at] + bytes([good[at] ^ 1 << at % 8]) + good[at + 1:] for at in places]
        damaged += [good + b'\0', good * 2, b'\0' * len(good), b'']
        for content in damaged:
            with open(self.only_entry(), 'wb') as file:
                file.write(content)
            run = self.check('--rules', team)
            self.assertEqual((run.returncode, run.stdout, run.stderr), (expected.returncode, expected.stdout, b''))
            with open(self.only_entry(), 'rb') as file:
                self.assertTrue(file.read() == good)

    def plant(self):
        """Puts other words into the one entry, with a checksum that is right."""
        with open(self.only_entry(), 'rb') as file:
            entry = file.read()
        head = entry.index(b'RLRULES')
        table = entry[head + 56:].replace('named “{match}”'.encode(), 'plant “{match}”'.encode())
        entry = entry[:head + 16] + struct.pack('<Q', checksum(table)) + entry[head + 24:head + 56] + table
        with open(self.only_entry(), 'r+b') as file:
            file.write(entry)

    def test_nothing_is_taken_from_strangers(self):
        team = self.write_team()
        self.warm_up('--rules', team)
        self.plant()
        self.assertIn('plant “hosting”', self.check('--rules', team).stdout.decode())
        entry = self.only_entry()
        changes = [lambda: os.chmod(self.cache, 0o770), lambda: os.chmod(self.cache, 0o1777), lambda: os.chmod(entry, 0o620), lambda: os.chmod(entry, 0o602)]
        if os.geteuid() == 0:
            changes += [lambda: os.chown(self.cache, 65534, 65534), lambda: os.chown(entry, 65534, 65534)]
        for change in changes:
            change()
            run = self.check('--rules', team)
            self.assertIn('named “hosting”', run.stdout.decode())
            self.assertEqual(run.stderr, b'')
            os.chown(self.cache, os.geteuid(), os.getegid())
            os.chmod(self.cache, 0o700)
            shutil.rmtree(self.cache)
            self.warm_up('--rules', team)
            self.plant()

    def test_no_place_to_keep_anything(self):
        team = self.write_team()
        expected = self.check('--no-cache', '--rules', team)
        file = self.write('.file', b'')
        for environment in [{'HOME': ''}, {'HOME': 'relative'}, {'HOME': '/nonexistent'}, {'HOME': file}, {'XDG_CACHE_HOME': file},
                            {'XDG_CACHE_HOME': '/proc'}, {'XDG_CACHE_HOME': os.path.join(self.home, 'a', 'b', 'c')}]:
            for _ in range(2):
                run = self.check('--rules', team, environment=environment)
                self.assertEqual((run.returncode, run.stdout, run.stderr), (expected.returncode, expected.stdout, expected.stderr), environment)
        self.assertEqual(self.entries(), [])
        # A relative name in XDG_CACHE_HOME counts as none.
        self.check('--rules', team, environment={'XDG_CACHE_HOME': 'cache'})
        self.assertFalse(os.path.exists(os.path.join(self.folder, 'cache')))
        self.only_entry()
        self.check('--rules', team, environment={'XDG_CACHE_HOME': os.path.join(self.home, '.other')})
        self.assertEqual(len(glob.glob(os.path.join(self.home, '.other', 'replylint', '*'))), 1)

    def test_no_room(self):
        team = self.write_team()
        expected = self.check('--no-cache', '--rules', team)
        run = self.check('--rules', team, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
        self.assertEqual((run.returncode, run.stdout, run.stderr), (expected.returncode, expected.stdout, b''))
        self.assertEqual(os.listdir(self.cache), [])

    def test_many_at_once(self):
        team = self.write_team()
        expected = self.check('--no-cache', '--rules', team)
        for _ in range(3):
            runs = [subprocess.Popen([PROGRAM, 'check', '--format', 'gcc', '--all', '--rules', team], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT, cwd=self.folder, env=self.environment()) for _ in range(8)]
            outputs = {run.communicate(b'It is basically the old hosting, sorry.\n', timeout=120)[0] for run in runs}
            self.assertEqual(outputs, {expected.stdout})
            self.assertEqual(os.listdir(self.cache), [os.path.basename(self.only_entry())])
            os.remove(self.only_entry())

    def test_ended_at_any_time(self):
        team = self.write_team()
        expected = self.warm_up('--rules', team)
        with open(self.only_entry(), 'rb') as file:
            good = file.read()
        name = os.path.basename(self.only_entry())
        start = time.monotonic()
        self.check('--no-cache', '--rules', team)
        span = 2 * (time.monotonic() - start)
        for i in range(40):
            shutil.rmtree(self.cache)
            run = subprocess.Popen([PROGRAM, 'check', '--rules', team], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=self.folder,
                                   env=self.environment())
            time.sleep(span * i / 40)
            run.send_signal(signal.SIGKILL)
            run.wait()
            for left in os.listdir(self.cache) if os.path.exists(self.cache) else []:
                if left.startswith('.new-'):
                    continue
                self.assertEqual(left, name)
                with open(os.path.join(self.cache, left), 'rb') as file:
                    self.assertTrue(file.read() == good)
            self.assertEqual(self.check('--rules', team).stdout, expected.stdout)


if __name__ == '__main__':
    program.main()
