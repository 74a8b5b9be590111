# SPDX-License-Identifier: MIT
# Makes mail and rules, always the same from the same seed: an mbox of replies and rule sets of any size, out of the project's own drafts.
#
# Sentences are drawn at random from tests/drafts/tune, and words in them are replaced by other words of the drafts, so that text does not
# repeat: an engine that remembers what it has seen must not look quicker here than on mail.
import base64
import email
import email.policy
import glob
import os
import quopri
import random
import re

# Heads of quoted and forwarded mail: in the middle of a text they would make all that follows somebody else's.
HEAD = re.compile(r'wrote|forwarded|original message|^(?:from|to|sent|date|subject)\b|[@>]|--|:$', re.I)
WORD = re.compile(r"\b[a-z]{4,}\b")
NAMES = ['Ana', 'Bela', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jana', 'Kurt', 'Lena', 'Mads', 'Nora', 'Oskar', 'Pia', 'Quin', 'Rosa',
         'Sven', 'Tara', 'Udo', 'Vera', 'Wim', 'Yara', 'Zoe']
CLOSINGS = ['Best regards', 'Kind regards', 'Thanks', 'Yours', 'All the best', 'Cheers']


def read_bodies(folder):
    """The text of each draft of a folder, by file name."""
    bodies = {}
    for path in sorted(glob.glob(os.path.join(folder, '*.eml'))):
        with open(path, 'rb') as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        part = message.get_body(('plain',))
        if part is not None:
            bodies[path] = part.get_content().replace('\r\n', '\n')
    return bodies


def split_sentences(bodies):
    text = '\n\n'.join(re.sub(r'^[> ]+', '', body, flags=re.M) for body in bodies)
    sentences = re.split(r'(?<=[.!?])\s+|\n{2,}', text)
    return [each for each in (' '.join(sentence.split()) for sentence in sentences) if 15 <= len(each) <= 300 and not HEAD.search(each)]


class Writer:
    def __init__(self, bodies, seed=1):
        self.random = random.Random(seed)
        self.sentences = split_sentences(bodies)
        self.words = sorted({word for sentence in self.sentences for word in WORD.findall(sentence)})

    def vary(self, sentence):
        """About one word in five, and every number, is another."""
        sentence = WORD.sub(lambda word: self.random.choice(self.words) if self.random.random() < 0.2 else word[0], sentence)
        return re.sub(r'\d', lambda _: str(self.random.randrange(10)), sentence)

    def paragraph(self, count):
        return ' '.join(self.vary(self.random.choice(self.sentences)) for _ in range(count))

    def paragraphs(self, size):
        out, length = [], 0
        while length < size:
            out.append(self.paragraph(self.random.randint(1, 4)))
            length += len(out[-1].encode()) + 2
        return out

    def body(self, authored=0, quoted=0):
        """A reply: who writes it, to whom, and its text."""
        me, you = self.random.sample(NAMES, 2)
        said = [fold(each) for each in self.paragraphs(authored or self.random.randint(100, 1200))]
        answered = [fold(each, '> ') for each in self.paragraphs(quoted or self.random.randint(100, 500))]
        return me, you, (f'Hi {you},\n\n' + '\n\n'.join(said) + f'\n\n{self.random.choice(CLOSINGS)},\n{me}\n\n'
                         f'On Mon, 5 Oct 2026 at 08:42, {you} <{you.lower()}@home.example> wrote:\n\n' + '\n>\n'.join(answered) + '\n')

    def text(self, size):
        """The text of a reply of about `size` bytes."""
        return self.body(size * 3 // 4, size // 4)[2]

    def message(self, number):
        me, you, body = self.body()
        encoding = self.random.choices(['7bit', 'quoted-printable', 'base64', 'html'], [3, 4, 1, 2])[0]
        head = (f'Date: Tue, 6 Oct 2026 {self.random.randrange(24):02}:{self.random.randrange(60):02}:00 +0000\n'
                f'From: {me} Bale <{me.lower()}@shop.example>\nTo: {you} Ford <{you.lower()}@home.example>\n'
                f'Subject: Re: {" ".join(self.random.choices(self.words, k=4))}\nMessage-ID: <{number}@shop.example>\n'
                f'In-Reply-To: <{number}.first@home.example>\nMIME-Version: 1.0\n')
        if encoding == 'html':
            plain = encode(body, 'quoted-printable')
            html = encode(to_html(body), 'quoted-printable')
            part = 'Content-Type: text/{}; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
            return (head + f'Content-Type: multipart/alternative; boundary="part{number}"\n\n--part{number}\n' + part.format('plain') + plain +
                    f'\n--part{number}\n' + part.format('html') + html + f'\n--part{number}--\n')
        if encoding == '7bit':
            encoding = '8bit' if not body.isascii() else encoding
        return head + f'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: {encoding}\n\n' + encode(body, encoding)

    def messages(self, count):
        for number in range(count):
            yield self.message(number)

    def rule(self, number):
        """Flags what two to four neighbouring words of some sentence say, one of them in two forms; hardly two alike."""
        while True:
            words = re.findall(r"[a-z']+", self.random.choice(self.sentences).lower())
            length = self.random.randint(2, 4)
            if len(words) < length:
                continue
            start = self.random.randrange(len(words) - length + 1)
            words = [word.strip("'") for word in words[start:start + length]]
            if all(words) and max(map(len, words)) >= 4:
                break
        plain = ' '.join(words)
        longest = max(range(length), key=lambda at: len(words[at]))
        words[longest] = f'({words[longest]}|{self.random.choice(self.words)})'
        return (f'- id: tone.made-{number}\n  severity: suggestion\n  message: "“{{match}}” was made up."\n  why: To see how time grows with rules.\n'
                f'  source: ["practice:made"]\n  flag: ["{" ".join(words)}"]\n  bad: ["{plain}.", "So {plain}.", "Then {plain}."]\n'
                '  good: ["No.", "Yes.", "Perhaps."]\n')

    def rules(self, count):
        return 'replylint: 1\nname: made\nversion: 1.0.0\nlanguage: en\nextends: []\nrules:\n' + ''.join(self.rule(number) for number in range(count))


def fold(text, prefix=''):
    """Lines of at most 76 bytes, as mail programs make them."""
    lines, line = [], ''
    for word in text.split():
        if line and len(line) + len(word) > 74:
            lines.append(prefix + line)
            line = ''
        line = f'{line} {word}' if line else word
    return '\n'.join(lines + [prefix + line])


def to_html(body):
    escaped = body.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return '<html><body>' + ''.join(f'<p>{part}</p>\n'.replace('\n&gt;', '<br>\n&gt;') for part in escaped.split('\n\n')) + '</body></html>\n'


def encode(text, encoding):
    if encoding == 'quoted-printable':
        return quopri.encodestring(text.encode()).decode()
    return base64.encodebytes(text.encode()).decode() if encoding == 'base64' else text


def write_mbox(messages, path):
    """mboxrd: lines that begin with From, however quoted, get a ">"."""
    with open(path, 'w', encoding='utf-8', newline='\n') as out:
        for message in messages:
            out.write('From ana@shop.example Tue Oct  6 00:00:00 2026\n' + re.sub(r'^(>*From )', r'>\1', message, flags=re.M) + '\n')


def share_of_new_sentences(texts):
    """How much of the text is in sentences that were not there before."""
    seen, new, every = set(), 0, 0
    for text in texts:
        for sentence in split_sentences([text]):
            every += len(sentence)
            new += len(sentence) if sentence not in seen else 0
            seen.add(sentence)
    return new / max(every, 1)
