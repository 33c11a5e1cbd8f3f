"""A command that a person types to."""
import fcntl
import os
import pty
import select
import subprocess
import termios


class Talk:
    """Standard input and standard error are one terminal; standard output is, too, unless `stdout` says otherwise."""

    def __init__(self, command, **options):
        self.leader, follower = pty.openpty()
        streams = {"stdin": follower, "stdout": follower, "stderr": follower} | options
        # A session of its own, so that the terminal's Ctrl-C is the command's.
        self.process = subprocess.Popen(command, start_new_session=True, preexec_fn=take_terminal, **streams)
        os.close(follower)
        self.shown = b""

    def type(self, keys):
        os.write(self.leader, keys)

    def wait_for(self, text):
        """What is shown up to the text, which is then taken as read."""
        while text not in self.shown:
            part = self.read()
            if not part:
                raise AssertionError(f"{text!r} does not come after {self.shown!r}")
            self.shown += part
        before, self.shown = self.shown.split(text, 1)
        return before

    def read(self):
        """What is shown next; nothing where the command has closed its side."""
        ready, _, _ = select.select([self.leader], [], [], 60)
        if not ready:
            raise AssertionError(f"nothing comes after {self.shown!r}")
        try:
            return os.read(self.leader, 65536)
        except OSError:
            return b""

    def finish(self):
        """(exit status, what was shown since)."""
        while part := self.read():
            self.shown += part
        return self.process.wait(60), self.shown

    def close(self):
        self.process.kill()
        self.process.wait(60)
        os.close(self.leader)


def take_terminal():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
