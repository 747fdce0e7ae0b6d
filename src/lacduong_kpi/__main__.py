"""`python -m lacduong_kpi` and the installed command `lacduong-kpi`."""

from __future__ import annotations

# The core of `signal`: the import of that module itself takes long enough for a signal to come.
import _signal  # type: ignore[import-not-found]
import gc
import os
import sys


def _open_standard_descriptors() -> None:
    """Puts the null device where standard streams are closed: the next file or pipe that is opened
    would get their number, and what is said would go into it."""
    try:
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            os.set_inheritable(descriptor, True)
        os.close(descriptor)
    except OSError:
        return


_ROOM_FOR_BYTECODE = 16 << 20


def _keep_bytecode_whole() -> None:
    """On a disk that is nearly full, and under a limit on the size of files, Python would leave cut
    .pyc files, which break every later run."""
    try:
        import resource

        disk = os.statvfs(__file__)
        limited = resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
    except (ImportError, OSError):  # Windows
        return
    if limited or disk.f_bavail * disk.f_frsize < _ROOM_FOR_BYTECODE:
        sys.dont_write_bytecode = True


def _leave_out_what_is_not_needed() -> None:
    """openpyxl takes numpy where there is one, only to know its kinds of numbers; it costs a tenth of
    a second, and ends the process with code 1 where it gets no memory. Pydantic would run whatever
    calls itself a plugin of it, and looks for one in every package that is installed. Libraries'
    warnings are not for the users, unless somebody asks Python for them."""
    sys.modules["numpy"] = None  # type: ignore[assignment]
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")


_ROOM = 40 << 20
"""Bytes of memory without which nothing is begun: a library that gets none may abort the process.
Asked for as `bytes`, which take them from the system without touching them."""


def _outcome() -> int:
    """The exit code of the run. Where the program cannot be loaded, there is no catalogue to say it
    with either; and Python's own code for that, 1, would mean a target that is not met."""
    try:
        _prepare()
        bytes(_ROOM)
        from lacduong_kpi.cli.boundary import run

        return run(sys.argv[1:])
    except BaseException:  # noqa: BLE001
        try:
            os.write(2, _NOT_LOADED)
        finally:
            os._exit(2)


_NOT_LOADED = (
    "KHÔNG CHẠY ĐƯỢC: không nạp được chương trình, vì máy không đủ bộ nhớ hoặc cài đặt chưa đủ.\n"
    "Cách xử lý: Đóng bớt chương trình khác, hoặc cài lại chương trình, rồi chạy lại.\n"
).encode()
"""as bytes: where memory is missing, there may be none to make them"""


def _end(number: int, _frame: object) -> None:
    os._exit(128 + number)


def _end_at_once_on_signals() -> None:
    """While nothing is written yet: no traceback of an import. A signal that the caller had ignored
    (nohup) stays ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _end)


def _prepare() -> None:
    _end_at_once_on_signals()
    gc.disable()  # what is imported is no garbage, and looking for some costs 20 ms
    _open_standard_descriptors()
    _keep_bytecode_whole()
    _leave_out_what_is_not_needed()


def main() -> None:
    """Runs the command line and ends the process with its exit code.

    At once: what was written is flushed, and to take the interpreter apart costs 40 ms and more.
    """
    os._exit(_outcome())


if __name__ == "__main__":
    main()
