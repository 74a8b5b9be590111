# SPDX-License-Identifier: MIT
# rules update from end to end, against a real server: whatever goes wrong is said, and the set in use stays in use.
import datetime
import gzip
import json
import os
import shutil
import subprocess
import time

import program
import rules_host
from program import PROGRAM
from updating import FAILED, NOTHING_NEW, PARTLY, USAGE, UpdateTest, make_set

SYNC = os.path.join(os.path.dirname(PROGRAM), 'replylint-sync')


class Normal(UpdateTest):
    def test_from_nothing_to_a_second_version(self):
        self.publish(make_set('1'))
        self.configure(self.url())
        run = self.run_program('check', text=b'This is plugh.\n')
        self.check_code(run, 2)
        self.assertIn(f'replylint.yaml:3:5: {self.url()}: not fetched yet; run: replylint rules update', run.stderr.decode())
        self.update('--check', says='team 1: can be had from')
        self.assertFalse(os.path.exists(self.sets()))
        self.update(says='team 1: updated from ' + self.url())
        self.check_in_use('plugh')
        self.update(code=NOTHING_NEW, says='team 1: nothing new')
        self.publish(make_set('2', 'xyzzy'))
        self.update('--check', says='team 2 (was 1): can be had from')
        self.check_in_use('plugh')
        self.assertEqual(self.update('--quiet').stdout, b'')
        self.check_in_use('xyzzy', 'plugh')
        self.assertEqual(sorted(name[0] for name in os.listdir(self.store_folder())), ['1', '2', 'c', 'l'])

    def test_what_has_not_changed_is_not_sent_again(self):
        self.start()
        self.update(code=NOTHING_NEW)
        path = f'/{os.path.basename(self.web)}/team.yaml'
        self.assertEqual([status for asked, status in self.host.requests() if asked == path], [200, 304])
        os.utime(os.path.join(self.web, 'team.yaml'), (1, 1))
        self.update(code=NOTHING_NEW)
        self.update(code=NOTHING_NEW)
        self.assertEqual([status for asked, status in self.host.requests() if asked == path], [200, 304, 200, 304])

    def test_a_version_that_the_server_does_not_tell_apart(self):
        self.start()
        path = os.path.join(self.web, 'team.yaml')
        before = os.stat(path)
        self.publish(make_set('2', 'xyzzy'))
        os.utime(path, (before.st_mtime, before.st_mtime))
        self.assertEqual(os.stat(path).st_size, before.st_size)
        self.update(says='team 2 (was 1): updated')
        self.check_in_use('xyzzy', 'plugh')
        asked = [status for asked, status in self.host.requests() if asked == f'/{os.path.basename(self.web)}/team.yaml']
        self.assertEqual(asked, [200, 304, 200])

    def test_nothing_to_do(self):
        self.update(code=NOTHING_NEW, says='no rule set is extended by its URL')
        self.configure(more='tune: {nothing: off}\n')
        self.write('replylint.yaml', 'replylint: 1\nextends: [}\n')
        self.update(code=FAILED, says='replylint.yaml:2:11: not YAML')
        self.update('--lock', '--locked', code=USAGE, says='give one of them')

    def test_packed_by_gzip_and_zstd(self):
        for under, pack in (('gzip', gzip.compress), ('zstd', lambda text: subprocess.run(['zstd', '-q'], input=text, capture_output=True,
                                                                                          check=True).stdout)):
            self.web = os.path.join(self.host.www, under, 'normal')
            os.makedirs(self.web)
            self.publish(make_set('1', under))
            for name in os.listdir(self.web):
                with open(os.path.join(self.web, name), 'rb') as file:
                    content = file.read()
                self.place(name, pack(content))
            self.configure(self.url(under=under + '/'))
            self.update()
            self.check_in_use(under)

    def test_sets_that_fetched_sets_extend(self):
        self.publish(make_set('1', 'xyzzy', name='deep'), key='b', name='deep.yaml')
        self.publish(make_set('1', head=f'extends:\n  - builtin:base\n  - {{url: "{self.url("deep.yaml")}", key: {self.keys["b"]}}}\n'))
        self.configure(self.url())
        run = self.update(says='team 1: updated')
        self.assertIn(b'deep 1: updated', run.stdout)
        self.check_in_use('plugh')
        self.check_in_use('xyzzy')
        self.publish(make_set('2', 'quux', name='deep'), key='b', name='deep.yaml')
        self.update()
        self.check_in_use('quux', 'xyzzy')
        # A version that extends what cannot be had does not take the place of one that works.
        self.publish(make_set('2', head=f'extends:\n  - builtin:base\n  - {{url: "{self.url("none.yaml")}", key: {self.keys["b"]}}}\n'))
        self.check_refused('the server answers 404', code=FAILED)

    def test_it_redirects_to_https(self):
        self.publish(make_set('1'))
        self.configure(self.url(under='to-https/'))
        self.update()
        self.check_in_use('plugh')

    def test_air_gapped(self):
        self.publish(make_set('1'))
        self.configure('file://' + os.path.join(self.web, 'team.yaml'))
        self.update(SSL_CERT_FILE='/nonexistent')
        self.check_in_use('plugh')
        self.update(code=NOTHING_NEW)
        os.remove(os.path.join(self.web, 'team.yaml'))
        self.check_refused('No such file or directory')
        os.mkfifo(os.path.join(self.web, 'team.yaml'))
        self.check_refused('is not a regular file')

    def test_six(self):
        if not self.host.six:
            self.skipTest('this machine has no ::1')
        self.publish(make_set('1'))
        self.configure(self.url(host='[::1]'))
        self.update()
        self.check_in_use('plugh')

    def test_through_a_proxy(self):
        self.publish(make_set('1'))
        self.configure(self.url(host='rules.invalid'))
        self.update(https_proxy=f'http://127.0.0.1:{self.host.proxy}')
        self.assertEqual(self.host.asked[0], f'CONNECT rules.invalid:{self.host.good} HTTP/1.1')
        self.check_in_use('plugh')
        self.check_refused('Could not resolve host: rules.invalid')

    def test_the_next_mirror_where_one_is_down_or_false(self):
        down = f'https://localhost:{rules_host.find_ports(1)[0]}/team.yaml'
        self.publish(make_set('1'))
        self.place('other.yaml', make_set('9'))
        shutil.copy(os.path.join(self.web, 'team.yaml.minisig'), os.path.join(self.web, 'other.yaml.minisig'))
        mirrors = f'"{self.url("other.yaml")}", "{self.url("nosuch.yaml")}", "{self.url()}"'
        self.configure((down, f'key: {self.keys["a"]}, mirrors: [{mirrors}]'))
        self.update(says='team 1: updated from ' + self.url())
        self.check_in_use('plugh')
        os.remove(os.path.join(self.web, 'team.yaml'))
        for says in ("Couldn't connect to server", 'other.yaml: the signature does not fit', 'nosuch.yaml: the server answers 404',
                     'team.yaml: the server answers 404'):
            self.check_refused(says)


