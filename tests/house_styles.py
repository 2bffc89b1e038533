"""Two stories, each as five newspapers would print it: the words that carry the story are the same."""

from __future__ import annotations

from collections.abc import Mapping

_MAYOR = """{headline}

{byline}

{dateline}{dutton} has accused {lee} of using paid aides for {poss} re-election {campaign}.

{q}She treats public money as her own,{Q} {second_dutton} {said} on {day}. {q}The people of Ohio were robbed.{Q}

{second_lee} denied the claim. {q}Not one hour of paid work went into this {campaign},{Q} she {told}.

{second_lee}’s spokesman, Carl Voss, {said} {second_dutton} had invented the {colour} folder of papers.

The {centre} for Open Government, a watchdog in Akron, criticised {second_lee} for the delay.
"""

_FERRY = """{headline}

{byline}

{dateline}The Harbour Guild has accused Tarn Ferries of lying about safety {checks}.

{q}Tarn Ferries put its crews at risk to save money,{Q} {said} {tully}, the guild’s leader, on {day}.

Tarn Ferries rejected the charge. {q}Every check was {organised} and done,{Q} {said} {rourke}, its chief executive.

{second_rourke} accused the Harbour Guild of frightening passengers.

{q}I wait here every morning,{Q} {said} {eze}, who takes the boat to work.
"""

STYLES: Mapping[str, Mapping[str, str]] = {
    "US agency": {
        "byline": "By JANE DOE", "dateline": "AKRON, Ohio (AP) — ", "day": "Tuesday", "q": '"', "Q": '"',
        "apostrophe": "'", "dutton": "Rep. Mark Dutton, R-Tenn.,", "lee": "Rep. Ann Lee, D-Ohio,", "poss": "her",
        "second_dutton": "Dutton", "second_lee": "Lee", "said": "said", "told": "told reporters",
        "tully": "Maureen Tully", "rourke": "Stephen Rourke", "second_rourke": "Rourke", "eze": "Ngozi Eze",
        "campaign": "campaign", "colour": "gray", "centre": "Center", "checks": "checks", "organised": "organized",
        "headline mayor": "Rep. Lee used aides in her campaign, colleague says",
        "headline ferry": "Guild says ferry company lied about checks",
    },
    "US broadsheet": {
        "byline": "By Jane Doe", "dateline": "AKRON, Ohio — ", "day": "Oct. 3", "q": "“", "Q": "”", "apostrophe": "’",
        "dutton": "Representative Mark Dutton, Republican of Tennessee,",
        "lee": "Representative Ann Lee, Democrat of Ohio,", "poss": "her",
        "second_dutton": "Mr. Dutton", "second_lee": "Ms. Lee", "said": "said", "told": "told reporters",
        "tully": "Maureen Tully", "rourke": "Stephen Rourke", "second_rourke": "Mr. Rourke", "eze": "Ngozi Eze",
        "campaign": "campaign", "colour": "gray", "centre": "Center", "checks": "checks", "organised": "organized",
        "headline mayor": "Lee Used Aides in Her Campaign, Colleague Says",
        "headline ferry": "Guild Says Ferry Company Lied About Checks",
    },
    "UK broadsheet": {
        "byline": "Jane Doe, Political editor", "dateline": "", "day": "Tuesday", "q": "‘", "Q": "’", "apostrophe": "’",
        "dutton": "Congressman Mark Dutton, a Tennessee Republican,",
        "lee": "Congresswoman Ann Lee, an Ohio Democrat,", "poss": "her",
        "second_dutton": "Mr Dutton", "second_lee": "Ms Lee", "said": "said", "told": "told reporters",
        "tully": "Maureen Tully", "rourke": "Stephen Rourke", "second_rourke": "Mr Rourke", "eze": "Ngozi Eze",
        "campaign": "campaign", "colour": "grey", "centre": "Centre", "checks": "checks", "organised": "organised",
        "headline mayor": "Lee used aides in her campaign, colleague says",
        "headline ferry": "Guild says ferry company lied about checks",
    },
    "UK public broadcaster": {
        "byline": "Jane Doe", "dateline": "", "day": "Tuesday 3 October", "q": '"', "Q": '"', "apostrophe": "'",
        "dutton": "Republican Representative Mark Dutton", "lee": "Democratic Representative Ann Lee", "poss": "her",
        "second_dutton": "Dutton", "second_lee": "Lee", "said": "said", "told": "told the BBC",
        "tully": "Maureen Tully", "rourke": "Stephen Rourke", "second_rourke": "Rourke", "eze": "Ngozi Eze",
        "campaign": "campaign", "colour": "grey", "centre": "Centre", "checks": "checks", "organised": "organised",
        "headline mayor": "Lee used aides in her campaign, colleague says",
        "headline ferry": "Guild says ferry company lied about checks",
    },
    "feature": {
        "byline": "BY JANE DOE", "dateline": "", "day": "3 October 2023", "q": "“", "Q": "”", "apostrophe": "’",
        "dutton": "Rep. Mark Dutton (R-TN)", "lee": "Rep. Ann Lee (D-OH)", "poss": "her",
        "second_dutton": "Dutton", "second_lee": "Lee", "said": "says", "told": "says",
        "tully": "Maureen Tully", "rourke": "Stephen Rourke", "second_rourke": "Rourke", "eze": "Ngozi Eze",
        "campaign": "campaign", "colour": "gray", "centre": "Center", "checks": "checks", "organised": "organized",
        "headline mayor": "LEE USED AIDES IN HER CAMPAIGN, COLLEAGUE SAYS",
        "headline ferry": "GUILD SAYS FERRY COMPANY LIED ABOUT CHECKS",
    },
}  # fmt: skip

STORIES = {"mayor": _MAYOR, "ferry": _FERRY}


def printed(story: str, style: str) -> str:
    """A story as one paper prints it."""
    words = STYLES[style]
    text = STORIES[story].format(headline=words[f"headline {story}"], **words)
    return text.replace("’s", f"{words['apostrophe']}s")
