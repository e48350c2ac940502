#!/usr/bin/env python3
"""A thousand messages by eight clients at once into three conversations, while the backend and the emulator are killed: no message
is lost or doubled, every conversation is sorted by its true last message, and each member has exactly one row of it."""
import contextlib
import http.client
import itertools
import random
import threading
import time
import unittest
import uuid

import backend_harness
import harness
import postgres_server

CLIENTS, MESSAGES = 8, 1000
KILL_EVERY_MESSAGES = 75
PATIENCE_S = 120
PEOPLE = ("mara", "teo", "ines", "yuki")
PAIRS = (("mara", "teo"), ("mara", "ines"), ("teo", "yuki"))


class Sender(threading.Thread):
    """One client: sends its messages one after another, each again under the same key until it is answered."""

    def __init__(self, cruddur, groups, number, progress):
        super().__init__()
        self.cruddur, self.groups, self.progress = cruddur, groups, progress
        self.dice = random.Random(number)
        self.texts = [f"client {number}, message {i}" for i in range(MESSAGES // CLIENTS)]
        self.sent, self.failure = {}, None

    def run(self):
        try:
            for text in self.texts:
                pair = self.dice.choice(PAIRS)
                answer = self.send(self.dice.choice(pair), self.groups[pair], text)
                self.sent[text] = (pair, answer)
                next(self.progress)
        except Exception as failure:  # noqa: BLE001, shown by the test
            self.failure = failure

    def send(self, handle, group, text):
        key, deadline = str(uuid.uuid4()), time.monotonic() + PATIENCE_S
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, answer = self.cruddur.send(handle, {"message": text, "message_group_uuid": group},
                                                   Idempotency_Key=key)
                if status == 200:
                    return answer
                if status < 500:
                    raise AssertionError(f"{status} {answer}")
            if time.monotonic() > deadline:
                raise AssertionError(f"not answered within {PATIENCE_S} s: {text}")
            time.sleep(0.05)


def count_up(count):
    """An iterator that threads can advance, as `next` of an itertools.count is one step of the interpreter."""
    return itertools.count(count)


class MessagingKills:
    """What every kind of storage and delivery must stand."""
    options = {}

    def cruddur_options(self, folder):
        return {"emulator_options": ["--db-path", str(folder / "ddb.db")], **self.options}

    @contextlib.contextmanager
    def running(self):
        with harness.temporary_folder() as folder, \
                backend_harness.cruddur(*PEOPLE, **self.cruddur_options(folder)) as cruddur:
            yield cruddur

    def test_nothing_is_lost_or_doubled_and_every_conversation_ends_where_its_last_message_is(self):
        with self.running() as cruddur:
            groups = self.start_conversations(cruddur)
            for handle in PEOPLE:
                cruddur.sign_in(handle)
            sent, kills = self.send_while_killing(cruddur, groups)
            self.assertGreaterEqual(kills, MESSAGES // KILL_EVERY_MESSAGES - 2)
            stored = {pair: self.all_messages(cruddur, pair[0], group) for pair, group in groups.items()}
            self.check_messages(sent, stored)
            self.check_rows(cruddur, groups, stored)
            print(f"{len(sent)} messages, {kills} kills: none lost, none doubled", flush=True)

    def start_conversations(self, cruddur):
        groups = {}
        for sender, receiver in PAIRS:
            status, answer = cruddur.send(sender, {"message": f"{sender} begins", "handle": receiver})
            self.assertEqual(status, 200, answer)
            groups[sender, receiver] = answer["message_group_uuid"]
        return groups

    def send_while_killing(self, cruddur, groups):
        progress = count_up(0)
        senders = [Sender(cruddur, groups, number, progress) for number in range(CLIENTS)]
        for sender in senders:
            sender.start()
        kills = 0
        while any(sender.is_alive() for sender in senders):
            time.sleep(0.01)
            done = sum(len(sender.sent) for sender in senders)
            if done < (kills + 1) * KILL_EVERY_MESSAGES or done >= MESSAGES - CLIENTS:
                continue
            kills += 1
            if kills % 2:
                cruddur.stop_backend(backend_harness.signal.SIGKILL)
                cruddur.start_backend()
            else:
                cruddur.kill_emulator()
                cruddur.start_emulator()
        sent = {}
        for sender in senders:
            sender.join()
            self.assertIsNone(sender.failure)
            sent.update(sender.sent)
        return sent, kills

    def all_messages(self, cruddur, handle, group):
        messages, path = [], f"/api/messages/{group}?limit=100"
        while path:
            status, page, headers = cruddur.get(path, handle)
            self.assertEqual(status, 200, page)
            messages = page + messages
            link = headers.get("Link")
            path = link[link.index("<") + 1:link.index(">")] if link else None
        return messages

    def check_messages(self, sent, stored):
        for pair, messages in stored.items():
            times = [message["created_at"] for message in messages]
            self.assertEqual(times, sorted(set(times)))
            expected = {text: answer for text, (of, answer) in sent.items() if of == pair}
            got = {message["message"]: message for message in messages[1:]}
            self.assertEqual(len(got), len(messages) - 1, "a message is there twice")
            self.assertEqual(set(got), set(expected))
            for text, answer in expected.items():
                self.assertEqual((got[text]["uuid"], got[text]["created_at"]), (answer["uuid"], answer["created_at"]))

    def check_rows(self, cruddur, groups, stored):
        """The stream may still be on its way: waits until each member's row shows the last message."""
        table = harness.boto3_session(cruddur.endpoint, kind="resource").Table(backend_harness.TABLE)
        deadline = time.monotonic() + PATIENCE_S
        for pair, group in groups.items():
            last = stored[pair][-1]
            while True:
                rows = [item for item in scan(table) if item["pk"].startswith("GRP#")
                        and item["message_group_uuid"] == group]
                if len(rows) == 2 and all(row.get("created_at", row["sk"]) == last["created_at"] for row in rows):
                    break
                self.assertLess(time.monotonic(), deadline, f"{rows} never showed {last}")
                time.sleep(0.1)
            self.assertEqual({row["message"] for row in rows}, {last["message"]})
            self.assertEqual(len({row["pk"] for row in rows}), 2)
        for handle in PEOPLE:
            status, conversations, _ = cruddur.get("/api/message_groups", handle)
            self.assertEqual(status, 200)
            mine = {groups[pair]: stored[pair][-1]["created_at"] for pair in PAIRS if handle in pair}
            shown = [(row["uuid"], row["created_at"]) for row in conversations if row["uuid"] in mine]
            self.assertEqual(shown, sorted(mine.items(), key=lambda row: row[1], reverse=True))


def scan(table):
    answer = table.scan(ConsistentRead=True)
    items = answer["Items"]
    while "LastEvaluatedKey" in answer:
        answer = table.scan(ConsistentRead=True, ExclusiveStartKey=answer["LastEvaluatedKey"])
        items += answer["Items"]
    return items


class WithSqliteAndTheHook(MessagingKills, unittest.TestCase):
    pass


class WithSqliteAndNoTransactions(MessagingKills, unittest.TestCase):
    options = {"backend_environment": {"DDB_TRANSACTIONS": "off"}}


class WithPostgresqlAndAPoller(MessagingKills, unittest.TestCase):
    @contextlib.contextmanager
    def running(self):
        with postgres_server.postgres_server() as server, harness.temporary_folder() as folder, \
                backend_harness.cruddur(*PEOPLE, **self.cruddur_options(folder), stream="poller",
                                        connection_url=server.url("cruddur")) as cruddur:
            yield cruddur


if __name__ == "__main__":
    harness.main()