class Refused(UpdateTest):
    def test_certificates(self):
        for port, says in ((self.host.other, 'no alternative certificate subject name matches'), (self.host.expired, 'certificate has expired'),
                           (self.host.unknown, 'self-signed certificate')):
            with self.subTest(says):
                self.setUp()
                self.move(self.url(port=port))
                self.check_refused("the server's certificate is not accepted: SSL")
                self.check_refused(says)

    def test_an_authority_that_this_machine_does_not_know(self):
        self.start()
        self.publish(make_set('2', 'xyzzy'))
        self.check_refused("the server's certificate is not accepted", SSL_CERT_FILE='/etc/ssl/certs/ca-certificates.crt')

    def test_redirects_that_leave_https_or_never_end(self):
        for under, says in (('to-http/', f'redirected to http://127.0.0.1:{self.host.good}/'), ('in-circles/', 'redirected more than 5 times')):
            with self.subTest(says):
                self.setUp()
                self.move(self.url(under=under))
                self.check_refused(says)

    def test_server_error(self):
        self.move(self.url(under='broken/'))
        self.check_refused('the server answers 500')

    def test_stalled(self):
        self.write('.config/replylint/sync.yaml', 'timeouts: {stall: 1, total: 10}\n')
        self.move(f'https://localhost:{self.host.stalling}/')
        began = time.monotonic()
        self.check_refused('Operation too slow')
        self.assertLess(time.monotonic() - began, 9)

    def test_truncated(self):
        self.move(f'https://localhost:{self.host.truncating}/')
        self.check_refused('bytes remaining to read')

    def test_too_large(self):
        self.start()
        self.publish(make_set('2', 'xyzzy') + '#' * (2 << 20))
        self.check_refused('larger than 1048576 bytes')

    def test_bombs(self):
        zeros = bytes(64 << 20)
        bombs = {'gzip': gzip.compress(zeros, 6), 'zstd': subprocess.run(['zstd', '-q'], input=zeros, capture_output=True, check=True).stdout,
                 # Members that unpack to nothing, without end.
                 'gzip/empty': gzip.compress(b'') * 100000}
        for under, bomb in bombs.items():
            with self.subTest(under):
                self.setUp()
                self.move(f'https://localhost:{self.host.good}/{under}/bomb')
                os.makedirs(os.path.join(self.host.www, under), exist_ok=True)
                with open(os.path.join(self.host.www, under, 'bomb'), 'wb') as file:
                    file.write(bomb)
                self.check_refused('larger than 1048576 bytes' if 'empty' not in under else f'{under}/bomb: ')

    def test_tampered(self):
        self.start()
        self.publish(make_set('2', 'xyzzy'))
        self.place('team.yaml', make_set('3', 'xyzzy'))
        self.check_refused('the signature does not fit: the file was changed after it was signed')
        self.publish(make_set('2', 'xyzzy'))
        with open(os.path.join(self.web, 'team.yaml.minisig'), 'rb') as file:
            signature = file.read()
        self.place('team.yaml.minisig', signature.replace(b'trusted comment: timestamp:', b'trusted comment: timestamp:9'))
        self.check_refused('the trusted comment was changed after it was signed')
        self.place('team.yaml.minisig', 'nothing of the kind')
        self.check_refused('the signature is unreadable')
        os.remove(os.path.join(self.web, 'team.yaml.minisig'))
        self.check_refused('team.yaml.minisig: the server answers 404')

    def test_wrong_key(self):
        self.start()
        self.publish(make_set('2', 'xyzzy'), key='b')
        self.check_refused('it is signed with the key ')

    def test_older_same_and_other_names(self):
        self.publish(make_set('1.2'))
        self.configure(self.url())
        self.update()
        for text, says in ((make_set('1.1', 'xyzzy'), 'it is version 1.1, older than 1.2, which is in use'),
                           (make_set('1.2', 'xyzzy'), 'it is version 1.2, as is the one in use, but other bytes'),
                           (make_set('2', 'xyzzy', name='others'), 'it is the set “others”; the one in use from there is “team”'),
                           (make_set('2', 'xyzzy').replace('version: 2\n', ''), 'it has no “version” that is one')):
            self.publish(text)
            self.update(code=FAILED, says=says)
            self.check_in_use('plugh', 'xyzzy')

    def test_examples_and_loading(self):
        self.start()
        self.publish(make_set('2', 'xyzzy').replace('This is xyzzy.', 'This is fine.'))
        self.check_refused(f'version 2 is not used: an example fails: {self.url()}:9:')
        self.publish(make_set('2', 'xyzzy').replace('flag:', 'falg:'))
        self.check_refused(f'version 2 is not used: it does not load: {self.url()}:5:3: a rule with neither a verb')
        self.publish(make_set('2', 'xyzzy', head='extends: [./other.yaml]\n'))
        self.check_refused('a rule set that is fetched cannot extend files')
        self.publish(make_set('2', 'xyzzy', head=f'extends: [{{url: "file:///etc/hosts", key: {self.keys["a"]}}}]\n'))
        self.check_refused('only https:// is accepted')

    def test_the_configuration_goes_on_loading(self):
        self.start(more='tune: {tone.plugh: error}\n')
        self.publish(make_set('2', 'xyzzy'))
        self.check_refused('version 2 is not used: with it your configuration does not load: replylint.yaml:4:8: no rule is named')
        self.publish(make_set('1', 'quux', name='more'), name='more.yaml')
        self.configure(self.url(), self.url('more.yaml'), more='tune: {tone.plugh: error}\n')
        run = self.update(code=PARTLY, says='more 1: updated')
        self.assertIn(b'; version 1 stays in use', run.stderr)
        self.check_in_use('plugh')
        self.check_in_use('quux')


