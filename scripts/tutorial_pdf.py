"""The PDF that docs/tutorial.md begins with: an invented report, set as such reports are.

``python scripts/tutorial_pdf.py`` writes docs/tutorial/night-trains.pdf. Its words are ours; the towns, the institute and
the figures are invented.
"""

from __future__ import annotations

from pathlib import Path

from weasyprint import CSS, HTML

TARGET = Path(__file__).resolve().parent.parent / "docs" / "tutorial" / "night-trains.pdf"

STYLE = """
@page { size: A5; margin: 20mm 16mm 18mm;
  @top-left { content: "The Last Departure"; font: 8pt serif }
  @bottom-center { content: counter(page); font: 8pt serif }
  @footnote { border-top: .5pt solid; padding-top: 4pt } }
body { font: 10.5pt/14pt serif; hyphens: auto; text-align: justify }
h1 { font-size: 20pt; line-height: 24pt; margin: 0 0 4pt; text-align: left }
h2 { font-size: 13pt; margin: 16pt 0 4pt; text-align: left }
p { margin: 0 0 6pt }
.by { text-align: left; margin: 0 0 2pt }
.note { float: footnote; font-size: 8pt; line-height: 10pt; text-align: left }
"""

PAGE = """<html lang="en"><head><title>The Last Departure: What night trains did for Harl and Ostmere</title>
<meta name="author" content="Signe Aubrey"></head><body>
<h1>The Last Departure: What night trains did for Harl and Ostmere</h1>
<p class="by">Signe Aubrey</p>
<p class="by">Institute for Slow Travel, Harl</p>

<h2>Summary</h2>
<p>In 2021 the railways of Harl and Ostmere put their night train back on the rails after eleven years. By 2024 it carried
212,000 travellers a year, and flights between the two cities had fallen by 34 percent.<span class="note">Civil Aviation
Office of Harl, “Departures by destination 2019–2024”, 2025.</span> The train still loses money, but less than we
expected when it began.</p>
<p>We find that the service works where three things come together: a journey of eight to twelve hours, an arrival before
eight in the morning, and a price that a family can pay.</p>

<h2>Who travels</h2>
<p>Two travellers in three told us that they would otherwise have flown.<span class="note">Signe Aubrey, “Asked at the
platform: A survey of 1,400 night travellers”, Institute for Slow Travel, 2024.</span> Business travellers, whom the
railways had hoped for, remain few: they made up 9 percent of all travellers in 2024, and most of them travelled on
Sunday nights.</p>
<p>Families are the surprise. Since the four-bed compartments came in 2022 their number has tripled, and the railways turn
away more families in July than they can carry. Some residents near the depot in Ostmere complain of noise between
four and five in the morning; we think their complaint is fair.</p>

<h2>What it costs</h2>
<p>The two cities pay 18 million euros a year between them. For each traveller that is 85 euros, against 131 euros in the first
full year.<span class="note">Joint Rail Committee of Harl and Ostmere, “Accounts 2024”, 2025.</span> If demand keeps
growing as it has, the train could cover its costs by about 2030; we would not promise it.</p>
<p>Old carriages are the greatest risk. Half of the fleet is more than forty years old, and on 41 nights in 2024 a carriage was
missing from the train.</p>

<h2>Recommendations</h2>
<p>The two city governments should order new carriages together in 2026, because builders take three years to deliver and
the oldest carriages must be withdrawn in 2029.</p>
<p>The railways should sell one ticket for the night train and the local trains at both ends. At present a family needs
three tickets from three sellers, and one in five gives up before paying.</p>
</body></html>"""


def main() -> None:
    """Write the PDF."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(HTML(string=PAGE).write_pdf(stylesheets=[CSS(string=STYLE)], pdf_identifier=b"night-trains"))


if __name__ == "__main__":
    main()
