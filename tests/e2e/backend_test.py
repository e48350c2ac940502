#!/usr/bin/env python3
"""cruddur-backend as a client sees it, over the emulator's table, stream hook and user pool: every route, who is let in, how it starts
and stops."""
import json
import os
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse

import harness
import postgres_server
from backend_harness import BACKEND, cruddur, request

WAIT_S = 20


def eventually(check, what):
    """The first true value of `check`, which the stream may take a moment to bring about."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {WAIT_S} s: {what}")


class BackendTest(unittest.TestCase):
    """One running Cruddur for all, with its users in SQLite; each test has a conversation of its own people."""

    @classmethod
    def setUpClass(cls):
        cls.cruddur = cls.enterClassContext(
            cruddur("mara", "teo", "ines", "yuki", connection_url=cls.connection_url(),
                    backend_options=["--log-format", "json"],
                    backend_environment={"FRONTEND_URL": "https://cruddur.example.com"}))

    @classmethod
    def connection_url(cls):
        return ""

    def start(self, sender, receiver, text):
        status, answer = self.cruddur.send(sender, {"message": text, "handle": receiver})
        self.assertEqual(status, 200, answer)
        self.assertEqual(list(answer), ["message_group_uuid"])
        return answer["message_group_uuid"]

    def add(self, sender, group, text, **headers):
        status, answer = self.cruddur.send(sender, {"message": text, "message_group_uuid": group}, **headers)
        self.assertEqual(status, 200, answer)
        return answer

    def texts(self, reader, path):
        status, answer, headers = self.cruddur.get(path, reader)
        self.assertEqual(status, 200, answer)
        return [row["message"] for row in answer], headers

    def test_health_and_settings(self):
        self.assertEqual(self.cruddur.get("/api/health-check")[:2], (200, {"success": True, "ver": 1}))
        status, settings, _ = self.cruddur.get("/config.json")
        self.assertEqual((status, settings["region"], settings["cognito_endpoint"]),
                         (200, "us-east-1", self.cruddur.endpoint))
        status, page, headers = self.cruddur.get("/")
        self.assertEqual(status, 200)
        self.assertIn("<!doctype html>", page)
        self.assertIn(self.cruddur.endpoint, headers["Content-Security-Policy"])

    def test_a_conversation_of_two(self):
        group = self.start("mara", "teo", "Do you have the tent?")
        sent = self.add("teo", group, "Dry, and in the hall.")
        self.assertEqual(list(sent),
                         ["message_group_uuid", "uuid", "display_name", "handle", "message", "created_at"])
        self.assertEqual((sent["message_group_uuid"], sent["handle"]), (group, "teo"))
        status, messages, _ = self.cruddur.get(f"/api/messages/{group}", "mara")
        self.assertEqual([list(row) for row in messages],
                         [["uuid", "display_name", "handle", "message", "created_at"]] * 2)
        self.assertEqual(messages[1]["uuid"], sent["uuid"])
        self.assertEqual([row["message"] for row in messages], ["Do you have the tent?", "Dry, and in the hall."])
        self.assertEqual(self.start("teo", "mara", "Same place?"), group, "two people have one conversation")
        for reader, other in (("mara", "teo"), ("teo", "mara")):
            row = eventually(lambda: [row for row in self.cruddur.get("/api/message_groups", reader)[1]
                                      if row["uuid"] == group and row["message"] == "Same place?"],
                             "the stream hook shows the last message")[0]
            self.assertEqual(list(row), ["uuid", "display_name", "handle", "message", "created_at"])
            self.assertEqual(row["handle"], other)

    def test_pages_and_what_is_new(self):
        group = self.start("mara", "ines", "0")
        rows = [self.add("ines", group, str(i)) for i in range(1, 7)]
        pages, path = [], f"/api/messages/{group}?limit=3"
        while path:
            texts, headers = self.texts("mara", path)
            pages.append(texts)
            link = headers["Link"]
            path = link[1:link.index(">")] if link else None
        self.assertEqual(pages, [["4", "5", "6"], ["1", "2", "3"], ["0"]])
        after = urllib.parse.quote(rows[3]["created_at"])
        self.assertEqual(self.texts("mara", f"/api/messages/{group}?after={after}")[0], ["5", "6"])

    def test_an_idempotency_key_writes_once(self):
        group = self.start("mara", "yuki", "first")
        once = [self.add("mara", group, "once", Idempotency_Key="key-1") for _ in range(3)]
        self.assertEqual(len({row["uuid"] for row in once}), 1)
        self.assertEqual(self.texts("yuki", f"/api/messages/{group}")[0], ["first", "once"])
        self.assertEqual(self.cruddur.send("mara", {"message": "other", "message_group_uuid": group},
                                           Idempotency_Key="key-1"), (409, ["idempotency_key_reused"]))

    def test_errors(self):
        group = self.start("ines", "yuki", "hello")
        cases = [
            ({"message": " ", "message_group_uuid": group}, 422, ["message_blank"]),
            ({"message": "x" * 1025, "message_group_uuid": group}, 422, ["message_exceed_max_chars_1024"]),
            ({"message": "x", "message_group_uuid": ""}, 422, ["message_group_uuid_blank"]),
            ({"message": "x", "handle": ""}, 422, ["user_reciever_handle_blank"]),
            ({"message": "x", "handle": "nobody"}, 422, ["user_reciever_handle_unknown"]),
            ({"message": "x", "handle": "ines"}, 422, ["user_reciever_handle_self"]),
        ]
        for body, status, codes in cases:
            self.assertEqual(self.cruddur.send("ines", body), (status, codes), body)
        self.assertEqual(self.cruddur.send("ines", {"message": "雪" * 1024, "message_group_uuid": group})[0], 200)
        for path in (f"/api/messages/{group}", "/api/messages/00000000-0000-4000-8000-000000000000"):
            self.assertEqual(self.cruddur.get(path, "teo")[:2], (403, ["message_group_forbidden"]))
        self.assertEqual(self.cruddur.send("teo", {"message": "x", "message_group_uuid": group}),
                         (403, ["message_group_forbidden"]))
        self.assertEqual(self.cruddur.get("/api/message_groups?limit=0&cursor=!", "ines")[:2],
                         (422, ["limit_invalid", "cursor_invalid"]))

    def test_who_is_not_let_in(self):
        token = self.cruddur.sign_in("mara")
        header, payload, signature = token.split(".")
        forged = [None, "Bearer", f"Basic {token}", f"Bearer {header}.{payload}.{signature[:-4]}AAAA",
                  f"Bearer {header}.{payload}.", f"Bearer {token}.x", "Bearer eyJhbGciOiJub25lIn0.e30."]
        for value in forged:
            status, answer, headers = request(self.cruddur.address, "GET", "/api/message_groups",
                                              headers={"Authorization": value} if value else {})
            self.assertEqual((status, answer), (401, {}), value)
            self.assertTrue(headers["WWW-Authenticate"].startswith("Bearer"))

    def test_people(self):
        status, person, _ = self.cruddur.get("/api/users/@yuki/short")
        self.assertEqual((status, list(person), person["display_name"]),
                         (200, ["uuid", "handle", "display_name"], "雪 Tanaka"))
        self.assertEqual(self.cruddur.get("/api/users/@nobody/short")[:2], (404, {}))

    def test_pages_of_other_origins(self):
        preflight = {"Access-Control-Request-Method": "POST",
                     "Access-Control-Request-Headers": "authorization,content-type"}
        allowed = {"Origin": "https://cruddur.example.com"}
        status, _, headers = request(self.cruddur.address, "OPTIONS", "/api/messages", headers={**allowed, **preflight})
        self.assertEqual((status, headers["Access-Control-Allow-Credentials"]), (204, "true"))
        status, _, headers = request(self.cruddur.address, "GET", "/api/health-check", headers=allowed)
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (200, allowed["Origin"]))
        status, _, headers = request(self.cruddur.address, "GET", "/api/health-check",
                                     headers={"Origin": "https://evil.example"})
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (403, None))

    def test_methods_and_bodies(self):
        status, _, headers = request(self.cruddur.address, "DELETE", "/api/messages")
        self.assertEqual((status, headers["Allow"]), (405, "POST, OPTIONS"))
        status, text, headers = request(self.cruddur.address, "HEAD", "/api/health-check")
        self.assertEqual((status, text, headers["Content-Length"]), (200, "", "27"))
        bearer = {"Authorization": f"Bearer {self.cruddur.sign_in('mara')}"}
        self.assertEqual(request(self.cruddur.address, "POST", "/api/messages", "message=x", bearer)[0], 415)
        json_body = {**bearer, "Content-Type": "application/json"}
        self.assertEqual(request(self.cruddur.address, "POST", "/api/messages", "{", json_body)[0], 400)
        self.assertEqual(request(self.cruddur.address, "POST", "/api/messages", " " * 65537, json_body)[0], 413)

    def test_the_log_has_a_line_for_each_request_and_no_secrets(self):
        _, _, headers = self.cruddur.get("/api/message_groups", "mara")
        log = (self.cruddur.folder / "backend.log").read_text()
        line = next(json.loads(line) for line in log.splitlines() if headers["X-Request-Id"] in line)
        self.assertEqual((line["message"], line["method"], line["route"], line["status"], line["peer"]),
                         ("request", "GET", "/api/message_groups", 200, "127.0.0.1"))
        for secret in (self.cruddur.sign_in("mara"), self.cruddur.hook_secret, "Dry, and in the hall."):
            self.assertNotIn(secret, log)


class BackendOnPostgresqlTest(BackendTest):
    """The same with the users in PostgreSQL."""

    @classmethod
    def connection_url(cls):
        return cls.enterClassContext(postgres_server.postgres_server()).url("cruddur")


class StartAndStopTest(unittest.TestCase):
    def test_a_stop_under_load_loses_no_answer(self):
        with cruddur("mara", "teo") as running:
            running.send("mara", {"message": "hello", "handle": "teo"})
            path, statuses, done = "/api/message_groups", [], threading.Event()

            def ask():
                while not done.is_set():
                    try:
                        statuses.append(running.get(path, "mara")[0])
                    except ConnectionError:
                        return  # stopped before the request was sent, or before it was read
            askers = [threading.Thread(target=ask) for _ in range(4)]
            for asker in askers:
                asker.start()
            eventually(lambda: len(statuses) > 50, "requests are answered")
            self.assertEqual(running.stop_backend(), 0)
            done.set()
            for asker in askers:
                asker.join()
            self.assertEqual(set(statuses), {200})

    def test_a_poller_moves_conversations_as_well(self):
        with cruddur("mara", "teo", stream="poller") as running:
            group = running.send("mara", {"message": "hello", "handle": "teo"})[1]["message_group_uuid"]
            running.send("teo", {"message": "polled", "message_group_uuid": group})
            eventually(lambda: running.get("/api/message_groups", "mara")[1][0]["message"] == "polled",
                       "the poller shows the last message")
            self.assertEqual(running.stop_backend(), 0)

    def test_what_is_missing_is_one_sentence(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "DDB_"))}
        done = subprocess.run([str(BACKEND)], env={**kept, **harness.ENVIRONMENT}, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("AWS_COGNITO_USER_POOL_ID is not set", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        done = subprocess.run([str(BACKEND), "--prot", "1"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--prot", done.stderr)

    def test_a_port_that_is_in_use(self):
        with cruddur("mara") as running, socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = subprocess.run([str(BACKEND), "--host", "127.0.0.1", "--port", str(taken.getsockname()[1])],
                                  env=running.environment(), cwd=running.folder, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1)
            self.assertIn("in use", done.stderr)


if __name__ == "__main__":
    harness.main()
