# SPDX-License-Identifier: MIT
# The commands for those who write rule sets, from end to end: new, schema, lint, diff and docs.
import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess

import jsonschema
import yaml

import program
from program import ProgramTest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = os.path.join(ROOT, 'rules', 'base')


class New(ProgramTest):
    def test_a_file_that_is_good_at_once(self):
        run = self.run_program('rules', 'new', 'team.yaml', '--name', 'acme-support', '--family', 'acme')
        self.check_code(run, 0)
        self.assertEqual(run.stdout.decode(), 'team.yaml: a rule set “acme-support” with three rules, acme.*; try: replylint rules test team.yaml\n')
        tested = self.run_program('rules', 'test', 'team.yaml', '--only', 'acme.*')
        self.check_code(tested, 0)
        self.assertEqual(tested.stdout, b'3 rules, 18 examples: 0 failed, 0 warnings\n')
        listed = json.loads(self.run_program('rules', 'list', '--rules', 'team.yaml', '--family', 'acme', '--format', 'json').stdout)['rules']
        self.assertEqual([(rule['rule'], rule['verb'], rule['set']) for rule in listed],
                         [('acme.no-status-page', 'require', 'acme-support'), ('acme.old-name', 'flag', 'acme-support'),
                          ('acme.please-please', 'limit', 'acme-support')])
        found = self.run_program('check', '--rules', 'team.yaml', '--format', 'gcc', text=b'Your Acme webspace is full.\n')
        self.assertIn('“Acme webspace” has been called Acme Cloud since May.', found.stdout.decode())

    def test_a_folder(self):
        self.check_code(self.run_program('rules', 'new', 'Our Team/', '--family', 'acme'), 0)
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder, 'Our Team'))), ['acme.yaml', 'ruleset.yaml'])
        tested = self.run_program('rules', 'test', 'Our Team', '--only', 'acme.*')
        self.assertEqual(tested.stdout, b'3 rules, 18 examples: 0 failed, 0 warnings\n')
        self.assertIn('name: our-team\n', self.read('Our Team/ruleset.yaml'))

    def test_families_of_the_built_in_rules(self):
        for family in ('tone', 'hygiene', 'clarity'):
            self.check_code(self.run_program('rules', 'new', f'{family}.yaml', '--family', family), 0)
            self.check_code(self.run_program('rules', 'test', f'{family}.yaml'), 0)

    def test_nothing_is_overwritten(self):
        self.write('team.yaml', 'mine\n')
        run = self.run_program('rules', 'new', 'team.yaml')
        self.check_code(run, 2)
        self.assertEqual(self.read('team.yaml'), 'mine\n')
        self.assertEqual(run.stderr, b'replylint: team.yaml: File exists\n')
        os.symlink('elsewhere.yaml', os.path.join(self.folder, 'link.yaml'))
        self.check_code(self.run_program('rules', 'new', 'link.yaml'), 2)
        self.write('set/old.yaml', 'mine\n')
        self.check_code(self.run_program('rules', 'new', 'set'), 2)
        self.assertEqual(os.listdir(os.path.join(self.folder, 'set')), ['old.yaml'])
        self.write('plain', 'mine\n')
        self.check_code(self.run_program('rules', 'new', 'plain'), 2)
        self.check_code(self.run_program('rules', 'new', 'gone/team.yaml'), 2)

    def test_names(self):
        self.check_code(self.run_program('rules', 'new', 'replylint.yaml'), 0)
        self.assertIn('name: drafts\n', self.read('replylint.yaml'))
        for words in [('a.yaml', '--name', 'No Name'), ('a.yaml', '--family', 'x.y'), ('123.yaml',), ('a', '--family', 'ruleset')]:
            self.check_code(self.run_program('rules', 'new', *words), 2)
        self.assertEqual(os.listdir(self.folder), ['replylint.yaml'])

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding='utf-8') as file:
            return file.read()


class RuleLoader(yaml.SafeLoader):
    """YAML 1.2 as the rule files are in: `off` is a text, and so is a date."""


RuleLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((':bool', ':timestamp')) and not (tag.endswith(':int') and first == ':')]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
RuleLoader.add_implicit_resolver('tag:yaml.org,2002:bool', re.compile(r'^(?:true|false)$'), list('tf'))

