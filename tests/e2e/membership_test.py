#!/usr/bin/env python3
"""No one reads or posts where they don't belong: every person at every conversation by every route, and tokens that are changed in each
of their fields, or are good for something else."""
import base64
import json
import unittest
import urllib.parse
import uuid

import harness
from backend_harness import PASSWORD, POOL_ID, cruddur, post_json, request

PEOPLE = ("mara", "teo", "ines", "yuki")
PAIRS = (("mara", "teo"), ("teo", "ines"), ("ines", "yuki"))
FORBIDDEN = (403, ["message_group_forbidden"])
PART = "AWSCognitoIdentityProviderService."


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def decoded(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


class MembershipTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cruddur = cls.enterClassContext(cruddur(*PEOPLE))
        cls.groups = {}
        for sender, receiver in PAIRS:
            status, answer = cls.cruddur.send(sender, {"message": f"secret of {sender} and {receiver}", "handle": receiver})
            assert status == 200, answer
            cls.groups[sender, receiver] = answer["message_group_uuid"]

    def reading_paths(self, group):
        after = urllib.parse.quote("2020-01-01T00:00:00.000000+00:00")
        return (f"/api/messages/{group}", f"/api/messages/{group}?limit=1", f"/api/messages/{group}?after={after}")

    def count(self, pair):
        return len(self.cruddur.get(f"/api/messages/{self.groups[pair]}?limit=100", pair[0])[1])

    def test_every_person_at_every_conversation(self):
        for pair, group in self.groups.items():
            for handle in PEOPLE:
                with self.subTest(pair=pair, handle=handle):
                    before = self.count(pair)
                    for path in self.reading_paths(group):
                        status, answer, _ = self.cruddur.get(path, handle)
                        if handle in pair:
                            self.assertEqual(status, 200, answer)
                        else:
                            self.assertEqual((status, answer), FORBIDDEN)
                    status, answer = self.cruddur.send(handle, {"message": "here I am", "message_group_uuid": group})
                    self.assertEqual((status, answer if status != 200 else None),
                                     (200, None) if handle in pair else FORBIDDEN)
                    self.assertEqual(self.count(pair), before + (handle in pair))
                    shown = [row["uuid"] for row in self.cruddur.get("/api/message_groups", handle)[1]]
                    self.assertEqual(group in shown, handle in pair)

    def test_names_of_conversations_that_are_none(self):
        owner = self.groups["mara", "teo"]
        names = [str(uuid.uuid4()), owner.upper(), owner[:-1], owner + "0", "GRP%23" + owner, "%00", "..", "%2e%2e%2f" + owner,
                 "x" * 2000, "MSG%23" + owner, "%F0%9F%98%80"]
        for name in names:
            with self.subTest(name=name):
                status, answer, _ = self.cruddur.get(f"/api/messages/{name}", "yuki")
                self.assertIn(status, (400, 403, 404), answer)
                self.assertNotIn("secret", json.dumps(answer))
        for name in [*names, f"{owner}#", " " + owner]:
            with self.subTest(posted=name):
                status, answer = self.cruddur.send("yuki", {"message": "x", "message_group_uuid": name})
                self.assertEqual((status, answer), FORBIDDEN)

    def test_somebody_elses_cursor_leads_nowhere(self):
        for text in ("one", "two", "three"):
            self.cruddur.send("mara", {"message": text, "message_group_uuid": self.groups["mara", "teo"]})
        _, _, headers = self.cruddur.get(self.reading_paths(self.groups["mara", "teo"])[1], "mara")
        cursor = headers["Link"].split("cursor=")[1].split(">")[0]
        self.assertEqual(self.cruddur.get(f"/api/messages/{self.groups['mara', 'teo']}?cursor={cursor}", "yuki")[:2],
                         FORBIDDEN)
        status, rows, _ = self.cruddur.get(f"/api/messages/{self.groups['ines', 'yuki']}?cursor={cursor}", "yuki")
        self.assertIn(status, (200, 422))
        self.assertNotIn("mara", json.dumps(rows))

    def refused(self, token):
        address = self.cruddur.address
        headers = {"Authorization": f"Bearer {token}"}
        group = self.groups["mara", "teo"]
        self.assertEqual(request(address, "GET", "/api/message_groups", headers=headers)[:2], (401, {}))
        self.assertEqual(request(address, "GET", f"/api/messages/{group}", headers=headers)[:2], (401, {}))
        self.assertEqual(post_json(address, "/api/messages", {"message": "x", "message_group_uuid": group}, headers), (401, {}))

    def test_tokens_that_are_changed_in_each_field(self):
        header, payload, signature = self.cruddur.sign_in("mara").split(".")
        other_payload = self.cruddur.sign_in("yuki").split(".")[1]
        for name, value in decoded(payload).items():
            for forged in (None, "", 0, "changed", decoded(other_payload)[name] if name == "sub" else [value]):
                if forged == value:
                    continue
                with self.subTest(claim=name, value=forged):
                    self.refused(f"{header}.{encoded({**decoded(payload), name: forged})}.{signature}")
        for name, value in (("alg", "none"), ("alg", "HS256"), ("alg", "RS512"), ("alg", ""), ("kid", "other"), ("kid", ""),
                            ("jwk", {"kty": "RSA"}), ("jku", "http://127.0.0.1:1/keys"), ("crit", ["exp"])):
            with self.subTest(header=name, value=value):
                self.refused(f"{encoded({**decoded(header), name: value})}.{payload}.{signature}")
        for forged in ("", "AAAA", signature[:-2], signature[::-1], other_payload):
            with self.subTest(signature=forged):
                self.refused(f"{header}.{payload}.{forged}")
        self.refused(f"{header}.{other_payload}.{signature}")

    def pool(self, operation, **body):
        import boto3
        client = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1").client(
            "cognito-idp", endpoint_url=self.cruddur.endpoint)
        return getattr(client, operation)(**body)

    def sign_in(self, client_id, username="mara"):
        status, answer = post_json(self.cruddur.endpoint, "/", {
            "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": client_id,
            "AuthParameters": {"USERNAME": username, "PASSWORD": PASSWORD}},
            {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": PART + "InitiateAuth"})
        self.assertEqual(status, 200, answer)
        return answer["AuthenticationResult"]

    def test_good_tokens_that_are_good_for_something_else(self):
        flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
        other_client = self.pool("create_user_pool_client", UserPoolId=POOL_ID, ClientName="other", ExplicitAuthFlows=flows)
        other_client_id = other_client["UserPoolClient"]["ClientId"]
        other_pool = self.pool("create_user_pool", PoolName="other")["UserPool"]["Id"]
        pool_client = self.pool("create_user_pool_client", UserPoolId=other_pool, ClientName="other", ExplicitAuthFlows=flows)
        self.pool("admin_create_user", UserPoolId=other_pool, Username="mara")
        self.pool("admin_set_user_password", UserPoolId=other_pool, Username="mara", Password=PASSWORD, Permanent=True)
        own = self.sign_in(self.pool("list_user_pool_clients", UserPoolId=POOL_ID)["UserPoolClients"][0]["ClientId"])
        for what, token in (("identity", own["IdToken"]), ("refresh", own["RefreshToken"]),
                            ("of another client", self.sign_in(other_client_id)["AccessToken"]),
                            ("of another pool", self.sign_in(pool_client["UserPoolClient"]["ClientId"])["AccessToken"])):
            with self.subTest(token=what):
                self.refused(token)

    def test_who_is_in_the_pool_alone_is_nobody_here(self):
        self.pool("admin_create_user", UserPoolId=POOL_ID, Username="stranger")
        self.pool("admin_set_user_password", UserPoolId=POOL_ID, Username="stranger", Password=PASSWORD, Permanent=True)
        for path in ("/api/message_groups", f"/api/messages/{self.groups['mara', 'teo']}"):
            self.assertEqual(self.cruddur.get(path, "stranger")[:2], (403, ["cognito_user_id_unknown"]))
        self.assertEqual(self.cruddur.send("stranger", {"message": "x", "handle": "mara"}),
                         (403, ["cognito_user_id_unknown"]))


if __name__ == "__main__":
    harness.main()
