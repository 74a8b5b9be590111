# SPDX-License-Identifier: MIT
# rules update where the machine fails: killed, disk full, many at once, a store that was tampered with. There is always a whole set.
import concurrent.futures
import ctypes
import os
import random
import subprocess
import time

import program
from program import PROGRAM
from updating import FAILED, NOTHING_NEW, UPDATED, UpdateTest, make_set

KILLS = int(os.environ.get('REPLYLINT_KILLS', '15'))  # 100 take about two minutes


class Rough(UpdateTest):
    def check_whole(self, words):
        """One of these versions is in use, whole."""
        run = self.run_program('check', '--no-cache', text=''.join(f'This is {word}.\n' for word in words).encode())
        self.check_code(run, 1)
        self.assertEqual(run.stdout.count(b'[tone.'), 1, run.stdout)

    def find_unfinished(self):
        return [name for _, folders, files in os.walk(self.sets()) for name in folders + files if name.startswith('.new-')]

    def test_killed_at_any_instant(self):
        chance = random.Random(7)
        self.start()
        folder = self.store_folder()
        began = time.monotonic()
        self.update(code=NOTHING_NEW)
        usual = 2 * (time.monotonic() - began)
        previous = 'plugh'
        for number in range(KILLS):
            word = f'word{number}x'.replace('0', 'o').translate(str.maketrans('123456789', 'abcdefghi'))
            self.publish(make_set(str(number + 2), word))
            running = subprocess.Popen([PROGRAM, 'rules', 'update', '--quiet'], cwd=self.folder, env=self.environment(),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if number % 3 == 0:
                time.sleep(chance.uniform(0, usual))
            else:
                # While it writes, which takes little of the time.
                while running.poll() is None and not any(name.startswith('.new-') for name in os.listdir(folder)):
                    pass
                time.sleep(chance.uniform(0, 0.004))
            running.kill()
            running.communicate()
            self.check_whole([previous, word])
            self.assertIn(self.update('--quiet', code=None).returncode, (UPDATED, NOTHING_NEW))
            self.check_whole([word])
            previous = word
        self.publish(make_set('999', 'quux'))
        self.update()
        self.assertEqual(self.find_unfinished(), [])

    def check_code(self, run, code):
        if code is not None:
            super().check_code(run, code)

    def test_fifty_at_once(self):
        self.start()
        self.publish(make_set('2', 'xyzzy'))
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            codes = list(pool.map(lambda _: self.run_program('rules', 'update').returncode, range(50)))
        self.assertEqual(set(codes) | {UPDATED, NOTHING_NEW}, {UPDATED, NOTHING_NEW})
        self.assertGreaterEqual(codes.count(UPDATED), 1)
        self.check_in_use('xyzzy', 'plugh')
        self.assertEqual(self.find_unfinished(), [])

    def test_full_disk(self):
        libc = ctypes.CDLL(None, use_errno=True)
        disk = os.path.join(self.home, 'disk')
        os.mkdir(disk)
        if os.geteuid() != 0 or libc.mount(b'tmpfs', disk.encode(), b'tmpfs', 0, b'size=256k,mode=700') != 0:
            self.skipTest('only root may mount a small disk')
        self.addCleanup(lambda: libc.umount2(disk.encode(), 2))
        self.publish(make_set('1'))
        self.configure(self.url())
        data = {'XDG_DATA_HOME': disk}
        self.update(**data)
        self.publish(make_set('2', 'xyzzy') + '# filler\n' * 4000)
        for room in (0, 4096, 20480):
            filler = os.path.join(disk, 'filler')
            with open(filler, 'wb', buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
                file.truncate(max(0, file.tell() - room))
            run = self.update(code=FAILED, says='No space left on device', **data)
            self.assertIn(b'version 1 stays in use', run.stderr)
            run = self.run_program('check', '--no-cache', text=b'This is plugh.\n', environment=data)
            self.check_code(run, 1)
            os.remove(filler)
        self.update(**data)
        run = self.run_program('check', text=b'This is xyzzy.\n', environment=data)
        self.check_code(run, 1)

    def test_a_store_that_others_may_write_to(self):
        self.start()
        os.chmod(self.store_folder(), 0o777)
        run = self.run_program('check', '--no-cache', text=b'x\n')
        self.check_code(run, 2)
        self.assertIn('not used: it is somebody else\'s, or others may write to it', run.stderr.decode())
        self.update(code=FAILED, says='cannot be stored: ')

    def test_a_store_that_was_damaged_or_changed(self):
        self.start()
        path = os.path.join(self.store_folder(), 'current/set.yaml')
        with open(path, 'a', encoding='utf-8') as file:
            file.write('# and more\n')
        run = self.run_program('check', text=b'x\n')
        self.check_code(run, 2)
        self.assertIn('the file was changed after it was signed', run.stderr.decode())
        self.update(says='team 1: updated')
        self.check_in_use('plugh')
        os.remove(path)
        self.check_code(self.run_program('check', text=b'x\n'), 2)
        self.update(says='team 1: updated')
        self.check_in_use('plugh')


if __name__ == '__main__':
    program.main()
