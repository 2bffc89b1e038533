"""Captions under pictures, and the lines that credit people."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:A\.?P\.?|Associated Press|The Associated Press|Reuters|REUTERS|A\.?F\.?P\.?|AFP|Agence France-Presse"
    r"|Getty(?: Images)?|GETTY(?: IMAGES)?"
    r"|EPA(?:-EFE)?|EFE|PA(?: Wire| Media| Images| Archive)?|Press Association|UPI|Shutterstock|SHUTTERSTOCK"
    r"|Rex(?: Features)?|REX|Alamy|ALAMY|Corbis"
    r"|Bloomberg|Xinhua|TASS|Sputnik|RIA Novosti|ANSA|dpa|DPA|Anadolu(?: Agency)?|AA|NurPhoto|ZUMA(?: Press)?"
    r"|Zuma|iStock(?:photo)?|Magnum|SWNS|Splash(?: News)?"
    r"|Wikimedia(?: Commons)?|Creative Commons|Flickr|NASA|Instagram|Twitter|YouTube|Facebook|Screengrab"
    r"|Screenshot|Handout|HANDOUT|Supplied|Courtesy[^)]{0,40}|File(?: [Pp]hoto)?|file"
    r"|Canadian Press|The Canadian Press|Kyodo|Yonhap|AAP|Staff|Archive|BBC|CNN|AP Photo|AP File|Google(?: Maps"
    r"| Earth)?|NYT|The New York Times|The Washington Post|The Guardian|The Independent)"
)
_CREDIT_END = re.compile(
    rf"""\s*(?:
        [(\[](?:(?:Photos?|Image|Picture|Credit|Photograph|Pic|Source|Illustration|Video|Courtesy|📷)s?(?:\ by
            |\ credit|\ courtesy(?:\ of)?)?\s*[:/]?\s*[^()\[\]]{{2,80}}
            |{_AGENCY}(?:\s*[/,|:;–—-]\s*[^()\[\]]{{1,80}}|\s+(?:file|photo|images|via
                |file\ photo)\b[^()\[\]]{{0,60}})?
            |[^()\[\]]{{2,60}}(?:/|\s+via\s+|,\s|\s+for\s+|\ –\ |\ -\ ){_AGENCY}(?:[^()\[\]]{{0,40}})?)[)\]]
      | [(\[][A-Z][\w.&’'\-\ ]{{1,40}}/[A-Z][\w.&’'\-/\ ]{{1,50}}[)\]]
      | (?:Photograph|Photo|Picture|Image|Pic|PHOTO|Photos|Pictures|Image\ credit|Photo\ credit|Picture\ credit
          |Credit|CREDIT|Photo\ by|Photograph\ by|Image\ by|Picture\ by|Source)\s*:\s*[^.]{{2,90}}
      | (?:Photo(?:graph)?|Image|Picture)\ (?:by|courtesy\ of|courtesy)\ [A-Z][^.]{{2,80}}
      | (?:Credit|Credit\.\.\.|Credit…|©|Photo\ illustration\ by)\s?[A-Z][^.]{{2,80}}
      | [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){{0,3}}\s?/\s?(?:{_AGENCY})(?:\s?(?:/|via)\s?[\w \t.]{{2,40}})?
      | (?:via\ )?(?:Getty\ Images|AP\ Photo(?:/[A-Z][\w. ]{{2,40}})?|EPA-EFE|AFP/Getty(?:\ Images)?
          |REUTERS/[A-Z][\w .'’-]{{2,40}})
    )\.?$""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:image caption|caption|photo caption|image copyright .{1,60}?image caption|media caption|file (?:photo"
    r"|image|picture|pic)|pictured|photo|image|picture|in this (?:photo|image|picture|file photo|undated photo"
    r"|still|frame grab|screen ?grab)"
    r"|above|below|left|right|\(?file\)?)\s*[:.,–—-]\s*\S",
    re.IGNORECASE,
)
_STRONG_LABEL = re.compile(
    r"(?:image caption|media caption|photo caption|image copyright|image source|file (?:photo|image|picture"
    r"|pic)\b|caption:|in this (?:\w+\.? (?:\d+, )?(?:\d{4},? )?)?(?:file )?(?:photo|image|picture|frame grab"
    r"|screen ?grab|still)\b|pictured(?: above| below| here)?:|picture:|photo:|hide caption|toggle caption)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\((?:left|right|l|r|centre|center|above|below|pictured|file|c)\)|\bpictured (?:here|in|on|at|with|during"
    r"|above|leaving|arriving)\b|\bfile (?:photo|image|picture)\b|, (?:left|right|centre|center), ",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"""(?:
        contribut(?:ing|ors?|ions?)\ ?:\ 
      | additional\ (?:reporting|research|material|work|writing|editing|contributions?)\ (?:by|from)\b
      | \(?(?:reporting|editing|writing|compiled|written|produced|translated|translation|translating|edited
          |reported|graphics?|research|video|photography|illustrations?|with\ reporting
              |with\ additional\ reporting)\ (?:and\ (?:reporting|writing|editing|additional\ reporting
                  |photography)\ )?(?:by|in\ [A-Z]\w+\ by)\b
      | (?:with\ )?(?:files|reporting|contributions?|inputs?|additional\ reporting|reports?|agency\ inputs?
          |material|wires?)\ from\b
      | (?:the\ )?(?:associated\ press|ap|reuters|afp|cnn(?:['’]s)?|usa\ today|bloomberg|abc\ news['’]?
          |nbc\ news['’]?|cbs\ news['’]?|fox\ news['’]?|bbc)\b[^.]{0,160}\bcontributed\ (?:to\ (?:this
              |the)\ (?:report|story|article|piece)|reporting|from)
      | [^.]{0,220}\bcontributed\ (?:to\ (?:this|the)\ (?:report|story|article|piece)|reporting|research)\b
      | (?:press\ association|pa|reuters|ap|afp|associated\ press|agencies|the\ associated\ press
          |agence\ france-presse|staff\ and\ agencies)\.?$
      | (?:source|via)s?\s*:\s*\S.{0,60}$
      | (?:our\ |this\ )?(?:report(?:ing)?|story|article)\ (?:by|from)\ [A-Z]
      | [A-Z][\w.’'-]+(?:\ [A-Z][\w.’'-]+){1,3}\ (?:reported\ from|contributed\ from)\ [^.]{2,80}\.?(?:\ .{0,200})?$
      | (?:copyright|distributed)\ by\ 
      | —\ ?(?:ap|reuters|afp|pa)$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WIRES = "AP AFP Reuters REUTERS dpa DPA EFE PA PTI ANI IANS UPI AAP TASS ANSA KNA epd Xinhua Bloomberg agencies SID"
_WIRE = rf"(?:{'|'.join(_WIRES.split())})"
_AGENCIES_ONLY = re.compile(
    rf"(?:[a-z]{{2,4}}(?:/[a-z]{{2,4}})*\s*)?\(?(?:[A-Z][\w.]*(?:\s[\w.]+){{0,2}}\s+with\s+{_WIRE}"
    rf"|{_WIRE}\s*[,/&]\s*{_WIRE}"
    rf"|{_WIRE}\s+(?:and|with)\s+{_WIRE})(?:(?:\s*[,/&]\s*|\s+and\s+){_WIRE})*\)?"
)
_MADE = re.compile(
    r"(?:the |this )?(?:(?:audio|radio|digital|web|broadcast|video) (?:version of this )?(?:story|version|piece"
    r"|interview)"
    r"|this (?:story|piece|interview)) (?:was|were) (?:\w+ )?(?:edited|produced|reported|adapted)\b(?: and \w+)*"
    r"(?: for \w+)? by [A-Z]",
    re.IGNORECASE,
)
_PHOTO_ONLY = re.compile(
    rf"(?:(?:Photograph|Photo|Picture|Image|Credit|Pic|Photos|Illustration|Image credit|Photo credit|Getty"
    rf"|Image source|Image copyright)s?(?: by| courtesy of)?\s*[:.…,]*\s*[^.]{{2,80}}"
    rf"|\(?{_AGENCY}\)?(?:\s*[/|,]\s*[\w .'’-]{{2,40}})?|[A-Z][\w.'’ -]{{2,40}}(?:/|\s+via\s+"
    rf"|\s+for\s+){_AGENCY}(?:[\w /]{{0,30}})?|©\s?[\w .'’/-]{{2,40}})\.?"
)
_BIO = re.compile(
    r"(?:[A-Z][\w.’'-]+(?:\ [A-Z][\w.’'-]+){1,3}|(?:he|she|they)|the (?:author|writer))\ (?:is|are|was|works"
    r"|writes|covers|reports|joined|serves)\ "
    r"(?:as )?(?:an?|the|our|based|for|on|about|from|at|currently|[\w’']+['’]s)\b.{0,200}\b(?:reporter"
    r"|correspondent|editor|columnist|writer|contributor|journalist|producer|fellow|professor|author of|critic"
    r"|bureau|covers|covering|newsletter|staff|blogger|commentator|analyst)\b.{0,300}",
)
LONGEST = 700


def is_caption(line: str) -> bool:
    """Whether a line is a caption by its own signs: a picture credit at its end, or a label before it.

    Example:
        >>> is_caption("Workers clear snow in the old town (AP)"), is_caption("Photo: the old town")
        (True, True)
        >>> is_caption("Workers cleared snow in the old town on Monday.")
        False
    """
    if len(line) > LONGEST:
        return False
    if _STRONG_LABEL.match(line):
        return True
    tail_from = max(0, len(line) - 160)
    found = _CREDIT_END.search(line, tail_from)
    return found is not None and found.start() > 12 and len(line[: found.start()].split()) >= 3


def looks_shown(line: str) -> bool:
    """Whether a line speaks of its picture: '(left)', 'pictured here', a label before it."""
    return len(line) <= LONGEST and (_LABEL.match(line) is not None or _SHOWN.search(line) is not None)


def is_credit(line: str) -> bool:
    """Whether a line says who reported, wrote, edited or helped.

    Example:
        >>> is_credit("(Reporting by Ann Lee; Editing by Bo Ek)"), is_credit("Additional reporting by agencies")
        (True, True)
        >>> is_credit("Reporting by victims has doubled, the force said.")
        False
    """
    if len(line) <= 240 and _MADE.match(line):
        return True
    if len(line) <= 100 and _AGENCIES_ONLY.fullmatch(line.strip()):
        return True
    if len(line) > LONGEST or _CREDIT_LINE.match(line.strip("(_*—–- ")) is None:
        return False
    # A sentence of the story has a verb after its first words; a credit is names and semicolons.
    return not re.search(
        r"\b(?:said|says|has|have|had|was|were|would|will|could|is|are)\b(?! contributed)", line
    )


def is_photo_credit(line: str) -> bool:
    """Whether a line is nothing but the credit of a picture, as 'Photograph: Ann Lee/Reuters'."""
    return len(line) <= 140 and _PHOTO_ONLY.fullmatch(line.strip()) is not None


def is_biography(line: str) -> bool:
    """Whether a line tells who its author is, as 'Ann Lee is a reporter covering health.'"""
    return len(line) <= LONGEST and _BIO.fullmatch(line.strip()) is not None
