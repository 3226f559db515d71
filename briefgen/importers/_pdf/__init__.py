"""A PDF's characters and their places into lines, columns, paragraphs and notes, in reading order.

``extract`` (PDFium) → ``lines`` → ``furniture`` → ``columns`` → ``footnotes`` → ``blocks`` → ``compile``. All of it
runs in a process of its own (``python -m briefgen.importers._pdf``), with a limit of time and memory.
"""
