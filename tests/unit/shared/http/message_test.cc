#include "shared/http/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "shared/http/request.h"

namespace ddb::http {
namespace {

using std::string_literals::operator""s;

TEST(Headers, KeepFieldsInOrderAsTheyStandOnTheWire) {
  Headers headers{{"B", "2"}, {"A", "1"}};
  headers.add("b", "");
  EXPECT_EQ(headers.text(), "B: 2\r\nA: 1\r\nb: \r\n");
  std::vector<std::string> fields;
  for (const HeaderView header : headers)
    fields.push_back(std::string(header.name) + "=" + std::string(header.value));
  EXPECT_THAT(fields, testing::ElementsAre("B=2", "A=1", "b="));
}

TEST(Headers, AreFoundInAnyCaseTheFirstOfThem) {
  const Headers headers{{"Content-Type", "a: b"}, {"content-type", "c"}, {"Empty", ""}};
  EXPECT_EQ(headers.find("CONTENT-TYPE"), "a: b");
  EXPECT_TRUE(headers.contains("empty"));
  EXPECT_EQ(headers.find("empty"), "");
  EXPECT_FALSE(headers.contains("Content-Typ"));
  EXPECT_FALSE(Headers().contains("a"));
  EXPECT_TRUE(Headers().empty());
}

TEST(Headers, TakeNothingThatWouldBecomeAnotherField) {
  Headers headers;
  for (const std::string& value : {"a\r\nb: c"s, "a\nb"s, "a\rb"s, "a\0b"s, "\x7f"s})
    EXPECT_THROW(headers.add("A", value), std::logic_error);
  for (const std::string& control : {"\x1f"s, "\x7f"s, "\0"s, "\n"s})
    for (std::size_t place = 0; place < 20; ++place)
      EXPECT_THROW(headers.add("A", std::string(20, 'x').insert(place, control)), std::logic_error) << place;
  for (const std::string name : {"", "a b", "a:", "a\r\n", "\xc3\xa4"})
    EXPECT_THROW(headers.add(name, "a"), std::logic_error);
  EXPECT_TRUE(headers.empty());
}

TEST(Headers, TakeTabulatorsAndEveryByteThatIsNoControlByte) {
  std::string value;
  for (int byte = 0x20; byte < 0x100; ++byte)
    if (byte != 0x7F) value += static_cast<char>(byte);
  for (std::size_t place = 0; place < 20; ++place) {
    Headers headers;
    headers.add("A", std::string(value).insert(place, "\t"));
    EXPECT_FALSE(headers.empty());
  }
}

TEST(StatusReason, IsThatOfTheRfcOrNothing) {
  EXPECT_EQ(status_reason(200), "OK");
  EXPECT_EQ(status_reason(404), "Not Found");
  EXPECT_EQ(status_reason(507), "Insufficient Storage");
  EXPECT_EQ(status_reason(299), "");
  EXPECT_EQ(status_reason(999), "");
}

TEST(Request, CanBeMadeWithoutAWireAndMoved) {
  Request made("POST", "/a?b", Headers{{"Host", "x"}, {"X-Amz-Target", "DynamoDB_20120810.GetItem"}}, "{}");
  const Request request = std::move(made);
  EXPECT_EQ(request.method(), "POST");
  EXPECT_EQ(request.path(), "/a");
  EXPECT_EQ(request.query(), "b");
  EXPECT_EQ(request.header("x-amz-target"), "DynamoDB_20120810.GetItem");
  EXPECT_EQ(request.headers().size(), 2U);
  EXPECT_EQ(request.body, "{}");
}

}  // namespace
}  // namespace ddb::http
