"""Records the system calls by which a process changes files, and reads the record. Needs strace."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# every call that can change a file, a name or what is durable; one that disk.Disk does not know is an error there
_CALLS = (
    "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,lseek,ftruncate,truncate,fallocate,sendfile,"
    "copy_file_range,splice,fsync,fdatasync,sync,syncfs,msync,sync_file_range,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,close"
)
_LINE = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_DESCRIPTOR = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that succeeded: ``path`` is the open file's that it is about, ``texts`` its own strings."""

    name: str
    descriptor: int
    path: str
    texts: tuple[bytes, ...]
    rest: str
    result: int

    @property
    def names(self) -> tuple[str, ...]:
        """Its strings as paths."""
        return tuple(text.decode() for text in self.texts)

    @property
    def last_number(self) -> int:
        """Its last argument: the offset of a pwrite, the length of a truncate."""
        return int(self.rest.rpartition(",")[2])


def traced(run: Sequence[str], record: Path) -> list[str]:
    """The command that runs another one and records it. Raises SystemExit where there is no strace."""
    strace = shutil.which("strace")
    if strace is None:
        raise SystemExit("power cuts are rebuilt from a record of strace: install it (apt-get install strace)")
    return [strace, "-y", "-xx", "-s", "100000000", "-o", str(record), "-e", f"trace={_CALLS}", *run]


def read_trace(record: Path) -> Iterator[Call]:
    """The calls of a record that succeeded, in their order."""
    with record.open(encoding="ascii") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and int(found["result"]) >= 0:
                yield _call(found["name"], found["arguments"], int(found["result"]))


def _call(name: str, arguments: str, result: int) -> Call:
    texts = []
    for text, cut in _TEXT.findall(arguments):
        assert not cut, f"the record of {name} is cut"
        texts.append(_bytes(text))
    descriptor = _DESCRIPTOR.match(arguments)
    number, path = (int(descriptor[1]), _bytes(descriptor[2]).decode()) if descriptor else (-1, "")
    return Call(name, number, path, tuple(texts), _TEXT.sub("", arguments), result)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()
