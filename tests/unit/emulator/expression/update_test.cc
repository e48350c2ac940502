#include "emulator/expression/update.h"

#include <gtest/gtest.h>

#include "support.h"

namespace ddb::expression {
namespace {

constexpr std::string_view kItem = R"({
  "pk":{"S":"p"}, "s":{"S":"old"}, "n":{"N":"10"}, "m":{"M":{"x":{"N":"1"},"y":{"M":{"z":{"S":"deep"}}}}},
  "l":{"L":[{"S":"a"},{"S":"b"},{"S":"c"},{"S":"d"}]}, "ss":{"SS":["a","b"]}, "big":{"N":"9E+125"}})";

constexpr std::string_view kValues = R"({
  ":v":{"S":"new"}, ":w":{"S":"w"}, ":n":{"N":"3"}, ":list":{"L":[{"S":"x"}]}, ":empty":{"L":[]},
  ":ss":{"SS":["b","c"]}, ":ab":{"SS":["a","b"]}, ":ns":{"NS":["1"]}, ":big":{"N":"9E+125"},
  ":map":{"M":{"k":{"S":"v"}}}})";

constexpr std::string_view kNames = R"({"#a":"a","#m":"m"})";

struct Outcome {
  std::string item;
  std::string updated_old;
  std::string updated_new;
};

Outcome update(std::string_view text, std::string_view old_json = kItem,
               ItemState state = ItemState::kExists) {
  Request request(kNames, kValues);
  const auto bound = parse_and_bind<Update>(Kind::kUpdate, text, request.bindings());
  if (!bound) return {message(bound), "", ""};
  const value::Item old_item = item(old_json);
  const auto new_item = bound->apply(old_item, state);
  if (!new_item) return {message(new_item), "", ""};
  return {json(*new_item), json(bound->updated_old(old_item)), json(bound->updated_new(*new_item))};
}

TEST(UpdateTest, KnowsTypesThatDependOnNoItem) {
  const std::tuple<const char*, std::optional<value::Type>> cases[] = {
      {"SET a = :v", value::Type::kString},
      {"SET a = b + :n", value::Type::kNumber},
      {"SET a = list_append(b, :list)", value::Type::kList},
      {"ADD a :ss", value::Type::kStringSet},
      {"DELETE a :ss", value::Type::kStringSet},
      {"SET a = b", std::nullopt},
      {"SET a = if_not_exists(a, :v)", std::nullopt},
      {"SET a.b = :v", std::nullopt},
      {"SET b = :v", std::nullopt},
      {"REMOVE a", std::nullopt},
  };
  for (const auto& [text, type] : cases) {
    Request request(kNames, kValues);
    EXPECT_EQ(parse_and_bind<Update>(Kind::kUpdate, text, request.bindings())->known_type("a"), type) << text;
  }
}

TEST(UpdateTest, SaysWhetherItLeadsIntoAnAttribute) {
  const std::tuple<const char*, bool> cases[] = {
      {"SET a.b = :v", true},
      {"REMOVE #a[1]", true},
      {"SET c = a.b", true},
      {"SET c = list_append(d, if_not_exists(a[0], :list))", true},
      {"SET a = :v", false},
      {"SET c.a = :v", false},
      {"SET c = list_append(a, b.a)", false},
  };
  for (const auto& [text, expected] : cases) {
    Request request(kNames, kValues);
    EXPECT_EQ(parse_and_bind<Update>(Kind::kUpdate, text, request.bindings())->leads_into("a"), expected)
        << text;
  }
}

