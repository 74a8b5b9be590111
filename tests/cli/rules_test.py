# SPDX-License-Identifier: MIT
# Which rules are used, and the commands rules, eval and completion, from end to end.
import json
import os
import shutil
import subprocess

import program
from program import FIXTURES, PROGRAM, RUDE, RULES, ProgramTest

OFF = 'replylint: 1\nextends: [./team.yaml]\ntune:\n  tone.calm-down: off\n'


class Configuration(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in ['team.yaml', '.config/replylint/team.yaml', '.xdg/replylint/team.yaml']:
            self.write(name, b'')
            shutil.copy(RULES, os.path.join(self.home if name.startswith('.') else self.folder, name))

    def fires(self, *words, environment=None, text=RUDE):
        run = self.run_program('check', '--format', 'gcc', *words, text=text, environment=environment)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return b'error' in run.stdout and b'[tone.calm-down]' in run.stdout

    def test_where_it_is_found(self):
        self.write('replylint.yaml', 'replylint: 1\nextends: [./team.yaml]\n')
        self.assertTrue(self.fires())
        self.assertFalse(self.fires('--no-config'))
        deep = self.write('2026/november/draft.txt', RUDE)
        self.assertTrue(self.fires(deep))
        self.write('2026/replylint.yaml', OFF.replace('./team', '../team'))
        self.assertFalse(self.fires(deep))
        self.assertTrue(self.fires('--rules', RULES, deep))

    def test_it_stops_at_a_repository(self):
        self.write('replylint.yaml', 'replylint: 1\nextends: [./team.yaml]\n')
        draft = self.write('project/sub/draft.txt', RUDE)
        self.assertTrue(self.fires(draft))
        os.mkdir(os.path.join(self.folder, 'project', '.git'))
        self.assertFalse(self.fires(draft))

    def test_the_users_own(self):
        self.write('.config/replylint/replylint.yaml', 'replylint: 1\nextends: [./team.yaml]\n')
        self.assertTrue(self.fires())
        self.write('.xdg/replylint/replylint.yaml', OFF)
        self.assertFalse(self.fires(environment={'XDG_CONFIG_HOME': os.path.join(self.home, '.xdg')}))

    def test_errors_say_where(self):
        self.write('replylint.yaml', 'replylint: 1\nnonsense: 3\ntune:\n  tone.no-such-rule: off\n')
        run = self.run_program('check', text=RUDE)
        self.check_code(run, 2)
        self.assertRegex(run.stderr.decode(), r'(?m)replylint\.yaml:2:1: .*nonsense')
        self.check_code(self.run_program('check', '--rules', 'gone.yaml', text=RUDE), 2)
        self.check_code(self.run_program('check', '--rules', '/dev/zero', text=RUDE), 2)

    def test_a_folder_of_rules(self):
        self.write('set/ruleset.yaml', 'replylint: 1\nname: set\nversion: 1.0.0\n')
        with open(RULES, encoding='utf-8') as file:
            self.write('set/a.yaml', 'facts:' + file.read().split('facts:', 1)[1])
        self.assertTrue(self.fires('--rules', 'set'))


class Rules(ProgramTest):
    def test_list(self):
        run = self.run_program('rules', 'list', '--rules', RULES, '--family', 'tone')
        self.assertRegex(run.stdout.decode(), r'\Atone\.calm-down +error .*\n\Z')
        rules = json.loads(self.run_program('rules', 'list', '--rules', RULES, '--format', 'json').stdout)['rules']
        self.assertEqual([rule['rule'] for rule in rules], ['tone.calm-down', 'dismissal.just', 'acknowledgement.missing', 'clarity.basically'])
        self.check_code(self.run_program('rules', 'list', '--family', 'nonsense'), 1)

    def test_explain(self):
        self.write('replylint.yaml', f'replylint: 1\nextends: [./team.yaml]\ntune:\n  tone.calm-down: {{severity: suggestion, because: "we are calm"}}\n')
        shutil.copy(RULES, os.path.join(self.folder, 'team.yaml'))
        text = self.run_program('rules', 'explain', 'tone.calm-down').stdout.decode()
        for words in ['suggestion', 'practice:calm', 'we are calm', 'calm down', 'Please calm down.', 'The sea was calm.', 'team.yaml:']:
            self.assertIn(words, text)
        self.check_code(self.run_program('rules', 'explain', 'tone.nonsense'), 1)

    def test_builtin_rules_leave_nothing_to_remark(self):
        run = self.run_program('rules', 'test', os.path.join(os.path.dirname(FIXTURES), '..', 'rules', 'base'))
        self.check_code(run, 0)
        self.assertRegex(run.stdout.decode(), r'^\d+ rules, \d+ examples: 0 failed, 0 warnings\n$')

    def test_test(self):
        run = self.run_program('rules', 'test', '--no-remarks', RULES)
        self.check_code(run, 0)
        self.assertIn(b'4 rules, 24 examples: 0 failed', run.stdout)
        with open(RULES, encoding='utf-8') as file:
            broken = self.write('broken.yaml', file.read().replace('The sea was calm.', 'The sea will calm down.'))
        run = self.run_program('rules', 'test', broken)
        self.check_code(run, 1)
        self.assertRegex(run.stdout.decode(), r'(?m)broken\.yaml:\d+:\d+: error: tone\.calm-down: ')


class Eval(ProgramTest):
    def labels(self):
        for name, text in [('a', RUDE), ('b', RUDE), ('c', b'It is done.\n'), ('d', b'It is just a chair.\n'), ('e', RUDE)]:
            self.write(f'labelled/{name}.eml', text)
        labels = [('a', 'problem', ['tone'], []), ('b', 'clean', [], []), ('c', 'problem', ['tone', 'refusal'], []), ('d', 'special', [], ['dismissal']),
                  ('e', 'clean', [], ['tone'])]
        self.write('labelled/labels.jsonl', ''.join(
            json.dumps({'id': i, 'kind': kind, 'level': 'none', 'must': must, 'may': may, 'must_not': ['tone'] if i == 'b' else [], 'why': 'because'}) + '\n'
            for i, kind, must, may in labels))

    def test_labelled_drafts(self):
        self.labels()
        result = json.loads(self.run_program('eval', '--rules', RULES, '--format', 'json', 'labelled').stdout)
        self.assertEqual(result['families']['tone'], {'tp': 1, 'fp': 1, 'fn': 1, 'may': 1, 'precision': 0.5, 'recall': 0.5, 'f1': 0.5})
        self.assertEqual(result['families']['dismissal'], {'tp': 0, 'fp': 0, 'fn': 0, 'may': 1, 'precision': None, 'recall': None, 'f1': None})
        self.assertEqual((result['micro']['tp'], result['micro']['fp'], result['micro']['fn']), (1, 1, 2))
        self.assertEqual(result['macro'], {'precision': 0.25, 'recall': 0.25, 'f1': 0.25})
        self.assertEqual((result['clean_drafts'], result['clean_drafts_flagged']), (3, 1))
        self.assertEqual([(slip['id'], slip['rules'], slip['trap']) for slip in result['false_alarms']], [('b', ['tone.calm-down'], True)])
        self.assertEqual([(slip['id'], slip['family']) for slip in result['misses']], [('c', 'tone'), ('c', 'refusal')])
        text = self.run_program('eval', '--rules', RULES, '--list', 'labelled').stdout.decode()
        self.assertRegex(text, r'(?m)^  b tone +clean/none TRAP tone\.calm-down: because$')
        self.check_code(self.run_program('eval', 'gone'), 2)

    def test_labelled_texts(self):
        self.write('texts.jsonl', ''.join(json.dumps({'id': str(number), 'text': text, 'context': context, 'label': label}) + '\n' for number, (text, context, label) in enumerate([
            ('Calm down.', None, 1), ('It is done.', None, 1), ('Please calm down.', None, 0), ('I am sorry.', 'I am so disappointed.', 0)])))
        result = json.loads(self.run_program('eval', '--rules', RULES, '--format', 'json', '--families', 'tone,blame', 'texts.jsonl').stdout)
        self.assertEqual([result[name] for name in ('n', 'tp', 'fp', 'fn', 'accuracy', 'misses', 'false_alarms')], [4, 1, 1, 1, 0.5, ['1'], ['2']])
        result = json.loads(self.run_program('eval', '--rules', RULES, '--format', 'json', '--fact', 'sorry', 'texts.jsonl').stdout)
        self.assertEqual((result['tp'], result['false_alarms']), (0, ['3']))
        self.check_code(self.run_program('eval', 'texts.jsonl'), 2)
        self.check_code(self.run_program('eval', '--fact', 'nonsense', 'texts.jsonl'), 2)

    def test_mail(self):
        self.labels()
        result = json.loads(self.run_program('eval', '--rules', RULES, '--mail', '--format', 'json', '.').stdout)
        self.assertEqual((result['messages'], result['flagged'], result['rules']), (5, 4, {'tone.calm-down': 3, 'dismissal.just': 1}))


class Completion(ProgramTest):
    def complete(self, *words):
        script = self.run_program('completion', 'bash').stdout.decode()
        script += f'\nCOMP_WORDS=(replylint {" ".join(repr(word) for word in words)}); COMP_CWORD={len(words)}; _replylint; printf "%s\\n" "${{COMPREPLY[@]}}"\n'
        return subprocess.run(['bash', '-c', script], capture_output=True, text=True, cwd=self.folder).stdout.split()

    def test_bash(self):
        self.assertIn('check', self.complete('ch'))
        self.assertEqual(sorted(self.complete('rules', '')), ['diff', 'docs', 'explain', 'fit', 'import', 'keygen', 'lint', 'list', 'new', 'noise', 'pack', 'schema', 'sign', 'test', 'update', 'verify'])
        self.assertIn('--fail-on', self.complete('check', '--f'))
        self.assertEqual(self.complete('check', '--format', 'sa'), ['sarif'])
        self.assertIn('--family', self.complete('rules', 'list', '--fa'))
        self.assertIn('--vocab', self.complete('rules', 'import', 'vale', '--v'))
        self.assertEqual(self.complete('rules', 'import', 'vale', '--format', 'j'), ['json'])
        self.assertEqual(self.complete('rules', 'docs', 'team.yaml', '--format', ''), ['html', 'markdown'])
        self.assertEqual(self.complete('rules', 'diff', '--v'), ['--verbose'])
        self.assertEqual(self.complete('rules', 'new', '--f'), ['--family'])
        self.assertEqual(self.complete('rules', 'lint', '--format', 'j'), ['json'])
        self.assertEqual(self.complete('rules', 'schema', '--o'), ['--output'])

    def test_every_option_is_in_every_shell(self):
        text = self.run_program('check', '--help').stdout.decode()
        names = {word.strip(',') for word in text.split() if word.startswith('--') and word.strip(',')[2:].replace('-', '').isalpha()}
        self.assertGreater(len(names), 8)
        for shell in ('bash', 'zsh', 'fish'):
            completion = self.run_program('completion', shell).stdout.decode()
            for name in names:
                self.assertIn(f'-l {name[2:]}' if shell == 'fish' else name, completion, shell)
            if shutil.which(shell):
                subprocess.run([shell, '-n'], input=completion.encode(), check=True)


if __name__ == '__main__':
    program.main()
