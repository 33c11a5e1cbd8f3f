"""What a terminal shows of a command."""
import os
import pty
import subprocess


def show(command, **options):
    """(exit status, what it writes to standard output and standard error). `options` are those of Popen."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, **options)
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the command has closed its side
            break
        if not part:
            break
        shown += part
    os.close(leader)
    return process.wait(60), shown
