// Random expressions and items: the program must agree with the reference evaluator, and the text of an
// expression must mean the same as its tree.

#include <gtest/gtest.h>

#include <random>

#include "emulator/expression/condition.h"
#include "emulator/expression/projection.h"
#include "emulator/expression/update.h"
#include "expression_text.h"
#include "reference_evaluator.h"
#include "support.h"

namespace ddb::expression {
namespace {

using value::Tree;
using value::Type;
using value::Value;

/// Few names and few values, so that paths lead somewhere and values are often equal.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }

  Value scalar() {
    switch (below(5)) {
      case 0:
        return Value::string(std::string("ababc").substr(below(3), 1 + below(3)));
      case 1:
        return Value::number(*value::Number::parse(std::to_string(static_cast<int>(below(7)) - 3) +
                                                   (below(3) == 0 ? ".5" : "")));
      case 2:
        return Value::binary(std::string("\x01\xFF\x01", 3).substr(below(2), 1 + below(2)));
      case 3:
        return Value::boolean(below(2) == 0);
      default:
        return below(3) == 0 ? Value::null()
                             : Value::number(value::Number::from_integer(static_cast<int>(below(4))));
    }
  }

  Value set() {
    std::vector<Value> elements;
    const bool numbers = below(2) == 0;
    for (std::size_t count = 1 + below(3); count != 0; --count)
      elements.push_back(numbers ? Value::number(value::Number::from_integer(static_cast<int>(below(4))))
                                 : Value::string(std::string("abc").substr(below(3), 1)));
    return *value::make_set(numbers ? Type::kNumberSet : Type::kStringSet,
                            {elements.begin(), elements.end()});
  }

  Tree tree(int levels) {
    const std::size_t kind = below(levels > 0 ? 8 : 5);
    if (kind < 4) return Tree(scalar());
    if (kind == 4) return Tree(set());
    if (kind < 7) return Tree(map(levels - 1));
    value::TreeList list;
    for (std::size_t count = below(4); count != 0; --count)
      list.push_back(tree(levels - 1));
    return Tree(list);
  }

  value::TreeMap map(int levels) {
    value::TreeMap entries;
    for (const char* name : {"a", "b", "c", "d"})
      if (below(2) == 0) entries.emplace(name, tree(levels));
    return entries;
  }

  Path path() {
    Path path = {PathElement::attribute(std::string(1, static_cast<char>('a' + below(4))))};
    while (below(3) == 0 && path.size() < 4) {
      if (below(2) == 0)
        path.push_back(PathElement::list_index(static_cast<std::uint32_t>(below(4))));
      else
        path.push_back(PathElement::attribute(std::string(1, static_cast<char>('a' + below(4)))));
    }
    return path;
  }

  Node literal() { return Node::of_literal(tree(1).close()); }

  Node operand() {
    if (below(8) == 0) return node(NodeType::kSize, {Node::of_path(path())});
    return below(5) < 3 ? Node::of_path(path()) : literal();
  }

  static Node node(NodeType type, std::initializer_list<Node> operands) { return Node::of(type, operands); }

  Node condition(int levels) {
    if (levels > 0 && below(2) == 0) {
      if (below(4) == 0) return node(NodeType::kNot, {condition(levels - 1)});
      return node(below(2) == 0 ? NodeType::kAnd : NodeType::kOr,
                  {condition(levels - 1), condition(levels - 1)});
    }
    constexpr NodeType kTwoOperands[] = {
        NodeType::kEqual,   NodeType::kNotEqual,       NodeType::kLess,       NodeType::kLessOrEqual,
        NodeType::kGreater, NodeType::kGreaterOrEqual, NodeType::kBeginsWith, NodeType::kContains};
    switch (below(6)) {
      case 0:
        return node(below(2) == 0 ? NodeType::kAttributeExists : NodeType::kAttributeNotExists,
                    {Node::of_path(path())});
      case 1:
        return node(NodeType::kAttributeType,
                    {Node::of_path(path()),
                     Node::of_literal(Value::string(value::type_name(static_cast<Type>(1 + below(10)))))});
      case 2:
        return node(NodeType::kBetween, {operand(), operand(), operand()});
      case 3:
        return node(NodeType::kIn, {operand(), operand(), operand()});
      default:
        return node(kTwoOperands[below(std::size(kTwoOperands))], {operand(), operand()});
    }
  }

  Node set_value(int levels) {
    switch (below(levels > 0 ? 6 : 2)) {
      case 0:
        return Node::of_path(path());
      case 2:
        return node(NodeType::kIfNotExists, {Node::of_path(path()), set_value(0)});
      case 3:
        return node(NodeType::kListAppend,
                    {Node::of_path(path()), Node::of_literal(Tree(value::TreeList{tree(0)}).close())});
      case 4:
        return node(NodeType::kAdd, {Node::of_path(path()), set_value(0)});
      case 5:
        return node(NodeType::kSubtract, {set_value(0), Node::of_path(path())});
      default:
        return literal();
    }
  }

  UpdateAction action() {
    UpdateAction action;
    action.type = static_cast<UpdateAction::Type>(below(4));
    action.target = path();
    if (action.type == UpdateAction::Type::kSet) action.value = set_value(1);
    if (action.type == UpdateAction::Type::kAdd)
      action.value = Node::of_literal(below(2) == 0 ? set() : Value::number(value::Number::from_integer(2)));
    if (action.type == UpdateAction::Type::kDelete) action.value = Node::of_literal(set());
    return action;
  }

