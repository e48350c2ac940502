"""The local user pool through boto3, the AWS CLI, and HTTP as a page sends it."""
import base64
import hashlib
import json
import pathlib
import shutil
import signal
import unittest
import urllib.error
import urllib.request

import harness

POOL = "us-east-1_Local0001"
CLIENT = "localclient"
PASSWORD = "Correct-horse1"
TEMPORARY = "Temporary-1"
ORIGIN = "http://localhost:3000"


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verified_claims(token, key_set):
    """RFC 7515: RSASSA-PKCS1-v1_5 with SHA-256, with nothing but Python's own numbers."""
    header, payload, signature = token.split(".")
    key = next(key for key in key_set["keys"] if key["kid"] == json.loads(decoded(header))["kid"])
    assert json.loads(decoded(header))["alg"] == key["alg"] == "RS256"
    modulus, exponent = (int.from_bytes(decoded(key[name]), "big") for name in ("n", "e"))
    size = (modulus.bit_length() + 7) // 8
    found = pow(int.from_bytes(decoded(signature), "big"), exponent, modulus).to_bytes(size, "big")
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(
        f"{header}.{payload}".encode()).digest()
    assert found == b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest, "wrong signature"
    return json.loads(decoded(payload))


def key_set(endpoint, pool=POOL):
    with urllib.request.urlopen(f"{endpoint}/{pool}/.well-known/jwks.json", timeout=30) as answer:
        return json.load(answer)


def cognito(endpoint):
    return harness.boto3_session(endpoint, "cognito-idp")


def add_user(client, username, **attributes):
    created = client.admin_create_user(
        UserPoolId=POOL, Username=username, MessageAction="SUPPRESS", TemporaryPassword=TEMPORARY,
        UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()])
    client.admin_set_user_password(UserPoolId=POOL, Username=username, Password=PASSWORD, Permanent=True)
    return created["User"]


def sign_in(client, username, password=PASSWORD):
    return client.initiate_auth(ClientId=CLIENT, AuthFlow="USER_PASSWORD_AUTH",
                                AuthParameters={"USERNAME": username, "PASSWORD": password})


