#include "shared/http/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ddb::http {
namespace {

struct Parts {
  const char* text;
  const char* scheme;
  const char* host;
  int port;
  const char* path;
  const char* query;
  const char* authority;
  const char* target;
};

TEST(ParseUrl, TakesApartWhatIsAUrl) {
  const Parts rows[] = {
      {"http://example.com", "http", "example.com", 80, "/", "", "example.com", "/"},
      {"https://example.com/", "https", "example.com", 443, "/", "", "example.com", "/"},
      {"HTTP://Example.COM:8000/A/b?C=d&e", "http", "example.com", 8000, "/A/b", "C=d&e", "example.com:8000",
       "/A/b?C=d&e"},
      {"http://example.com:80/", "http", "example.com", 80, "/", "", "example.com", "/"},
      {"https://example.com:80/", "https", "example.com", 80, "/", "", "example.com:80", "/"},
      {"http://[::1]:8000/x", "http", "::1", 8000, "/x", "", "[::1]:8000", "/x"},
      {"http://[FE80::1]", "http", "fe80::1", 80, "/", "", "[fe80::1]", "/"},
      {"http://127.0.0.1?a#b", "http", "127.0.0.1", 80, "/", "a", "127.0.0.1", "/?a"},
      {"http://a/%20b/?c=%0a?d#e?f", "http", "a", 80, "/%20b/", "c=%0a?d", "a", "/%20b/?c=%0a?d"},
      {"http://a:/", "http", "a", 80, "/", "", "a", "/"},
      {"http://a/\xc3\xa4?\xc3\xa4", "", "", 0, "", "", "", ""},
  };
  for (const Parts& row : rows) {
    SCOPED_TRACE(row.text);
    const auto url = parse_url(row.text);
    if (row.port == 0) {
      EXPECT_FALSE(url);
      continue;
    }
    ASSERT_TRUE(url) << url.error().message;
    EXPECT_EQ(url->scheme, row.scheme);
    EXPECT_EQ(url->host, row.host);
    EXPECT_EQ(url->port, row.port);
    EXPECT_EQ(url->path, row.path);
    EXPECT_EQ(url->query, row.query);
    EXPECT_EQ(url->authority(), row.authority);
    EXPECT_EQ(url->target(), row.target);
    EXPECT_EQ(url->origin(), std::string(row.scheme) + "://" + row.authority);
  }
}

TEST(ParseUrl, SaysWhatIsWrongWithTheOthers) {
  const std::pair<std::string, const char*> rows[] = {
      {"", "must begin with http:// or https://"},
      {"localhost:8000", "must begin with http:// or https://"},
      {"ftp://a/", "must begin with http:// or https://"},
      {"http:/a", "must begin with http:// or https://"},
      {"http://", "host is missing"},
      {"http:///a", "host is missing"},
      {"http://:80", "host is missing"},
      {"http://a b/", "host is missing or is not"},
      {"http://a:b/", "host is missing or is not"},
      {"http://[::1", "host is missing or is not"},
      {"http://::1/", "host is missing or is not"},
      {"http://a\r\nHost: b/", "host is missing or is not"},
      {"http://u:p@a/", "user name or password"},
      {"http://a:0/", "port is not a number from 1 to 65535"},
      {"http://a:65536/", "port is not a number from 1 to 65535"},
      {"http://a:999999/", "host is missing or is not"},
      {"http://a/b c", "must be percent-encoded"},
      {"http://a/b\r\nX: y", "must be percent-encoded"},
      {"http://a/?b\x7f", "must be percent-encoded"},
      {"http://a/" + std::string(9000, 'x'), "longer than 8192 bytes"},
  };
  for (const auto& [text, why] : rows) {
    SCOPED_TRACE(text.substr(0, 100));
    const auto url = parse_url(text);
    ASSERT_FALSE(url);
    EXPECT_THAT(url.error().message, testing::HasSubstr(why));
    EXPECT_THAT(url.error().message,
                testing::StartsWith("'" + text.substr(0, 200) + "' is not a usable URL: "));
  }
}

}  // namespace
}  // namespace ddb::http
