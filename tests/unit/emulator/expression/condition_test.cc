#include "emulator/expression/condition.h"

#include <gtest/gtest.h>

#include "support.h"

namespace ddb::expression {
namespace {

constexpr std::string_view kItem = R"({
  "s":{"S":"hello"}, "n":{"N":"5"}, "b":{"B":"AQID"}, "t":{"BOOL":true}, "z":{"NULL":true},
  "l":{"L":[{"S":"x"},{"N":"2"},{"L":[{"N":"3"}]},{"SS":["p"]}]},
  "m":{"M":{"x":{"S":"deep"},"y":{"L":[{"N":"7"}]}}},
  "ss":{"SS":["a","b"]}, "ns":{"NS":["1","2","3"]}, "bs":{"BS":["AQ==","Ag=="]},
  "u":{"S":"\u00e9\ud834\udd1e"}, "e":{"S":""}})";

constexpr std::string_view kValues = R"({
  ":hell":{"S":"hell"}, ":hello":{"S":"hello"}, ":empty":{"S":""}, ":i":{"S":"i"},
  ":0":{"N":"0"}, ":1":{"N":"1"}, ":2":{"N":"2"}, ":3":{"N":"3"}, ":4":{"N":"4"}, ":5":{"N":"5"},
  ":50":{"N":"5.0"}, ":9":{"N":"9"}, ":neg":{"N":"-1"},
  ":bin":{"B":"AQID"}, ":binhead":{"B":"AQ=="}, ":binbig":{"B":"/w=="}, ":two":{"B":"Ag=="},
  ":true":{"BOOL":true}, ":false":{"BOOL":false}, ":null":{"NULL":true},
  ":list":{"L":[{"N":"3"}]}, ":ssba":{"SS":["b","a"]}, ":ns":{"NS":["3","1","2"]}, ":ns4":{"NS":["1","2","4"]},
  ":p":{"SS":["p"]}, ":map":{"M":{"y":{"L":[{"N":"7"}]},"x":{"S":"deep"}}},
  ":S":{"S":"S"}, ":N":{"S":"N"}, ":B":{"S":"B"}, ":BOOL":{"S":"BOOL"}, ":NULL":{"S":"NULL"}, ":L":{"S":"L"},
  ":M":{"S":"M"}, ":SS":{"S":"SS"}, ":NS":{"S":"NS"}, ":BS":{"S":"BS"}})";

bool holds(std::string_view text, std::string_view on = kItem) {
  Request request(R"({"#s":"s","#m":"m"})", kValues);
  const auto condition = parse_and_bind<Condition>(Kind::kCondition, text, request.bindings());
  EXPECT_EQ(message(condition), "ok") << text;
  return condition && condition->holds(item(on));
}

void expect_true(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts)
    EXPECT_TRUE(holds(text)) << text;
}
void expect_false(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts)
    EXPECT_FALSE(holds(text)) << text;
}

TEST(ConditionTest, ComparesAnyTypeForEquality) {
  expect_true({"s = :hello", "n = :5", "n = :50", "b = :bin", "t = :true", "z = :null", "ss = :ssba",
               "ns = :ns", "m = :map", "l[2] = :list", "l[3] = :p", ":5 = n", "#s = :hello", "#m = :map",
               "s <> :hell", "n <> :hello", "t <> :false", "ns <> :ns4"});
  expect_false({"s = :hell", "n = :4", "n = :N", "t = :false", "ss = :p", "ns = :ns4", "s <> :hello",
                "m <> :map", "ss <> :ssba"});
}

TEST(ConditionTest, OrdersStringsNumbersAndBinariesOfTheSameType) {
  expect_true({"n < :9", "n <= :5", "n > :neg", "n >= :50", "s > :hell", "b < :binbig", ":9 > n", "b >= :bin",
               "n BETWEEN :5 AND :9", "n BETWEEN :neg AND :5", "b between :binhead and :binbig"});
  expect_false({"n < :5", "n > :5", "s < :hell", "n < :hello", "s > :9", "b > :binbig", "l < :9", "t > :0",
                "n BETWEEN :neg AND :0", "s BETWEEN :0 AND :9", "n BETWEEN s AND :9", "ss < :9"});
}

TEST(ConditionTest, TakesMissingAttributesForFalseButNotForNotEqual) {
  expect_true({"q <> :5", ":5 <> q", "q <> qq", "NOT q = :5", "attribute_not_exists(q)",
               "attribute_not_exists(m.q)", "attribute_not_exists(l[9])", "attribute_not_exists(s.x)",
               "attribute_not_exists(m[0])", "q <> :5 OR qq < :hello"});
  expect_false({"q = :5", "q = qq", "q < :5", ":5 < q", "q >= :5", "q BETWEEN :0 AND :9",
                "n BETWEEN q AND :9", "q IN (:5)", "contains(q, :i)", "begins_with(q, :i)",
                "attribute_type(q, :S)", "size(q) = :0", "attribute_exists(q)", "n IN (q)"});
  EXPECT_TRUE(holds("size(q) <> :0"));
  EXPECT_TRUE(holds("attribute_not_exists(s)", "{}"));
  EXPECT_FALSE(holds("attribute_exists(s)", "{}"));
}