class Boto3(harness.EmulatorTest):
    emulator_options = ("--user-pool", f"{POOL}:{CLIENT}")

    def setUp(self):
        self.client = cognito(self.emulator.endpoint)

    def test_signs_in_with_tokens_that_the_key_set_verifies(self):
        user = add_user(self.client, "andrew", email="andrew@example.com", email_verified="true",
                        preferred_username="andrewbrown")
        sub = next(a["Value"] for a in user["Attributes"] if a["Name"] == "sub")
        for name in ("andrew", "andrewbrown", "andrew@example.com"):
            result = sign_in(self.client, name)["AuthenticationResult"]
            access = verified_claims(result["AccessToken"], key_set(self.emulator.endpoint))
            self.assertEqual(access["iss"], f"https://cognito-idp.us-east-1.amazonaws.com/{POOL}")
            self.assertEqual((access["sub"], access["client_id"], access["token_use"], access["username"]),
                             (sub, CLIENT, "access", "andrew"))
            self.assertEqual(access["exp"] - access["iat"], 3600)
        identity = verified_claims(result["IdToken"], key_set(self.emulator.endpoint))
        self.assertEqual((identity["aud"], identity["email"], identity["email_verified"]),
                         (CLIENT, "andrew@example.com", True))
        self.assertEqual(self.client.get_user(AccessToken=result["AccessToken"])["Username"], "andrew")

        refreshed = self.client.initiate_auth(ClientId=CLIENT, AuthFlow="REFRESH_TOKEN_AUTH",
                                              AuthParameters={"REFRESH_TOKEN": result["RefreshToken"]})
        again = verified_claims(refreshed["AuthenticationResult"]["AccessToken"], key_set(self.emulator.endpoint))
        self.assertEqual(again["origin_jti"], access["origin_jti"])
        self.client.revoke_token(Token=result["RefreshToken"], ClientId=CLIENT)
        with self.assertRaises(self.client.exceptions.NotAuthorizedException):
            self.client.get_user(AccessToken=result["AccessToken"])

    def test_a_temporary_password_must_be_changed(self):
        self.client.admin_create_user(UserPoolId=POOL, Username="bayko", TemporaryPassword=TEMPORARY)
        challenge = sign_in(self.client, "bayko", TEMPORARY)
        self.assertEqual(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED")
        responses = {"USERNAME": "bayko", "NEW_PASSWORD": "weak"}
        respond = lambda: self.client.respond_to_auth_challenge(
            ClientId=CLIENT, ChallengeName="NEW_PASSWORD_REQUIRED", Session=challenge["Session"],
            ChallengeResponses=responses)
        with self.assertRaisesRegex(self.client.exceptions.InvalidPasswordException, "Password not long enough"):
            respond()
        responses["NEW_PASSWORD"] = PASSWORD
        verified_claims(respond()["AuthenticationResult"]["AccessToken"], key_set(self.emulator.endpoint))
        self.assertIn("AuthenticationResult", sign_in(self.client, "bayko"))

    def test_errors_are_cognitos(self):
        exceptions = self.client.exceptions
        add_user(self.client, "erin")
        with self.assertRaisesRegex(exceptions.NotAuthorizedException, "Incorrect username or password."):
            sign_in(self.client, "erin", "Wrong-horse1")
        with self.assertRaisesRegex(exceptions.NotAuthorizedException, "Incorrect username or password."):
            sign_in(self.client, "nobody")
        with self.assertRaises(exceptions.UsernameExistsException):
            self.client.admin_create_user(UserPoolId=POOL, Username="erin")
        with self.assertRaises(exceptions.UserNotFoundException):
            self.client.admin_get_user(UserPoolId=POOL, Username="nobody")
        with self.assertRaises(exceptions.ResourceNotFoundException):
            self.client.list_users(UserPoolId="us-east-1_None")
        with self.assertRaises(exceptions.InvalidPasswordException):
            self.client.admin_set_user_password(UserPoolId=POOL, Username="erin", Password="weak")
        with self.assertRaisesRegex(exceptions.ClientError, "UnknownOperationException"):
            self.client.sign_up(ClientId=CLIENT, Username="x", Password=PASSWORD)

    def test_whoever_guesses_is_locked_out(self):
        add_user(self.client, "mallory")
        messages = []
        while "Password attempts exceeded" not in messages and len(messages) < 30:  # a lockout lasts longer each time
            with self.assertRaises(self.client.exceptions.NotAuthorizedException) as refused:
                sign_in(self.client, "mallory", "Wrong-horse1")
            messages.append(refused.exception.response["Error"]["Message"])
        self.assertEqual(messages[:5], ["Incorrect username or password."] * 5)
        self.assertEqual(messages[-1], "Password attempts exceeded")

    def test_pools_clients_and_pages_of_users(self):
        pool = self.client.create_user_pool(PoolName="pages", UsernameAttributes=["email"])["UserPool"]["Id"]
        client = self.client.create_user_pool_client(
            UserPoolId=pool, ClientName="web", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])["UserPoolClient"]
        self.assertEqual(self.client.describe_user_pool_client(
            UserPoolId=pool, ClientId=client["ClientId"])["UserPoolClient"]["ClientName"], "web")
        for i in range(5):
            self.client.admin_create_user(UserPoolId=pool, Username=f"user{i}@example.com")
        pages = self.client.get_paginator("list_users").paginate(UserPoolId=pool, PaginationConfig={"PageSize": 2})
        emails = [attribute["Value"] for page in pages for user in page["Users"]
                  for attribute in user["Attributes"] if attribute["Name"] == "email"]
        self.assertEqual(sorted(emails), [f"user{i}@example.com" for i in range(5)])
        found = self.client.list_users(UserPoolId=pool, Filter='email = "user3@example.com"')["Users"]
        self.assertEqual(len(found), 1)
        self.assertEqual(len(key_set(self.emulator.endpoint, pool)["keys"]), 1)
        self.client.delete_user_pool(UserPoolId=pool)
        listed = self.client.list_user_pools(MaxResults=60)["UserPools"]
        self.assertEqual([found["Id"] for found in listed if found["Id"] in (pool, POOL)], [POOL])
        with self.assertRaises(urllib.error.HTTPError):
            key_set(self.emulator.endpoint, pool)

    def test_dynamodb_answers_beside_it(self):
        self.assertEqual(self.boto3().list_tables()["TableNames"], [])


class Page(harness.EmulatorTest):
    """What a browser does: no signature, an origin, a preflight."""
    emulator_options = ("--user-pool", f"{POOL}:{CLIENT}", "--allow-origin", ORIGIN)

    def ask(self, method, body=None, **headers):
        request = urllib.request.Request(self.emulator.endpoint + "/", method=method, data=body, headers={
            "Origin": ORIGIN, **{name.replace("_", "-"): value for name, value in headers.items()}})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as failure:
            return failure.code, failure.headers, failure.read()

    def initiate_auth(self, password, **headers):
        return self.ask("POST", json.dumps({
            "ClientId": CLIENT, "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": {"USERNAME": "andrew", "PASSWORD": password}}).encode(),
            X_Amz_Target="AWSCognitoIdentityProviderService.InitiateAuth",
            Content_Type="application/x-amz-json-1.1", **headers)

    def test_a_page_of_an_allowed_origin_signs_in(self):
        add_user(cognito(self.emulator.endpoint), "andrew")
        status, headers, _ = self.ask("OPTIONS", Access_Control_Request_Method="POST",
                                      Access_Control_Request_Headers="content-type,x-amz-target")
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (204, ORIGIN))
        status, headers, body = self.initiate_auth(PASSWORD)
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (200, ORIGIN))
        self.assertEqual(json.loads(body)["AuthenticationResult"]["TokenType"], "Bearer")
        status, headers, body = self.initiate_auth("Wrong-horse1")
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (400, ORIGIN))
        self.assertEqual(headers["x-amzn-ErrorType"], "NotAuthorizedException:")
        self.assertEqual(json.loads(body), {"__type": "NotAuthorizedException",
                                            "message": "Incorrect username or password."})

    def test_a_page_of_another_origin_does_not(self):
        self.assertEqual(self.initiate_auth(PASSWORD, Origin="http://evil.example")[0], 403)


