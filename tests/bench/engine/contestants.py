"""One row of the table: a command line, and what it needs."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contestant:
    name: str
    command: str
    includes: str
    makes_plan: bool = True
    needs: list = field(default_factory=list)  # options of `exeunt plan`, and verbs
    may: list = field(default_factory=list)  # words that are added where `exeunt plan` has the first of them
    tools: list = field(default_factory=list)  # programs
    exits: tuple = (0,)  # statuses that are no failure
    at_most: int | None = None  # objects; above, it is measured on as many and extrapolated
    before: str | None = None  # makes `made`
    made: str | None = None

    def size(self, objects):
        return objects if self.at_most is None else min(objects, self.at_most)
