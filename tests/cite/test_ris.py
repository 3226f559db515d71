"""RIS: tags and types as Zotero and EndNote write them."""

from briefgen.cite.ris import read, write

REPORT = """\ufeffTY  - RPRT
AU  - Brandt, Jonas
AU  - Federal Waterways Agency
A1  - Nobody, Else
TI  - Dredging to 2040:
what it costs
T2  - Policy papers
DA  - 2023/03/02/
PY  - 2023
Y2  - 2024/01/15/10:30:00
SN  - 7/2023
M3  - Policy paper
PB  - Federal Waterways Agency
CY  - Bonn
UR  - https://waterways.example/a;b
L1  - file:///home/somebody/dredging.pdf
XX  - a tag of somebody's own
ER  -

"""


def test_a_report_is_read_with_its_day_its_number_and_an_address_with_a_semicolon():
    assert read(REPORT) == [
        {
            "id": "",
            "type": "report",
            "title": "Dredging to 2040: what it costs",
            "publisher": "Federal Waterways Agency",
            "publisher-place": "Bonn",
            "genre": "Policy paper",
            "collection-title": "Policy papers",
            "author": [{"family": "Brandt", "given": "Jonas"}, {"literal": "Federal Waterways Agency"}],
            "URL": "https://waterways.example/a;b",
            "issued": {"date-parts": [[2023, 3, 2]]},
            "accessed": {"date-parts": [[2024, 1, 15]]},
            "number": "7/2023",
        }
    ]


def test_line_ends_of_every_system_and_a_last_record_without_its_end_are_read():
    for end in ("\n", "\r\n", "\r"):
        text = f"TY  - BOOK{end}TI  - Quays{end}ER  - {end}TY  - JOUR{end}T1  - Locks{end}JO  - Ports{end}SP  - 3{end}EP  - 9"
        first, second = read(text)
        assert (first["type"], first["title"]) == ("book", "Quays")
        assert (second["type"], second["title"], second["container-title"]) == ("article-journal", "Locks", "Ports")
        assert second["page"] == "3-9"


def test_older_tags_stand_for_the_usual_ones():
    (work,) = read("TY  - NEWS\nT1  - Locks open\nA1  - Abe, Keiko\nJF  - Courier\nY1  - 2024/05//\nN2  - …\nER  - \n")
    assert work == {
        "id": "",
        "type": "article-newspaper",
        "title": "Locks open",
        "container-title": "Courier",
        "abstract": "…",
        "author": [{"family": "Abe", "given": "Keiko"}],
        "issued": {"date-parts": [[2024, 5]]},
    }


def test_only_web_addresses_become_links():
    (work,) = read("TY  - RPRT\nTI  - Quays\nUR  - javascript:alert(1)\nUR  - https://a.example\nER  - \n")
    assert work["URL"] == "https://a.example"


def test_a_type_that_is_not_known_is_a_document():
    assert read("TY  - ZZZZ\nTI  - Quays\nER  - \n")[0]["type"] == "document"


def test_written_records_have_a_line_for_each_value_and_end_in_one():
    work = {
        "id": "king",
        "type": "chapter",
        "title": "Two\nlines",
        "author": [{"family": "King", "given": "Martin", "suffix": "Jr."}, {"family": "Lind", "suffix": "Sr."}],
        "editor": [{"family": "Mora", "given": "Luis", "non-dropping-particle": "de la"}],
        "container-title": "Ports",
        "page": "3–9",
        "issued": {"date-parts": [[2024]]},
        "ISBN": "1",
    }
    assert write([work]) == (
        "TY  - CHAP\nTI  - Two lines\nID  - king\nT2  - Ports\nAU  - King, Martin, Jr.\nAU  - Lind, , Sr.\n"
        "A2  - de la Mora, Luis\nPY  - 2024\nDA  - 2024///\nSN  - 1\nSP  - 3\nEP  - 9\nER  - \n\n"
    )
