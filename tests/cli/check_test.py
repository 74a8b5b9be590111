# SPDX-License-Identifier: MIT
# replylint check and facts from end to end: exit codes, inputs, formats, output that fails, fixes.
import json
import os
import subprocess
import threading

import program
from program import GOLDEN, LIMIT, PROGRAM, RUDE, RUDE_MAIL, RULES, ProgramTest


class Check(ProgramTest):
    def test_exit_codes(self):
        rude, clean, soft = self.write('rude.txt', RUDE), self.write('clean.txt', b'Hi Eva,\n\nit is done.\n\nAna\n'), b'It is basically done.\n'
        for words, text, code in [
            ((rude,), b'', 1),
            ((clean,), b'', 0),
            ((clean, rude), b'', 1),
            (('gone.txt',), b'', 2),
            (('gone.txt', rude), b'', 2),
            ((self.folder,), b'', 2),
            ((), RUDE, 1),
            (('-',), RUDE, 1),
            ((), b'', 0),
            ((), soft, 0),
            (('--fail-on', 'suggestion'), soft, 1),
            (('--fail-on', 'never'), RUDE, 0),
            (('--fail-on', 'error'), b'It is just a chair.\n', 0),
            (('--fail-on', 'warning'), b'It is just a chair.\n', 1),
            (('--no-such-option',), b'', 2),
            (('--format', 'xml'), b'', 2),
        ]:
            with self.subTest(words=words, text=text):
                self.check_code(self.run_program('check', '--rules', RULES, *words, text=text), code)
        for words, code in [((), 2), (('nonsense',), 2), (('--help',), 0), (('--version',), 0), (('check', '--help'), 0)]:
            with self.subTest(words=words):
                self.check_code(self.run_program(*words), code)

    def test_quiet_when_there_is_nothing(self):
        run = self.run_program('check', '--rules', RULES, text=b'It is done.\n')
        self.assertEqual((run.stdout, run.stderr), (b'', b''))
        run = self.run_program('check', '--rules', RULES, '--verbose', text=b'It is done.\n')
        self.assertIn(b'nothing to remark', run.stdout)

    def test_help_teaches(self):
        for words in [(), ('check',), ('filter',), ('facts',), ('rules',), ('eval',), ('completion',)]:
            run = self.run_program(*words, '--help')
            self.assertIn(b'Example', run.stdout, words)

    def test_pipes_and_odd_names(self):
        name = self.write('-odd name\x1b.txt', RUDE)
        run = self.run_program('check', '--rules', RULES, '--format', 'gcc', '--', os.path.basename(name))
        self.check_code(run, 1)
        self.assertNotIn(b'\x1b', run.stdout)
        pipe = os.path.join(self.folder, 'pipe')
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: open(pipe, 'wb', buffering=0).write(RUDE))
        writer.start()
        run = self.run_program('check', '--rules', RULES, pipe)
        writer.join()
        self.check_code(run, 1)

    def test_any_bytes(self):
        for text in [b'\0', b'\0' * 5000, bytes(range(256)) * 50, b'\xff\xfe' + 'calm down'.encode('utf-16-le'), b'x' * (1 << 20), b'From: \n\n', b'\n',
                     b'Content-Type: text/plain; charset=nonsense\n\ncalm down\n', b'>' * 10000, b'a: b\n' * 1000]:
            with self.subTest(text=text[:20]):
                run = self.run_program('check', '--format', 'ndjson', text=text)
                self.assertIn(run.returncode, (0, 1), run.stderr)
                self.assertEqual(json.loads(run.stdout)['schema'], 1)

    def test_beyond_the_limit(self):
        run = self.run_program('check', '--format', 'json', text=b'word ' * (LIMIT // 5 + 1))
        self.check_code(run, 2)
        self.assertIn(b'25 MiB', run.stderr)
        self.assertIn('25 MiB', json.loads(run.stdout)['error']['message'])

    def test_errors_hold_no_mail_text(self):
        run = self.run_program('check', text=b'From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n' + b'--b\n\nverysecret\n' * 3000)
        self.assertNotIn(b'verysecret', run.stderr)

    def test_json_of_one_and_many(self):
        rude = self.write('rude.txt', RUDE)
        one = json.loads(self.run_program('check', '--rules', RULES, '--format', 'json', rude).stdout)
        finding = one['findings'][0]
        self.assertEqual((finding['rule'], finding['family'], finding['line'], finding['column'], finding['end_column'], finding['text']),
                         ('tone.calm-down', 'tone', 3, 8, 17, 'calm down'))
        self.assertNotIn('facts', one)
        many = json.loads(self.run_program('check', '--rules', RULES, '--format', 'json', '--facts', rude, 'gone.txt').stdout)
        self.assertEqual([draft['outcome'] for draft in many], ['hold', None])
        self.assertEqual(many[0]['facts']['words']['value'], 3)
        lines = self.run_program('check', '--rules', RULES, '--format', 'ndjson', rude, 'gone.txt', rude).stdout.splitlines()
        self.assertEqual(['error' in json.loads(line) for line in lines], [False, True, False])

    def test_json_keeps_to_its_schema(self):
        with open(os.path.join(os.path.dirname(program.FIXTURES), '..', 'linter', 'report', 'draft.schema.json'), encoding='utf-8') as file:
            schema = json.load(file)
        drafts = [os.path.join(GOLDEN, name) for name in sorted(os.listdir(GOLDEN)) if name.endswith(('.txt', '.eml'))]
        run = self.run_program('check', '--rules', RULES, '--facts', '--format', 'ndjson', 'gone.eml', *drafts)
        lines = run.stdout.splitlines()
        self.assertEqual(len(lines), len(drafts) + 1)
        for line in lines:
            for fault in find_schema_faults(json.loads(line), schema, schema):
                self.fail(fault)

    def test_sarif(self):
        drafts = [os.path.join(GOLDEN, name) for name in sorted(os.listdir(GOLDEN)) if name.endswith(('.txt', '.eml'))]
        log = json.loads(self.run_program('check', '--rules', RULES, '--format', 'sarif', *drafts, 'gone.eml').stdout)
        self.assertEqual(log['version'], '2.1.0')
        run, = log['runs']
        self.assertEqual(run['columnKind'], 'unicodeCodePoints')
        rules = run['tool']['driver']['rules']
        self.assertTrue(all(rule['help']['text'] and '{' not in rule['shortDescription']['text'] for rule in rules))
        self.assertFalse(run['invocations'][0]['executionSuccessful'])
        self.assertEqual(len(run['invocations'][0]['toolExecutionNotifications']), 1)
        self.assertTrue(run['results'])
        for result in run['results']:
            self.assertEqual(rules[result['ruleIndex']]['id'], result['ruleId'])
            self.assertIn(result['level'], ('error', 'warning', 'note'))
            self.assertTrue(result['message']['text'])
            place, = result['locations']
            region = place['physicalLocation']['region']
            self.assertGreaterEqual((region['endLine'], region['endColumn']), (region['startLine'], region['startColumn']))
            self.assertRegex(place['physicalLocation']['artifactLocation']['uri'], r'^(file:///)?[A-Za-z0-9%._~/-]+$')
            self.assertRegex(result['partialFingerprints']['ruleAndWords/v1'], '^[0-9a-f]{16}$')
            for fix in result.get('fixes', []):
                for change in fix['artifactChanges']:
                    self.assertTrue(all('deletedRegion' in replacement for replacement in change['replacements']))

    def test_colour(self):
        for words, environment, coloured in [((), {}, False), (('--color', 'always'), {}, True), ((), {'CLICOLOR_FORCE': '1'}, True),
                                             ((), {'CLICOLOR_FORCE': '1', 'NO_COLOR': '1'}, False), (('--color', 'never'), {'CLICOLOR_FORCE': '1'}, False),
                                             (('--color', 'always'), {'NO_COLOR': '1'}, True)]:
            run = self.run_program('check', '--rules', RULES, *words, text=RUDE, environment=environment)
            self.assertEqual(b'\x1b[' in run.stdout, coloured, (words, environment))

    def test_output_that_fails(self):
        rude = self.write('rude.txt', RUDE)
        words = [PROGRAM, 'check', '--rules', RULES, rude]
        with open('/dev/full', 'wb') as full:
            run = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=self.environment())
        self.assertEqual(run.returncode, 2)
        self.assertIn(b'No space left', run.stderr)
        self.assertEqual(subprocess.run(['sh', '-c', '"$@" >&-', 'sh', *words], stderr=subprocess.PIPE, env=self.environment()).returncode, 2)
        self.assertEqual(subprocess.run(['sh', '-c', '"$@" <&-', 'sh', PROGRAM, 'check'], stderr=subprocess.PIPE, env=self.environment()).returncode, 2)
        read, write = os.pipe()
        os.close(read)
        self.assertEqual(subprocess.run(words, stdout=write, stderr=subprocess.PIPE, env=self.environment()).returncode, 2)
        os.close(write)

    def test_fixes(self):
        rules = self.write('rules.yaml', '''replylint: 1
name: fixes
version: 1.0.0
rules:
  - id: clarity.in-order-to
    severity: warning
    message: "“{match}” is “to”."
    why: Shorter is clearer.
    flag: ["in order to"]
    fix: {replace: "to", safe: true}
    bad: ["In order to go.", "We came in order to see.", "It is in order to help."]
    good: ["We came to see.", "The order is in.", "It is in order."]
''')
        text = b'Hi Eva,\r\n\r\nwe came in order to see, and in order to help.\r\n\r\nAna\r\n'
        fixed = text.replace(b'in order to', b'to')
        run = self.run_program('check', '--rules', rules, '--fix', text=text)
        self.assertEqual(run.stdout, fixed)
        self.check_code(run, 0)
        file = self.write('draft.txt', text)
        os.chmod(file, 0o640)
        link = os.path.join(self.folder, 'link.txt')
        os.symlink(file, link)
        self.check_code(self.run_program('check', '--rules', rules, '--fix', '-i', link), 0)
        with open(file, 'rb') as changed:
            self.assertEqual(changed.read(), fixed)
        self.assertTrue(os.path.islink(link))
        self.assertEqual(os.stat(file).st_mode & 0o777, 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ['draft.txt', 'link.txt', 'rules.yaml'])
        encoded = b'Subject: Chair\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nWe came in=20order to see.\n'
        run = self.run_program('check', '--rules', rules, '--fix', text=encoded)
        self.assertEqual(run.stdout, encoded)
        self.assertIn(b'not fixed', run.stderr)
        self.check_code(run, 1)
        self.check_code(self.run_program('check', '--fix', '-i', text=text), 2)

    def test_facts(self):
        file = os.path.join(GOLDEN, 'html.eml')
        table = self.run_program('facts', '--rules', RULES, file)
        self.check_code(table, 0)
        self.assertRegex(table.stdout.decode(), r'(?m)^upset +yes +line 11: "so disappointed" \(theirs\)$')
        facts = json.loads(self.run_program('facts', '--rules', RULES, '--format', 'json', file).stdout)['facts']
        self.assertIs(facts['reply']['value'], True)
        self.check_code(self.run_program('facts', 'gone.eml'), 2)


def find_schema_faults(value, schema, root, at='$'):
    """The words of JSON Schema that draft.schema.json uses."""
    if '$ref' in schema:
        schema = root['$defs'][schema['$ref'].rsplit('/', 1)[1]]
    kinds = {'object': dict, 'array': list, 'string': str, 'integer': int, 'number': (int, float), 'boolean': bool, 'null': type(None)}
    wanted = schema.get('type', [])
    wanted = wanted if isinstance(wanted, list) else [wanted]
    fits = [kind for kind in wanted if isinstance(value, kinds[kind]) and not (isinstance(value, bool) and kind in ('integer', 'number'))]
    if wanted and not fits:
        yield f'{at}: {value!r} is not {wanted}'
    if 'enum' in schema and value not in schema['enum']:
        yield f'{at}: {value!r} is not one of {schema["enum"]}'
    if 'const' in schema and value != schema['const']:
        yield f'{at}: {value!r}'
    if isinstance(value, dict) and 'properties' in schema:
        for name in schema.get('required', []):
            if name not in value:
                yield f'{at}: no {name}'
        for name, member in value.items():
            if name in schema['properties']:
                yield from find_schema_faults(member, schema['properties'][name], root, f'{at}.{name}')
            else:
                yield f'{at}.{name}: not in the schema'
    if isinstance(value, dict) and isinstance(schema.get('additionalProperties'), dict):
        for name, member in value.items():
            yield from find_schema_faults(member, schema['additionalProperties'], root, f'{at}.{name}')
    if isinstance(value, list) and 'items' in schema:
        for number, member in enumerate(value):
            yield from find_schema_faults(member, schema['items'], root, f'{at}[{number}]')


if __name__ == '__main__':
    program.main()
