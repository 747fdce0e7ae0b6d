"""Signals end the run in order: nothing half done remains, and the exit code tells the signal.

An exception raised by a signal can be lost on its way up (in a callback, in a library that goes on
without a part that failed to import, in the making of a class). So the signal is remembered too, and
the run asks at its turning points whether one has come.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.child import ENDING

_LATER = 0.002
"""seconds after which a signal that was swallowed is sent again"""


@dataclass(slots=True)
class Interruption:
    """Whether a signal has come that ends the run."""

    code: int = 0
    """128 and the number of the signal; 0: none has come"""
    waiting: bool = False
    """while files are written: whoever writes asks himself"""
    too_late: bool = False
    """the result stands, or the run is ending already"""

    def come(self, number: int, _frame: FrameType | None) -> None:
        """A signal: ends the run at once, unless it must wait or comes too late."""
        if self.too_late:
            return
        self.code = 128 + number
        if not self.waiting:
            self.check()

    def check(self) -> None:
        """Ends the run where a signal has come."""
        if self.code == 128 + signal.SIGINT:
            raise KeyboardInterrupt
        if self.code:
            sys.exit(self.code)

    def forget(self) -> None:
        """What came before counts no more: a run begins."""
        self.code, self.waiting, self.too_late = 0, False, False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Signals wait until somebody asks for them."""
        self.waiting = True
        try:
            yield
        finally:
            self.waiting = False


INTERRUPTION = Interruption()
"""of this process"""


def listen() -> None:
    """SIGTERM and SIGHUP end the run in order too, so that temporary files are removed.

    What the caller had ignored (nohup) stays ignored, but for the ends of children: the system would
    keep from us how a reading process ended.
    """
    INTERRUPTION.forget()
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.unraisablehook = _swallowed
    for number in ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, INTERRUPTION.come)


def _swallowed(caught: sys.UnraisableHookArgs) -> None:
    """A signal that came where no exception can be raised (a callback of the import system): it is
    sent again, and arrives at a later step."""
    error = caught.exc_value
    if isinstance(error, KeyboardInterrupt):
        _send_again(signal.SIGINT)
    elif isinstance(error, SystemExit) and isinstance(error.code, int) and error.code > 128:
        _send_again(signal.Signals(error.code - 128))
    else:
        sys.__unraisablehook__(caught)


def _send_again(number: signal.Signals) -> None:
    """By an alarm: here an exception would be swallowed, too, and told of."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(number))
        signal.setitimer(signal.ITIMER_REAL, _LATER)
    else:  # Windows
        signal.raise_signal(number)
