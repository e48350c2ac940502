#include "tools/cli/format.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace ddb::cli {
namespace {

TEST(FormatTable, AlignsColumnsAndTrimsLineEnds) {
  EXPECT_EQ(format_table({{"Name", "N"}, {{"a", "1"}, {"日本語", "22"}, {"line\nfeed"}}}),
            "Name        N\n"
            "----------  --\n"
            "a           1\n"
            "日本語      22\n"
            "line\\nfeed\n");
}

TEST(FormatTable, HasNoHeadingWithoutNames) {
  EXPECT_EQ(format_table({{}, {{"a", "1"}, {"bb", "22"}}}), "a   1\nbb  22\n");
}

TEST(FormatPlain, SeparatesCellsByTabsOnOneLineARow) {
  EXPECT_EQ(format_plain({{"a", "b", "c"}, {{"1", "", "x\ty\n"}, {"2"}}}), "1\t\tx\\ty\\n\n2\t\t\n");
}

TEST(FormatJson, PutsShortValuesOnOneLine) {
  const auto value =
      boost::json::parse(R"({"Items":[{"pk":{"S":"a"},"n":{"N":"1"}}],)"
                         R"("Text":"0123456789012345678901234567890123456789012345678901234567890123456789",)"
                         R"("Empty":[],"None":null})");
  EXPECT_EQ(format_json(value),
            "{\n"
            "    \"Items\": [{\"pk\": {\"S\": \"a\"}, \"n\": {\"N\": \"1\"}}],\n"
            "    \"Text\": \"0123456789012345678901234567890123456789012345678901234567890123456789\",\n"
            "    \"Empty\": [],\n"
            "    \"None\": null\n"
            "}");
}

}  // namespace
}  // namespace ddb::cli
