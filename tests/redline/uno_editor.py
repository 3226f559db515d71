"""An editor in LibreOffice, headless: run by the Python that has UNO (Debian's ``python3-uno``), in a process of its own.

    python3 uno_editor.py JOBS.json PIPE

The jobs are ``[{"given": path, "made": path, "does": [[name, argument…]…]}]``; a path that ends in ``.pdf`` is set as
PDF. No document may hold comments: Debian's LibreOffice without windows ends itself where it should draw one.
LibreOffice must listen at the pipe. Prints one line of JSON per job: its name, or what went wrong.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt.FontWeight import BOLD
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FILTERS = {".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export"}


def options(**values: Any) -> tuple[PropertyValue, ...]:
    made = []
    for name, value in values.items():
        entry = PropertyValue()
        entry.Name, entry.Value = name, value
        made.append(entry)
    return tuple(made)


class Writer:
    """One document open in LibreOffice, and what can be done to it; places are named by words that stand there."""

    def __init__(self, context: Any, path: Path) -> None:
        self._context = context
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, options(Hidden=True))
        self._dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def save(self, path: Path) -> None:
        self.document.storeToURL(path.as_uri(), options(FilterName=FILTERS[path.suffix]))

    def close(self) -> None:
        self.document.close(True)

    # --- finding ---

    def find(self, words: str) -> Any:
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findAll(search)
        if not found.Count:
            raise LookupError(f"the document does not say {words!r}")
        return found.getByIndex(found.Count - 1)  # a heading stands in the contents before it stands in the text

    def paragraph(self, words: str) -> Any:
        """A cursor over the paragraph in which *words* stand, without its end."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def dispatch(self, command: str, **arguments: Any) -> None:
        frame = self.document.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, command, "", 0, options(**arguments))

    def select(self, found: Any) -> None:
        self.document.CurrentController.select(found)

    # --- doing ---

    def replace(self, words: str, others: str) -> None:
        self.find(words).String = others

    def write_after(self, words: str, others: str) -> None:
        found = self.find(words)
        found.Text.insertString(found.End, others, False)

    def delete_paragraph(self, words: str) -> None:
        cursor = self.paragraph(words)
        cursor.gotoNextParagraph(True)
        cursor.String = ""

    def move_down(self, words: str, times: int) -> None:
        self.select(self.paragraph(words))
        for _ in range(times):
            self.dispatch(".uno:MoveDown")

    def copy_paragraph(self, words: str, before: str) -> None:
        self.select(self.paragraph(words))
        controller = self.document.CurrentController
        copied = controller.getTransferable()
        target = self.paragraph(before)
        controller.ViewCursor.gotoRange(target.Start, False)
        controller.insertTransferable(copied)
        controller.ViewCursor.Text.insertControlCharacter(controller.ViewCursor, PARAGRAPH_BREAK, False)

    def own_paragraph(self, after: str, said: str, note: str) -> None:
        end = self.paragraph(after).End
        end.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        cursor = end.Text.createTextCursorByRange(end)
        cursor.gotoNextParagraph(False)
        cursor = end.Text.createTextCursorByRange(self.paragraph(after).End)
        cursor.gotoNextParagraph(False)
        end.Text.insertString(cursor, said, False)
        if note:
            made = self.document.createInstance("com.sun.star.text.Footnote")
            end.Text.insertTextContent(cursor, made, False)
            made.insertString(made.createTextCursor(), note, False)

    def own_table(self, after: str, rows: int, columns: int, said: str) -> None:
        end = self.paragraph(after).End
        end.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        cursor = end.Text.createTextCursorByRange(self.paragraph(after).End)
        cursor.gotoNextParagraph(False)
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(rows, columns)
        end.Text.insertTextContent(cursor, table, False)
        for place, name in enumerate(table.getCellNames(), 1):
            table.getCellByName(name).String = f"{said}{place}z"

    def edit_note(self, words: str, others: str) -> None:
        notes = [*_all(self.document.Footnotes), *_all(self.document.Endnotes)]
        note = next(note for note in notes if words in note.String)
        note.insertString(note.End, others, False)

    def track(self, on: bool) -> None:
        self.document.RecordChanges = on

    def accept_all(self) -> None:
        self.dispatch(".uno:AcceptAllTrackedChanges")

    def reject_all(self) -> None:
        self.dispatch(".uno:RejectAllTrackedChanges")

    def split(self, words: str) -> None:
        found = self.find(words)
        found.Text.insertControlCharacter(found.Start, PARAGRAPH_BREAK, False)

    def join(self, words: str) -> None:
        """The paragraph in which *words* stand and the next become one."""
        end = self.paragraph(words).End
        cursor = end.Text.createTextCursorByRange(end)
        cursor.goRight(1, True)
        cursor.String = " "

    def bold(self, words: str) -> None:
        self.find(words).CharWeight = BOLD

    def delete_row(self, words: str) -> None:
        cell = self.find(words).Cell
        table = self.find(words).TextTable
        number = int("".join(sign for sign in cell.CellName if sign.isdigit()))
        table.Rows.removeByIndex(number - 1, 1)

    def header(self, said: str) -> None:
        styles = self.document.StyleFamilies.getByName("PageStyles")
        for name in styles.ElementNames:
            style = styles.getByName(name)
            if style.isInUse() and style.HeaderIsOn:
                style.HeaderText.insertString(style.HeaderText.End, said, False)


def _all(indexed: Any) -> list[Any]:
    return [indexed.getByIndex(place) for place in range(indexed.Count)]


def connected(pipe: str) -> Any:
    """The component context of the LibreOffice that listens at a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise TimeoutError("LibreOffice does not answer")


def done(context: Any, job: dict[str, Any]) -> str:
    """Do one job; an empty string, or what went wrong."""
    try:
        writer = Writer(context, Path(job["given"]))
        try:
            for name, *arguments in job["does"]:
                act: Callable[..., None] = getattr(writer, name)
                act(*arguments)
            writer.save(Path(job["made"]))
        finally:
            writer.close()
    except Exception as error:  # noqa: BLE001 - whatever befalls one job, the others are done
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    context = connected(sys.argv[2])
    for job in jobs:
        print(json.dumps({"made": job["made"], "wrong": done(context, job)}), flush=True)  # noqa: T201
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    desktop.terminate()


if __name__ == "__main__":
    main()
