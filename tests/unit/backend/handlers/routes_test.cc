#include "backend/handlers/routes.h"

#include <gmock/gmock.h>

#include "tests/unit/backend/handlers/handler_fixture.h"

namespace ddb::backend {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr std::string_view kNowhere = "00000000-0000-4000-8000-000000000000";

TEST(MatchPath, TakesTheParameterOutOfThePattern) {
  EXPECT_EQ(match_path("/a/b", "/a/b"), "");
  EXPECT_EQ(match_path("/a/<x>", "/a/b"), "b");
  EXPECT_EQ(match_path("/a/@<x>/c", "/a/@b/c"), "b");
  EXPECT_EQ(match_path("/a/@<x>/c", "/a/%40b%2Fd/c"), "b/d");
  for (const std::string_view path :
       {"", "/", "/a", "/a/", "/a/b/", "/a/b/c", "a/b", "/A/b", "*", "/a/%ff", "//b"})
    EXPECT_EQ(match_path("/a/<x>", path), std::nullopt) << path;
  for (const std::string_view path : {"/a/@/c", "/a/b/c", "/a/@b/d"})
    EXPECT_EQ(match_path("/a/@<x>/c", path), std::nullopt) << path;
}

class RoutesTest : public HandlerTest {};

TEST_F(RoutesTest, HealthCheck) {
  const http::Response response = get("/api/health-check");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"success": true, "ver": 1})");
  EXPECT_EQ(response.headers.find("Content-Type"), "application/json");
}

TEST_F(RoutesTest, SettingsOfThePages) {
  const http::Response response = get("/config.json");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(
      response.body,
      R"({"region":"us-east-1","cognito_endpoint":"http://localhost:8000","cognito_client_id":"client-1"})");
}

TEST_F(RoutesTest, StartingAConversationTellsItsUuidAlone) {
  EXPECT_THAT(post("mara", R"({"message":"hello","handle":"bo"})").body,
              MatchesRegex(R"(\{"message_group_uuid":"[0-9a-f-]{36}"\})"));
}

TEST_F(RoutesTest, ConversationsOfBothWithTheOthersNames) {
  const std::string group = start_conversation("hi \\\"bo\\\"");
  EXPECT_EQ(get("/api/message_groups", "mara").body,
            R"([{"uuid":")" + group + R"(","display_name":"Name bo","handle":"bo","message":"hi \"bo\"",)" +
                R"("created_at":"2027-01-15T08:00:00.000000+00:00"}])");
  EXPECT_THAT(get("/api/message_groups", "bo").body, HasSubstr(R"("handle":"mara")"));
  EXPECT_EQ(get("/api/message_groups", "eve").body, "[]");
}

TEST_F(RoutesTest, AddingToAConversationAnswersTheMessage) {
  const std::string group = start_conversation();
  clock_.advance(std::chrono::seconds(1));
  const http::Response response =
      post("bo", R"({"message":"h\u00e9","message_group_uuid":")" + group + R"("})");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(
      response.body,
      MatchesRegex(R"(\{"message_group_uuid":")" + group +
                   R"(","uuid":"[0-9a-f-]{36}","display_name":"Name bo","handle":"bo",)" +
                   "\"message\":\"h\xC3\xA9\"" + R"(,"created_at":"2027-01-15T08:00:01.000000\+00:00"\})"));
  const std::string messages = get("/api/messages/" + group, "mara").body;
  EXPECT_THAT(messages, StartsWith(R"([{"uuid":")"));
  EXPECT_LT(messages.find(R"("message":"hello")"), messages.find("\"message\":\"h\xC3\xA9\""));
}

