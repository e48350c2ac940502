import assert from "node:assert/strict";
import {test} from "node:test";
import {Cognito} from "../../../../backend/web/assets/cognito.js";
import {assertProblem, fakeFetch} from "./fakes.mjs";

const config = async () => ({cognito_endpoint: "http://pool/", cognito_client_id: "client"});
const idToken = claims => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
const result = {AccessToken: "access", RefreshToken: "refresh", ExpiresIn: 60, IdToken: idToken({preferred_username: "zoë"})};

test("sign-in asks the pool with handle and password, and reads its tokens", async () => {
  const {fetch, asked} = fakeFetch([200, {AuthenticationResult: result}]);
  assert.deepEqual(await new Cognito(fetch, config).signIn("zoë", "secret"),
    {accessToken: "access", refreshToken: "refresh", expiresInS: 60, handle: "zoë"});
  assert.equal(asked[0].url, "http://pool/");
  assert.equal(asked[0].headers["X-Amz-Target"], "AWSCognitoIdentityProviderService.InitiateAuth");
  assert.deepEqual(JSON.parse(asked[0].body), {ClientId: "client", AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: {USERNAME: "zoë", PASSWORD: "secret"}});
});

test("a wrong password is refused by its code, with or without a namespace", async () => {
  for (const type of ["NotAuthorizedException", "com.amazonaws.cognito#NotAuthorizedException"]) {
    const {fetch} = fakeFetch([400, {__type: type}]);
    await assert.rejects(new Cognito(fetch, config).signIn("a", "b"), assertProblem("refused", ["NotAuthorizedException"]));
  }
});

test("what else NotAuthorizedException may mean is told apart", async () => {
  for (const [sentence, code] of [["Password attempts exceeded", "TooManyRequestsException"], ["User is disabled.", "user_disabled"],
                                  ["Temporary password has expired and must be reset by an administrator.", "temporary_password_expired"],
                                  ["Invalid session for the user.", "session_expired"],
                                  ["Incorrect username or password.", "NotAuthorizedException"]]) {
    const {fetch} = fakeFetch([400, {__type: "NotAuthorizedException", message: sentence}]);
    await assert.rejects(new Cognito(fetch, config).signIn("a", "b"), assertProblem("refused", [code]));
  }
});

test("a new password is asked for and set under the name that the pool gives", async () => {
  const challenge = {ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s",
                     ChallengeParameters: {USER_ID_FOR_SRP: "id", requiredAttributes: "[]"}};
  const {fetch, asked} = fakeFetch([200, challenge], [200, {AuthenticationResult: result}]);
  const cognito = new Cognito(fetch, config);
  const asksFor = await cognito.signIn("a", "b");
  assert.deepEqual(asksFor, {session: "s", username: "id"});
  assert.equal((await cognito.setNewPassword(asksFor, "new")).accessToken, "access");
  assert.deepEqual(JSON.parse(asked[1].body), {ClientId: "client", ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s",
    ChallengeResponses: {USERNAME: "id", NEW_PASSWORD: "new"}});
});

test("another challenge, or details that the pool wants, are said and not passed over", async () => {
  const sms = fakeFetch([200, {ChallengeName: "SMS_MFA"}]);
  await assert.rejects(new Cognito(sms.fetch, config).signIn("a", "b"), assertProblem("refused", ["challenge_unknown"]));
  const details = fakeFetch([200, {ChallengeName: "NEW_PASSWORD_REQUIRED",
                                   ChallengeParameters: {requiredAttributes: '["userAttributes.name"]'}}]);
  await assert.rejects(new Cognito(details.fetch, config).signIn("a", "b"), assertProblem("refused", ["attributes_required"]));
});

test("a refresh token that is taken no longer ends the session; a pool that is away does not", async () => {
  const over = fakeFetch([400, {__type: "NotAuthorizedException"}]);
  await assert.rejects(new Cognito(over.fetch, config).refresh("r"), assertProblem("signed_out"));
  const away = fakeFetch("lost");
  await assert.rejects(new Cognito(away.fetch, config).refresh("r"), assertProblem("offline"));
  const broken = fakeFetch([500, "oops"]);
  await assert.rejects(new Cognito(broken.fetch, config).refresh("r"), assertProblem("unavailable"));
});

test("an id token that can't be read does no harm", async () => {
  const {fetch} = fakeFetch([200, {AuthenticationResult: {AccessToken: "access", IdToken: "nonsense"}}]);
  assert.equal((await new Cognito(fetch, config).signIn("a", "b")).handle, null);
});

test("revoking never fails", async () => {
  await new Cognito(fakeFetch("lost").fetch, config).revoke("r");
});