class Keys(UpdateTest):
    def test_a_key_is_handed_on(self):
        self.publish(make_set('1', head=f'next-key: {self.keys["b"]}\n'))
        self.configure(self.url())
        self.update()
        self.publish(make_set('2', 'xyzzy'), key='b')
        self.update(says=f'put “key: {self.keys["b"]}” into the configuration')
        self.check_in_use('xyzzy')
        self.check_code(self.run_program('check', '--no-cache', text=b'This is xyzzy.\n'), 1)
        self.publish(make_set('3', 'quux'), key='a')
        self.update(code=FAILED, says='it is signed with the key ')
        self.publish(make_set('3', 'quux'), key='b')
        self.update()
        self.check_in_use('quux')
        self.configure((self.url(), f'key: {self.keys["b"]}'))
        self.check_in_use('quux')
        self.update(code=NOTHING_NEW)
        self.configure((self.url(), f'key: {self.keys["c"]}'))
        run = self.run_program('check', text=b'x\n')
        self.check_code(run, 2)
        self.assertIn('what is on this machine is not used: it is signed with the key', run.stderr.decode())
        self.publish(make_set('1', 'plugh'), key='c')
        self.update()
        self.check_in_use('plugh')

    def test_somebody_new_needs_the_new_key(self):
        self.publish(make_set('2'), key='b')
        self.configure(self.url())
        self.update(code=FAILED, says='it is signed with the key ')

    def test_lock(self):
        self.start()
        self.update('--locked', code=FAILED, says='there is no replylint.lock')
        self.update('--lock', says='replylint.lock: written')
        with open(os.path.join(self.folder, 'replylint.lock'), encoding='utf-8') as file:
            lock = file.read()
        self.update('--lock', code=NOTHING_NEW)
        self.update('--locked', code=NOTHING_NEW, says='team 1: held to it by replylint.lock')
        self.publish(make_set('2', 'xyzzy'))
        self.update(code=NOTHING_NEW)
        self.check_in_use('plugh')
        self.update('--lock', says='team 2 (was 1): updated')
        self.check_in_use('xyzzy', 'plugh')
        # Back, as with a commit that is reverted: the version before is still there.
        self.write('replylint.lock', lock)
        self.check_in_use('plugh', 'xyzzy')
        shutil.rmtree(self.sets())
        run = self.run_program('check', text=b'x\n')
        self.check_code(run, 2)
        self.assertIn('version 1, which replylint.lock holds it to, is not on this machine; run: replylint rules update --locked',
                      run.stderr.decode())
        self.update('--locked', code=FAILED, says='replylint.lock holds it to version 1, and this is not that')
        self.publish(make_set('1'))
        self.update('--locked', says='team 1: updated')
        self.check_in_use('plugh')
        self.write('replylint.lock', 'replylint-lock: 1\nsets: []\n')
        run = self.run_program('check', text=b'x\n')
        self.check_code(run, 2)
        self.assertIn('is not in replylint.lock; run: replylint rules update --lock', run.stderr.decode())
        self.update(code=FAILED, says='is not in replylint.lock')
        self.write('replylint.lock', lock + 'more: 1\n')
        self.update(code=FAILED, says='replylint.lock:8:1: unknown key “more”')

    def test_the_projects_lock_holds_the_projects_sets(self):
        """The user's own file leads to a set as well, and tunes what the project's brought in."""
        self.start()
        self.publish(make_set('1', 'xyzzy', name='mine'), key='b', name='mine.yaml')
        self.write('.config/replylint/replylint.yaml', f'replylint: 1\nextends:\n  - {{url: "{self.url("mine.yaml")}", key: {self.keys["b"]}}}\n'
                   'tune: {tone.plugh: {severity: error, because: "it is"}}\n')
        self.update(says='mine 1: updated')
        self.check_in_use('plugh')
        self.check_in_use('xyzzy')
        self.update('--lock', says='replylint.lock: written')
        with open(os.path.join(self.folder, 'replylint.lock'), encoding='utf-8') as file:
            lock = file.read()
        self.assertIn('team.yaml', lock)
        self.assertNotIn('mine.yaml', lock)
        self.publish(make_set('2', 'quux'))
        self.publish(make_set('2', 'frotz', name='mine'), key='b', name='mine.yaml')
        self.update(says='mine 2 (was 1): updated')
        self.check_in_use('plugh', 'quux')
        self.check_in_use('frotz', 'xyzzy')
        # What was looked up counts: a lock that goes, goes at once.
        os.remove(os.path.join(self.folder, 'replylint.lock'))
        run = self.run_program('rules', 'update')
        self.check_code(run, FAILED)
        self.assertIn('no rule is named “tone.plugh”', run.stderr.decode())
        self.check_in_use('plugh', 'quux')

    def test_expiry(self):
        today = datetime.datetime.now(datetime.timezone.utc).date()
        self.publish(make_set('1', head=f'expires: {today + datetime.timedelta(days=5)}\n'))
        self.configure(self.url())
        self.update()
        for words, code in ((('check',), 1), (('filter',), 0), (('rules', 'list'), 0), (('check',), 1)):
            run = self.run_program(*words, text=b'Subject: x\n\nThis is plugh.\n')
            self.check_code(run, code)
            self.assertIn('warning: the rules “team” expire in 5 days', run.stderr.decode())
        for version, days, says in (('2', 15, ''), ('3', 1, 'expire tomorrow'), ('4', 0, 'are out of date since')):
            self.publish(make_set(version, head=f'expires: {today + datetime.timedelta(days=days)}\n'))
            self.update(says=says)
            run = self.run_program('check', text=b'This is plugh.\n')
            self.check_code(run, 1)
            self.assertIn(says, run.stderr.decode())
            self.assertEqual(run.stderr == b'', says == '')