 private:
  std::mt19937_64 engine_;
};

TEST(ReferenceTest, ConditionsMeanWhatTheReferenceSays) {
  Generator generator(1);
  int compared = 0;
  int held = 0;
  for (int round = 0; round < 6'000; ++round) {
    auto expression = std::make_shared<Expression>();
    expression->kind = Kind::kCondition;
    expression->condition = generator.condition(3);
    Bindings none;
    const auto built = Condition::bind(expression, none);
    ExpressionText printer;
    const std::string text = printer.node(expression->condition);
    const value::Item values = printer.values();
    Bindings bindings =
        Bindings::create(nullptr, values.empty() ? std::nullopt : std::optional(values.view())).value();
    const auto parsed = parse_and_bind<Condition>(Kind::kCondition, text, bindings);
    ASSERT_EQ(message(parsed), message(built)) << text;
    if (!built) continue;
    ASSERT_EQ(message(bindings.check_all_used()), "ok") << text;
    for (int i = 0; i < 4; ++i) {
      const value::TreeMap tree = generator.map(3);
      const value::Item item = value::close(tree);
      const bool expected = reference::holds(expression->condition, tree);
      ASSERT_EQ(built->holds(item), expected) << text << " of " << json(item) << " with " << json(values);
      ASSERT_EQ(parsed->holds(item), expected) << text << " of " << json(item) << " with " << json(values);
      ++compared;
      held += expected ? 1 : 0;
    }
  }
  EXPECT_GT(compared, 7'500);
  EXPECT_GT(held, compared / 5);
  EXPECT_LT(held, compared / 5 * 4);
}

TEST(ReferenceTest, ProjectionsMeanWhatTheReferenceSays) {
  Generator generator(2);
  int found = 0;
  for (int round = 0; round < 6'000; ++round) {
    auto expression = std::make_shared<Expression>();
    expression->kind = Kind::kProjection;
    for (std::size_t count = 1 + generator.below(4); count != 0; --count)
      expression->paths.push_back(generator.path());
    std::string text;
    for (const Path& path : expression->paths)
      text += (text.empty() ? "" : ", ") + ExpressionText().path(path);
    Bindings none;
    const auto parsed = parse_and_bind<Projection>(Kind::kProjection, text, none);
    const auto built = Projection::bind(expression, none);
    ASSERT_EQ(message(parsed), message(built)) << text;
    if (!built) continue;
    const value::TreeMap tree = generator.map(3);
    const value::Item item = value::close(tree);
    const value::Item expected = value::close(reference::project(expression->paths, tree));
    ASSERT_EQ(json(built->apply(item)), json(expected)) << text << " of " << json(item);
    ASSERT_EQ(parsed->apply(item), expected) << text << " of " << json(item);
    found += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 750);
}

TEST(ReferenceTest, UpdatesMeanWhatTheReferenceSays) {
  Generator generator(3);
  int applied = 0;
  int refused = 0;
  for (int round = 0; round < 6'000; ++round) {
    auto expression = std::make_shared<Expression>();
    expression->kind = Kind::kUpdate;
    for (std::size_t count = 1 + generator.below(3); count != 0; --count)
      expression->actions.push_back(generator.action());
    std::ranges::stable_sort(expression->actions, {}, &UpdateAction::type);  // as the sections are written
    ExpressionText printer;
    std::string text = printer.actions(expression->actions, UpdateAction::Type::kSet, "SET");
    text += printer.actions(expression->actions, UpdateAction::Type::kRemove, "REMOVE");
    text += printer.actions(expression->actions, UpdateAction::Type::kAdd, "ADD");
    text += printer.actions(expression->actions, UpdateAction::Type::kDelete, "DELETE");
    const value::Item values = printer.values();
    Bindings bindings =
        Bindings::create(nullptr, values.empty() ? std::nullopt : std::optional(values.view())).value();
    Bindings none;
    const auto parsed = parse_and_bind<Update>(Kind::kUpdate, text, bindings);
    const auto built = Update::bind(expression, none);
    ASSERT_EQ(message(parsed), message(built)) << text;
    if (!built) continue;
    for (int i = 0; i < 3; ++i) {
      const value::TreeMap tree = generator.map(3);
      const value::Item item = value::close(tree);
      const auto expected = reference::update(expression->actions, tree);
      const auto result = built->apply(item, ItemState::kExists);
      ASSERT_EQ(result.has_value(), expected.has_value())
          << text << " of " << json(item) << ": " << message(result);
      (expected ? applied : refused) += 1;
      if (!expected) continue;
      ASSERT_EQ(json(*result), json(value::close(*expected))) << text << " of " << json(item);
      ASSERT_TRUE(value::is_well_formed_item(result->encoded()) || result->empty()) << text;
      ASSERT_EQ(parsed->apply(item, ItemState::kExists).value(), *result) << text;
    }
  }
  EXPECT_GT(applied, 2'000);
  EXPECT_GT(refused, 2'000);
}

}  // namespace
}  // namespace ddb::expression
