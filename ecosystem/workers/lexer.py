"""What a SPARQL text asks for, read token by token, so that a word in a string is not a keyword.

Refuses what must not reach the engine: SERVICE and LOAD (they go to the network), updates, and brackets
nested so deep that the engine would crash. It does not check the grammar; the engine does. Operators chained
without brackets (`!!!!`) can still crash the engine at some hundred thousand: that ends one worker, no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from ecosystem.workers.media import Form

NESTING = 200
"""The deepest nesting of ( { [ << that is passed on. The engine takes 1,000 of each kind on our stack."""

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

_ESCAPED = r"""\\(?:[tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"""
# A prefix has some 120 characters at most: unbounded, its colon would be looked for from each of its dots.
_TOKEN = re.compile(
    rf"""
      (?P<blank>[ \t\r\n]+ | \#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}})*+>)
    | (?P<string>
          '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPED}))*+'''
        | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPED}))*+\"\"\"
        | '(?:[^'\\\r\n]|{_ESCAPED})++' | "(?:[^"\\\r\n]|{_ESCAPED})++"
        | ''(?!') | ""(?!")
      )
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<node>_:\w(?:[\w.\-\xb7]*[\w\-\xb7])?)
    | (?P<name>(?:[^\W\d_][\w.\-\xb7]{{0,120}}+(?<!\.))?:
          (?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])
             (?:(?:[\w.\-\xb7:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*
                (?:[\w\-\xb7:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<open><<\(?|\{{\||[({{\[])
    | (?P<close>\)?>>|\|\}}|[)}}\]])
    | (?P<quote>["'\\])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class NotAQuery(Exception):
    """The text is not passed on; `str()` is the sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """`form` of the query, and whether it names its own `dataset` (FROM, FROM NAMED)."""

    form: Form
    dataset: bool


def examine(text: str) -> Question:
    """What the query asks for. Raises NotAQuery."""
    form, dataset, depth = "", False, 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
                if depth > NESTING:
                    raise NotAQuery(
                        f"The brackets of this query are nested more than {NESTING} deep, the limit here "
                        f"({_place(text, token)}). Break it into smaller queries."
                    )
            case "close":
                depth = max(depth - 1, 0)
            case "word":
                word = token[0].upper()
                _refuse_outside(word, text, token)
                if not form and word in _FORMS:
                    form = word
                elif not form and word in _UPDATES:
                    raise NotAQuery(
                        f"This is an update ({word}), and updates are not offered here yet. "
                        "Only SELECT, ASK, CONSTRUCT and DESCRIBE can be asked."
                    )
                dataset = dataset or word == "FROM"
            case "quote":
                raise NotAQuery(
                    f"A string is not closed, or holds a backslash that SPARQL does not know "
                    f"({_place(text, token)}). Close the quotation mark, or write the backslash twice."
                )
    if not form:
        raise NotAQuery("This is not a query: it should say SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return Question(cast(Form, form), dataset)


def _refuse_outside(word: str, text: str, token: re.Match[str]) -> None:
    # the engine reads keywords without a space between them: trueSERVICE, SERVICESILENT
    if word.startswith("SERVICE") or word.endswith("SERVICE"):
        raise NotAQuery(
            f"SERVICE asks another server, and queries here may not leave this one ({_place(text, token)}). "
            "Import that data first, or ask the other server itself."
        )
    if word == "LOAD":
        raise NotAQuery(
            f"LOAD fetches a file from an address, and nothing is fetched here ({_place(text, token)}). "
            "Import the file instead."
        )


def _place(text: str, token: re.Match[str]) -> str:
    line = text.count("\n", 0, token.start()) + 1
    return f"line {line}, character {token.start() - text.rfind(chr(10), 0, token.start())}"
