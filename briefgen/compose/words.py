"""The fixed words of a brief, one set for each language: headings, short sentences, numbers and dates.

A template writes ``{{ words.key_messages }}``, so that a brief in German has German headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A thing that is counted: ``one`` and ``many`` of it; ``{}`` takes the number."""

    one: str
    many: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that a brief says of its own accord in one language. ``{}`` takes what a sentence is about."""

    language: str
    # headings and labels
    key_messages: str
    figures: str
    context: str
    findings: str
    further: str
    views: str
    views_caption: str
    question: str
    one_view: str
    another_view: str
    recommendations: str
    recommendations_caption: str
    proposals_caption: str
    acting_with: str  # {}: other addressees
    what: str
    why: str
    proposed_by: str
    acronyms: str
    method: str
    sources: str
    contents: str
    # the thin line of facts
    audience: str  # {}: the audience's label
    as_of: str  # {}: a date
    drawn_from: str  # {}: publications, {}: institutions
    # how this brief was made: what begins each line, and the line
    selected_from: str
    selected_from_line: str  # {}: records, {}: publications, {}: findings, {}: recommendations
    selected_by: str
    selected_by_line: str  # {}: what was weighed, {}: the next, or nothing
    selected_by_topics: str  # {}: topics
    selected_by_words: str  # {}: words looked for
    selected_by_audience: str  # {}: audience
    selected_by_balance: str  # {}: regions
    as_of_lead: str
    as_of_line: str  # {}: a date
    checked: str
    checked_line: str
    # counting
    publications: Counted
    institutions: Counted
    counted_findings: Counted
    counted_recommendations: Counted
    records: Counted
    minutes: Counted
    numbers: tuple[str, ...]  # from two upwards; beyond them figures are used
    thousands: str
    last_joint: str  # between the last two of a list
    months: tuple[str, ...]
    day: str  # {}: day, {}: month and year
    first_day: str
    capital_nouns: bool  # whether a noun keeps its capital within a sentence
    written: Mapping[str, str]  # what the writers set, by the English word

    def number(self, number: int) -> str:
        """A number as running text has it: a word where it is small, else figures."""
        if 2 <= number < 2 + len(self.numbers):
            return self.numbers[number - 2]
        return self.grouped(number)

    def count(self, number: int, of: Counted, *, figures: bool = False) -> str:
        """So many of a thing: ``two publications``; with *figures*, ``2 publications``."""
        if number == 1:
            return of.one
        return of.many.format(self.grouped(number) if figures else self.number(number))

    def grouped(self, number: int) -> str:
        """A number in figures, in groups of three."""
        return f"{number:,}".replace(",", self.thousands)

    def join(self, pieces: Sequence[str]) -> str:
        """A list within a sentence: ``China, Europe and Africa``."""
        if len(pieces) < 2:
            return "".join(pieces)
        return f"{', '.join(pieces[:-1])} {self.last_joint} {pieces[-1]}"

    def within(self, label: str) -> str:
        """A label as it is written within a sentence: its capital kept only where the language or it asks for one."""
        if self.capital_nouns or label[1:2].isupper() or not label[1:2].isalpha():
            return label
        return label[:1].lower() + label[1:]

    def date(self, date: str) -> str:
        """An ISO 8601 date of any precision in words: ``December 2025``; what is no date stays as it is."""
        year, month, day = ([*date.split("-"), "", ""])[:3]
        if not (month.isdigit() and 1 <= int(month) <= 12):
            return year if year.isdigit() else date
        named = f"{self.months[int(month) - 1]} {year}"
        if not day.isdigit():
            return named
        return self.day.format(self.first_day if int(day) == 1 else int(day), named)


_ENGLISH = Words(
    language="en",
    key_messages="Key messages",
    figures="Figures at a glance",
    context="Context",
    findings="Findings",
    further="Further findings",
    views="Where views differ",
    views_caption="The same questions, answered differently",
    question="Question",
    one_view="One view",
    another_view="Another view",
    recommendations="Recommendations",
    recommendations_caption="Who should do what, and on what grounds",
    proposals_caption="Who should do what, and who proposes it",
    acting_with="Also for: {}.",
    what="What to do",
    why="What it rests on",
    proposed_by="Who proposes it",
    acronyms="Acronyms",
    method="How this brief was made",
    sources="Sources",
    contents="Contents",
    audience="For {}",
    as_of="As of {}",
    drawn_from="Sources: {} by {}",
    selected_from="Selected from",
    selected_from_line="{} in {}; this brief uses {} and {}.",
    selected_by="Selected by",
    selected_by_line="a program that weighs {}{}.",
    selected_by_topics="the topics ({})",
    selected_by_words="the words “{}”",
    selected_by_audience="usefulness to {}",
    selected_by_balance=", and gives each region ({}) a fair share",
    as_of_lead="As of",
    as_of_line="{}. Later events are not covered.",
    checked="Checked",
    checked_line=(
        "by a program: every figure stands in a passage or note that is cited for it. The wording is ours;"
        " each note says where to compare it with the source."
    ),
    publications=Counted(one="one publication", many="{} publications"),
    institutions=Counted(one="one institution", many="{} institutions"),
    counted_findings=Counted(one="one finding", many="{} findings"),
    counted_recommendations=Counted(one="one recommendation", many="{} recommendations"),
    records=Counted(one="one statement", many="{} findings and recommendations"),
    minutes=Counted(one="1 minute’s reading", many="{} minutes’ reading"),
    numbers=("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    thousands=",",
    last_joint="and",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    day="{} {}",
    first_day="1",
    capital_nouns=False,
    written={},
)  # fmt: skip

_GERMAN = Words(
    language="de",
    key_messages="Kernaussagen",
    figures="Zahlen auf einen Blick",
    context="Hintergrund",
    findings="Erkenntnisse",
    further="Weitere Erkenntnisse",
    views="Wo die Ansichten auseinandergehen",
    views_caption="Dieselben Fragen, verschiedene Antworten",
    question="Frage",
    one_view="Eine Sicht",
    another_view="Eine andere Sicht",
    recommendations="Empfehlungen",
    recommendations_caption="Wer was tun sollte, und worauf es sich stützt",
    proposals_caption="Wer was tun sollte, und wer es vorschlägt",
    acting_with="Auch für: {}.",
    what="Was zu tun ist",
    why="Worauf es sich stützt",
    proposed_by="Wer es vorschlägt",
    acronyms="Abkürzungen",
    method="Wie dieses Papier entstanden ist",
    sources="Quellen",
    contents="Inhalt",
    audience="Für {}",
    as_of="Stand: {}",
    drawn_from="Quellen: {} von {}",
    selected_from="Ausgewählt aus",
    selected_from_line="{} in {}; dieses Papier verwendet {} und {}.",
    selected_by="Ausgewählt",
    selected_by_line="von einem Programm nach {}{}.",
    selected_by_topics="Themen ({})",
    selected_by_words="gesuchten Wörtern („{}“)",
    selected_by_audience="Nutzen für die Leserschaft ({})",
    selected_by_balance="; jede Region erhält einen angemessenen Anteil ({})",
    as_of_lead="Stand:",
    as_of_line="{}. Spätere Ereignisse sind nicht berücksichtigt.",
    checked="Geprüft",
    checked_line=(
        "von einem Programm: Jede Zahl steht in einer Textstelle oder Anmerkung, die als Beleg angeführt ist."
        " Der Wortlaut ist unser eigener; jede Anmerkung nennt die Stelle, mit der er zu vergleichen ist."
    ),
    publications=Counted(one="einer Veröffentlichung", many="{} Veröffentlichungen"),
    institutions=Counted(one="einer Einrichtung", many="{} Einrichtungen"),
    counted_findings=Counted(one="eine Erkenntnis", many="{} Erkenntnisse"),
    counted_recommendations=Counted(one="eine Empfehlung", many="{} Empfehlungen"),
    records=Counted(one="einer Aussage", many="{} Erkenntnissen und Empfehlungen"),
    minutes=Counted(one="1 Minute Lesezeit", many="{} Minuten Lesezeit"),
    numbers=("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    thousands=".",
    last_joint="und",
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    day="{}. {}",
    first_day="1",
    capital_nouns=True,
    written={
        "Contents": "Inhalt",
        "Figures at a glance": "Zahlen auf einen Blick",
        "Page": "Seite",
        "of": "von",
        "Note": "Anmerkung",
        "Notes": "Anmerkungen",
        "Back to text": "Zurück zum Text",
        "Skip to content": "Zum Inhalt springen",
    },
)  # fmt: skip

_FRENCH = Words(
    language="fr",
    key_messages="Messages clés",
    figures="Chiffres clés",
    context="Contexte",
    findings="Constats",
    further="Autres constats",
    views="Là où les avis divergent",
    views_caption="Les mêmes questions, des réponses différentes",
    question="Question",
    one_view="Un point de vue",
    another_view="Un autre point de vue",
    recommendations="Recommandations",
    recommendations_caption="Qui devrait faire quoi, et pour quelles raisons",
    proposals_caption="Qui devrait faire quoi, et qui le propose",
    acting_with="Aussi pour : {}.",
    what="Que faire",
    why="Sur quoi cela repose",
    proposed_by="Qui le propose",
    acronyms="Sigles",
    method="Comment cette note a été faite",
    sources="Sources",
    contents="Table des matières",
    audience="À l’intention de : {}",
    as_of="État des informations : {}",
    drawn_from="Sources : {} de {}",
    selected_from="Choisi parmi",
    selected_from_line="{} dans {} ; cette note retient {} et {}.",
    selected_by="Choisi",
    selected_by_line="par un programme, selon {}{}.",
    selected_by_topics="le thème ({})",
    selected_by_words="les mots cherchés (« {} »)",
    selected_by_audience="l’utilité pour le public visé ({})",
    selected_by_balance=", avec une part équitable pour chaque région ({})",
    as_of_lead="État des informations :",
    as_of_line="{}. Les événements ultérieurs ne sont pas pris en compte.",
    checked="Vérifié",
    checked_line=(
        "par un programme : chaque chiffre figure dans un passage ou une note cités à l’appui."
        " La formulation est la nôtre ; chaque note indique le passage auquel la comparer."
    ),
    publications=Counted(one="une publication", many="{} publications"),
    institutions=Counted(one="une institution", many="{} institutions"),
    counted_findings=Counted(one="un constat", many="{} constats"),
    counted_recommendations=Counted(one="une recommandation", many="{} recommandations"),
    records=Counted(one="un énoncé", many="{} constats et recommandations"),
    minutes=Counted(one="1 minute de lecture", many="{} minutes de lecture"),
    numbers=("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    thousands="\u202f",
    last_joint="et",
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    day="{} {}",
    first_day="1er",
    capital_nouns=False,
    written={
        "Contents": "Table des matières",
        "Figures at a glance": "Chiffres clés",
        "Page": "Page",
        "of": "sur",
        "Note": "Note",
        "Notes": "Notes",
        "Back to text": "Retour au texte",
        "Skip to content": "Aller au contenu",
    },
)  # fmt: skip

_LANGUAGES: Mapping[str, Words] = {words.language: words for words in (_ENGLISH, _GERMAN, _FRENCH)}

#: Languages with words of their own, as primary BCP 47 subtags; English stands in for all others.
LANGUAGES: tuple[str, ...] = tuple(_LANGUAGES)


def words(language: str) -> Words:
    """The words of a BCP 47 language; those of English where there are none."""
    return _LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), _ENGLISH)
