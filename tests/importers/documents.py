"""Small documents of our own, in arrangements that differ from one another, and what is read from them."""

from __future__ import annotations

from briefgen.corpus.sources import Passage, Source
from briefgen.importers.document import Imported, import_document
from briefgen.importers.storage import passage_text

KEY = "a key for tests"

#: A volume with a table of contents, raised note marks, pull quotes, running heads and notes after each chapter.
VOLUME = """Rivers and borders, Vol. II: *Upstream*

Ada Lindqvist (ed.)

Table of contents

Foreword\t3
List of acronyms\t4
1 WATER AND LAW\t5
Who owns a river? Two traditions compared\t6
Ben Okafor, Chiara Moretti\t
Courts at the water's edge\t9
Institute for Fluvial Law (IFL)\t
2 WATER AND MONEY\t12
The price of a flood\t13
Dara Quist\t

Foreword

This volume asks who may use a river that crosses a border. It gathers three papers.

Ada Lindqvist

Editor, River Press

List of acronyms

IFL\tInstitute for Fluvial Law
RBC River Basin Commission

Water and Law

1

- Can a river belong to anybody?
- Do courts help?

Who owns a river? Two traditions compared

Ben Okafor

Professor of Law,
University of Lund

Chiara Moretti

Fellow, Basin Centre¹

Introduction: Two banks

In 1997 the two states agreed to share the water, and trade along the river grew from \\$2 million to

\\$35 million a year.² The agreement was short.

Rivers do not read treaties, and floods do not stop at customs posts in the valley.

As one engineer put it, rivers do not read treaties, and floods do not stop at customs posts in the valley.³

UPSTREAM RIGHTS

The upstream state holds that the water which falls on its soil is its own, a claim that few courts have up-

Who owns a river? Two traditions compared

held since 1957. It has built

four dams:

- q one for power
- q three for fields

Recommendations and conclusions

Both states should measure the flow together.²

¹ The authors thank their students.

² Basin Centre (2020), “[Flow and trade](#)”, *River Journal*, Vol. 3, No. 1, pp. 10-22.

³ Quist, Dara, “[Engineers on floods](#)”, *Water Daily*, 3 May 2021; Moretti, Chiara and Lee Park, “[Dams](#)”, Basin Centre, 4 June 2021.

Courts at the water's edge

Institute for Fluvial Law (IFL)

Introduction: A docket

Courts have heard twelve cases since 1960.¹

Recommendations and conclusions

They should hear more of them.

- ¹ Ibid.
 - ² Okafor, Ben, *Bench and bank*, Oxford: Oxford University Press, 2019, p. 44.

Water and Money

2

- What does a flood cost?

The price of a flood

Dara Quist

Analyst, Basin Centre

Introduction: Counting

A flood in 2013 cost one-third of the harvest, or 12.5 percent of the year's income.¹

Recommendations and conclusions

Insure the farms.

- ¹ *River Journal*, “[What the flood took](#)”, 9 July 2014.

The **River Press** publishes on water. It is funded by its readers.
"""

#: A report with numbered headings, digits stuck to words, and notes that run into one another.
REPORT = """Slow trains: a report on night travel
A report by the Sleeper Institute
Key findings
- Night trains are back.
- They lose money in 9 of 10 countries.
1. Introduction: The long way home
In 2019 only 12 lines were left in the West1. Passengers had gone by air, said the outlook4 of 2018, and stayed there.2 The fare was EUR 30 in March 2020.3
The minister spoke on 22 April 20205 and again in June.
2. What it costs
2.1 Tracks are dear
Tracks cost 26.3 percent more than in 2017.6 They are not getting cheaper.
- Endnotes
1 | The term “West” is used loosely here
2 | Jo Brandt, “Why we fly”, Rail Times, 5 March 2018, available at: https://www.rail-
times.example/2018/why-we-fly (consulted on 1 June 2020)3 | For a good overview, see Ines Maro: “Fares
in Europe”, Sleeper Institute, May 2020, 40 pp., available at: https://sleeper.example/ fares.pdf (consulted on 2 June 2020)
4 | Sleeper Institute, Outlook on night travel, 2018
5 | Brandt, ibid, p. 3; Maro, ibid: pp. 11-12
6 | Ibid.
About the authors
Ines Maro is a Fellow at the Sleeper Institute. She writes on fares.
Jo Brandt was a conductor until 2010.
"""

#: Lines broken at a fixed width, bracketed note marks, and footnotes at the foot of a page.
WRAPPED = """# The lighthouse question

By Rosa Feld

## Background

Lighthouses were built where ships were lost, and they were kept by people who
lived in them with their families.[1] When the lamps became automatic the keepers
left, and in many places nobody came to live there any more.

[1] Feld, Rosa (2011), "Keepers", *Coast*, 12(3), pp. 4-9.

The towers are still there. A survey of 2015 counted 1,200 of them on one coast
alone, and found that two-thirds were empty.[2]

## What next

They could be let. Some already are, and their rents pay for the paint that the
walls need every second year.

[2] Coast Trust, "Survey of towers", 2 May 2015.
"""


def imported(text: str, known: Source | None = None, name: str = "document.txt") -> Imported:
    """What is read from a document's text."""
    return import_document(text.encode(), source_id="source", name=name, key=KEY, known=known)


def passage(read: Imported, name: str) -> Passage:
    """The passage with an id."""
    return next(one for one in read.source.passages if one.id == name)


def texts(read: Imported, document: str, kind: str = "") -> dict[str, str]:
    """The passages' texts out of the document by id, of one kind or of all."""
    return {one.id: passage_text(document, one) for one in read.source.passages if kind in ("", one.kind)}