RULE = '''replylint: 1
rules:
- id: acme.x
  message: m
  why: w
  flag: [a]
  bad: [a, a b, a c]
  good: [d, e, f]
'''


class Schema(ProgramTest):
    def setUp(self):
        super().setUp()
        self.text = self.run_program('rules', 'schema').stdout
        jsonschema.Draft202012Validator.check_schema(json.loads(self.text))
        self.validator = jsonschema.Draft202012Validator(json.loads(self.text))

    def faults(self, text):
        return [error.message for document in yaml.load_all(text, RuleLoader) for error in self.validator.iter_errors(document)]

    def test_the_copy_in_the_tree(self):
        copy = os.path.join(ROOT, 'rules', 'schema', 'replylint.schema.json')
        if os.environ.get('REPLYLINT_UPDATE_GOLDEN'):
            self.check_code(self.run_program('rules', 'schema', '-o', copy), 0)
        with open(copy, 'rb') as file:
            self.assertEqual(file.read(), self.text, 'rules/schema is out of date; REPLYLINT_UPDATE_GOLDEN=1 writes it anew')

    def test_good_files(self):
        files = [os.path.join(BASE, name) for name in sorted(os.listdir(BASE))] + [program.RULES]
        self.assertGreater(len(files), 20)
        self.run_program('rules', 'new', 'team.yaml')
        self.run_program('rules', 'new', 'team')
        files += [os.path.join(self.folder, name) for name in ('team.yaml', 'team/ruleset.yaml', 'team/team.yaml')]
        for name in files:
            with open(name, encoding='utf-8') as file:
                self.assertEqual(self.faults(file.read()), [], name)
        self.assertEqual(self.faults(RULE + 'tune: {tone.exclamation: off, "sincerity.*": {severity: suggestion, because: b}}\nlock: ["acme.*"]\n'), [])

    def test_wrong_files(self):
        def swap(old, new):
            self.assertIn(old, RULE)
            return RULE.replace(old, new)
        self.assertEqual(self.faults(RULE), [])
        wrong = {
            'no version of the language': swap('replylint: 1', 'name: x'),
            'another version of it': swap('replylint: 1', 'replylint: 2'),
            'an unknown key of the head': RULE + 'nonsense: 1\n',
            'an unknown key of a rule': swap('  why: w', '  why: w\n  nonsense: 1'),
            'no reason': swap('  why: w\n', ''),
            'no verb and no condition': swap('  flag: [a]\n', ''),
            'two verbs': swap('  flag: [a]\n', '  flag: [a]\n  require: [b]\n'),
            'an id without a family': swap('acme.x', 'x'),
            'an id in capitals': swap('acme.x', 'acme.X'),
            'a severity that there is not': swap('  why: w', '  why: w\n  severity: fatal'),
            'an area that there is not': swap('  why: w', '  why: w\n  in: body'),
            'two examples': swap('[d, e, f]', '[d, e]'),
            'an example without a text': swap('[d, e, f]', '[d, e, {q: f}]'),
            'a fix of two kinds': swap('  why: w', '  why: w\n  fix: {replace: a, suggest: b}'),
            'a fix without a kind': swap('  why: w', '  why: w\n  fix: {safe: true}'),
            'an insertion without a place': swap('  why: w', '  why: w\n  fix: {insert: a}'),
            'a limit without a number': swap('flag: [a]', 'limit: {of: [a]}'),
            'a limit of nothing': swap('flag: [a]', 'limit: {max: 1}'),
            'a limit below nothing': swap('flag: [a]', 'limit: {of: [a], max: -1}'),
            'a sign without a weight': swap('flag: [a]', 'weigh: {signs: [[a]], from: 1}'),
            'too many signs': swap('flag: [a]', 'weigh: {signs: [' + '[a, 1],' * 61 + '], from: 1}'),
            'an order of one': swap('flag: [a]', 'order: {first: [a]}'),
            'no phrases': swap('flag: [a]', 'flag: []'),
            'a fact that says nothing': RULE + 'facts: {x: {in: quoted}}\n',
            'a list with a strange name': RULE + 'phrases: {No Name: [a]}\n',
            'a url without a key': RULE + 'extends: [{url: "https://rules.example/a.yaml"}]\n',
            'a url that anybody can change': RULE + 'extends: [{url: "http://rules.example/a.yaml", key: RW' + 'A' * 54 + '}]\n',
            'a change that there is not': RULE + 'tune: {tone.exclamation: louder}\n',
            'a lock that allows everything': RULE + 'lock: [{rules: "tone.*", allow: all}]\n',
            'a hold that there is not': RULE + 'hold: always\n',
        }
        for what, text in wrong.items():
            with self.subTest(what):
                self.assertNotEqual(self.faults(text), [])
                self.write('wrong.yaml', text)
                self.check_code(self.run_program('rules', 'list', '--rules', 'wrong.yaml'), 2)

    def test_into_a_file(self):
        self.check_code(self.run_program('rules', 'schema', '-o', 'schema.json'), 0)
        with open(os.path.join(self.folder, 'schema.json'), 'rb') as file:
            self.assertEqual(file.read(), self.text)
        self.check_code(self.run_program('rules', 'schema', '-o', 'gone/schema.json'), 2)