TEST(ConditionTest, LooksIntoMapsAndLists) {
  expect_true({"m.x = :hello OR m.y[0] > :5", "l[1] = :2", "attribute_exists(m.y[0])", "l[2][0] = :3"});
  expect_false({"m.x = :hello", "l[0] = :2", "l.x = :2", "m[0] = :2"});
}

TEST(ConditionTest, EvaluatesFunctions) {
  expect_true({"contains(s, :hell)", "contains(s, :empty)", "contains(b, :two)",
               "contains(ss, :B) OR contains(ss, s) OR contains(ns, :2)", "contains(ns, :2)",
               "contains(bs, :two)", "contains(l, :2)", "contains(l, :list)", "contains(l, :p)",
               "begins_with(s, :hell)", "begins_with(s, :hello)", "begins_with(b, :binhead)",
               "begins_with(:hello, s)", "begins_with(s, e)"});
  expect_false({"contains(s, :i)", "contains(s, :5)", "contains(ss, :empty)", "contains(ns, :9)",
                "contains(n, :5)", "contains(m, :5)", "contains(l, :9)", "contains(b, :hell)",
                "begins_with(s, :i)", "begins_with(n, :i)", "begins_with(s, :binhead)",
                "begins_with(ss, :hell)", "begins_with(e, :i)"});
}

TEST(ConditionTest, KnowsTheTypeOfEveryAttribute) {
  expect_true({"attribute_type(s, :S)", "attribute_type(n, :N)", "attribute_type(b, :B)",
               "attribute_type(t, :BOOL)", "attribute_type(z, :NULL)", "attribute_type(l, :L)",
               "attribute_type(m, :M)", "attribute_type(ss, :SS)", "attribute_type(ns, :NS)",
               "attribute_type(bs, :BS)", "attribute_type(:5, :N)"});
  expect_false({"attribute_type(s, :N)", "attribute_type(ns, :N)", "attribute_type(n, :NS)"});
}

TEST(ConditionTest, MeasuresSizesAsTheServiceDoes) {
  expect_true({"size(s) = :5", "size(b) = :3", "size(l) = :4", "size(m) = :2", "size(ss) = :2",
               "size(ns) = :3", "size(bs) = :2", "size(e) = :0", "size(m.y) = :1", "size(s) > :4",
               ":4 < size(s)", "size(s) BETWEEN :4 AND :9", "size(s) IN (:4, :5)", "size(s) = n",
               "size(:hello) = :5", "size(s) > size(b)", "size(s) <> :hello"});
  expect_false({"size(n) = :1", "size(t) = :1", "size(z) = :1", "size(s) = :hello", "size(s) < :5"});
  // UTF-16 code units: one for e-acute, two for the clef.
  EXPECT_TRUE(holds("size(u) = :3"));
}

TEST(ConditionTest, FindsOneOfManyOfAnyType) {
  expect_true(
      {"n IN (:hello, :5)", "s IN (:5, :hello)", "m IN (:map)", "t IN (:false, :true)", "n IN (q, :5)"});
  expect_false({"n IN (:4, :9)", "s IN (:5)"});
}

TEST(ConditionTest, CombinesConditions) {
  expect_true({"n = :5 AND s = :hello", "n = :4 OR s = :hello", "NOT n = :4", "n = :5 OR n = :4 AND n = :3",
               "NOT n = :4 AND s = :hello", "NOT (n = :4 OR n = :3)", "NOT NOT n = :5",
               "(n = :4 OR n = :5) AND (s = :hello AND (t = :true OR z = :5))",
               "n BETWEEN :4 AND :9 AND s = :hello"});
  expect_false({"n = :5 AND s = :hell", "n = :4 OR s = :hell", "(n = :5 OR n = :4) AND n = :3",
                "NOT n = :4 AND s = :hell", "NOT (n = :4 OR n = :5)"});
}

std::string bind_error(std::string_view text, std::string_view names = "", std::string_view values = "") {
  Request request(names, values);
  std::string message_text = message(parse_and_bind<Condition>(Kind::kFilter, text, request.bindings()));
  constexpr std::string_view kPrefix = "Invalid FilterExpression: ";
  if (message_text.starts_with(kPrefix)) message_text.erase(0, kPrefix.size());
  return message_text;
}

