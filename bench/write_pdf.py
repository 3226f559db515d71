"""A desk's brief through our PDF writer alone, in a process of its own: ``write_pdf.py BRIEF.pickle OUT.pdf``."""

import pickle
import sys
from pathlib import Path

from briefgen.writers import pdf

brief, style = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(pdf.write(brief, style))
