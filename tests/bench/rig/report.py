"""The table: rows with goals, as text, as Markdown and as JSON."""
import dataclasses
import datetime
import enum
import os
import pathlib
import platform
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Bound(enum.Enum):
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclasses.dataclass
class Goal:
    bound: Bound
    value: float
    unit: str


@dataclasses.dataclass
class Row:
    """`value` is in the goal's unit; `measured` says what it was computed from, `note` what a reader must know."""
    name: str
    goal: Goal | None
    value: float
    measured: str
    cpu_us: float | None = None
    p50_us: float | None = None
    p99_us: float | None = None
    errors: int = 0
    note: str = ""

    def of_goal(self):
        """1 and above: met."""
        return self.value / self.goal.value if self.goal.bound is Bound.AT_LEAST else self.goal.value / self.value

    def is_met(self):
        return self.of_goal() >= 1 and not self.errors

    def cells(self):
        figures = [number(figure) if figure is not None else "" for figure in (self.cpu_us, self.p50_us, self.p99_us)]
        if self.errors:
            return [self.name, self.goal_text(), "", "", "NO", f"{self.errors:,} answers were errors", *figures, self.note]
        if not self.goal:
            return [self.name, "", "", "", "", self.measured, *figures, self.note]
        return [self.name, self.goal_text(), f"{number(self.value)} {self.goal.unit}", f"{self.of_goal():.2f}",
                "yes" if self.is_met() else "NO", self.measured, *figures, self.note]

    def goal_text(self):
        return f"{self.goal.bound.value} {number(self.goal.value)} {self.goal.unit}" if self.goal else ""


HEADINGS = ["what", "goal", "measured", "of goal", "met", "from", "CPU us", "p50 us", "p99 us", "note"]
WIDTHS = [39, 33, 25, 7, 4, 28, 7, 8, 8, 0]
RIGHT = {3, 6, 7, 8}


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def text_line(cells):
    return " ".join(f"{cell:>{width}}" if i in RIGHT else f"{cell:<{width}}"
                    for i, (cell, width) in enumerate(zip(cells, WIDTHS))).rstrip()


def markdown(rows, description, command):
    """What docs/benchmarks.md says of one run."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return f"`{command}` on {datetime.date.today()}: {description}.\n\n" + "\n".join(lines) + f"\n\n{summary(rows)}\n"


def write_section(path, text):
    """Puts the text between the two marks in the file; of a file without them it becomes the whole."""
    begin, end = "<!-- measured -->\n", "<!-- end of what was measured -->"
    whole = path.read_text() if path.exists() else ""
    if begin not in whole or end not in whole:
        return path.write_text(text)
    before, after = whole.split(begin, 1)[0], whole.split(end, 1)[1]
    return path.write_text(before + begin + "\n" + text + "\n" + end + after)


def summary(rows):
    with_goal = [row for row in rows if row.goal]
    missed = [row.name for row in with_goal if not row.is_met()]
    return f"{len(with_goal) - len(missed)} of {len(with_goal)} goals met." + (f" Missed: {'; '.join(missed)}." if missed else "")


def as_json(rows, description):
    return {"description": description, "rows": [
        {"name": row.name, "goal": row.goal and {"bound": row.goal.bound.value, "value": row.goal.value, "unit": row.goal.unit},
         "value": row.value, "of_goal": row.goal and row.of_goal(), "met": row.goal and row.is_met(), "measured": row.measured,
         "cpu_us": row.cpu_us, "p50_us": row.p50_us, "p99_us": row.p99_us, "errors": row.errors, "note": row.note} for row in rows]}


def describe(build):
    commit = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    cpu = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (f"{cpu}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, Linux {platform.release()}; {library_versions(build)}; "
            f"commit {commit or 'unknown'}; load of the machine at the beginning {load:.1f}")


def library_versions(build):
    """What the server was compiled and linked with, as far as the build folder and the system tell."""
    compiler = subprocess.run(["c++", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    boost = next((line.split("-")[-1] for line in (pathlib.Path(build) / "CMakeCache.txt").read_text().splitlines()
                  if line.startswith("Boost_DIR")), "unknown") if (pathlib.Path(build) / "CMakeCache.txt").exists() else "unknown"
    import sqlite3
    return f"GCC {compiler}, Boost {boost}, SQLite {sqlite3.sqlite_version}"
