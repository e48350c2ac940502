// Requests on whose end or addressee two servers could disagree are refused, however they arrive, and nothing
// behind them is taken for a request.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/shared/http/raw_socket.h"
#include "tests/unit/shared/http/test_server.h"

namespace ddb::http::test {
namespace {

using std::string_literals::operator""s;

struct RefusedShape {
  const char* name;
  int status;
  std::string request;
};

void PrintTo(const RefusedShape& shape, std::ostream* out) {
  *out << shape.name;
}

constexpr const char* kSecondRequest = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::size_t kBodyBytesMax = 1000;

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST /first HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

std::vector<RefusedShape> refused_shapes() {
  const std::string chunk = "5\r\nhello\r\n0\r\n\r\n";
  return {
      // Transfer-Encoding that is not exactly `chunked`
      {"TransferEncodingIdentity", 400, post("Transfer-Encoding: identity\r\n", chunk)},
      {"TransferEncodingGzipChunked", 400, post("Transfer-Encoding: gzip, chunked\r\n", chunk)},
      {"TransferEncodingChunkedGzip", 400, post("Transfer-Encoding: chunked, gzip\r\n", chunk)},
      {"TransferEncodingChunkedChunked", 400, post("Transfer-Encoding: chunked, chunked\r\n", chunk)},
      {"TransferEncodingTwice", 400,
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunk)},
      {"TransferEncodingTwiceDifferent", 400,
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", chunk)},
      {"TransferEncodingXchunked", 400, post("Transfer-Encoding: xchunked\r\n", chunk)},
      {"TransferEncodingQuoted", 400, post("Transfer-Encoding: \"chunked\"\r\n", chunk)},
      {"TransferEncodingWithParameter", 400, post("Transfer-Encoding: chunked;a=b\r\n", chunk)},
      {"TransferEncodingWithComma", 400, post("Transfer-Encoding: ,chunked\r\n", chunk)},
      {"TransferEncodingUpperCase", 400, post("Transfer-Encoding: CHUNKED\r\n", chunk)},
      {"TransferEncodingEmpty", 400, post("Transfer-Encoding:\r\n", chunk)},
      {"TransferEncodingVerticalTab", 400, post("Transfer-Encoding: \x0b"s + "chunked\r\n", chunk)},
      // Content-Length
      {"ChunkedThenLength", 400, post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunk)},
      {"LengthThenChunked", 400, post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunk)},
      {"LengthThenIdentity", 400, post("Content-Length: 5\r\nTransfer-Encoding: identity\r\n", "hello")},
      {"LengthTwiceEqual", 400, post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")},
      {"LengthTwiceDifferent", 400, post("Content-Length: 5\r\nContent-Length: 0\r\n", "hello")},
      {"LengthTwiceSecondEmpty", 400, post("Content-Length: 0\r\nContent-Length:\r\n")},
      {"LengthList", 400, post("Content-Length: 5, 5\r\n", "hello")},
      {"LengthPlus", 400, post("Content-Length: +5\r\n", "hello")},
      {"LengthMinus", 400, post("Content-Length: -5\r\n", "hello")},
      {"LengthHexadecimal", 400, post("Content-Length: 0x5\r\n", "hello")},
      {"LengthFraction", 400, post("Content-Length: 5.0\r\n", "hello")},
      {"LengthInnerSpace", 400, post("Content-Length: 0 5\r\n", "hello")},
      {"LengthEmpty", 400, post("Content-Length:\r\n")},
      {"LengthOverflow", 400, post("Content-Length: 18446744073709551621\r\n", "hello")},
      {"LengthTooLarge", 413, post("Content-Length: 1001\r\n", "hello")},
      // Host
      {"NoHost", 400, "GET /first HTTP/1.1\r\n\r\n"},
      {"TwoHosts", 400, "GET /first HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"TwoEqualHosts", 400, "GET /first HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
      {"EmptyHost", 400, "GET /first HTTP/1.1\r\nHost:\r\n\r\n"},
      {"HostWithPath", 400, "GET /first HTTP/1.1\r\nHost: a/b\r\n\r\n"},
      {"HostWithUser", 400, "GET /first HTTP/1.1\r\nHost: u@a\r\n\r\n"},
      {"HostList", 400, "GET /first HTTP/1.1\r\nHost: a, b\r\n\r\n"},
      {"HostWithBadPort", 400, "GET /first HTTP/1.1\r\nHost: a:b\r\n\r\n"},
      {"AbsoluteTargetOfOtherHost", 400, "GET http://b/first HTTP/1.1\r\nHost: a\r\n\r\n"},
      // lines
      {"FoldedBySpace", 400, post("X-A: b\r\n c\r\n")},
      {"FoldedByTabulator", 400, post("X-A: b\r\n\tc\r\n")},
      {"FoldedTransferEncoding", 400, post("Transfer-Encoding:\r\n chunked\r\n", chunk)},
      {"FoldedFirstField", 400, "GET /first HTTP/1.1\r\n Host: a\r\n\r\n"},
      {"LineOfWhiteSpace", 400, post(" \r\n")},
      {"BareLineFeeds", 400, "GET /first HTTP/1.1\nHost: a\n\n"},
      {"BareLineFeedAfterRequestLine", 400, "GET /first HTTP/1.1\nHost: a\r\n\r\n"},
      {"BareLineFeedAfterField", 400, "GET /first HTTP/1.1\r\nHost: a\n\r\n"},
      {"BareLineFeedAtEnd", 400, "GET /first HTTP/1.1\r\nHost: a\r\n\n"},
      {"BareLineFeedInField", 400, post("X-A: b\nTransfer-Encoding: chunked\r\n", chunk)},
      {"BareCarriageReturnInField", 400, post("X-A: b\rX-B: c\r\n")},
      {"DoubleCarriageReturn", 400, post("X-A: b\r\r\n")},
      {"EmptyLineFirst", 400, "\r\nGET /first HTTP/1.1\r\nHost: a\r\n\r\n"},
      // bytes
      {"NulInName", 400, post("X-\0A: b\r\n"s)},
      {"NulInValue", 400, post("X-A: b\0c\r\n"s)},
      {"NulInTarget", 400, "GET /first\0 HTTP/1.1\r\nHost: a\r\n\r\n"s},
      {"NulInMethod", 400, "G\0ET /first HTTP/1.1\r\nHost: a\r\n\r\n"s},
      {"ControlByteInValue", 400, post("X-A: \x01\r\n")},
      {"DeleteByteInValue", 400, post("X-A: \x7f\r\n")},
      {"SpaceBeforeColon", 400, post("Transfer-Encoding : chunked\r\n", chunk)},
      {"TabulatorBeforeColon", 400, post("Content-Length\t: 5\r\n", "hello")},
      {"SpaceInName", 400, post("X A: b\r\n")},
      {"EmptyName", 400, post(": b\r\n")},
      {"NoColon", 400, post("X-A\r\n")},
      {"NameNotAscii", 400, post("X-\xc3\xa4: b\r\n")},
      // request line
      {"HttpTwo", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"HttpOnePointTwo", 505, "GET /first HTTP/1.2\r\nHost: a\r\n\r\n"},
      {"HttpZeroPointNine", 505, "GET /first HTTP/0.9\r\nHost: a\r\n\r\n"},
      {"NoVersion", 400, "GET /first\r\nHost: a\r\n\r\n"},
      {"LowerCaseVersion", 400, "GET /first http/1.1\r\nHost: a\r\n\r\n"},
      {"LongVersion", 400, "GET /first HTTP/1.10\r\nHost: a\r\n\r\n"},
      {"SpaceAfterVersion", 400, "GET /first HTTP/1.1 \r\nHost: a\r\n\r\n"},
      {"TwoSpaces", 400, "GET  /first HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"TargetWithSpace", 400, "GET /fir st HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"TargetWithoutSlash", 400, "GET first HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"TargetEmpty", 400, "GET  HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"Connect", 400, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"},
      {"StarWithGet", 400, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"TlsHello", 400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s},
      // chunks
      {"ChunkedOnHttpOnePointZero", 400,
       "POST /first HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk},
      {"ChunkSizeNotHexadecimal", 400, chunked("g\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeWithPrefix", 400, chunked("0x5\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeNegative", 400, chunked("-5\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeAfterSpace", 400, chunked(" 5\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeBeforeSpace", 400, chunked("5 \r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeEmpty", 400, chunked("\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeOverflow", 400, chunked("10000000000000005\r\nhello\r\n0\r\n\r\n")},
      {"ChunkTooLong", 400, chunked("4\r\nhello\r\n0\r\n\r\n")},
      {"ChunkTooShort", 400, chunked("6\r\nhello\r\n0\r\n\r\n")},
      {"ChunkSizeBareLineFeed", 400, chunked("5\nhello\r\n0\r\n\r\n")},
      {"ChunkDataBareLineFeed", 400, chunked("5\r\nhello\n0\r\n\r\n")},
      {"ChunkEndBareLineFeed", 400, chunked("5\r\nhello\r\n0\n\n" + std::string(400, 'x'))},
      {"ChunkExtensionBareLineFeed", 400, chunked("5;a=\"\n\"\r\nhello\r\n0\r\n\r\n")},
      {"ChunkExtensionNul", 400, chunked("5;a=\"\0\"\r\nhello\r\n0\r\n\r\n"s)},
      {"ChunkExtensionMalformed", 400, chunked("5;;\r\nhello\r\n0\r\n\r\n")},
      {"ChunkExtensionLong", 400, chunked("5;a=" + std::string(300, 'x') + "\r\nhello\r\n0\r\n\r\n")},
      {"ChunkExtensionWithoutEnd", 400, chunked("5;a=" + std::string(400, 'x'))},
      {"TrailerField", 400, chunked("5\r\nhello\r\n0\r\nX-A: b\r\n\r\n")},
      {"TrailerContentLength", 400, chunked("5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n")},
      {"ChunksTooLarge", 413, chunked("5\r\nhello\r\n3e4\r\n" + std::string(996, 'x') + "\r\n0\r\n\r\n")},
      // expectations and sizes
      {"UnknownExpectation", 417, post("Content-Length: 5\r\nExpect: 200-ok\r\n", "hello")},
      {"HeadTooLong", 431, post("X-A: " + std::string(2100, 'x') + "\r\n")},
      {"TargetTooLong", 431, "GET /" + std::string(2100, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"TooManyFields", 431, post([] {
         std::string fields;
         for (int i = 0; i < 20; ++i)
           fields += "X: y\r\n";
         return fields;
       }())},
  };
}

class RefusedRequest : public testing::TestWithParam<RefusedShape> {
 protected:
  RefusedRequest() {
    Limits limits;
    limits.head_bytes_max = 2048;
    limits.header_count_max = 20;
    limits.body_bytes_max = kBodyBytesMax;
    server_ = start_server(handler_, limits);
    control_.emplace(server_->port());
  }

  void expect_refused(RawSocket& socket) {
    const std::string answer = socket.receive_to_end();
    EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 " + std::to_string(GetParam().status) + " "));
    EXPECT_THAT(answer, testing::HasSubstr("\r\nConnection: close\r\n"));
    EXPECT_EQ(answer.find("\nConnection: "), answer.rfind("\nConnection: ")) << "a second answer: " << answer;
  }

  /// Returns once the server's one thread has read what was sent before on other connections.
  void settle() {
    control_->send("GET /control HTTP/1.1\r\nHost: a\r\n\r\n");
    control_->receive_response();
  }

  RecordingHandler handler_;
  std::unique_ptr<Server> server_;
  std::optional<RawSocket> control_;
};

TEST_P(RefusedRequest, IsRefusedWholeAndNothingBehindItRuns) {
  RawSocket socket(server_->port());
  socket.send(GetParam().request + kSecondRequest);
  expect_refused(socket);
  EXPECT_THAT(handler_.targets(), testing::IsEmpty());
}

TEST_P(RefusedRequest, IsRefusedWhenSplitAtAnyByteAndNothingBehindItRuns) {
  const std::string& request = GetParam().request;
  for (std::size_t split = 1; split < request.size(); ++split) {
    // The long shapes are long by one repeated byte: their first and last bytes say it all.
    if (split == 150 && request.size() > 300) split = request.size() - 150;
    SCOPED_TRACE("split at " + std::to_string(split));
    RawSocket socket(server_->port());
    socket.send(request.substr(0, split));
    settle();
    socket.send(request.substr(split) + kSecondRequest);
    expect_refused(socket);
  }
  EXPECT_THAT(handler_.targets(), testing::Each("/control"));
}

TEST_P(RefusedRequest, IsRefusedBehindAValidRequest) {
  RawSocket socket(server_->port());
  socket.send("GET /valid HTTP/1.1\r\nHost: a\r\n\r\n" + GetParam().request + kSecondRequest);
  EXPECT_THAT(socket.receive_response(), testing::StartsWith("HTTP/1.1 200 OK\r\n"));
  expect_refused(socket);
  EXPECT_THAT(handler_.targets(), testing::ElementsAre("/valid"));
}

INSTANTIATE_TEST_SUITE_P(Shapes, RefusedRequest, testing::ValuesIn(refused_shapes()),
                         [](const auto& info) { return std::string(info.param.name); });

struct TakenShape {
  const char* name;
  std::string request;
  std::string target;
  std::string body;
};

void PrintTo(const TakenShape& shape, std::ostream* out) {
  *out << shape.name;
}

std::vector<TakenShape> taken_shapes() {
  return {
      {"Get", "GET /first HTTP/1.1\r\nHost: a\r\n\r\n", "/first", ""},
      {"HostWithPort", "GET /first HTTP/1.1\r\nhost:[::1]:8000\r\n\r\n", "/first", ""},
      {"NoWhiteSpaceBeforeValue", "GET /first HTTP/1.1\r\nHost:a\r\n\r\n", "/first", ""},
      {"WhiteSpaceAroundValue", "POST /first HTTP/1.1\r\nHost: \t a \t\r\nContent-Length:  5 \r\n\r\nhello",
       "/first", "hello"},
      {"EmptyValue", "GET /first HTTP/1.1\r\nHost: a\r\nX-A:\r\nX-B: \r\n\r\n", "/first", ""},
      {"Query", "GET /first?a=b&c HTTP/1.1\r\nHost: a\r\n\r\n", "/first?a=b&c", ""},
      {"AbsoluteTarget", "GET http://a:80/first?b HTTP/1.1\r\nHost: A:80\r\n\r\n", "/first?b", ""},
      {"AbsoluteTargetWithoutPath", "GET http://a HTTP/1.1\r\nHost: a\r\n\r\n", "/", ""},
      {"StarWithOptions", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "*", ""},
      {"UnknownMethod", "FROB /first HTTP/1.1\r\nHost: a\r\n\r\n", "/first", ""},
      {"LengthZero", "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "/first", ""},
      {"LengthWithLeadingZeros", "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 0005\r\n\r\nhello",
       "/first", "hello"},
      {"BodyAsLargeAsAllowed",
       "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x'), "/first",
       std::string(1000, 'x')},
      {"Chunked", chunked("5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n"), "/first", "hello world"},
      {"ChunkSizeOfManyDigits", chunked("00005\r\nhello\r\n000\r\n\r\n"), "/first", "hello"},
      {"ChunkSizeInUpperCase", chunked("A\r\n0123456789\r\n0\r\n\r\n"), "/first", "0123456789"},
      {"ChunkOfLineEnds", chunked("6\r\n\r\n\r\n\r\n\r\n0\r\n\r\n"), "/first", "\r\n\r\n\r\n"},
      {"NoChunk", chunked("0\r\n\r\n"), "/first", ""},
      {"ValueNotAscii", "GET /first HTTP/1.1\r\nHost: a\r\nX-A: \xc3\xa4\r\n\r\n", "/first", ""},
  };
}

class TakenRequest : public testing::TestWithParam<TakenShape> {};

TEST_P(TakenRequest, IsHandledWhenSplitAtAnyByteAndSoIsTheNext) {
  Limits limits;
  limits.body_bytes_max = kBodyBytesMax;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  RawSocket control(server->port());
  const std::string& request = GetParam().request;
  for (std::size_t split = 0; split < std::min<std::size_t>(request.size(), 200); ++split) {
    SCOPED_TRACE("split at " + std::to_string(split));
    RawSocket socket(server->port());
    socket.send(request.substr(0, split));
    control.send("GET /control HTTP/1.1\r\nHost: a\r\n\r\n");
    control.receive_response();
    socket.send(request.substr(split) + kSecondRequest);
    const std::string first = socket.receive_response();
    EXPECT_THAT(first, testing::StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(first, testing::EndsWith("\r\n\r\n" + GetParam().target + " " + GetParam().body));
    EXPECT_THAT(socket.receive_response(), testing::EndsWith("\r\n\r\n/second "));
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, TakenRequest, testing::ValuesIn(taken_shapes()),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace ddb::http::test