LINTED = '''replylint: 1
name: acme
version: 1.0.0
phrases: {lost: [cat]}
tune:
  tone.exclamation: suggestion
rules:
- id: acme.bad
  message: "“{match}”"
  why: w
  flag:
    - "bad"
    - "very bad"
  fix: {suggest: ["good"]}
  bad: ["bad", "very bad", "so bad"]
  good: [d, e, f]
'''


class Lint(ProgramTest):
    def test_text_json_and_exit_codes(self):
        self.write('acme.yaml', LINTED)
        run = self.run_program('rules', 'lint', 'acme.yaml')
        self.check_code(run, 1)
        self.assertEqual(run.stdout.decode(), '''\
acme.yaml:4:11: remark: $lost: no rule and no fact uses this list [unused-list]
acme.yaml:6:3: remark: tone.exclamation: changes nothing: the rules are like this already [idle-tune]
acme.yaml:13:7: remark: acme.bad: the phrase “very bad” is implied by “bad” [implied-phrase]
''')
        self.assertEqual(run.stderr, b'')
        remarks = json.loads(self.run_program('rules', 'lint', 'acme.yaml', '--format', 'json').stdout)['remarks']
        self.assertEqual(remarks[2], {'remark': 'implied-phrase', 'subject': 'acme.bad', 'what': 'the phrase “very bad” is implied by “bad”',
                                      'file': 'acme.yaml', 'line': 13, 'column': 7})
        self.check_code(self.run_program('rules', 'lint', 'gone.yaml'), 2)
        self.write('wrong.yaml', LINTED + 'lock: [acme.gone]\n')
        wrong = self.run_program('rules', 'lint', 'wrong.yaml')
        self.check_code(wrong, 2)
        self.assertIn('no rule is named “acme.gone”', wrong.stderr.decode())

    def test_only_the_set_itself(self):
        self.write('acme.yaml', LINTED)
        self.write('replylint.yaml', 'replylint: 1\nextends: [./acme.yaml]\n')
        run = self.run_program('rules', 'lint', 'replylint.yaml')
        self.check_code(run, 0)
        self.assertEqual(run.stdout, b'')

    def test_what_the_built_in_rules_find_already(self):
        self.write('acme.yaml', LINTED[LINTED.index('replylint'):LINTED.index('phrases')] + '''rules:
- id: acme.calm
  message: "“{match}”"
  why: w
  flag: ["calm (down|yourself)"]
  fix: {suggest: ["I see that this matters to you."]}
  bad: ["Please calm down.", "Now calm down.", "Just calm down, please."]
  good: [d, e, f]
''')
        run = self.run_program('rules', 'lint', 'acme.yaml')
        self.assertEqual(run.stdout.decode(), 'acme.yaml:5:3: remark: acme.calm: “tone.calm-down” finds the same words in all of its bad examples [overlap]\n')

    def test_what_rules_new_writes_leaves_nothing_to_remark(self):
        self.run_program('rules', 'new', 'team')
        self.check_code(self.run_program('rules', 'lint', 'team'), 0)

    def test_the_base_rules(self):
        remarks = json.loads(self.run_program('rules', 'lint', BASE, '--format', 'json').stdout)['remarks']
        self.assertLess(len(remarks), 13)
        self.assertLessEqual({remark['remark'] for remark in remarks}, {'overlap', 'shadowed', 'unquoted-match', 'unused-fact'})
        # It speaks of a secret without repeating it.
        self.assertIn(('unquoted-match', 'hygiene.secret'), [(remark['remark'], remark['subject']) for remark in remarks])


