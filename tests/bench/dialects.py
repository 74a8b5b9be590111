# SPDX-License-Identifier: MIT
# The patterns of the built-in rules, rewritten from RE2's syntax for ripgrep, GNU grep and Perl.
import re

META = '.^$*+?()[]{}|\\'
GROUP = re.compile(r'\?(?:P<\w+>|[a-zA-Z-]*:)')
FLAGS = re.compile(r'\(\?[a-zA-Z-]+\)')
CLASS = {'w': '[:alnum:]_', 's': '[:space:]', 'd': '0-9'}


def to_escape(letter, special=META):
    """What follows a backslash: a class or assertion stays, a needless backslash goes."""
    return '\\' + letter if letter.isalnum() or letter in special else letter


def split_set(pattern, at):
    """The bracketed set that begins at `at`, as its members with their backslashes, and where it ends."""
    members, at = [], at + 1
    if pattern[at] == '^':
        members, at = ['^'], at + 1
    while pattern[at] != ']' or members in ([], ['^']):
        step = pattern.index(':]', at) + 2 - at if pattern.startswith('[:', at) else 2 if pattern[at] == '\\' else 1
        members.append(pattern[at:at + step])
        at += step
    return members, at + 1


def to_set(members, dialect):
    negated, members = members[:1] == ['^'], members[members[:1] == ['^']:]
    if dialect != 'ere':
        kept = {'rust': '[&~', 'perl': '[/@$#'}[dialect]
        return '[' + '^' * negated + ''.join(to_escape(member[1], META + '-' + kept) if member[0] == '\\' else
                                             '\\' + member if member in kept else member for member in members) + ']'
    # A POSIX set knows no backslash; "]" goes first in it, "^" and "-" last.
    plain = {'first': '', 'middle': '', 'last': ''}
    for number, member in enumerate(members):
        is_range = member == '-' and 0 < number < len(members) - 1 and members[number - 1][0] != '\\'
        member = CLASS.get(member[1], member[1]) if member[0] == '\\' else member
        where = 'first' if member == ']' else 'last' if member == '^' or (member == '-' and not is_range) else 'middle'
        plain[where] += member
    return '[' + '^' * negated + plain['first'] + plain['middle'] + ''.join(sorted(plain['last'], reverse=True)) + ']'


def rewrite(pattern, dialect):
    """`dialect`: rust, perl or ere. In ere the case of letters never counts, and what is matched is not the shortest: neither changes which
    lines match but for the case."""
    ere = dialect == 'ere'
    out, at = '', 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == '\\':
            following = pattern[at + 1]
            out += '[0-9]' if ere and following == 'd' else to_escape(following, META + '/@$#' if dialect == 'perl' else META)
            at += 2
        elif letter == '[':
            members, at = split_set(pattern, at)
            out += to_set(members, dialect)
        elif letter == '(' and ere and (flags := FLAGS.match(pattern, at)):
            at = flags.end()
        elif letter == '(' and ere and (group := GROUP.match(pattern, at + 1)):
            out += '('
            at = group.end()
        elif letter == '?' and ere and at and pattern[at - 1] in '*+?}' and pattern[at - 2:at - 1] != '\\':
            at += 1  # "as short as possible"
        elif letter in '/@$#' and dialect == 'perl':
            # Ends of lines stay ends; the others would begin a variable, a comment, or end the pattern.
            out += letter if letter == '$' and (at + 1 == len(pattern) or pattern[at + 1] in ')|') else '\\' + letter
            at += 1
        else:
            out += letter
            at += 1
    return out


def write_spamassassin(patterns, path):
    """One rule a pattern. SpamAssassin warns of rules whose names are long or scores missing."""
    with open(path, 'w', encoding='utf-8') as out:
        for number, pattern in enumerate(patterns):
            name = f'REPLYLINT_{number}'
            out.write(f'body {name} /{rewrite(pattern, "perl")}/\nscore {name} 0.01\n')


def write_list(patterns, dialect, path):
    with open(path, 'w', encoding='utf-8') as out:
        out.writelines(rewrite(pattern, dialect) + '\n' for pattern in patterns)