TEST(UpdateTest, ChangesAttributes) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"SET d = :v", R"({"d":{"S":"old"},"k":{"S":"k"}})", R"({"d":{"S":"new"},"k":{"S":"k"}})"},
      {"SET d = :v", R"({"k":{"S":"k"}})", R"({"d":{"S":"new"},"k":{"S":"k"}})"},
      {"SET a = :v, b = a", R"({"a":{"S":"OLD"}})", R"({"a":{"S":"new"},"b":{"S":"OLD"}})"},
      {"REMOVE a SET b = a", R"({"a":{"S":"OLD"}})", R"({"b":{"S":"OLD"}})"},
      {"SET b = if_not_exists(b, m)", R"({"m":{"S":"orig"}})", R"({"b":{"S":"orig"},"m":{"S":"orig"}})"},
      {"SET b = if_not_exists(b, absent)", R"({"b":{"N":"1"}})", R"({"b":{"N":"1"}})"},
      {"SET l = list_append(if_not_exists(l, :empty), :list)", "{}", R"({"l":{"L":[{"S":"x"}]}})"},
      {"SET l = list_append(:list, l)", R"({"l":{"L":[{"N":"1"}]}})", R"({"l":{"L":[{"S":"x"},{"N":"1"}]}})"},
      {"SET v = if_not_exists(v, :n) - :n", R"({"v":{"N":"10"}})", R"({"v":{"N":"7"}})"},
      {"SET v = (v + :n)", R"({"v":{"N":"0.1"}})", R"({"v":{"N":"3.1"}})"},
      {"SET v = :n - v", R"({"v":{"N":"3"}})", R"({"v":{"N":"0"}})"},
      {"REMOVE ghost", R"({"e":{"S":"h"}})", R"({"e":{"S":"h"}})"},
      {"ADD c :n", R"({"c":{"N":"10"}})", R"({"c":{"N":"13"}})"},
      {"ADD c :n", "{}", R"({"c":{"N":"3"}})"},
      {"ADD t :ss", R"({"t":{"SS":["a","b"]}})", R"({"t":{"SS":["a","b","c"]}})"},
      {"ADD t :ss", "{}", R"({"t":{"SS":["b","c"]}})"},
      {"DELETE t :ss", R"({"t":{"SS":["a","b"]}})", R"({"t":{"SS":["a"]}})"},
      {"DELETE t :ab", R"({"t":{"SS":["a","b"]}})", "{}"},
      {"DELETE t :ab", "{}", "{}"},
      {"ADD m.c :n DELETE m.t :ss", R"({"m":{"M":{"c":{"N":"1"},"t":{"SS":["b"]}}}})",
       R"({"m":{"M":{"c":{"N":"4"}}}})"},
      {"SET #a = :map", R"({"a":{"M":{"j":{"N":"1"}}}})", R"({"a":{"M":{"k":{"S":"v"}}}})"},
  };
  for (const auto& [text, before, after] : cases)
    EXPECT_EQ(update(text, before).item, json(item(after))) << text;
}