TEST_F(RoutesTest, PagesOfMessagesAreLinked) {
  const std::string group = start_conversation("0");
  for (int i = 1; i < 5; ++i) {
    clock_.advance(std::chrono::seconds(1));
    post("bo", R"({"message":")" + std::to_string(i) + R"(","message_group_uuid":")" + group + R"("})");
  }
  std::string target = "/api/messages/" + group + "?limit=2";
  std::string seen;
  for (int page = 0; page < 3; ++page) {
    const http::Response response = get(target, "mara");
    std::string numbers;
    for (std::size_t at = 0; (at = response.body.find(R"("message":")", at)) != std::string::npos; ++at)
      numbers += response.body[at + 11];
    seen += numbers + " ";
    const std::string link(response.headers.find("Link"));
    if (page == 2) {
      EXPECT_EQ(link, "");
      break;
    }
    EXPECT_THAT(link,
                MatchesRegex("</api/messages/" + group + R"(\?limit=2&cursor=[A-Za-z0-9_-]+>; rel="next")"));
    target = link.substr(1, link.find('>') - 1);
  }
  EXPECT_EQ(seen, "34 12 0 ");
  EXPECT_THAT(std::string(get("/api/messages/" + group + "?limit=100", "mara").headers.find("Link")), "");
}

TEST_F(RoutesTest, MessagesAfterATimeWithItsPlusAsItIsOrEncoded) {
  const std::string group = start_conversation("old");
  clock_.advance(std::chrono::seconds(1));
  post("bo", R"({"message":"new","message_group_uuid":")" + group + R"("})");
  for (const std::string plus : {"+", "%2B"}) {
    const http::Response response =
        get("/api/messages/" + group + "?after=2027-01-15T08:00:00.000000" + plus + "00:00", "mara");
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_THAT(response.body, HasSubstr("new"));
    EXPECT_EQ(response.body.find("old"), std::string::npos);
  }
}

TEST_F(RoutesTest, APersonByHandle) {
  for (const std::string target :
       {"/api/users/@bo/short", "/api/users/%40bo/short", "/api/users/@%62o/short"}) {
    const http::Response response = get(target);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, R"({"uuid":"bo-uuid","handle":"bo","display_name":"Name bo"})");
  }
  EXPECT_EQ(get("/api/users/@nobody/short").status, 404);
  EXPECT_EQ(get("/api/users/@nobody/short").body, "{}");
}

TEST_F(RoutesTest, StreamHook) {
  const http::Headers json{{"Content-Type", "application/json"}};
  const std::string path = "/hooks/dynamodb-stream/";
  const http::Response taken = ask({"POST", path + "hook-secret", "", json, R"({"Records":[]})"});
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(taken.body, R"({"batchItemFailures":[]})");
  EXPECT_EQ(stream_.events, std::vector<std::string>{R"({"Records":[]})"});
  EXPECT_EQ(ask({"POST", path + "hook-secret", "", json, std::string(1 << 20, ' ')}).status, 200);

  for (const std::string secret : {"hook-secreT", "x", "hook-secret2", "hook-secret%00"})
    EXPECT_EQ(ask({"POST", path + secret, "", json, "{}"}).status, 404) << secret;
  stream_.failure = "There are no records.";
  EXPECT_EQ(ask({"POST", path + "hook-secret", "", json, "{}"}).status, 400);
  EXPECT_EQ(logged_.str().find("hook-secret"), std::string::npos);

  Api without_hook({messaging_, stream_, {}, ""});
  const http::Request request("POST", path, {}, "{}");
  EXPECT_EQ(without_hook.stream_event({request, "", ""}).response.status, 404);
}

struct ErrorCase {
  std::string body;
  int status;
  std::string answer;
};

TEST_F(RoutesTest, WhatIsWrongWithAMessage) {
  const std::string group = start_conversation();
  const std::string in_group = R"(,"message_group_uuid":")" + group + R"("})";
  const std::vector<ErrorCase> cases{
      {R"({"message":" ")" + in_group, 422, R"(["message_blank"])"},
      {R"({"message":7)" + in_group, 422, R"(["message_blank"])"},
      {R"({"message":null)" + in_group, 422, R"(["message_blank"])"},
      {R"({"message":")" + std::string(1025, 'x') + R"(")" + in_group, 422,
       R"(["message_exceed_max_chars_1024"])"},
      {R"({"message":"x","message_group_uuid":" "})", 422, R"(["message_group_uuid_blank"])"},
      {R"({})", 422, R"(["user_reciever_handle_blank","message_blank"])"},
      {R"({"message":"x","handle":""})", 422, R"(["user_reciever_handle_blank"])"},
      {R"({"message":"x","handle":"nobody"})", 422, R"(["user_reciever_handle_unknown"])"},
      {R"({"message":"x","handle":"mara"})", 422, R"(["user_reciever_handle_self"])"},
      {R"({"message":"x","message_group_uuid":")" + std::string(kNowhere) + R"("})", 403,
       R"(["message_group_forbidden"])"},
      {"", 400, R"(["body_invalid"])"},
      {"[]", 400, R"(["body_invalid"])"},
      {R"({"message":"x")", 400, R"(["body_invalid"])"},
      {"{\"message\":\"\xff\"}", 400, R"(["body_invalid"])"},
      {std::string(30'000, '['), 400, R"(["body_invalid"])"},
  };
  for (const ErrorCase& error : cases) {
    const http::Response response = post("mara", error.body);
    EXPECT_EQ(response.status, error.status) << error.body;
    EXPECT_EQ(response.body, error.answer) << error.body;
  }
  EXPECT_EQ(post("eve", R"({"message":"x")" + in_group).status, 403);
  const http::Response longest = post("mara", R"({"message":")" + std::string(1024, 'x') + R"(")" + in_group);
  EXPECT_EQ(longest.status, 200) << longest.body;
}

TEST_F(RoutesTest, WhatIsWrongWithAPage) {
  const std::string group = start_conversation();
  for (const std::string& path : {std::string("/api/message_groups"), "/api/messages/" + group}) {
    for (const std::string limit : {"0", "101", "x", "-1", "", "1.5"}) {
      const http::Response response = get(path + "?limit=" + limit, "mara");
      EXPECT_EQ(response.status, 422) << limit;
      EXPECT_EQ(response.body, R"(["limit_invalid"])") << limit;
    }
    EXPECT_EQ(get(path + "?cursor=%FF", "mara").body, R"(["cursor_invalid"])");
    EXPECT_EQ(get(path + "?cursor=&limit=0", "mara").body, R"(["limit_invalid","cursor_invalid"])");
  }
}

TEST_F(RoutesTest, OnlyMembersReadAConversation) {
  const std::string group = start_conversation();
  EXPECT_EQ(get("/api/messages/" + group, "bo").status, 200);
  for (const std::string& uuid : {group, std::string(kNowhere), std::string("x"), std::string("%00")}) {
    const http::Response response = get("/api/messages/" + uuid, "eve");
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.body, R"(["message_group_forbidden"])");
  }
  EXPECT_EQ(get("/api/messages/%20", "mara").body, R"(["message_group_uuid_blank"])");
}

TEST_F(RoutesTest, ASignedInStrangerIsToldSo) {
  const http::Response response = get("/api/message_groups", "stranger");
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(response.body, R"(["cognito_user_id_unknown"])");
}

TEST_F(RoutesTest, AnIdempotencyKeyWritesOnce) {
  const std::string body = R"({"message":"once","message_group_uuid":")" + start_conversation() + R"("})";
  const http::Headers key{{"Idempotency-Key", "k1"}};
  const http::Response first = post("mara", body, key);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(post("mara", body, key).body, first.body);
  EXPECT_NE(post("mara", body).body, first.body);
  const http::Response reused =
      post("mara", R"({"message":"other","message_group_uuid":")" + first.body.substr(23, 36) + R"("})", key);
  EXPECT_EQ(reused.status, 409);
  EXPECT_EQ(reused.body, R"(["idempotency_key_reused"])");
  for (const std::string& wrong : {std::string(), std::string(129, 'k'), std::string("\xC3\xA9")})
    EXPECT_EQ(post("mara", body, {{"Idempotency-Key", wrong}}).body, R"(["idempotency_key_invalid"])")
        << wrong;
}

TEST_F(RoutesTest, WhatCannotBeDoneJustNow) {
  const auto expect_unavailable = [&](const std::string& why) {
    for (const http::Response& response :
         {get("/api/message_groups", "mara"), post("mara", R"({"message":"x","handle":"bo"})")}) {
      EXPECT_EQ(response.status, 503) << why;
      EXPECT_EQ(response.body, R"(["unavailable"])");
      EXPECT_EQ(response.headers.find("Retry-After"), "1");
    }
    EXPECT_THAT(logged_.str(), HasSubstr(R"("detail":")" + why));
  };
  store_.fail_with(StoreError{StoreError::Kind::kMisconfigured, "There is no table."});
  expect_unavailable("There is no table.");
  store_.fail_with(std::nullopt);
  users_.fail_with("The database is gone.");
  expect_unavailable("The database is gone.");
  users_.fail_with(std::nullopt);
  tokens_.fail_with(TokenError{TokenError::Kind::kUnavailable, "The pool is gone."});
  expect_unavailable("The pool is gone.");
}

}  // namespace
}  // namespace ddb::backend
