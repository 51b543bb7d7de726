"""All expected errors, as one tree.

::

    BreakoutError                exit 1
    ├── ProgrammeRefused         exit 1   a programme file or a room file has problems; carries all of them
    ├── AllocationImpossible     exit 1   no places keep all rules; carries what to relax
    ├── DelegatesRefused         exit 1   a list of delegates has problems or can't be read; carries all of them
    ├── CommandRefused           exit 1   the session does not allow this now
    ├── PaperRefused             exit 1   the paper does not allow this edit
    ├── NotFound                 exit 1   no such session, note or file
    ├── OutputExists             exit 1   a file of this name exists
    ├── FormatUnavailable        exit 1   a format needs a library that is not installed, or failed
    ├── JsonRefused              exit 1   a text is no JSON of sessions, or not all of it is understood
    │   └── JsonNewer            exit 4   written in a newer version of the form
    ├── GatheredIntoItself       exit 1   the file to gather is the database that gathers
    ├── NotConfirmed             exit 1   an action that needs a confirmation was not confirmed
    ├── RoomCodeRefused          exit 1   a room code is mistyped
    ├── HubRefused               exit 1   the hub does not answer, or does not give what was asked for
    ├── CertificateRefused       exit 1   a file can't be used as the certificate of a hub
    ├── TemplateRefused          exit 1   a Word template can't be used
    ├── DocumentRefused          exit 1   an edited document can't be read back
    ├── UsageError               exit 2   the command line is not understood
    └── StoreError               exit 3   the database could not do what was asked
        ├── MessageRefused       exit 3   a message or a call for help can't be as it was asked
        ├── DatabaseDamaged      exit 3   the file is damaged, or not a database of ours
        ├── DatabaseNewer        exit 4   written by a newer version
        ├── DatabaseBusy         exit 5   another program locks it for too long
        ├── OwnershipLost        exit 6   another window has taken the session over
        ├── PaperChanged         exit 6   another window has changed the paper in the meantime
        ├── ServerGone           exit 7   the database's server does not answer, or has ended the connection
        └── WriteFailed          exit 7   the disk is full, read-only or gone
            └── RowsRefused      exit 7   the database refuses what was to be written

Any other exception ends the program with exit 70.
"""

from __future__ import annotations

# Only for the types: the first screen imports this module, and needs no refusals; and importing typing takes a tenth of ``--help``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from breakout_tui.domain.paper_refusals import PaperRefusal
    from breakout_tui.domain.refusals import Refusal


class BreakoutError(Exception):
    """Root of all expected errors: says what happened, where, and what to do next."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: ``where: what; remedy``."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.remedy}" if self.remedy else head


class ProgrammeRefused(BreakoutError):
    """A programme file or a room file has problems; ``problems`` has one line for each, in file order."""

    def __init__(self, where: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}", where=where)
        self.problems = problems


class DelegatesRefused(BreakoutError):
    """A list of delegates can't be read or has problems; ``problems`` has one line for each, in the order of the rows."""

    def __init__(self, where: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}", where=where)
        self.problems = problems


class AllocationImpossible(BreakoutError):
    """No places of delegates keep all rules; ``problems`` has what to relax, one line for each way."""

    def __init__(self, where: str, problems: tuple[str, ...]) -> None:
        super().__init__("no places keep all rules", where=where)
        self.problems = problems


class CommandRefused(BreakoutError):
    """The session does not allow this command now; nothing has changed. ``reason`` says why, without keys or words to type."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(str(reason))
        self.reason = reason


class PaperRefused(BreakoutError):
    """The paper does not allow this edit; nothing has changed. ``reason`` says why."""

    def __init__(self, reason: PaperRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class NotFound(BreakoutError):
    """The requested session, note or file does not exist."""


class OutputExists(BreakoutError):
    """The file to be written exists already."""


class JsonRefused(BreakoutError):
    """A text is no JSON of sessions, or not all of it is understood."""


class JsonNewer(JsonRefused):
    """A JSON text was written in a newer major version of the form."""

    exit_code = 4


class GatheredIntoItself(BreakoutError):
    """The database was named as one of the files to gather into it."""


class NotConfirmed(BreakoutError):
    """An action that needs a confirmation was not confirmed, so nothing was done."""


class RoomCodeRefused(BreakoutError):
    """A text is no room code, because something of it is missing, doubled or mistyped. Says nothing of the code itself."""


class HubRefused(BreakoutError):
    """The hub does not answer, does not know the code of the room, or has no such session. ``where`` is its address."""


class CertificateRefused(BreakoutError):
    """A file can't be used as the certificate of a hub, or none can be made."""


class TemplateRefused(BreakoutError):
    """A file can't be used as the template of a Word document."""


class DocumentRefused(BreakoutError):
    """A file is no Word document, or can't be read in bounded time and memory."""


class FormatUnavailable(BreakoutError):
    """A document can't be written in this format: something is not installed, which the remedy names, or it took too long."""


class UsageError(BreakoutError):
    """The command line is not understood."""

    exit_code = 2


class StoreError(BreakoutError):
    """The database could not do what was asked."""

    exit_code = 3


class MessageRefused(StoreError):
    """A message or a call for help can't be as it was asked, such as one that another one has taken; the database is sound."""


class DatabaseDamaged(StoreError):
    """The file is damaged, or not a database of breakout-tui."""


class DatabaseNewer(StoreError):
    """The file was written by a newer version of breakout-tui."""

    exit_code = 4


class DatabaseBusy(StoreError):
    """Another program locks the file for too long."""

    exit_code = 5


class OwnershipLost(StoreError):
    """Another window has taken the session over; this one can only read."""

    exit_code = 6


class PaperChanged(StoreError):
    """Another window has changed the paper since it was read; nothing was written."""

    exit_code = 6


class ServerGone(StoreError):
    """The server of the database does not answer, or has ended the connection; what was not committed has not happened."""

    exit_code = 7


class WriteFailed(StoreError):
    """The disk is full, read-only or gone; unsaved changes stay in memory."""

    exit_code = 7


class RowsRefused(WriteFailed):
    """The database refuses what was to be written, such as a reference to a row that doesn't exist; the database itself is sound."""