TEST(UpdateTest, ChangesWhatIsNested) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"SET p.c = :v", R"({"p":{"M":{"k":{"S":"k"}}}})", R"({"p":{"M":{"k":{"S":"k"},"c":{"S":"new"}}}})"},
      {"SET a.b.c = :v", R"({"a":{"M":{"b":{"M":{"c":{"S":"old"}}}}}})",
       R"({"a":{"M":{"b":{"M":{"c":{"S":"new"}}}}}})"},
      {"REMOVE m.n", R"({"m":{"M":{"n":{"S":"g"},"k":{"S":"s"}}}})", R"({"m":{"M":{"k":{"S":"s"}}}})"},
      {"REMOVE m.n", R"({"m":{"M":{"n":{"S":"g"}}}})", R"({"m":{"M":{}}})"},
      {"REMOVE m.zz, l[7], c", R"({"m":{"M":{"n":{"N":"1"}}},"l":{"L":[]}})",
       R"({"m":{"M":{"n":{"N":"1"}}},"l":{"L":[]}})"},
      {"REMOVE l[1]", R"({"l":{"L":[{"S":"x"},{"S":"y"}]}})", R"({"l":{"L":[{"S":"x"}]}})"},
      {"SET l[5] = :v", R"({"l":{"L":[{"S":"a"}]}})", R"({"l":{"L":[{"S":"a"},{"S":"new"}]}})"},
      {"SET l[84] = :v, l[37] = :w, l[0] = :n", R"({"l":{"L":[{"S":"a"}]}})",
       R"({"l":{"L":[{"N":"3"},{"S":"w"},{"S":"new"}]}})"},
      {"REMOVE a[1] SET a[3] = :v", R"({"a":{"L":[{"N":"2"},{"N":"3"},{"N":"4"},{"N":"5"},{"N":"6"}]}})",
       R"({"a":{"L":[{"N":"2"},{"N":"4"},{"S":"new"},{"N":"6"}]}})"},
      {"REMOVE a.c[1].x.y[1], a.c[1].q",
       R"({"a":{"M":{"c":{"L":[{"S":"hi"},{"M":{"x":{"M":{"y":{"L":[{"N":"3"},{"N":"5"}]}}},"q":{"N":"2"}}}]}}}})",
       R"({"a":{"M":{"c":{"L":[{"S":"hi"},{"M":{"x":{"M":{"y":{"L":[{"N":"3"}]}}}}}]}}}})"},
      {"SET a.b = :v, a.c.d = :w REMOVE a.x, b.y",
       R"({"a":{"M":{"x":{"N":"3"},"c":{"M":{"y":{"N":"3"}}}}},"b":{"M":{"y":{"N":"2"}}}})",
       R"({"a":{"M":{"b":{"S":"new"},"c":{"M":{"d":{"S":"w"},"y":{"N":"3"}}}}},"b":{"M":{}}})"},
  };
  for (const auto& [text, before, after] : cases)
    EXPECT_EQ(update(text, before).item, json(item(after))) << text;
}

TEST(UpdateTest, AnswersWhatTheUpdateTouched) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"SET s = :v", R"({"s":{"S":"old"}})", R"({"s":{"S":"new"}})"},
      {"SET s = s", R"({"s":{"S":"old"}})", R"({"s":{"S":"old"}})"},
      {"SET fresh = :v", "{}", R"({"fresh":{"S":"new"}})"},
      {"REMOVE s", R"({"s":{"S":"old"}})", "{}"},
      {"SET s = :v REMOVE n", R"({"n":{"N":"10"},"s":{"S":"old"}})", R"({"s":{"S":"new"}})"},
      {"SET m.x = :v", R"({"m":{"M":{"x":{"N":"1"}}}})", R"({"m":{"M":{"x":{"S":"new"}}}})"},
      {"SET m.x = :v, m.q = :w", R"({"m":{"M":{"x":{"N":"1"}}}})",
       R"({"m":{"M":{"q":{"S":"w"},"x":{"S":"new"}}}})"},
      {"SET l[1] = :v", R"({"l":{"L":[{"S":"b"}]}})", R"({"l":{"L":[{"S":"new"}]}})"},
      {"ADD n :n", R"({"n":{"N":"10"}})", R"({"n":{"N":"13"}})"},
      // As the service does: the element set beyond the end is not found again, and the one that moved is.
      {"SET l[100] = :v", "{}", "{}"},
      {"REMOVE l[1]", R"({"l":{"L":[{"S":"b"}]}})", R"({"l":{"L":[{"S":"c"}]}})"},
  };
  for (const auto& [text, updated_old, updated_new] : cases) {
    const Outcome outcome = update(text);
    EXPECT_EQ(outcome.updated_old, json(item(updated_old))) << text;
    EXPECT_EQ(outcome.updated_new, json(item(updated_new))) << text;
  }
}

