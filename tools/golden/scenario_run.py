"""Runs scenarios: makes their tables, sends their requests, compares, and removes the tables."""
import hashlib
import re
import time

import connection
import expectation
import placeholders

PREFIX = "golden_"
# Every member that names a table, and the clauses of PartiQL that do.
TABLE_NAME = re.compile(r"[A-Za-z0-9_.-]{3,255}")
STATEMENT_TABLE = re.compile(r"\b(?:FROM|UPDATE|INTO)\s+\"?(arn:[^\"]+|[A-Za-z0-9_.-]{3,})", re.IGNORECASE)
# An account that is nobody's: its ARNs are there to be refused.
NO_ACCOUNT = "000000000000"
PAGES_MAX = 200
ACTIVE_TIMEOUT_S = 20
ACTIVE_TIMEOUT_REMOTE_S = 900
DELETE_TIMEOUT_S = 300


class Skipped(Exception):
    """The client in use cannot send what the scenario asks; the text says why."""


class Failed(Exception):
    pass


class Tables:
    """The tables made by one run. Their names have one length, so that columns in messages do not move."""

    def __init__(self, client, run_id):
        self.client, self.run_id = client, run_id
        self.made = {}  # name -> None

    def fresh_name(self, *parts):
        return f"{PREFIX}{hashlib.sha256('/'.join(parts).encode()).hexdigest()[:8]}_{self.run_id}"

    def is_own(self, name):
        return name.startswith(PREFIX) and name.endswith(self.run_id)

    def create(self, name, definition):
        self.made[name] = None
        answer = self.client.call("CreateTable", {"TableName": name, **definition})
        if answer.status != 200:
            raise Failed("CreateTable: " + answer.brief())
        self.wait_until_active(name)

    def wait_until_active(self, name):
        remote = getattr(self.client, "is_remote", False)
        end = time.monotonic() + (ACTIVE_TIMEOUT_REMOTE_S if remote else ACTIVE_TIMEOUT_S)
        pause_s = 1.0 if remote else 0.01
        while True:
            answer = self.client.call("DescribeTable", {"TableName": name})
            table = expectation.at(answer.body, "Table")
            if isinstance(table, dict) and all(
                    state == "ACTIVE" for state in (table.get("TableStatus"), *(
                        index.get("IndexStatus", "ACTIVE") for index in table.get("GlobalSecondaryIndexes", [])))):
                return
            if time.monotonic() > end:
                raise Failed(f"table {name} is not active: {answer.brief()}")
            time.sleep(pause_s)

    def drop(self, name):
        """Removes one of our tables, if it is there; waits out a state that forbids it."""
        end = time.monotonic() + DELETE_TIMEOUT_S
        while self.is_own(name):
            answer = self.client.call("DeleteTable", {"TableName": name})
            if answer.status == 200 or answer.type == "ResourceNotFoundException":
                self.made.pop(name, None)
                return
            if answer.type == "ValidationException":
                self.client.call("UpdateTable", {"TableName": name, "DeletionProtectionEnabled": False})
            if time.monotonic() > end:
                return
            time.sleep(1)

    def drop_all(self):
        """Removes what is left; the names of those that would not go."""
        for name in list(self.made):
            self.drop(name)
        return list(self.made)


class FileRun:
    """The scenarios of one file, which share the tables declared at its top."""

    def __init__(self, client, run_id, file):
        self.client, self.file = client, file
        self.tables = Tables(client, run_id)
        self.shared = {}

    def close(self):
        return self.tables.drop_all()

    def shared_table(self, alias):
        if alias not in self.shared:
            name = self.tables.fresh_name(self.file.path, alias)
            self.tables.create(name, self.file.tables[alias])
            self.shared[alias] = name
        return self.shared[alias]

    def run(self, scenario):
        """None when it passes, else what went wrong. Throws Skipped."""
        try:
            ScenarioRun(self, scenario).run()
            return None
        except Skipped:
            raise
        except (Failed, connection.NoAnswer, placeholders.UnknownName) as error:
            return str(error)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return f"the answer has another shape than every answer of this operation: {error!r}"


