"""The cruddur command line: on SQLite, on a PostgreSQL server of the test's own, and with the emulator's user pool."""
import contextlib
import json
import os
import pathlib
import pty
import shutil
import subprocess
import tempfile
import unittest

import harness
import postgres_server

CRUDDUR = harness.BUILD / "bin" / "cruddur"
POOL_ID, CLIENT_ID = "eu-west-2_Command01", "1command23456789cruddur"
PASSWORD = "Correct-horse-7"


def environment(**variables):
    """Nothing of the machine's own settings but what a program needs to run."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("AWS_", "PG")) and name != "CONNECTION_URL"}
    return {**kept, "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", **variables}


class CruddurTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ddb-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.variables = {}

    def cruddur(self, *arguments, status=0, **options):
        """Runs it to its end; gives what it printed, or its error."""
        options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
        done = subprocess.run([CRUDDUR, *arguments], env=environment(**self.variables), cwd=self.folder,
                              capture_output=True, text=True, timeout=120, **options)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout}{done.stderr}")
        if status:
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr if status else done.stdout

    def query(self, sql):
        """What psql or sqlite3 answers by way of `cruddur db connect`."""
        return self.cruddur("db", "connect", input=sql + "\n")

    def check_life_of_a_database(self):
        self.cruddur("db", "create")
        self.cruddur("db", "schema-load")
        self.cruddur("db", "seed")
        self.cruddur("db", "seed")
        self.assertIn("mara@example.com", self.query("SELECT handle, email FROM users ORDER BY handle;"))
        self.query("UPDATE users SET bio = 'changed' WHERE handle = 'mara';")
        self.assertIn("changed", self.query("SELECT bio FROM users;"))
        self.cruddur("db", "setup", "--yes")
        self.assertNotIn("changed", self.query("SELECT bio FROM users;"))
        self.assertIn("--yes", self.cruddur("db", "drop", status=2))
        self.cruddur("db", "drop", "--yes")
        self.cruddur("db", "drop", "--yes")
        self.cruddur("db", "schema-load", status=3)


class Sqlite(CruddurTest):
    def test_life_of_a_database(self):
        self.variables["CONNECTION_URL"] = f"sqlite:{self.folder / 'users.db'}"
        self.check_life_of_a_database()
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_without_an_address_it_is_a_file_of_the_working_directory(self):
        self.cruddur("db", "setup", "--yes")
        self.assertTrue((self.folder / "cruddur.db").exists())

    def test_a_database_in_use_stays(self):
        self.cruddur("db", "setup", "--yes")
        user = subprocess.Popen(["sqlite3", "cruddur.db"], cwd=self.folder, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
        try:
            user.stdin.write("BEGIN IMMEDIATE; SELECT 'begun';\n")
            user.stdin.flush()
            self.assertEqual(user.stdout.readline(), "begun\n")
            self.cruddur("db", "drop", "--yes", status=1)
        finally:
            user.communicate("ROLLBACK;\n")
        self.cruddur("db", "drop", "--yes")

    def test_the_person_at_a_terminal_is_asked(self):
        self.cruddur("db", "create")
        for answer, status in (("no", 1), ("yes", 0)):
            mine, theirs = pty.openpty()
            try:
                os.write(mine, f"{answer}\n".encode())
                done = subprocess.run([CRUDDUR, "db", "drop"], env=environment(), cwd=self.folder, stdin=theirs,
                                      capture_output=True, text=True, timeout=120)
            finally:
                os.close(mine)
                os.close(theirs)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn("Type yes to go on", done.stderr)
            self.assertEqual((self.folder / "cruddur.db").exists(), status == 1)

    def test_a_program_that_is_not_installed_is_named_with_its_package(self):
        self.cruddur("db", "create")
        self.variables["PATH"] = str(self.folder)
        self.assertIn("apt install sqlite3", self.cruddur("db", "connect", status=1))
        self.assertIn("apt install postgresql-client", self.cruddur(
            "db", "connect", "--connection-url", "postgresql://localhost/cruddur", status=1))


class Postgres(CruddurTest):
    @classmethod
    def setUpClass(cls):
        running = contextlib.ExitStack()
        cls.addClassCleanup(running.close)
        cls.server = running.enter_context(postgres_server.postgres_server())

    def setUp(self):
        super().setUp()
        self.variables["CONNECTION_URL"] = self.server.url("cruddur_test")

    def test_life_of_a_database(self):
        self.check_life_of_a_database()

    def test_sessions(self):
        self.cruddur("db", "setup", "--yes")
        user = subprocess.Popen(["psql", "--quiet", "--no-align", "--tuples-only", self.server.url("cruddur_test")],
                                env=environment(PGAPPNAME="the other one"), stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
        try:
            user.stdin.write("SELECT 'begun';\n")
            user.stdin.flush()
            self.assertEqual(user.stdout.readline(), "begun\n")
            self.assertIn("the other one", self.cruddur("db", "sessions"))
            listed = json.loads(self.cruddur("db", "sessions", "--output", "json"))["Sessions"]
            self.assertEqual([session["application"] for session in listed], ["the other one"])
            self.assertIn("another program", self.cruddur("db", "drop", "--yes", status=1).lower())
        finally:
            user.communicate("\\q\n")
        self.cruddur("db", "drop", "--yes")

    def test_no_error_tells_the_password(self):
        for url in (self.server.url("no_such_database"), self.server.url("cruddur_test", password="wrong-secret")):
            self.variables["CONNECTION_URL"] = url
            message = self.cruddur("db", "schema-load", status=3)
            self.assertNotIn(self.server.password, message)
            self.assertNotIn("wrong-secret", message)


class UserPool(CruddurTest):
    @classmethod
    def setUpClass(cls):
        cls.emulator = harness.Emulator("--user-pool", f"{POOL_ID}:{CLIENT_ID}")
        cls.addClassCleanup(cls.emulator.stop)

    def setUp(self):
        super().setUp()
        self.variables.update(AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=self.emulator.endpoint,
                              AWS_COGNITO_USER_POOL_ID=POOL_ID)

    def users(self):
        listed = json.loads(self.cruddur("cognito", "list-users", "--output", "json"))["Users"]
        return {user["Username"]: {a["Name"]: a["Value"] for a in user["Attributes"]} for user in listed}

    def outcomes(self, group):
        """What was done for each handle, or username where the database knows no handle."""
        lines = self.cruddur(group, "update-cognito-user-ids", "--output", "json")
        return {one["handle"] or one["username"]: one["outcome"] for one in json.loads(lines)["Users"]}

    def test_accounts_become_users(self):
        self.cruddur("db", "setup", "--yes")
        self.cruddur("cognito", "create-user", "mara", "--email", "mara@example.com", "--password", PASSWORD)
        self.cruddur("cognito", "create-user", "stranger", "--email", "stranger@example.com", "--password", "-",
                     input=PASSWORD + "\n")
        self.assertIn("already", self.cruddur("cognito", "create-user", "mara", "--email", "mara@example.com",
                                              "--password", PASSWORD, status=1))
        self.assertIn("InvalidPasswordException", self.cruddur(
            "cognito", "create-user", "teo", "--email", "teo@example.com", "--password", "short", status=1))
        users = self.users()
        self.assertEqual(set(users), {"mara", "stranger"})
        self.assertEqual(users["mara"]["preferred_username"], "mara")

        self.assertEqual(self.outcomes("cognito"), {"mara": "updated", "stranger": "unknown", "ines": "not in the pool",
                                                    "teo": "not in the pool", "yuki": "not in the pool"})
        self.assertEqual(self.outcomes("db")["mara"], "unchanged")
        self.assertIn(users["mara"]["sub"], self.query("SELECT cognito_user_id FROM users WHERE handle = 'mara';"))

    def test_every_page_of_a_large_pool_is_listed(self):
        client = harness.boto3_session(self.emulator.endpoint, "cognito-idp")
        pool = client.create_user_pool(PoolName="large")["UserPool"]["Id"]
        for number in range(65):
            client.admin_create_user(UserPoolId=pool, Username=f"user{number}", MessageAction="SUPPRESS")
        self.variables["AWS_COGNITO_USER_POOL_ID"] = pool
        self.assertEqual(len(self.cruddur("cognito", "list-users", "--output", "plain").splitlines()), 65)

    def test_who_was_created_can_sign_in(self):
        self.cruddur("cognito", "create-user", "ines", "--email", "ines@example.com", "--password", PASSWORD)
        client = harness.boto3_session(self.emulator.endpoint, "cognito-idp")
        answer = client.initiate_auth(ClientId=CLIENT_ID, AuthFlow="USER_PASSWORD_AUTH",
                                      AuthParameters={"USERNAME": "ines", "PASSWORD": PASSWORD})
        self.assertIn("AccessToken", answer["AuthenticationResult"])

    def test_a_pool_that_is_not_there(self):
        message = self.cruddur("cognito", "list-users", "--user-pool-id", "eu-west-2_nobody", status=1)
        self.assertIn("There is no user pool eu-west-2_nobody", message)
        message = self.cruddur("cognito", "list-users", "--endpoint-url", "http://127.0.0.1:1", status=3)
        self.assertIn("127.0.0.1:1", message)


if __name__ == "__main__":
    harness.main()
