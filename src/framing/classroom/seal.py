"""Solutions that only the teacher's word opens, in a page that any browser reads without a network.

A page opened from a USB stick has no Web Crypto in every browser, so both sides use SHA-256 alone: a key derived from
the word (PBKDF2), a stream of HMACs in counter mode, and an HMAC over all of it that tells a wrong word. It keeps the
solutions out of sight in a classroom; it is no safe for secrets, since whoever tries all words will find a short one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any

ROUNDS = 60_000
"""Of the derivation: half a second on a laptop, two on an old phone."""

_WORDS = (
    "apple amber arrow badge beach berry bread brick bridge cabin candle canyon castle cedar chair cherry cloud clover "
    "coast coral cotton daisy delta desert dolphin dragon eagle ember falcon feather fern field flute forest garden "
    "ginger glacier grape harbor hazel honey island ivory jacket jungle kettle ladder lagoon lantern lemon lilac maple "
    "marble meadow mirror nectar needle ocean olive orange orchid otter paddle panda pebble pepper piano pillow planet "
    "plum pocket pond prairie quartz rabbit raven ribbon river robin rocket saddle sailor salmon shadow silver spruce "
    "summer sunset table tiger timber tulip turtle valley velvet violet walnut water willow window winter yellow zebra"
).split()


def new_word() -> str:
    """A word for the teacher, drawn anew: three words that are easy to spell.

    Example:
        >>> len(new_word().split("-"))
        3
    """
    return "-".join(secrets.choice(_WORDS) for _ in range(3))


def plain(word: str) -> str:
    """A teacher's word as it is compared: without case, and with one way to write its gaps.

    Example:
        >>> plain("  Amber  RIVER-plum ")
        'amber-river-plum'
    """
    return "-".join(unicodedata.normalize("NFKC", word).casefold().replace("-", " ").split())


def close(solutions: Mapping[str, Any], word: str) -> dict[str, Any]:
    """Solutions as a mapping that may stand in a page: salt, rounds, sealed data and its mark.

    Args:
        solutions: anything that JSON holds.
        word: what opens it.

    Raises:
        ValueError: for an empty word.

    Example:
        >>> sealed = close({"answer": 42}, "amber-river-plum")
        >>> "42" in json.dumps(sealed), opened(sealed, "Amber river plum")
        (False, {'answer': 42})
    """
    if not plain(word):
        raise ValueError(
            "the teacher's word is empty; give one with --word, or leave it out to have one drawn."
        )
    data = json.dumps(solutions, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    # The salt comes from word and data: the same lesson and word give the same bytes.
    salt = hmac.digest(plain(word).encode(), data, "sha256")[:16]
    encrypt, sign = _keys(word, salt, ROUNDS)
    sealed = _stream(encrypt, data)
    return {"salt": _text(salt), "rounds": ROUNDS, "data": _text(sealed),
            "sign": _text(hmac.digest(sign, salt + sealed, "sha256"))}  # fmt: skip


def opened(sealed: Mapping[str, Any], word: str) -> Any:
    """What `close` sealed.

    Raises:
        ValueError: for another word.
    """
    salt, data = base64.b64decode(sealed["salt"]), base64.b64decode(sealed["data"])
    encrypt, sign = _keys(word, salt, int(sealed["rounds"]))
    if not hmac.compare_digest(hmac.digest(sign, salt + data, "sha256"), base64.b64decode(sealed["sign"])):
        raise ValueError("this word does not open the solutions; check how it is spelled.")
    return json.loads(_stream(encrypt, data).decode("utf-8"))


def _keys(word: str, salt: bytes, rounds: int) -> tuple[bytes, bytes]:
    key = hashlib.pbkdf2_hmac("sha256", plain(word).encode("utf-8"), salt, rounds)
    return hmac.digest(key, b"encrypt", "sha256"), hmac.digest(key, b"sign", "sha256")


def _stream(key: bytes, data: bytes) -> bytes:
    blocks = (hmac.digest(key, number.to_bytes(4, "big"), "sha256") for number in range(len(data) // 32 + 1))
    return bytes(a ^ b for a, b in zip(data, b"".join(blocks)))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
