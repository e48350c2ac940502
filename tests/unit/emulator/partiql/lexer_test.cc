#include "emulator/partiql/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::partiql {
namespace {

/// The tokens as one line: type letter and text, with the position behind it where asked.
std::string shown(std::string_view statement) {
  const auto tokens = tokenize(statement);
  if (!tokens) return "unreadable";
  std::string line;
  for (const Token& token : *tokens)
    if (token.type != TokenType::kEnd)
      line +=
          std::string(line.empty() ? "" : " ") + "iqksn?y"[static_cast<int>(token.type)] + ":" + token.text;
  return line;
}

TEST(Lexer, TellsKeywordsFromNamesInAnyCase) {
  EXPECT_EQ(shown("select Pk from \"select\""), "k:select i:Pk k:from q:select");
  EXPECT_EQ(shown("InSeRt INTO t VALUE"), "k:insert k:into i:t k:value");
  EXPECT_EQ(shown("name_1 $x _y"), "i:name_1 i:$x i:_y");
}

TEST(Lexer, UndoesDoubledQuotes) {
  EXPECT_EQ(shown("'it''s' \"a\"\"b\" ''"), "s:it's q:a\"b s:");
}

TEST(Lexer, ReadsNumbersAsTheyAreWritten) {
  EXPECT_EQ(shown("1 1.5 .73e1 7.31E6 731e+4 73100000e-1 7."),
            "n:1 n:1.5 n:.73e1 n:7.31E6 n:731e+4 n:73100000e-1 n:7.");
  EXPECT_EQ(shown("1 e5"), "n:1 i:e5");
  EXPECT_EQ(shown("a-1"), "i:a y:- n:1");
}

TEST(Lexer, ReadsTheLongestSymbol) {
  EXPECT_EQ(shown("<<1>> <= >= <> != < > ( ) [ ] { } , : . * = ; ?"),
            "y:<< n:1 y:>> y:<= y:>= y:<> y:<> y:< y:> y:( y:) y:[ y:] y:{ y:} y:, y:: y:. y:* y:= y:; ?:?");
}

TEST(Lexer, LeavesCommentsOut) {
  EXPECT_EQ(shown("-- a note\na /* b\n'c */ d -- e"), "i:a i:d");
}

TEST(Lexer, RefusesWhatBeginsNoToken) {
  for (const std::string_view statement :
       {"#", "a # note", "/* open", "'open", "\"open", "`1`", "a!b", "1e", "1e+", "1abc", "a & b", "\\",
        "1e2147483648", "1e99999999999", "1.5e-2147483647", "1e-2147483648", "\xC3\xA4"})
    EXPECT_EQ(shown(statement), "unreadable") << statement;
}

TEST(Lexer, CountsLinesAndCharacters) {
  const auto tokens = tokenize("a 'ä'\n  set_add(");
  ASSERT_TRUE(tokens);
  EXPECT_EQ(position_text((*tokens)[0].position), "1:1:1");
  EXPECT_EQ(position_text((*tokens)[1].position), "1:3:3");
  EXPECT_EQ(position_text((*tokens)[2].position), "2:3:7");
  EXPECT_EQ(position_text((*tokens)[3].position), "2:10:1");
  EXPECT_EQ((*tokens)[4].type, TokenType::kEnd);
}

TEST(Lexer, KnowsWhichScalesJavaCanHold) {
  for (const std::string_view text : {"1", "-1.5", "1e2147483647", "1e-2147483647", "1.5e-2147483646"})
    EXPECT_TRUE(fits_big_decimal(text)) << text;
  for (const std::string_view text :
       {"1e2147483648", "1e-2147483648", "-1e99999999999", "1.5e-2147483647", "1e-99999999999999999999999"})
    EXPECT_FALSE(fits_big_decimal(text)) << text;
}

}  // namespace
}  // namespace ddb::partiql