TEST(ConditionTest, RefusesUndefinedNamesAndValues) {
  const std::string name =
      "An expression attribute name used in the document path is not defined; attribute name: ";
  const std::string value =
      "An expression attribute value used in expression is not defined; attribute value: ";
  EXPECT_EQ(bind_error("attribute_exists(#Pictures.RearView, :a) and a=a"), name + "#Pictures");
  EXPECT_EQ(bind_error("begins_with(Pictures.#RearView)"), name + "#RearView");
  EXPECT_EQ(bind_error("(#P between :lo and :hi) and (#PC in (:cat1, :cat2))"), name + "#P");
  EXPECT_EQ(bind_error("#4g > a"), name + "#4g");
  EXPECT_EQ(bind_error("#_ > a"), name + "#_");
  EXPECT_EQ(bind_error("(a)between(b.c[45].#d)and(:a)"), name + "#d");
  EXPECT_EQ(bind_error("begins_with(:hello, #a, #b)"), value + ":hello");
  EXPECT_EQ(bind_error(":a < :b"), value + ":a");
  EXPECT_EQ(bind_error(":_ > a"), value + ":_");
}

TEST(ConditionTest, RefusesAWrongNumberOfOperands) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"attribute_exists(things, a) and a=a", "attribute_exists", "2"},
      {"attribute_not_exists(things, b)", "attribute_not_exists", "2"},
      {"attribute_type(things)", "attribute_type", "1"},
      {"begins_with(things)", "begins_with", "1"},
      {"begins_with(things, size(a), b)", "begins_with", "3"},
      {"contains(things)", "contains", "1"},
      {"size(things, a) > b", "size", "2"},
  };
  for (const auto& [text, function, count] : cases)
    EXPECT_EQ(bind_error(text),
              std::string("Incorrect number of operands for operator or function; operator or "
                          "function: ") +
                  function + ", number of operands: " + count);
}

