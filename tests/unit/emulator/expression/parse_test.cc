#include "emulator/expression/parse.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "emulator/expression/parse_cache.h"
#include "support.h"

namespace ddb::expression {
namespace {

std::string error(Kind kind, std::string_view text) {
  return message(parse(kind, text));
}

std::string syntax_error(std::string_view token, std::string_view near) {
  return "Invalid FilterExpression: Syntax error; token: \"" + std::string(token) + "\", near: \"" +
         std::string(near) + "\"";
}

std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

TEST(ParseTest, RefusesTheEmptyText) {
  EXPECT_EQ(error(Kind::kCondition, ""), "Invalid ConditionExpression: The expression can not be empty;");
  EXPECT_EQ(error(Kind::kFilter, ""), "Invalid FilterExpression: The expression can not be empty;");
  EXPECT_EQ(error(Kind::kKeyCondition, ""),
            "Invalid KeyConditionExpression: The expression can not be empty;");
  EXPECT_EQ(error(Kind::kProjection, ""), "Invalid ProjectionExpression: The expression can not be empty;");
  EXPECT_EQ(error(Kind::kUpdate, ""), "Invalid UpdateExpression: The expression can not be empty;");
}

TEST(ParseTest, AcceptsFourKilobytesAndNotAByteMore) {
  const std::string name(4'091, 'a');
  EXPECT_EQ(error(Kind::kFilter, name + " = :v"), "ok");
  EXPECT_EQ(error(Kind::kFilter, name + "  = :v"),
            "Invalid FilterExpression: Expression size has exceeded the maximum allowed size; "
            "expression size: 4097");
  EXPECT_EQ(error(Kind::kUpdate, "SET " + std::string(4'087, 'a') + " = :v"), "ok");
  EXPECT_EQ(error(Kind::kUpdate, "SET " + name + " = :v"),
            "Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;");
}

TEST(ParseTest, ShowsTheTokenThatDoesNotFitAndItsNeighbours) {
  const struct {
    Kind kind;
    std::string_view text;
    std::string_view message;
  } cases[] = {
      {Kind::kCondition, "a = = b",
       R"(Invalid ConditionExpression: Syntax error; token: "=", near: "= = b")"},
      {Kind::kCondition, "attribute_not_exists(",
       R"(Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "(")"},
      {Kind::kProjection, "!!!", R"(Invalid ProjectionExpression: Syntax error; token: "!", near: "!!")"},
      {Kind::kUpdate, "INVALID SYNTAX HERE",
       R"(Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX")"},
      {Kind::kUpdate, "SET _f = :v", R"(Invalid UpdateExpression: Syntax error; token: "_", near: "SET _f")"},
      {Kind::kKeyCondition, "p=:p AND c!=:c",
       R"(Invalid KeyConditionExpression: Syntax error; token: "!", near: "c!=")"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(error(test.kind, test.text), test.message);
}

TEST(ParseTest, RefusesWhatIsNoCondition) {
  const struct {
    std::string_view text;
    std::string_view token;
    std::string_view near;
  } cases[] = {
      {"things are not gonna be ok", "are", "things are not"},
      {"a", "<EOF>", "a"},
      {":a", "<EOF>", ":a"},
      {"(a)", "<EOF>", ")"},
      {"(a) AND b = c", "AND", ") AND b"},
      {"(a AND b = c)", "AND", "a AND b"},
      {"a > 4", "4", "> 4"},
      {"a >  \t4 ", "4", ">  \t4"},
      {"attribute_exists(Pictures-RearView)", "-", "Pictures-RearView"},
      {"attribute_exists(\"Pictures.RearView\")", "\"", "(\"Pictures"},
      {"attribute_exists(Pictures..RearView)", ".", "..RearView"},
      {"attribute_exists(Pi#ctures.RearView)", "#ctures", "Pi#ctures."},
      {"attribute_exists(asdf[a])", "a", "[a]"},
      {"attribute_exists()", ")", "()"},
      {"a in b, c", "b", "in b,"},
      {"a > between", "between", "> between"},
      {"a in b", "b", "in b"},
      {"a in (b,c,)", ")", ",)"},
      {"a IN ()", ")", "()"},
      {"(a)between(b.(c.d))and(c)", "(", ".(c"},
      {"(a)between(b.c.d)and((c)", "<EOF>", ")"},
      {"#$.b > a", "#", "#$"},
      {"a > :things.stuff", ".", ":things.stuff"},
      {"b[:a] > a", ":a", "[:a]"},
      {"b[#_] > a", "#_", "[#_]"},
      {"\xC3\xBC > a", "\xC3\xBC", "\xC3\xBC >"},
      {"(a)between(b.c[4.5].#d)and(:a)", ".", "4.5"},
      {"size(a).b > a", ".", ").b"},
      {"(size(a)).b > a", ".", ").b"},
      {"size(a)[0] > a", "[", ")[0"},
      {"(size(a))[0] > a", "[", ")[0"},
      {"a = b c", "c", "b c"},
      {"(a = b) = c", "=", ") = c"},
      {"a = b AND", "<EOF>", "AND"},
      {"NOT", "<EOF>", "NOT"},
      {"a BETWEEN b OR c", "OR", "b OR c"},
      {"   ", "<EOF>", ""},
  };
  for (const auto& test : cases)
    EXPECT_EQ(error(Kind::kFilter, test.text), syntax_error(test.token, test.near)) << test.text;
}

TEST(ParseTest, RefusesRedundantParentheses) {
  for (const char* text :
       {"((attribute_not_exists(pk)))", "((pk = :v))", "a=a and a > ((views))", "(a)between(((b.c)).d)and(c)",
        "a > whatever((:things), ((a)))", "a=a AND ((a=a AND a=a)) AND a=a", "a=a OR ((a=a OR a=a)) OR a=a",
        "a=a AND ((a=a AND (a=a AND a=a)))", "a=a OR ((a=a OR (a=a OR a=a)))", "((c=:c) AND ((p=:p)))"})
    EXPECT_EQ(error(Kind::kFilter, text),
              "Invalid FilterExpression: The expression has redundant parentheses;")
        << text;
}

TEST(ParseTest, AcceptsOneLayerOfParenthesesAnywhere) {
  for (const char* text :
       {"(s = :c AND n > :m)", "(s = :c AND (n > :m))", "(s = :c) AND (n > :m)", "((c=:c) AND (p=:p))",
        "(begins_with(pk, :p)) AND ((t = :a) OR (t = :b))", "(b = :p) AND (NOT (s = :s))",
        "(attribute_exists(pk) AND (s = :v))", "( ( ( size ( #A )) < #B.Maximum ) AND ( #C > :val1 ) )",
        "(a)between(b.c.d)and(c)", "a IN ((b), c)", "contains((a), (b))", "NOT NOT NOT NOT a < b"})
    EXPECT_EQ(error(Kind::kFilter, text), "ok") << text;
}

TEST(ParseTest, BoundsTheDepthOfParentheses) {
  EXPECT_EQ(error(Kind::kFilter, repeat("(", 4'096)),
            "Invalid FilterExpression: The expression has redundant parentheses;");
  EXPECT_EQ(error(Kind::kFilter, repeat("(a<b OR ", 149) + "a<b" + repeat(")", 149)), "ok");
  EXPECT_NE(error(Kind::kFilter, repeat("f(", 2'048)), "ok");
  EXPECT_NE(error(Kind::kFilter, repeat("NOT ", 1'024)), "ok");
  EXPECT_NE(error(Kind::kUpdate, "SET a=" + repeat("(", 4'000)), "ok");
}

TEST(ParseTest, CountsEveryOperatorAndFunction) {
  const std::string at_limit = repeat("a<b OR ", 149) + "attribute_exists(a) OR NOT b=c";
  EXPECT_EQ(error(Kind::kFilter, "size(a)<b OR " + repeat("a<b OR ", 148) + "a=b"), "ok");
  EXPECT_EQ(error(Kind::kFilter, at_limit),
            "Invalid FilterExpression: The expression contains too many operators; operator count: 301");
}

TEST(ParseTest, RefusesUnknownFunctionsBeforeMisusedOnesAndReservedWords) {
  const std::string before = "Invalid FilterExpression: Invalid function name; function: ";
  EXPECT_EQ(error(Kind::kFilter, "a=a and whatever((:things)) > a"), before + "whatever");
  EXPECT_EQ(error(Kind::kFilter, "attRIbute_exIsts((views), #a)"), before + "attRIbute_exIsts");
  EXPECT_EQ(error(Kind::kFilter, "size(a) AND f(b)"), before + "f");
  EXPECT_EQ(error(Kind::kUpdate, "set #c = if_not_exist(:c) set c = d"),
            "Invalid UpdateExpression: Invalid function name; function: if_not_exist");
}

TEST(ParseTest, RefusesFunctionsWhereTheyCannotStand) {
  const std::pair<const char*, const char*> cases[] = {
      {"a=a and attribute_exists((views), (#a)) > b", "attribute_exists"},
      {"attribute_not_exists(things) > b", "attribute_not_exists"},
      {"attribute_type(things, :a) > b", "attribute_type"},
      {"begins_with(things, a) > b", "begins_with"},
      {"contains(:things, c) > b", "contains"},
      {"size(contains(a, b)) > a", "contains"},
      {"size(things)", "size"},
      {"NOT size(things)", "size"},
      {"(size(things)) OR a = b", "size"},
      {"a between b and attribute_exists(things)", "attribute_exists"},
      {"a in (b, attribute_exists(things))", "attribute_exists"},
      {"if_not_exists(a, a) = :arg", "if_not_exists"},
      {"list_append(a, a) = :arg", "list_append"},
  };
  for (const auto& [text, function] : cases)
    EXPECT_EQ(error(Kind::kFilter, text),
              std::string("Invalid FilterExpression: The function is not allowed to be used this way in an "
                          "expression; function: ") +
                  function);
  for (const char* value : {"list_append(list_append(:a, :b), :c)", "if_not_exists(a, list_append(:a, :b))"})
    EXPECT_EQ(error(Kind::kUpdate, std::string("SET a = ") + value),
              "Invalid UpdateExpression: The function is not allowed to be used this way in an expression; "
              "function: list_append");
}

TEST(ParseTest, RefusesReservedWordsInAnyCaseAndPlace) {
  const std::string sentence = "Attribute name is a reserved keyword; reserved keyword: ";
  EXPECT_EQ(error(Kind::kFilter, "attribute_exists(views, #a)"),
            "Invalid FilterExpression: " + sentence + "views");
  EXPECT_EQ(error(Kind::kFilter, ":a < abOrT"), "Invalid FilterExpression: " + sentence + "abOrT");
  EXPECT_EQ(error(Kind::kFilter, "a.status = :v"), "Invalid FilterExpression: " + sentence + "status");
  EXPECT_EQ(error(Kind::kProjection, "pk, status"), "Invalid ProjectionExpression: " + sentence + "status");
  EXPECT_EQ(error(Kind::kUpdate, " set #c = :c set abOrt = b "),
            "Invalid UpdateExpression: " + sentence + "abOrt");
  EXPECT_EQ(error(Kind::kUpdate, " remove Absolute "), "Invalid UpdateExpression: " + sentence + "Absolute");
  EXPECT_EQ(error(Kind::kFilter, "statuses = :v"), "ok");
}

TEST(ParseTest, RefusesWhatIsNoUpdate) {
  const struct {
    std::string_view text;
    std::string_view token;
    std::string_view near;
  } cases[] = {
      {"whatever", "whatever", "whatever"},
      {"set a", "<EOF>", "a"},
      {"add a", "<EOF>", "a"},
      {"delete a", "<EOF>", "a"},
      {"set a=set", "set", "=set"},
      {"remove a = b", "=", "a = b"},
      {"add a = b", "=", "a = b"},
      {"delete a = b", "=", "a = b"},
      {"delete a b", "b", "a b"},
      {"delete a if_not_exist(b)", "if_not_exist", "a if_not_exist("},
      {"add a if_not_exist(b)", "if_not_exist", "a if_not_exist("},
      {"remove a b", "b", "a b"},
      {"set a b", "b", "a b"},
      {"set :a = b", ":a", "set :a ="},
      {"remove :a", ":a", "remove :a"},
      {"set a = b / c", "/", "b / c"},
      {"set a = b * c", "*", "b * c"},
      {"set a[1] = \"eight\"", "\"", "= \"eight"},
      {"set a[1] = 1", "1", "= 1"},
      {"SET a = if_not_exist(a, 100)", "100", ", 100)"},
      {"SET if_not_exist(a, b) = a", "(", "if_not_exist(a"},
      {"set (a = (b + c))", "(", "set (a"},
      {"set a = (b.c).d + e", ".", ").d"},
      {"set a = (b.c)[0] + e", "[", ")[0"},
      {"set a = b + c + d", "+", "c + d"},
      {"SET c = if_not_exists(c, :val1+:val2)", "+", ":val1+:val2"},
      {"SET a = :v,", "<EOF>", ","},
  };
  for (const auto& test : cases)
    EXPECT_EQ(error(Kind::kUpdate, test.text), "Invalid UpdateExpression: Syntax error; token: \"" +
                                                   std::string(test.token) + "\", near: \"" +
                                                   std::string(test.near) + "\"")
        << test.text;
}

TEST(ParseTest, AcceptsEveryFormOfUpdate) {
  for (const char* text :
       {"set a[1] = b", "SET a.b = b", "SET a = if_not_exists(a, b) + b", "set a = (b + c)",
        "SET a = if_not_exists(a, if_not_exists(a, b))", "set a = ((b.c.d)+(e))", "set a = (b) - c",
        "REMOVE a, b[0] ADD c :v DELETE d :w SET e = list_append(if_not_exists(l, :e), :n), f=:x",
        "SET #a.#b[3].c = :v"})
    EXPECT_EQ(error(Kind::kUpdate, text), "ok") << text;
}

TEST(ParseTest, RefusesASectionGivenTwice) {
  const std::pair<const char*, const char*> cases[] = {
      {"set a = #c set c = :d", "SET"},
      {"remove #d set a = b remove e", "REMOVE"},
      {"add #d :e set a = b add e :f", "ADD"},
      {"delete #d :e set a = b delete #e :f", "DELETE"},
  };
  for (const auto& [text, section] : cases)
    EXPECT_EQ(error(Kind::kUpdate, text), std::string("Invalid UpdateExpression: The \"") + section +
                                              "\" section can only be used once in an update expression;");
}

TEST(ParseTest, LimitsIndexesPathsAndChoices) {
  EXPECT_EQ(error(Kind::kProjection, "a[2147483647]"), "ok");
  EXPECT_EQ(
      error(Kind::kProjection, "a[2147483648]"),
      "Invalid ProjectionExpression: List index is not within the allowable range; index: [2147483648]");
  EXPECT_EQ(error(Kind::kProjection, "a[99999999999999999999]"),
            "Invalid ProjectionExpression: List index is not within the allowable range; index: "
            "[99999999999999999999]");
  EXPECT_EQ(error(Kind::kProjection, "a" + repeat(".b", 31)), "ok");
  EXPECT_NE(error(Kind::kProjection, "a" + repeat(".b", 32)), "ok");
  EXPECT_EQ(error(Kind::kFilter, "a IN (b" + repeat(",:c", 99) + ")"), "ok");
  EXPECT_EQ(
      error(Kind::kFilter, "a IN (b" + repeat(",:c", 100) + ")"),
      "Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: "
      "101");
}

TEST(ParseTest, ReadsProjections) {
  const auto parsed = parse(Kind::kProjection, " a . b[1][2] , #c,d ");
  ASSERT_TRUE(parsed);
  const std::vector<Path> expected = {
      {PathElement::attribute("a"), PathElement::attribute("b"), PathElement::list_index(1),
       PathElement::list_index(2)},
      {PathElement::placeholder("#c")},
      {PathElement::attribute("d")},
  };
  EXPECT_EQ((*parsed)->paths, expected);
  EXPECT_NE(error(Kind::kProjection, "a,"), "ok");
  EXPECT_NE(error(Kind::kProjection, "(a)"), "ok");
  EXPECT_NE(error(Kind::kProjection, ":a"), "ok");
}

TEST(ParseTest, AndBindsCloserThanOrAndNotCloserThanAnd) {
  const auto parsed = parse(Kind::kFilter, "NOT a = b AND c = d OR e = f");
  ASSERT_TRUE(parsed);
  const Node& root = (*parsed)->condition;
  ASSERT_EQ(root.type, NodeType::kOr);
  ASSERT_EQ(root.operands[0].type, NodeType::kAnd);
  EXPECT_EQ(root.operands[0].operands[0].type, NodeType::kNot);
  EXPECT_EQ(root.operands[1].type, NodeType::kEqual);
}

TEST(ParseCacheTest, AnswersTheSameAsParseAndRemembersSuccess) {
  ParseCache cache(2);
  const auto first = cache.parse(Kind::kFilter, "a = :v").value();
  EXPECT_EQ(cache.parse(Kind::kFilter, "a = :v").value(), first);
  EXPECT_EQ(message(cache.parse(Kind::kFilter, "a =")), error(Kind::kFilter, "a ="));
  EXPECT_EQ(cache.size(), 1U);
}

TEST(ParseCacheTest, KeepsKindsApart) {
  ParseCache cache(10);
  EXPECT_EQ(cache.parse(Kind::kFilter, "a = :v").value()->kind, Kind::kFilter);
  EXPECT_EQ(cache.parse(Kind::kCondition, "a = :v").value()->kind, Kind::kCondition);
}

TEST(ParseCacheTest, ForgetsTheLeastRecentlyUsed) {
  ParseCache cache(2);
  const auto a = cache.parse(Kind::kProjection, "a").value();
  const auto b = cache.parse(Kind::kProjection, "b").value();
  EXPECT_EQ(cache.parse(Kind::kProjection, "a").value(), a);
  cache.parse(Kind::kProjection, "c").value();
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_EQ(cache.parse(Kind::kProjection, "a").value(), a);
  EXPECT_NE(cache.parse(Kind::kProjection, "b").value(), b);
}

TEST(ParseCacheTest, ServesSeveralThreads) {
  ParseCache cache(3);
  std::atomic<int> wrong = 0;
  const auto work = [&] {
    for (int round = 0; round < 500; ++round) {
      const std::string name(1, static_cast<char>('f' + round % 7));
      const auto parsed = cache.parse(Kind::kProjection, name);
      if (!parsed || (*parsed)->paths != std::vector<Path>{{PathElement::attribute(name)}}) ++wrong;
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(work);
  threads.clear();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(cache.size(), 3U);
}

TEST(ParseCacheTest, WithoutRoomStillParses) {
  ParseCache cache(0);
  EXPECT_TRUE(cache.parse(Kind::kProjection, "a"));
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace ddb::expression
