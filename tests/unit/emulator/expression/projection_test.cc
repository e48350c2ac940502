#include "emulator/expression/projection.h"

#include <gtest/gtest.h>

#include "support.h"

namespace ddb::expression {
namespace {

constexpr std::string_view kItem = R"({
  "pk":{"S":"p"}, "a":{"M":{"b":{"S":"bb"},"c":{"S":"cc"},"d":{"M":{"e":{"S":"ee"}}}}},
  "l":{"L":[{"M":{"x":{"S":"x0"},"y":{"M":{"z":{"S":"z0"},"w":{"S":"w0"}}},
                  "i":{"L":[{"S":"i0"},{"S":"i1"},{"S":"i2"}]}}},{"M":{"x":{"S":"x1"}}},{"S":"two"}]},
  "n":{"N":"1"}})";

std::string projected(std::string_view text, std::string_view names = "") {
  Request request(names);
  const auto projection = parse_and_bind<Projection>(Kind::kProjection, text, request.bindings());
  return projection ? json(projection->apply(item(kItem))) : message(projection);
}

TEST(ProjectionTest, GivesWhatThePathsName) {
  const std::pair<const char*, const char*> cases[] = {
      {"n, pk", R"({"n":{"N":"1"},"pk":{"S":"p"}})"},
      {"zz", "{}"},
      {"zz, n", R"({"n":{"N":"1"}})"},
      {"a.b, a.c", R"({"a":{"M":{"b":{"S":"bb"},"c":{"S":"cc"}}}})"},
      {"a.d.e, n", R"({"a":{"M":{"d":{"M":{"e":{"S":"ee"}}}}},"n":{"N":"1"}})"},
      {"l[0].x, l[0].y.z", R"({"l":{"L":[{"M":{"x":{"S":"x0"},"y":{"M":{"z":{"S":"z0"}}}}}]}})"},
      {"l[0].x, l[1].x, l[0].i",
       R"({"l":{"L":[{"M":{"i":{"L":[{"S":"i0"},{"S":"i1"},{"S":"i2"}]},"x":{"S":"x0"}}},{"M":{"x":{"S":"x1"}}}]}})"},
      {"l[2], l[1].x", R"({"l":{"L":[{"M":{"x":{"S":"x1"}}},{"S":"two"}]}})"},
      {"l[0].i[2], l[0].i[0]", R"({"l":{"L":[{"M":{"i":{"L":[{"S":"i0"},{"S":"i2"}]}}}]}})"},
      {"l[9], l[2]", R"({"l":{"L":[{"S":"two"}]}})"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(projected(text), json(item(expected))) << text;
}

TEST(ProjectionTest, LeavesOutMapsAndListsInWhichNothingWasFound) {
  for (const char* text : {"a.zz", "a.b.c", "a[0]", "l.x", "l[9]", "l[2].x", "n.x", "n[0]", "l[0].zz"})
    EXPECT_EQ(projected(text), "{}") << text;
}

TEST(ProjectionTest, ResolvesNames) {
  EXPECT_EQ(projected("#m.#d.#e", R"({"#m":"a","#d":"d","#e":"e"})"),
            R"({"a":{"M":{"d":{"M":{"e":{"S":"ee"}}}}}})");
  EXPECT_EQ(
      projected("#undef"),
      "Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; "
      "attribute name: #undef");
}

TEST(ProjectionTest, RefusesPathsThatOverlap) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"a, a", "[a]", "[a]"},           {"#a, #b", "[a]", "[a]"},
      {"a, #a", "[a]", "[a]"},          {"a, a.b", "[a]", "[a, b]"},
      {"a.b, a", "[a, b]", "[a]"},      {"l, l[0]", "[l]", "[l, [0]]"},
      {"a, a.b.c", "[a]", "[a, b, c]"}, {"#a.#x, a.x", "[a, x]", "[a, x]"},
      {"a.c, a.b, a", "[a, c]", "[a]"}, {"a.b, c[1], a[0], c[1].d", "[c, [1]]", "[c, [1], d]"},
  };
  for (const auto& [text, one, two] : cases)
    EXPECT_EQ(projected(text, R"({"#a":"a","#b":"a","#x":"x"})"),
              std::string(
                  "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or "
                  "rewrite one of these paths; path one: ") +
                  one + ", path two: " + two);
}

TEST(ProjectionTest, RefusesPathsThatConflict) {
  EXPECT_EQ(
      projected("a.b, c, a[1]"),
      "Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one "
      "of these paths; path one: [a, b], path two: [a, [1]]");
}

TEST(ProjectionTest, TellsWhichAttributesItNames) {
  Request request;
  const auto nested =
      parse_and_bind<Projection>(Kind::kProjection, "b.c, a, b.d", request.bindings()).value();
  EXPECT_EQ(std::vector<std::string_view>(nested.attribute_names().begin(), nested.attribute_names().end()),
            (std::vector<std::string_view>{"b", "a"}));
  EXPECT_FALSE(nested.is_flat());
  EXPECT_TRUE(parse_and_bind<Projection>(Kind::kProjection, "b, a", request.bindings())->is_flat());
}

}  // namespace
}  // namespace ddb::expression