class Restart(unittest.TestCase):
    def test_keys_users_and_sign_ins_stay(self):
        with harness.temporary_folder() as folder:
            options = ("--db-path", str(folder / "pool.db"), "--user-pool", f"{POOL}:{CLIENT}")
            emulator = harness.Emulator(*options)
            self.addCleanup(emulator.stop)
            add_user(cognito(emulator.endpoint), "andrew", preferred_username="andrewbrown")
            result = sign_in(cognito(emulator.endpoint), "andrew")["AuthenticationResult"]
            keys = key_set(emulator.endpoint)
            emulator.stop(signal.SIGKILL)

            with harness.emulator(*options) as again:
                self.assertEqual(key_set(again.endpoint), keys)
                client = cognito(again.endpoint)
                self.assertEqual(client.get_user(AccessToken=result["AccessToken"])["Username"], "andrew")
                client.initiate_auth(ClientId=CLIENT, AuthFlow="REFRESH_TOKEN_AUTH",
                                     AuthParameters={"REFRESH_TOKEN": result["RefreshToken"]})
                sign_in(client, "andrewbrown")
            kept = (folder / "pool.db").read_bytes()
            for secret in (PASSWORD, TEMPORARY, result["RefreshToken"].split(".")[1]):
                self.assertNotIn(secret.encode(), kept)

    def test_no_secret_is_logged(self):
        with harness.temporary_folder() as folder:
            log = pathlib.Path(folder / "log")
            with open(log, "wb") as stderr:
                emulator = harness.Emulator("--log-level", "debug", "--user-pool", f"{POOL}:{CLIENT}", stderr=stderr)
                try:
                    client = cognito(emulator.endpoint)
                    add_user(client, "andrew")
                    result = sign_in(client, "andrew")["AuthenticationResult"]
                    with self.assertRaises(client.exceptions.NotAuthorizedException):
                        sign_in(client, "andrew", "Wrong-horse1")
                finally:
                    emulator.stop()
            text = log.read_text()
            for secret in (PASSWORD, TEMPORARY, "Wrong-horse1", *result.values()):
                if isinstance(secret, str) and secret != "Bearer":
                    self.assertNotIn(secret, text)

    def test_an_option_that_names_no_pool_is_refused(self):
        done = harness.run([harness.EMULATOR, "--port", "0", "--user-pool", "nonsense"], "")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("Option --user-pool: \"nonsense\" is no user pool id", done.stderr)


@unittest.skipUnless(shutil.which("aws"), "the AWS CLI is not installed")
class AwsCli(harness.EmulatorTest):
    emulator_options = ("--user-pool", f"{POOL}:{CLIENT}")

    def aws(self, *arguments, succeeds=True):
        done = harness.run(["aws", "cognito-idp", *arguments, "--output", "json",
                            "--endpoint-url", self.emulator.endpoint], self.emulator.endpoint)
        self.assertEqual(done.returncode == 0, succeeds, done.stderr)
        return json.loads(done.stdout or "null") if succeeds else done.stderr

    def test_the_flow_of_the_documentation(self):
        self.aws("admin-create-user", "--user-pool-id", POOL, "--username", "andrew", "--message-action", "SUPPRESS",
                 "--user-attributes", "Name=email,Value=andrew@example.com", "Name=preferred_username,Value=andrewbrown")
        self.aws("admin-set-user-password", "--user-pool-id", POOL, "--username", "andrew", "--password", PASSWORD,
                 "--permanent")
        users = self.aws("list-users", "--user-pool-id", POOL, "--filter", 'preferred_username = "andrewbrown"')
        self.assertEqual([user["Username"] for user in users["Users"]], ["andrew"])
        tokens = self.aws("initiate-auth", "--client-id", CLIENT, "--auth-flow", "USER_PASSWORD_AUTH",
                          "--auth-parameters", f"USERNAME=andrewbrown,PASSWORD={PASSWORD}")["AuthenticationResult"]
        verified_claims(tokens["AccessToken"], key_set(self.emulator.endpoint))
        self.assertEqual(self.aws("get-user", "--access-token", tokens["AccessToken"])["Username"], "andrew")
        refusal = self.aws("initiate-auth", "--client-id", CLIENT, "--auth-flow", "USER_PASSWORD_AUTH",
                           "--auth-parameters", "USERNAME=andrew,PASSWORD=Wrong-horse1", succeeds=False)
        self.assertIn("(NotAuthorizedException) when calling the InitiateAuth operation: "
                      "Incorrect username or password.", refusal)
        self.assertEqual(len(self.aws("list-user-pools", "--max-results", "10")["UserPools"]), 1)


if __name__ == "__main__":
    harness.main()