TEST(ConditionTest, RefusesOperandsOfWrongTypes) {
  const auto type_error = [](std::string_view function, std::string_view type) {
    return "Incorrect operand type for operator or function; operator or function: " + std::string(function) +
           ", operand type: " + std::string(type);
  };
  const std::pair<const char*, const char*> all[] = {
      {"S", R"({"S":"a"})"},        {"N", R"({"N":"1"})"},        {"B", R"({"B":"YQ=="})"},
      {"BOOL", R"({"BOOL":true})"}, {"NULL", R"({"NULL":true})"}, {"L", R"({"L":[]})"},
      {"M", R"({"M":{}})"},         {"SS", R"({"SS":["1"]})"},    {"NS", R"({"NS":["1"]})"},
      {"BS", R"({"BS":["YQ=="]})"},
  };
  const auto check = [&](const char* text, std::string_view function,
                         std::initializer_list<std::string_view> good) {
    for (const auto& [type, json] : all) {
      const bool is_good = std::ranges::find(good, std::string_view(type)) != good.end();
      const std::string values = std::string("{\":a\":") + json + "}";
      EXPECT_EQ(bind_error(text, "", values), is_good ? "ok" : type_error(function, type)) << text;
    }
  };
  check("begins_with(a, :a)", "begins_with", {"S", "B"});
  check("begins_with(:a, a)", "begins_with", {"S", "B"});
  check("size(:a) > a", "size", {"S", "B", "L", "M", "SS", "NS", "BS"});
  for (const char* op : {"<", "<=", ">", ">="}) {
    check((std::string("a ") + op + " :a").c_str(), op, {"S", "N", "B"});
    check((std::string(":a ") + op + " a").c_str(), op, {"S", "N", "B"});
  }
  check("a BETWEEN :a AND b", "BETWEEN", {"S", "N", "B"});
  check(":a BETWEEN a AND b", "BETWEEN", {"S", "N", "B"});
  check("a = :a", "=", {"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"});
  check("contains(a, :a)", "contains", {"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"});
  EXPECT_EQ(bind_error("begins_with(a, size(a)) and a=:a"), type_error("begins_with", "N"));
  EXPECT_EQ(bind_error("attribute_type(a, size(a)) and a=a"), type_error("attribute_type", "N"));
  EXPECT_EQ(bind_error("size(size(a)) > :a"), type_error("size", "N"));
  EXPECT_EQ(bind_error("attribute_not_exists(size(:a))", "", R"({":a":{"N":"1"}})"), type_error("size", "N"));
  EXPECT_EQ(bind_error("attribute_type(ab.bc[1].a, SS)"),
            type_error("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
  EXPECT_EQ(bind_error("attribute_type(a, :a)", "", R"({":a":{"SS":["S"]}})"),
            type_error("attribute_type", "SS"));
  EXPECT_EQ(bind_error("attribute_type(a, :a)", "", R"({":a":{"S":"DOG"}})"),
            "Invalid attribute type name found; type: DOG, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
}

TEST(ConditionTest, RequiresPathsWhereTheServiceDoes) {
  const std::string sentence = "Operator or function requires a document path; operator or function: ";
  EXPECT_EQ(bind_error("attribute_exists(:a) and a=a", "", R"({":a":{"S":"1"}})"),
            sentence + "attribute_exists");
  EXPECT_EQ(bind_error("attribute_not_exists(size(:a))", "", R"({":a":{"S":"1"}})"),
            sentence + "attribute_not_exists");
}

TEST(ConditionTest, RefusesTheFirstOperandAgain) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"a = a AND #a = b AND :views > a", "=", "[a]"},
      {"#a <> a", "<>", "[a]"},
      {"a > #a", ">", "[a]"},
      {"((a=a) OR (a=a))", "=", "[a]"},
      {"contains(#a, #a)", "contains", "[a]"},
      {"contains(ab.bc[1].a, ab.bc[1].#a)", "contains", "[ab, bc, [1], a]"},
      {"attribute_type(ab.bc[1].#a, ab.bc[1].a)", "attribute_type", "[ab, bc, [1], a]"},
      {"begins_with(ab.bc[1].a, ab.bc[1].#a)", "begins_with", "[ab, bc, [1], a]"},
      {"a BETWEEN b AND a", "BETWEEN", "[a]"},
      {"a IN (b, a)", "IN", "[a]"},
  };
  for (const auto& [text, op, path] : cases)
    EXPECT_EQ(
        bind_error(text, R"({"#a":"a"})"),
        std::string("The first operand must be distinct from the remaining operands for this operator or "
                    "function; operator: ") +
            op + ", first operand: " + path);
  EXPECT_EQ(bind_error(":a > :a", "", R"({":a":{"N":"1"}})"), "ok");
  EXPECT_EQ(bind_error("a.b = a.c"), "ok");
}

TEST(ConditionTest, ChecksTheBoundsOfBetween) {
  EXPECT_EQ(bind_error("a between :b and :a", "", R"({":a":{"S":"a"},":b":{"N":"1"}})"),
            "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: "
            "AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(
      bind_error("a between :b and :a", "", R"({":a":{"S":"a"},":b":{"S":"b"}})"),
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound "
      "operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(bind_error("a between :b and :a", "", R"({":a":{"N":"-1"},":b":{"N":"-1.0"}})"), "ok");
}

TEST(ConditionTest, TellsWhichAttributesItNames) {
  Request request(R"({"#p":"p"})", R"({":v":{"N":"1"}})");
  const auto condition =
      parse_and_bind<Condition>(Kind::kFilter, "b.c = :v OR attribute_exists(#p[1]) AND size(b) > :v",
                                request.bindings())
          .value();
  EXPECT_EQ(
      std::vector<std::string_view>(condition.attribute_names().begin(), condition.attribute_names().end()),
      (std::vector<std::string_view>{"b", "p"}));
  const std::string_view keys[] = {"pk", "p"};
  EXPECT_EQ(message(check_filter_has_no_key(condition, keys)),
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: p");
  EXPECT_EQ(message(check_filter_has_no_key(condition, std::span(keys).first(1))), "ok");
}

TEST(ConditionTest, BindsTreesThatWereBuiltWithoutText) {
  auto expression = std::make_shared<Expression>();
  expression->kind = Kind::kCondition;
  expression->condition = Node::of(NodeType::kEqual, {});
  expression->condition.operands.push_back(Node::of_path({PathElement::attribute("status")}));
  expression->condition.operands.push_back(Node::of_literal(value::Value::string("new")));
  Bindings bindings;
  const auto condition = Condition::bind(expression, bindings).value();
  EXPECT_TRUE(condition.holds(item(R"({"status":{"S":"new"}})")));
  EXPECT_FALSE(condition.holds(item(R"({"status":{"S":"old"}})")));
}

TEST(ConditionTest, SaysNothingInFrontOfWhatIsWrongWithAStatement) {
  auto expression = std::make_shared<Expression>();
  expression->kind = Kind::kStatement;
  expression->condition = Node::of(NodeType::kLess, {});
  expression->condition.operands.push_back(Node::of_path({PathElement::attribute("a")}));
  expression->condition.operands.push_back(Node::of_literal(value::Value::boolean(true)));
  Bindings bindings;
  EXPECT_EQ(message(Condition::bind(expression, bindings)),
            "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL");
}

TEST(ConditionTest, CountsWhatItsExpressionUses) {
  Request request(R"({"#a":"a","#b":"b"})", R"({":v":{"N":"1"},":w":{"N":"2"}})");
  EXPECT_TRUE(parse_and_bind<Condition>(Kind::kCondition, "#a = :v OR #b = :w", request.bindings()));
  EXPECT_EQ(message(request.bindings().check_all_used()), "ok");
}

}  // namespace
}  // namespace ddb::expression