class ScenarioRun:
    def __init__(self, file_run, scenario):
        self.file_run, self.scenario = file_run, scenario
        self.client, self.tables = file_run.client, file_run.tables
        self.names = {alias: self.tables.fresh_name(scenario.id, alias)
                      for alias in [*scenario.names, *scenario.tables]}
        self.scope = placeholders.Scope(self.name, {**file_run.file.lets, **scenario.lets})
        self.scope.saved["run"] = self.tables.run_id

    def name(self, alias):
        if alias in self.names:
            return self.names[alias]
        return self.file_run.shared_table(alias) if alias in self.file_run.file.tables else None

    def run(self):
        try:
            for alias, definition in self.scenario.tables.items():
                self.tables.create(self.names[alias], self.scope.fill(definition))
            for step in self.scenario.steps:
                self.step(step)
        finally:
            for name in self.names.values():
                if name in self.tables.made:
                    self.tables.drop(name)

    def step(self, step):
        end = time.monotonic() + step.within_s
        while True:
            answer = self.send(step)
            why = expectation.failure(step.alternatives, answer, self.scope.fill)
            if why is None:
                break
            if time.monotonic() >= end:
                what = f"{'given ' if step.is_given else ''}{step.operation or step.kind}"
                raise Failed(f"line {step.line}, {what}: {why}")
            time.sleep(0.05)
        for name, (path, pattern) in step.saves.items():
            value = expectation.at(answer.body, path)
            if value is expectation.MISSING:
                raise Failed(f"line {step.line}: nothing at {path} to save, in {answer.brief()}")
            self.scope.saved[name] = part_of(value, pattern) if pattern else value

    def send(self, step):
        if step.kind == "http":
            return self.raw(step)
        if step.kind == "items":
            return self.put_items(step)
        body = self.scope.fill(step.body)
        self.scope.statement = first_statement(body)
        if step.kind == "active":
            self.tables.wait_until_active(body["TableName"])
            return connection.Answer(200, {}, None, {})
        if step.operation == "CreateTable" and isinstance(body.get("TableName"), str):
            if body["TableName"] in self.names.values():
                self.tables.made[body["TableName"]] = None
        self.check_ownership(body)
        if step.kind == "pages":
            return self.pages(step.operation, body, step.cursor)
        if step.kind == "segments":
            return self.segments(step.operation, body)
        return self.records(body) if step.kind == "records" else self.client.call(step.operation, body)

    def put_items(self, step):
        for body in step.body:
            body = self.scope.fill(body)
            self.check_ownership(body)
            answer = self.client.call(step.operation, body)
            if answer.status != 200:
                break
        return answer

    def raw(self, step):
        if not hasattr(self.client, "request"):
            raise Skipped("a raw HTTP request")
        lines = [self.scope.text(line) for line in step.raw_lines]
        split = lines.index("") if "" in lines else len(lines)
        changes = {"X-Amz-Target": "DynamoDB_20120810.ListTables"}
        for line in lines[:split]:
            name, _, value = line.partition(":")
            changes[name.removeprefix("-")] = None if line.startswith("-") else value.strip()
        return self.client.request(step.method, step.path, changes, "\n".join(lines[split + 1:]).encode())

    def check_ownership(self, body):
        """A scenario that names a table it did not make is a mistake, and on a real account a danger."""
        for name in named_tables(body):
            arn = re.match(r"arn:aws[\w-]*:dynamodb:[\w-]*:(\d*):table/([^/]+)", name)
            if arn and arn[1] == NO_ACCOUNT:
                continue
            name = arn[2] if arn else name
            if TABLE_NAME.fullmatch(name) and not self.tables.is_own(name):
                raise Failed(f"the scenario names the table {name}, which it did not make")

    def pages(self, operation, body, cursor):
        """Asks until no cursor comes back; the lists joined."""
        member, cursor_out, cursor_in = cursor
        items, pages, count, scanned = [], 0, 0, 0
        while True:
            answer = self.client.call(operation, body)
            if answer.status != 200:
                return answer
            pages += 1
            items += answer.body.get(member) or []
            count += answer.body.get("Count") or 0
            scanned += answer.body.get("ScannedCount") or 0
            if not answer.body.get(cursor_out):
                return connection.Answer(200, {}, None, {member: items, "Pages": pages, "Count": count,
                                                         "ScannedCount": scanned})
            if pages == PAGES_MAX:
                raise Failed(f"{operation} still has a cursor after {PAGES_MAX} pages")
            body = {**body, cursor_in: answer.body[cursor_out]}

    def segments(self, operation, body):
        """Every segment of a parallel scan, each to its end; counts the items that came twice."""
        items, seen, repeated = [], set(), 0
        for segment in range(body["TotalSegments"]):
            answer = self.pages(operation, {**body, "Segment": segment},
                                ("Items", "LastEvaluatedKey", "ExclusiveStartKey"))
            if answer.status != 200:
                return answer
            for item in answer.body["Items"]:
                text = expectation.canonical(item)
                repeated += text in seen
                seen.add(text)
                items.append(item)
        return connection.Answer(200, {}, None, {"Items": items, "Repeated": repeated})

    def records(self, body):
        """Every record of a stream from its start. Two empty answers from an open shard end the reading."""
        answer = self.client.call("DescribeStream", body)
        if answer.status != 200:
            return answer
        records = []
        for shard in expectation.at(answer.body, "StreamDescription.Shards") or []:
            answer = self.client.call("GetShardIterator", {
                "StreamArn": body["StreamArn"], "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"})
            iterator, idle = answer.body.get("ShardIterator"), 0
            while iterator and idle < 2:
                answer = self.client.call("GetRecords", {"ShardIterator": iterator})
                if answer.status != 200:
                    return answer
                records += answer.body["Records"]
                idle = 0 if answer.body["Records"] else idle + 1
                iterator = answer.body.get("NextShardIterator")
        return connection.Answer(200, {}, None, {"Records": records})


def part_of(text, pattern):
    """What the parentheses of `pattern` match, where it matches the whole text."""
    found = re.fullmatch(pattern, str(text))
    if not found:
        raise Failed(f"{text} does not match {pattern}")
    return found[1]


def first_statement(body):
    for statement in (body, *(body.get("Statements") or []), *(body.get("TransactStatements") or [])):
        if isinstance(statement, dict) and isinstance(statement.get("Statement"), str):
            return statement["Statement"]
    return ""


def named_tables(value):
    """Every table that a request names, wherever in it."""
    if isinstance(value, list):
        for element in value:
            yield from named_tables(element)
    elif isinstance(value, dict):
        for name, member in value.items():
            is_name = name == "TableName" and isinstance(member, str)
            if is_name or (name == "ResourceArn" and str(member).startswith("arn:")):
                yield member
            elif name == "Statement" and isinstance(member, str):
                yield from STATEMENT_TABLE.findall(member)
            elif name == "RequestItems" and isinstance(member, dict):
                yield from member
                yield from named_tables(list(member.values()))
            elif name not in ("Item", "Key", "ExpressionAttributeValues"):
                yield from named_tables(member)