MAIL = 'From: ana@shop.example\nTo: eva@home.example\nSubject: Re: Chair\n\n'


class Diff(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write('old.yaml', LINTED)
        self.write('new.yaml', LINTED.replace('version: 1.0.0', 'version: 1.1.0').replace('    - "very bad"', '    - "worse"\n    - "worst"')
                   .replace('["bad", "very bad", "so bad"]', '["bad", "worse", "worst"]').replace('tone.exclamation: suggestion', 'tone.exclamation: suggestion\n  tone.calm-down: error')
                   .replace('  why: w', '  why: why not') + '''- id: acme.cat
  message: "cat"
  why: w
  flag: [cat]
  bad: [cat, a cat, the cat]
  good: [d, e, f]
''')
        self.write('mail/one.eml', MAIL + 'That is bad.\n\nIt is the worst cat.\n')
        self.write('mail/two.eml', MAIL + 'Please calm down.\n')
        self.write('mail/three.eml', MAIL + 'It is done.\n')

    def test_text(self):
        run = self.run_program('rules', 'diff', 'old.yaml', 'new.yaml')
        self.check_code(run, 1)
        self.assertEqual(run.stdout.decode(), '''\
~ set: version 1.0.0 -> 1.1.0
~ rule acme.bad: why, phrases +2 -1, bad +2 -2
+ rule acme.cat: warning: cat
~ rule tone.calm-down: severity warning -> error
''')
        text = self.run_program('rules', 'diff', '-v', 'old.yaml', 'new.yaml').stdout.decode()
        self.assertIn('    - why: w\n    + why: why not\n    - phrases: very bad\n    + phrases: worse\n    + phrases: worst\n', text)

    def test_both_ways(self):
        there = json.loads(self.run_program('rules', 'diff', 'old.yaml', 'new.yaml', '--format', 'json').stdout)
        back = json.loads(self.run_program('rules', 'diff', 'new.yaml', 'old.yaml', '--format', 'json').stdout)
        self.assertEqual([(rule['name'], rule['change']) for rule in there['rules']],
                         [('acme.bad', 'changed'), ('acme.cat', 'added'), ('tone.calm-down', 'changed')])
        self.assertEqual([(rule['name'], rule['change']) for rule in back['rules']],
                         [('acme.bad', 'changed'), ('acme.cat', 'removed'), ('tone.calm-down', 'changed')])
        self.assertEqual(there['rules'][2]['traits'], [{'what': 'severity', 'before': 'warning', 'after': 'error'}])
        self.assertEqual(there['set'], [{'what': 'version', 'before': '1.0.0', 'after': '1.1.0'}])

    def test_facts_lists_and_locks(self):
        head = 'replylint: 1\nname: acme\nextends: []\n'
        rules = LINTED[LINTED.index('rules:'):]
        self.write('a.yaml', head + 'phrases: {x: [a, b], gone: [c]}\nfacts: {f: {any: [$x]}}\nhold: error\n' + rules)
        self.write('b.yaml', head + 'phrases: {x: [a, d]}\nfacts: {f: {any: [$x, e], in: authored}, g: {when: f}}\nhold: never\nlock: ["acme.*"]\n' + rules)
        self.assertEqual(self.run_program('rules', 'diff', 'a.yaml', 'b.yaml').stdout.decode(), '''\
~ set: hold error -> never, lock +1
~ fact f: in quoted -> authored, any +1
+ fact g: in quoted, when
- list gone: phrases -1
~ list x: phrases +1 -1
''')

    def test_on_mail(self):
        run = self.run_program('rules', 'diff', '-v', 'old.yaml', 'new.yaml', 'mail')
        self.check_code(run, 1)
        self.assertIn('''\
3 messages, the findings on 2 of them differ
rule                               appear vanish severity
acme.bad                                1      0        0
acme.cat                                1      0        0
tone.calm-down                          0      0        1
+ mail/one.eml:7: warning: acme.bad
+ mail/one.eml:7: warning: acme.cat
~ mail/two.eml:5: warning -> error: tone.calm-down
''', run.stdout.decode())
        findings = json.loads(self.run_program('rules', 'diff', 'new.yaml', 'old.yaml', 'mail', '--format', 'json').stdout)['findings']
        self.assertEqual((findings['messages'], findings['changed_messages'], findings['rules']['acme.cat']),
                         (3, 2, {'appear': 0, 'vanish': 1, 'change_severity': 0}))
        self.assertEqual(findings['list'][0], {'turn': 'vanishes', 'rule': 'acme.bad', 'severity': 'warning', 'file': 'mail/one.eml', 'line': 7})

    def test_the_same(self):
        for words in [('old.yaml', 'old.yaml', 'mail'), ('builtin:base', 'builtin:base')]:
            run = self.run_program('rules', 'diff', *words)
            self.check_code(run, 0)
        self.assertEqual(run.stdout, b'')
        self.check_code(self.run_program('rules', 'diff', 'builtin:base', BASE), 0)

    def test_it_could_not_run(self):
        for words in [('gone.yaml', 'new.yaml'), ('old.yaml', 'gone.yaml'), ('old.yaml', 'new.yaml', 'gone'), ('old.yaml',)]:
            self.check_code(self.run_program('rules', 'diff', *words), 2)


class Page(html.parser.HTMLParser):
    """The elements and texts of a page; an element left open or closed twice is an error."""
    EMPTY = {'meta', 'input'}

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else '', data))

    def find(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


EVIL = '''<script>alert(1)</script>"><img src=x onerror=alert(2)>'&lt; [a](javascript:alert(3)) ![b](http://evil.example/i) `c` *d* | www.evil.example http://evil.example'''
HOSTILE = '''replylint: 1
name: evil
version: 1.0.0
extends: []
lock: [{rules: "acme.*", allow: tune}]
tune: {acme.x: {severity: error, because: EVIL}}
rules:
- id: acme.x
  message: EVIL
  why: EVIL
  source: [EVIL, "https://good.example/a?b=1&c=2", "https://evil.example/\\"onclick=alert(1)", "javascript:alert(4)", "http://plain.example/", "https://evil.example/)[x](y"]
  flag: ["/<script>|`b`|bad/", {cased: "</script>"}]
  unless: ["-->"]
  fix: {suggest: [EVIL]}
  bad: ["bad", {t: "- bad", q: EVIL, s: EVIL}, {t: "1. bad\\n# bad"}]
  good: [EVILD, "</dl></article><h1>x", "```"]
- id: readme.y
  message: "# m"
  why: "1) w"
  flag: [cow]
  bad: [cow, a cow, the cow]
  good: [d, e, f]
'''.replace('EVILD', json.dumps(EVIL.replace('script', 'b'))).replace('EVIL', json.dumps(EVIL))


class Docs(ProgramTest):
    def docs(self, *words):
        self.check_code(self.run_program('rules', 'docs', *words), 0)

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding='utf-8') as file:
            return file.read()

    def test_every_rule_of_the_base_set(self):
        self.docs('builtin:base', '-o', 'public/base')
        self.assertEqual(os.listdir(os.path.join(self.folder, 'public/base')), ['index.html'])
        text = self.read('public/base/index.html')
        page = Page(text)
        rules = json.loads(self.run_program('rules', 'list', '--no-config', '--format', 'json').stdout)['rules']
        self.assertEqual({attrs['id'] for attrs in page.find('article')}, {rule['rule'] for rule in rules})
        places = [attrs['id'] for tag, attrs in page.elements if 'id' in attrs]
        self.assertEqual(len(places), len(set(places)))
        for attrs in page.find('a'):
            self.assertTrue(attrs['href'].startswith('https://') or attrs['href'][1:] in places, attrs)
        self.assertEqual([len(page.find(tag)) for tag in ('h1', 'h2', 'h3')], [1, 12, len(rules)])
        self.assertNotRegex(text, r'(?:src=|@import|url\()')
        said = ''.join(data for _, data in page.texts)
        for rule in rules:
            self.assertIn(' '.join(rule['message'].split()), said)
            self.assertIn(' '.join(rule['why'].split()), said)

    def test_the_page_lets_only_its_own_script_run(self):
        self.docs('builtin:base', '-o', 'public')
        page = Page(self.read('public/index.html'))
        scripts = [data for tag, data in page.texts if tag == 'script']
        policy = page.find('meta')[2]['content']
        digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
        self.assertEqual(len(scripts), 1)
        self.assertIn(f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';", policy)

    def test_the_same_every_time(self):
        self.write('evil.yaml', HOSTILE)
        for form in ('html', 'markdown'):
            for folder in ('one', 'two'):
                self.docs('evil.yaml', '-o', f'{form}/{folder}', '--format', form)
            for name in os.listdir(os.path.join(self.folder, form, 'one')):
                self.assertEqual(self.read(f'{form}/one/{name}'), self.read(f'{form}/two/{name}'))

    def test_a_hostile_set_is_text_in_html(self):
        self.write('evil.yaml', HOSTILE)
        self.docs('evil.yaml', '-o', 'public')
        page = Page(self.read('public/index.html'))
        self.assertEqual(len(page.find('script')), 1)
        self.assertEqual(page.find('img') + page.find('iframe') + page.find('b'), [])
        self.assertEqual(len(page.find('h1')), 1)
        self.assertEqual([attrs for _, attrs in page.elements if any(name.startswith('on') for name in attrs)], [])
        self.assertEqual([attrs['href'] for attrs in page.find('a') if not attrs['href'].startswith('#')], ['https://good.example/a?b=1&c=2'])
        said = ''.join(data for _, data in page.texts)
        self.assertGreaterEqual(said.count(EVIL), 5)
        self.assertIn('by evil: severity error, because: ' + EVIL, said)
        self.assertIn('by evil; may be tuned with a reason', said)

    def test_a_hostile_set_is_text_in_markdown(self):
        self.write('evil.yaml', HOSTILE)
        self.docs('evil.yaml', '-o', 'docs', '--format', 'markdown')
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder, 'docs'))), ['README.md', 'acme.md', 'readme-.md'])
        for name in ('README.md', 'acme.md', 'readme-.md'):
            rendered = subprocess.run(['cmark', '--unsafe', os.path.join(self.folder, 'docs', name)], capture_output=True, text=True, check=True).stdout
            page = Page(rendered)
            self.assertLessEqual({tag for tag, _ in page.elements}, {'h1', 'h2', 'p', 'ul', 'li', 'a', 'code', 'strong'})
            self.assertEqual(len(page.find('h1')), 1)
            self.assertEqual([attrs['href'] for attrs in page.find('a') if not re.fullmatch(r'(README|acme|readme-)\.md(#[a-z]+)?', attrs['href'])],
                             ['https://good.example/a?b=1&c=2'] if name == 'acme.md' else [])
            # What some renderers make links of without being asked.
            self.assertNotRegex(self.read('docs/' + name), r'http://|www\.|javascript://')
            if name == 'acme.md':
                said = ''.join(data for _, data in page.texts)
                self.assertGreaterEqual(said.count(EVIL), 5)
                for text in ('/<script>|`b`|bad/', '{cased: </script>}', '</dl></article><h1>x', '1. bad # bad', '- bad', '-->'):
                    self.assertIn(text, said)
        self.assertIn('**warning**: \\# m', self.read('docs/readme-.md'))
        self.assertIn('[acme.x](acme.md#acmex) error: &lt;script&gt;', self.read('docs/README.md'))

    def test_markdown_of_the_base_set(self):
        self.docs('builtin:base', '-o', 'docs', '--format', 'markdown')
        index = self.read('docs/README.md')
        links = re.findall(r'\]\(([a-z-]+\.md)#([a-z0-9-]+)\)', index)
        self.assertGreater(len(links), 100)
        for name, anchor in links:
            headings = re.findall(r'(?m)^## (.+)$', self.read('docs/' + name))
            self.assertIn(anchor, {heading.replace('.', '') for heading in headings})

    def test_it_could_not_run(self):
        self.check_code(self.run_program('rules', 'docs', 'gone.yaml', '-o', 'public'), 2)
        self.assertFalse(os.path.exists(os.path.join(self.folder, 'public')))
        self.write('file', '')
        self.check_code(self.run_program('rules', 'docs', 'builtin:base', '-o', 'file'), 2)
        self.check_code(self.run_program('rules', 'docs', 'builtin:base'), 2)


class Help(ProgramTest):
    def test_every_command_shows_examples(self):
        for command in ('new', 'lint', 'diff', 'docs', 'schema'):
            text = self.run_program('rules', command, '--help').stdout.decode()
            self.assertRegex(text, rf'Examples:\n  replylint rules {command} ')
            self.assertIn('Exit codes: 0 ', text)


if __name__ == '__main__':
    program.main()
