"""How the readers of this room give a file up: the catalogue key says why, the door adds which."""

from __future__ import annotations


class RefusedError(Exception):
    """A file that cannot be used. `key` stands in the catalogue `files`; the file's name is
    added where the file is known. `params` never hold the value of a cell."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def damaged(part: str = "") -> RefusedError:
    """The content breaks off or contradicts itself; `part` is the piece of the package."""
    return RefusedError("files.damaged", part=part)
