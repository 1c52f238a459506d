"""A disk on which nothing is durable before it was synced, and what a power cut may leave of it.

The strictest reading of what a file system promises: the writes to a file that was not synced since survive or do not,
each for itself; so do the names in a folder that was not synced since. Syncing a file makes its bytes durable and not
its name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.faults.trace import Call

SECTOR = 512
Choose = Callable[[int], list[bool]]


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset; without ``data`` the file ends at the offset."""

    offset: int
    data: bytes | None

    def onto(self, content: bytearray) -> None:
        """Do it."""
        if self.data is None:
            length = self.offset
            content[:] = content[:length].ljust(length, b"\0")
            return
        if len(content) < self.offset:
            content.extend(bytes(self.offset - len(content)))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, chance: random.Random) -> Write:
        """Only some of its first sectors."""
        if self.data is None or len(self.data) <= SECTOR:
            return self
        return Write(self.offset, self.data[: SECTOR * chance.randrange(len(self.data) // SECTOR + 1)])


@dataclass(slots=True, eq=False)
class File:
    """A file's bytes: those that are durable, and the writes that are not."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """A change of names in one folder, which survives whole or not at all: name to node, None where it goes."""

    names: tuple[tuple[str, Node | None], ...]


@dataclass(slots=True, eq=False)
class Folder:
    """A folder's names: those that are durable, and the changes that are not."""

    durable: dict[str, Node] = field(default_factory=dict)
    pending: list[Naming] = field(default_factory=list)

    def after(self, chosen: list[bool]) -> dict[str, Node]:
        """The names when these of its changes have survived."""
        names = dict(self.durable)
        for change, survives in zip(self.pending, chosen, strict=True):
            for name, node in change.names if survives else ():
                names.pop(name, None)
                if node is not None:
                    names[name] = node
        return names

    @property
    def current(self) -> dict[str, Node]:
        """The names as the process sees them."""
        return self.after([True] * len(self.pending))


Node = File | Folder


@dataclass(frozen=True, slots=True)
class Cut:
    """How a power cut treats what was not synced: which namings and which writes survive, and whether one is torn."""

    namings: Choose
    writes: Choose
    torn: random.Random | None = None


def extremes() -> list[Cut]:
    """All or nothing of the names, all or nothing of the bytes."""
    none, every = (lambda count: [False] * count), (lambda count: [True] * count)
    return [Cut(namings, writes) for namings in (none, every) for writes in (none, every)]


def at_random(chance: random.Random) -> Cut:
    """Any of them, the writes torn."""

    def choose(count: int) -> list[bool]:
        return [chance.random() < 0.5 for _ in range(count)]

    return Cut(choose, choose, chance)


class Disk:
    """What stands below one folder, all of it durable at first, and what system calls make of it."""

    def __init__(self, root: Path) -> None:
        self.root = PurePosixPath(root)
        self.top = _load(root)
        self._offsets: dict[int, int] = {}

    def take(self, call: Call) -> bool:
        """Do what a call did; False if it changed nothing here. Raises NotImplementedError for an unknown one."""
        if call.name in ("open", "openat", "creat"):
            return self._open(call)
        if call.descriptor >= 0 and call.name not in ("unlinkat", "renameat", "renameat2", "linkat", "mkdirat"):
            return self._on_open_file(call) if self._is_here(call.path) else False
        return self._on_names(call) if call.texts and any(map(self._is_here, call.names)) else False

    def _is_here(self, path: str) -> bool:
        return PurePosixPath(path).is_relative_to(self.root)

    def _find(self, path: str) -> Node | None:
        node: Node | None = self.top
        for name in PurePosixPath(path).relative_to(self.root).parts:
            node = node.current.get(name) if isinstance(node, Folder) else None
        return node

    def _parent(self, path: str) -> tuple[Folder, str]:
        place = PurePosixPath(path)
        folder = self._find(str(place.parent))
        assert isinstance(folder, Folder), f"no folder for {path}"
        return folder, place.name

    def _open(self, call: Call) -> bool:
        (path,) = call.names
        self._offsets[call.result] = 0
        if not self._is_here(path):
            return False
        assert "O_APPEND" not in call.rest
        node = self._find(path)
        if node is None and ("O_CREAT" in call.rest or call.name == "creat"):
            folder, name = self._parent(path)
            folder.pending.append(Naming(((name, File()),)))
            return True
        if isinstance(node, File) and "O_TRUNC" in call.rest:
            node.pending.append(Write(0, None))
            return True
        return False

    def _on_open_file(self, call: Call) -> bool:
        node = self._find(call.path)
        if call.name == "close":
            return False
        if call.name == "lseek":
            self._offsets[call.descriptor] = call.result
            return False
        if call.name in ("fsync", "fdatasync"):
            _sync(node)
            return True
        assert isinstance(node, File), f"{call.name} of {call.path}, which is no file"
        node.pending.append(self._write(call))
        return True

    def _write(self, call: Call) -> Write:
        if call.name == "write":
            offset = self._offsets[call.descriptor]
            self._offsets[call.descriptor] += call.result
            return Write(offset, call.texts[0][: call.result])
        if call.name == "pwrite64":
            return Write(call.last_number, call.texts[0][: call.result])
        if call.name == "ftruncate":
            return Write(call.last_number, None)
        raise NotImplementedError(f"what does {call.name} make of {call.path}?")

    def _on_names(self, call: Call) -> bool:
        folder, name = self._parent(call.names[0])
        if call.name in ("mkdir", "mkdirat"):
            change = ((name, Folder()),)
        elif call.name in ("unlink", "unlinkat", "rmdir"):
            change = ((name, None),)
        elif call.name in ("rename", "renameat", "renameat2", "link", "linkat"):
            target, new = self._parent(call.names[1])
            assert target is folder, "a file moves to another folder"
            gone = () if "link" in call.name else ((name, None),)
            change = (*gone, (new, folder.current[name]))
        else:
            raise NotImplementedError(f"what does {call.name} make of {call.names}?")
        folder.pending.append(Naming(change))
        return True

    def image(self, cut: Cut) -> dict[str, bytes | None]:
        """What the cut leaves: the bytes of each file by its path below the root, None for a folder."""
        return dict(_left(self.top, "", cut))


def _load(path: Path) -> Folder:
    names: dict[str, Node] = {}
    for each in path.iterdir():
        names[each.name] = _load(each) if each.is_dir() else File(bytearray(each.read_bytes()))
    return Folder(names)


def _sync(node: Node | None) -> None:
    if isinstance(node, File):
        for write in node.pending:
            write.onto(node.durable)
        node.pending.clear()
    elif isinstance(node, Folder):
        node.durable = node.current
        node.pending.clear()


def _left(folder: Folder, path: str, cut: Cut) -> Iterator[tuple[str, bytes | None]]:
    for name, node in sorted(folder.after(cut.namings(len(folder.pending))).items()):
        if isinstance(node, Folder):
            yield path + name, None
            yield from _left(node, f"{path}{name}/", cut)
        else:
            content = bytearray(node.durable)
            for write, survives in zip(node.pending, cut.writes(len(node.pending)), strict=True):
                if survives:
                    (write.torn(cut.torn) if cut.torn else write).onto(content)
            yield path + name, bytes(content)


def write_image(image: dict[str, bytes | None], root: Path) -> None:
    """Put an image into an empty folder."""
    for path, content in image.items():
        if content is None:
            (root / path).mkdir()
        else:
            (root / path).write_bytes(content)
