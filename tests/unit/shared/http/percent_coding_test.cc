#include "shared/http/percent_coding.h"

#include <gtest/gtest.h>

namespace ddb::http {
namespace {

std::string encoded(std::string_view text, Slash slash = Slash::kEncode) {
  std::string out;
  append_percent_encoded(out, text, slash);
  return out;
}

TEST(PercentCoding, EncodesWhatIsNotUnreserved) {
  EXPECT_EQ(encoded("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(encoded("a/b c+d=\xC3\xA9%"), "a%2Fb%20c%2Bd%3D%C3%A9%25");
  EXPECT_EQ(encoded("a/b", Slash::kKeep), "a/b");
}

TEST(PercentCoding, DecodesWholeEscapesAlone) {
  EXPECT_EQ(percent_decoded("%41%c3%A9+b"), "A\xC3\xA9+b");
  for (const std::string_view text : {"%", "%4", "%zz", "%4g", "100%"})
    EXPECT_EQ(percent_decoded(text), text);
}

TEST(PercentCoding, FindsTheFirstParameterOfAName) {
  EXPECT_EQ(find_query_parameter("a=1&b=2&a=3", "a"), "1");
  EXPECT_EQ(find_query_parameter("a=1&%62=x%3Dy", "b"), "x=y");
  EXPECT_EQ(find_query_parameter("&&a", "a"), "");
  EXPECT_EQ(find_query_parameter("ab=1", "a"), std::nullopt);
  EXPECT_EQ(find_query_parameter("", "a"), std::nullopt);
}

}  // namespace
}  // namespace ddb::http
