"""Numbers that a register gave: charity and company numbers as org-id identifiers.

Sources: org-id.guide lists GB-CHC, GB-SC, GB-NIC and GB-COH; Companies House numbers have 8 characters.
"""

from __future__ import annotations

import re

from ecosystem.importers.parsed import Parsed
from ecosystem.importers.spelling import quoted

_PREFIXED = re.compile(r"[A-Z]{2,3}-[A-Z0-9]+-\S+")
_COMPANY = re.compile(r"[A-Z0-9]{2}\d{4}[A-Z0-9]{2}")
_SHORT_COMPANY = re.compile(r"\d{1,7}")
_SHORT_WITH_LETTERS = re.compile(r"(SC|NI|OC|SO|NC|CE|CS|RS|IP|FC|BR|RC)(\d{1,5})")
_ENGLAND_AND_WALES = re.compile(r"0*([1-9]\d{5,6})")
_SCOTLAND = re.compile(r"SC0\d{5}")
_NORTHERN_IRELAND = re.compile(r"(?:NIC?)?(10\d{4})")


def charity(text: str) -> Parsed:
    """The org-id identifier of a UK charity number.

    >>> [charity(text).value for text in ("1090095", "sc005336", "NIC100002", "0512710")]
    ['GB-CHC-1090095', 'GB-SC-SC005336', 'GB-NIC-100002', 'GB-CHC-512710']
    """
    number = _squeezed(text)
    if _PREFIXED.fullmatch(number):
        return Parsed(number)
    if _SCOTLAND.fullmatch(number):
        return Parsed(f"GB-SC-{number}")
    if found := _NORTHERN_IRELAND.fullmatch(number):
        return Parsed(f"GB-NIC-{found[1]}")
    if found := _ENGLAND_AND_WALES.fullmatch(number):
        return Parsed(f"GB-CHC-{found[1]}")
    return Parsed(
        None,
        f"{quoted(text)} is not a charity number we know the form of.",
        "Charity numbers look like 1090095 (England and Wales), SC005336 (Scotland) or NIC100002 (Northern"
        " Ireland). Put any other number into Official identifier.",
    )


def company(text: str) -> Parsed:
    """The org-id identifier of a Companies House number.

    >>> company("07444723").value
    'GB-COH-07444723'
    >>> company("7444723").fix
    'Did a spreadsheet drop a zero? Suggested: 07444723.'
    """
    number = _squeezed(text)
    if _PREFIXED.fullmatch(number):
        return Parsed(number)
    if _COMPANY.fullmatch(number):
        return Parsed(f"GB-COH-{number}")
    wrong = (
        f"Company number {text[:20]} has {len(number)} character{'' if len(number) == 1 else 's'};"
        " Companies House numbers have 8."
    )
    if _SHORT_COMPANY.fullmatch(number):
        return Parsed(None, wrong, f"Did a spreadsheet drop a zero? Suggested: {number.zfill(8)}.")
    if found := _SHORT_WITH_LETTERS.fullmatch(number):
        return Parsed(None, wrong, f"Did a zero get lost? Suggested: {found[1]}{found[2].zfill(6)}.")
    return Parsed(
        None,
        wrong if len(number) != 8 else f"{quoted(text)} is not a Companies House number.",
        "Write it as in the register, such as 07444723 or SC123456.",
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()