class Private(UpdateTest):
    def start_at(self, under, host='localhost'):
        self.publish(make_set('1'))
        self.configure(self.url(under=under, host=host))

    def test_token(self):
        self.start_at('token/')
        self.update(code=FAILED, says='the server answers 401')
        self.write('.config/replylint/sync.yaml', f'hosts:\n  localhost:{self.host.good}:\n    token-file: acme.token\n')
        token = self.write('.config/replylint/acme.token', 's3cret\n')
        os.chmod(token, 0o644)
        self.update(code=FAILED, says='acme.token: not used: a token has to be yours and closed to others (chmod 600)')
        os.chmod(token, 0o600)
        self.update()
        self.check_in_use('plugh')
        # Elsewhere nobody hears of it.
        self.configure(self.url(under='to-listener/'))
        self.update(code=FAILED, says='the server answers 404 (redirected to https://127.0.0.1:')
        self.assertEqual(len(self.host.heard), 1)
        self.assertNotIn('s3cret', self.host.heard[0])
        self.assertNotIn('uthorization', self.host.heard[0])

    def test_netrc(self):
        self.start_at('netrc/')
        self.update(code=FAILED, says='the server answers 401')
        os.chmod(self.write('.netrc', 'machine localhost login eva password "pass word"\n'), 0o600)
        self.update()
        self.check_in_use('plugh')

    def test_client_certificate(self):
        self.start_at('client/')
        self.update(code=FAILED, says='the server answers 403')
        me = os.path.join(self.host.folder, 'me')
        self.write('.config/replylint/sync.yaml', f'hosts: {{"localhost:{self.host.good}": {{cert: {me}.pem, key: {me}.key}}}}\n')
        self.update()
        self.check_in_use('plugh')

    def test_what_sync_yaml_may_say(self):
        self.start_at('')
        for text, says in (('hots: {}\n', 'sync.yaml:1:1: unknown key “hots”; accepted: cacert, timeouts, hosts'),
                           ('timeouts: {total: 0}\n', 'sync.yaml:1:19: “total” has to be a number of seconds, 1 to 3600'),
                           ('hosts: {a.example: {token-file: none}}\n', 'none: No such file or directory')):
            self.write('.config/replylint/sync.yaml', text)
            self.update(code=FAILED, says=says)
        os.chmod(self.write('.config/replylint/sync.yaml', 'cacert: x\n'), 0o666)
        self.update(code=FAILED, says='sync.yaml: not used: it is somebody else\'s, or others may write to it')

    def test_the_program_that_downloads(self):
        run = subprocess.run([SYNC, '--output', 'x', 'file:///etc/hosts'], capture_output=True, cwd=self.folder, env=self.environment())
        self.assertEqual((run.returncode, os.listdir(self.folder)), (4, []))
        self.assertIn(b'only https:// is accepted', run.stdout)
        run = subprocess.run([SYNC, '--output', 'x', self.url().replace('//', '//eva:x@')], capture_output=True, cwd=self.folder,
                             env=self.environment())
        self.assertEqual(run.returncode, 4)
        self.assertIn('a name or password does not belong into a URL', json.loads(run.stdout)['failed'][0]['why'])
        self.start_at('')
        self.update(code=FAILED, says='nowhere: No such file or directory', REPLYLINT_SYNC='/nowhere')
        self.update(code=FAILED, says='what it says is unreadable', REPLYLINT_SYNC='/bin/true')


if __name__ == '__main__':
    program.main()