TEST(UpdateTest, RefusesWhatTheItemDoesNotAllow) {
  const std::string missing =
      "The provided expression refers to an attribute that does not exist in the item";
  const std::string type = "An operand in the update expression has an incorrect data type";
  const std::string path = "The document path provided in the update expression is invalid for update";
  const std::string overflow =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  const std::pair<const char*, std::string> cases[] = {
      {"SET a = absent", missing},
      {"SET a = absent + :n", missing},
      {"SET a = m.q", missing},
      {"SET a = l[9]", missing},
      {"SET a = list_append(absent, :list)", missing},
      {"SET a = if_not_exists(b, absent)", missing},
      {"SET a = s + :n", type},
      {"SET a = :n - s", type},
      {"SET a = list_append(s, :list)", type},
      {"ADD s :n", type},
      {"ADD n :ss", type},
      {"ADD ss :ns", type},
      {"ADD l :ss", type},
      {"DELETE ss :ns", type},
      {"DELETE s :ss", type},
      {"SET a.b.c = :v", path},
      {"SET s.c = :v", path},
      {"SET l.c = :v", path},
      {"SET m[0] = :v", path},
      {"SET m.x.y = :v", path},
      {"SET l[9].y = :v", path},
      {"REMOVE s.c", path},
      {"REMOVE q.c", path},
      {"REMOVE q[0]", path},
      {"ADD q.c :n", path},
      {"SET big = big + :big", overflow},
      {"ADD big :big", overflow},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(update(text).item, expected) << text;
}

TEST(UpdateTest, RemovesNothingFromAnItemThatIsMissing) {
  EXPECT_EQ(update("REMOVE x.y, z[0].w", R"({"pk":{"S":"p"}})", ItemState::kMissing).item,
            R"({"pk":{"S":"p"}})");
  EXPECT_EQ(update("REMOVE x.y SET c.c = :v", R"({"pk":{"S":"p"}})", ItemState::kMissing).item,
            "The document path provided in the update expression is invalid for update");
}

TEST(UpdateTest, TellsWhetherItMakesItems) {
  const std::pair<const char*, bool> cases[] = {
      {"REMOVE a", false}, {"DELETE a :ss", false}, {"SET a = :v", true}, {"REMOVE b ADD a :n", true}};
  for (const auto& [text, makes_item] : cases) {
    Request request(kNames, kValues);
    EXPECT_EQ(parse_and_bind<Update>(Kind::kUpdate, text, request.bindings())->makes_item(), makes_item)
        << text;
  }
}

TEST(UpdateTest, TellsWhichAttributesItWrites) {
  Request request(kNames, kValues);
  const auto bound =
      parse_and_bind<Update>(Kind::kUpdate, "SET b.c = d REMOVE #a, b.e", request.bindings()).value();
  EXPECT_EQ(std::vector<std::string_view>(bound.attribute_names().begin(), bound.attribute_names().end()),
            (std::vector<std::string_view>{"b", "a"}));
}

std::string bind_error(std::string_view text, std::string_view names, std::string_view values) {
  Request request(names, values);
  std::string text_of_error = message(parse_and_bind<Update>(Kind::kUpdate, text, request.bindings()));
  constexpr std::string_view kPrefix = "Invalid UpdateExpression: ";
  if (text_of_error.starts_with(kPrefix)) text_of_error.erase(0, kPrefix.size());
  return text_of_error;
}

TEST(UpdateTest, RefusesUndefinedNamesThenUndefinedValues) {
  EXPECT_EQ(bind_error("SET #c = if_not_exists(:c)", "", ""),
            "An expression attribute name used in the document path is not defined; attribute name: #c");
  EXPECT_EQ(bind_error("SET a = if_not_exists(:c)", "", ""),
            "An expression attribute value used in expression is not defined; attribute value: :c");
  EXPECT_EQ(bind_error("SET a = :c, #b = :d", "", ""),
            "An expression attribute name used in the document path is not defined; attribute name: #b");
}

TEST(UpdateTest, RefusesPathsInEachOthersWay) {
  constexpr std::string_view names = R"({"#c":"c","#d":"[3]"})";
  const auto clash = [](std::string_view how, std::string_view one, std::string_view two) {
    return "Two document paths " + std::string(how) +
           " with each other; must remove or rewrite one of these paths; path one: " + std::string(one) +
           ", path two: " + std::string(two);
  };
  EXPECT_EQ(bind_error("set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a)", names, ""),
            clash("overlap", "[c, [1], a]", "[c]"));
  EXPECT_EQ(bind_error("set #c[3].#d = a, #c[3] = a", names, ""),
            clash("overlap", "[c, [3], [3]]", "[c, [3]]"));
  EXPECT_EQ(bind_error("SET a = b REMOVE a", names, ""), clash("overlap", "[a]", "[a]"));
  EXPECT_EQ(bind_error("set #c[3].#d = a, #c.#d[3] = if_not_exists(a)", names, ""),
            clash("conflict", "[c, [3], [3]]", "[c, [3], [3]]"));
  EXPECT_EQ(bind_error("remove a.#c set a[1] = #d", names, ""), clash("conflict", "[a, c]", "[a, [1]]"));
}

TEST(UpdateTest, RefusesOperandsOfWrongTypes) {
  const std::string add_or_delete = "Incorrect operand type for operator or function; operator: ";
  const std::string function = "Incorrect operand type for operator or function; operator or function: ";
  const std::tuple<const char*, const char*, const char*> types[] = {
      {"S", "STRING", R"({":a":{"S":"a"}})"},      {"N", "NUMBER", R"({":a":{"N":"1"}})"},
      {"B", "BINARY", R"({":a":{"B":"YQ=="}})"},   {"BOOL", "BOOLEAN", R"({":a":{"BOOL":true}})"},
      {"NULL", "NULL", R"({":a":{"NULL":true}})"}, {"L", "LIST", R"({":a":{"L":[]}})"},
      {"M", "MAP", R"({":a":{"M":{}}})"},          {"SS", "", R"({":a":{"SS":["a"]}})"},
      {"NS", "", R"({":a":{"NS":["1"]}})"},        {"BS", "", R"({":a":{"BS":["YQ=="]}})"},
  };
  for (const auto& [type, long_name, values] : types) {
    const std::string_view name = type;
    const bool is_set = std::string_view(long_name).empty();
    const bool is_number = name == "N";
    EXPECT_EQ(bind_error("add a.b :a", "", values),
              is_set || is_number ? "ok" : add_or_delete + "ADD, operand type: " + long_name);
    EXPECT_EQ(bind_error("delete a.b :a", "", values),
              is_set ? "ok" : add_or_delete + "DELETE, operand type: " + long_name);
    EXPECT_EQ(bind_error("set a = a + :a", "", values),
              is_number ? "ok" : function + "+, operand type: " + type);
    EXPECT_EQ(bind_error("set a = :a - a", "", values),
              is_number ? "ok" : function + "-, operand type: " + type);
    EXPECT_EQ(bind_error("set a = list_append(a, :a)", "", values),
              name == "L" ? "ok" : function + "list_append, operand type: " + type);
  }
  EXPECT_EQ(
      bind_error("set b = list_append(:a, a), c = if_not_exists(a) add a.b :a", "", R"({":a":{"S":"a"}})"),
      add_or_delete + "ADD, operand type: STRING");
}

TEST(UpdateTest, RefusesWrongOperandsOfFunctions) {
  EXPECT_EQ(
      bind_error("set a = if_not_exists(c)", "", ""),
      "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of "
      "operands: 1");
  EXPECT_EQ(
      bind_error("set a = list_append(c, d, e)", "", ""),
      "Incorrect number of operands for operator or function; operator or function: list_append, number of "
      "operands: 3");
  for (const char* text : {"set a = if_not_exists(:a, c)", "set a = if_not_exists(if_not_exists(a, b), c)"})
    EXPECT_EQ(bind_error(text, "", R"({":a":{"S":"a"}})"),
              "Operator or function requires a document path; operator or function: if_not_exists");
}

}  // namespace
}  // namespace ddb::expression
