"""What a worker may no longer do: reach the network, start programs, change files, grow without end.

Linux is what we run: there one seccomp filter refuses those system calls with EPERM. The other way, no file
descriptors at all (RLIMIT_NOFILE 0), cannot be used: Oxigraph opens the table files of a version as a query
comes to them, 16 at first, and the process ends where that is refused (seen with 311 files, pyoxigraph
0.5.13). The filter is written out here because libseccomp is not on every Linux and loading it through
pyseccomp doubles the time a worker takes to start (40 ms instead of 20 ms).

macOS has no seccomp: there its own sandbox refuses the network, and memory is not limited (RLIMIT_AS has no
effect). That path keeps the demo going on a laptop; it is not run by our tests. On any other system, and
where a filter is refused, a worker does not start: `NotConfined`, and nothing a stranger sent is read.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_ANY_BIT, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X32_CALLS = 0x40000000
_CLONE_THREAD = 0x00010000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Of each architecture: its audit number, then the numbers of system calls (unistd.h of the Linux kernel).
# Absent names do not exist there.
_ARCHITECTURES: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        {
            "open": 2, "socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53,
            "clone": 56, "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "truncate": 76, "rename": 82,
            "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90,
            "chown": 92, "lchown": 94, "ptrace": 101, "mknod": 133, "tkill": 200, "tgkill": 234,
            "openat": 257, "mkdirat": 258, "mknodat": 259, "fchownat": 260, "unlinkat": 263, "renameat": 264,
            "linkat": 265, "symlinkat": 266, "fchmodat": 268, "unshare": 272, "accept4": 288, "setns": 308,
            "process_vm_writev": 311, "renameat2": 316, "bpf": 321, "execveat": 322,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "mknodat": 33, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38,
            "truncate": 45, "fchmodat": 53, "fchownat": 54, "openat": 56, "unshare": 97, "ptrace": 117,
            "kill": 129, "tkill": 130, "tgkill": 131, "socket": 198, "socketpair": 199, "bind": 200,
            "listen": 201, "accept": 202, "connect": 203, "clone": 220, "execve": 221, "accept4": 242,
            "setns": 268, "process_vm_writev": 271, "renameat2": 276, "bpf": 280, "execveat": 281,
        },
    ),
}  # fmt: skip
_EVERYWHERE = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "pidfd_open": 434,
    "clone3": 435,
    "openat2": 437,
}
_RULED = frozenset({"open", "openat", "clone", "tgkill", "clone3", "openat2"})


class NotConfined(Exception):
    """This system cannot hold a worker; `str()` is the sentence."""


def limit(memory: int) -> None:
    """From here on: at most `memory` bytes of address space, no core files, no byte written to any file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def confine() -> None:
    """From here on, for this thread and those it starts: no network, no programs, no file made, written,
    renamed or removed. Files can still be opened for reading. Raises NotConfined.
    """
    if sys.platform == "linux":
        _install(_filter(platform.machine()))
    elif sys.platform == "darwin":
        _macos_sandbox()
    else:
        raise NotConfined(
            f"Queries and files from people are not read on {sys.platform}, because they cannot be kept from "
            "the network there. Run this on Linux."
        )


def _filter(machine: str) -> bytes:
    """The BPF program: every denied call has its own return, so that no jump is long."""
    if machine not in _ARCHITECTURES:
        raise NotConfined(
            f"Queries and files from people are not read on {machine} processors, because they cannot be "
            "kept from the network there. Run this on x86_64 or aarch64."
        )
    audit, known = _ARCHITECTURES[machine]
    calls = {**known, **_EVERYWHERE}
    refused = _ERRNO | errno.EPERM
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_JUMP_IF_EQUAL, 1, 0, audit), (_RETURN, 0, 0, refused),
        (_LOAD, 0, 0, _NUMBER), (_JUMP_IF_AT_LEAST, 0, 1, _X32_CALLS), (_RETURN, 0, 0, refused),
    ]  # fmt: skip
    for name, number in calls.items():
        if name not in _RULED:
            program += [(_JUMP_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, refused)]
    # glibc falls back to clone and openat, whose arguments can be seen
    for name in ("clone3", "openat2"):
        program += [(_JUMP_IF_EQUAL, 0, 1, calls[name]), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    program += _only_if(calls["clone"], 0, (_JUMP_IF_ANY_BIT, 0, 1, _CLONE_THREAD))
    # abort() signals its own thread; no other process may be reached that way
    program += _only_if(calls["tgkill"], 0, (_JUMP_IF_EQUAL, 0, 1, os.getpid()))
    for name, argument in (("open", 1), ("openat", 2)):
        if name in calls:
            program += _only_if(calls[name], argument, (_JUMP_IF_ANY_BIT, 1, 0, _WRITING))
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def _only_if(call: int, argument: int, test: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """Allows `call` where the low half of one argument passes `test`, refuses it otherwise."""
    return [
        (_JUMP_IF_EQUAL, 0, 4, call),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        test,
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _install(instructions: bytes) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(instructions) // 8, instructions)
    zero = ctypes.c_ulong(0)
    if system.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) or system.prctl(
        _PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(program), zero, zero
    ):
        raise NotConfined(
            "Queries and files from people are not read here, because this system refuses the filter that "
            f"keeps them from the network (seccomp: {os.strerror(ctypes.get_errno())}). Use a kernel, or "
            "container settings, that allow seccomp filters."
        )


def _macos_sandbox() -> None:
    message = ctypes.c_char_p()
    named = ctypes.c_uint64(1)
    if ctypes.CDLL(None).sandbox_init(b"no-network", named, ctypes.byref(message)) != 0:
        raise NotConfined(
            "Queries and files from people are not read here, because macOS refused the sandbox that keeps "
            f"them from the network: {(message.value or b'no reason given').decode(errors='replace')}."
        )
