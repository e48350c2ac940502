#include "emulator/partiql/key_plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/expression/expression_messages.h"
#include "emulator/model/partiql_messages.h"
#include "shared/value/builder.h"

namespace ddb::partiql {
namespace {

using expression::KeyAttribute;
using expression::KeyComparison;
using expression::KeyRange;
using expression::KeySchema;
using expression::Node;
using expression::NodeType;
using model::ServiceResult;
using model::validation_error;
using value::ValueView;
namespace messages = model::messages;

/// One partition, or a piece of one, that an alternative of WHERE selects.
struct Branch {
  ValueView hash;
  std::optional<KeyComparison> range;
  /// The sort key is conditioned, but not so that it makes one piece: by NOT, <> or IN.
  bool is_inexact = false;
};

/// The attribute that `node` names when it is a path of one name.
std::optional<std::string_view> attribute_of(const Node& node) {
  if (node.type != NodeType::kPath || node.path.size() != 1) return std::nullopt;
  return node.path.front().name;
}

bool is_attribute(const Node& node, const KeyAttribute& attribute) {
  return attribute_of(node) == attribute.name;
}

bool mentions(const Node& node, const KeyAttribute& attribute) {
  return is_attribute(node, attribute) ||
         std::ranges::any_of(node.operands, [&](const Node& inner) { return mentions(inner, attribute); });
}

std::optional<KeyComparison::Operator> comparison_operator(NodeType type, bool is_exchanged) {
  using Operator = KeyComparison::Operator;
  switch (type) {
    case NodeType::kEqual:
      return Operator::kEqual;
    case NodeType::kLess:
      return is_exchanged ? Operator::kGreater : Operator::kLess;
    case NodeType::kLessOrEqual:
      return is_exchanged ? Operator::kGreaterOrEqual : Operator::kLessOrEqual;
    case NodeType::kGreater:
      return is_exchanged ? Operator::kLess : Operator::kGreater;
    case NodeType::kGreaterOrEqual:
      return is_exchanged ? Operator::kLessOrEqual : Operator::kGreaterOrEqual;
    case NodeType::kBetween:
      return is_exchanged ? std::nullopt : std::optional(Operator::kBetween);
    case NodeType::kBeginsWith:
      return is_exchanged ? std::nullopt : std::optional(Operator::kBeginsWith);
    default:
      return std::nullopt;
  }
}

/// `node` as a condition on `attribute` that a range of keys can satisfy.
std::optional<KeyComparison> comparison_of(const Node& node, const KeyAttribute& attribute) {
  if (node.operands.size() < 2) return std::nullopt;
  const bool is_exchanged = is_attribute(node.operands[1], attribute);
  if (!is_exchanged && !is_attribute(node.operands[0], attribute)) return std::nullopt;
  const auto op = comparison_operator(node.type, is_exchanged);
  const Node& operand = node.operands[is_exchanged ? 0 : 1];
  const Node& last = is_exchanged ? operand : node.operands.back();
  if (!op || operand.type != NodeType::kLiteral || last.type != NodeType::kLiteral) return std::nullopt;
  return KeyComparison{attribute.name, *op, operand.literal.view(), last.literal.view()};
}

std::vector<const Node*> conjuncts_of(const Node& where) {
  std::vector<const Node*> conjuncts;
  if (where.type != NodeType::kAnd) return {&where};
  for (const Node& operand : where.operands)
    conjuncts.push_back(&operand);
  return conjuncts;
}

/// All of `conjuncts` but those in `used`, as one condition.
std::optional<Node> rest_of(const std::vector<const Node*>& conjuncts, const std::vector<const Node*>& used) {
  std::vector<Node> rest;
  for (const Node* conjunct : conjuncts)
    if (std::ranges::find(used, conjunct) == used.end()) rest.push_back(*conjunct);
  if (rest.empty()) return std::nullopt;
  if (rest.size() == 1) return std::move(rest.front());
  return Node::of(NodeType::kAnd, std::move(rest));
}

class Planner {
 public:
  explicit Planner(const KeySchema& schema)
      : hash_(schema.hash.front()), range_(schema.range.empty() ? nullptr : &schema.range.front()) {}

  /// The branches that `node` is made of; none when some alternative leaves the partition open.
  std::vector<Branch> branches(const Node& node) const;
  std::vector<Branch> conjunction(const std::vector<const Node*>& conjuncts) const;
  /// The branches of equality or IN on the partition key.
  std::vector<Branch> hash_branches(const Node& node) const;
  /// The conjunct that limits the sort key to one piece.
  const Node* range_conjunct(const std::vector<const Node*>& conjuncts) const;

  ServiceResult<void> check_types(const std::vector<Branch>& branches) const;

 private:
  const KeyAttribute& hash_;
  const KeyAttribute* range_;
};

std::vector<Branch> Planner::hash_branches(const Node& node) const {
  std::vector<Branch> found;
  if (node.type == NodeType::kEqual) {
    if (const auto comparison = comparison_of(node, hash_)) found.push_back({comparison->value, {}, false});
  } else if (node.type == NodeType::kIn && is_attribute(node.operands.front(), hash_)) {
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      if (node.operands[i].type != NodeType::kLiteral) return {};
      found.push_back({node.operands[i].literal.view(), {}, false});
    }
  }
  return found;
}

const Node* Planner::range_conjunct(const std::vector<const Node*>& conjuncts) const {
  if (!range_) return nullptr;
  const auto found = std::ranges::find_if(
      conjuncts, [&](const Node* node) { return comparison_of(*node, *range_).has_value(); });
  return found == conjuncts.end() ? nullptr : *found;
}

std::vector<Branch> Planner::conjunction(const std::vector<const Node*>& conjuncts) const {
  std::vector<Branch> found;
  for (const Node* conjunct : conjuncts)
    if (found.empty()) found = hash_branches(*conjunct);
  for (const Node* conjunct : conjuncts)
    if (found.empty() && conjunct->type == NodeType::kOr) found = branches(*conjunct);
  if (!range_) return found;
  const Node* limit = range_conjunct(conjuncts);
  const bool is_inexact = std::ranges::any_of(conjuncts, [&](const Node* node) {
    return node != limit && node->type != NodeType::kOr && mentions(*node, *range_);
  });
  for (Branch& branch : found) {
    if (limit && !branch.range) branch.range = comparison_of(*limit, *range_);
    branch.is_inexact = branch.is_inexact || (is_inexact && !limit);
  }
  return found;
}

std::vector<Branch> Planner::branches(const Node& node) const {
  if (node.type != NodeType::kOr) return conjunction(conjuncts_of(node));
  std::vector<Branch> all;
  for (const Node& alternative : node.operands) {
    std::vector<Branch> found = branches(alternative);
    if (found.empty()) return {};
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

ServiceResult<void> Planner::check_types(const std::vector<Branch>& branches) const {
  for (const Branch& branch : branches) {
    const bool range_matches = !branch.range || (branch.range->value.type() == range_->type &&
                                                 branch.range->upper.type() == range_->type);
    if (branch.hash.type() != hash_.type || !range_matches)
      return validation_error(std::string(expression::messages::kKeyConditionType));
  }
  return {};
}

/// An end of a piece of a partition, in the bytes of sort keys.
struct Bound {
  bool is_open = true;  ///< No bound at all.
  std::string bytes = {};
  bool is_inclusive = true;
};

struct Interval {
  Bound lower;
  Bound upper;
};

Interval interval_of(const std::optional<KeyComparison>& range) {
  using Operator = KeyComparison::Operator;
  Interval interval;
  if (!range) return interval;
  const std::string value(range->value.bytes());
  switch (range->op) {
    case Operator::kEqual:
      return {{false, value}, {false, value}};
    case Operator::kLess:
    case Operator::kLessOrEqual:
      interval.upper = {false, value, range->op == Operator::kLessOrEqual};
      break;
    case Operator::kGreater:
    case Operator::kGreaterOrEqual:
      interval.lower = {false, value, range->op == Operator::kGreaterOrEqual};
      break;
    case Operator::kBetween:
      return {{false, value}, {false, std::string(range->upper.bytes())}};
    case Operator::kBeginsWith:
      return {{false, value}, {false, value + std::string(1024, '\xFF')}};  // longer than any sort key
    default:
      break;
  }
  return interval;
}

bool begins_before(const Bound& lower, const Bound& upper) {
  if (lower.is_open || upper.is_open) return true;
  const int order = lower.bytes.compare(upper.bytes);
  return order < 0 || (order == 0 && lower.is_inclusive && upper.is_inclusive);
}

bool overlap(const Branch& one, const Branch& two) {
  const Interval first = interval_of(one.range);
  const Interval second = interval_of(two.range);
  return begins_before(first.lower, second.upper) && begins_before(second.lower, first.upper);
}

KeyRange to_range(const Branch& branch) {
  KeyRange range;
  range.hash.push_back(branch.hash);
  if (branch.range && branch.range->op == KeyComparison::Operator::kEqual)
    range.range_equal.push_back(branch.range->value);
  else
    range.range = branch.range;
  return range;
}

/// The branches of one partition: as they are, or as one when some of them can't be told apart.
ServiceResult<void> add_partition(const std::vector<Branch>& branches, std::vector<Branch>& merged) {
  bool is_inexact = false;
  for (std::size_t i = 0; i < branches.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!overlap(branches[i], branches[j])) continue;
      if (!branches[i].is_inexact && !branches[j].is_inexact)
        return validation_error(std::string(messages::kOverlappingConditions));
      is_inexact = true;
    }
  if (is_inexact)
    merged.push_back({branches.front().hash, {}, true});
  else
    merged.insert(merged.end(), branches.begin(), branches.end());
  return {};
}

ServiceResult<std::vector<Branch>> merge(const std::vector<Branch>& branches) {
  std::vector<std::string_view> order;  // partitions as the statement names them
  std::map<std::string_view, std::vector<Branch>> partitions;
  for (const Branch& branch : branches) {
    std::vector<Branch>& partition = partitions[branch.hash.encoded()];
    if (partition.empty()) order.push_back(branch.hash.encoded());
    partition.push_back(branch);
  }
  std::vector<Branch> merged;
  for (const std::string_view hash : order)
    DDB_CHECK(add_partition(partitions[hash], merged));
  return merged;
}

/// Partitions in the order of their keys, and pieces of one partition in the order of theirs.
void sort_branches(std::vector<Branch>& branches, OrderBy::Direction hash_direction,
                   ReadPlan::Direction range_direction) {
  std::ranges::stable_sort(branches, [&](const Branch& one, const Branch& two) {
    if (const int order = one.hash.bytes().compare(two.hash.bytes()); order != 0)
      return hash_direction == OrderBy::Direction::kAscending ? order < 0 : order > 0;
    const std::string first = interval_of(one.range).lower.bytes;
    const std::string second = interval_of(two.range).lower.bytes;
    return range_direction == ReadPlan::Direction::kForward ? first < second : first > second;
  });
}

ServiceResult<void> apply_order(const BoundStatement& statement, const KeySchema& schema, ReadPlan& plan,
                                std::vector<Branch>& branches) {
  if (statement.order_by.empty()) return {};
  auto hash_direction = OrderBy::Direction::kAscending;
  for (const KeyOrder& order : statement.order_by) {
    const bool is_hash = order.name == schema.hash.front().name;
    const bool is_range = !schema.range.empty() && order.name == schema.range.front().name;
    if (!is_hash && !is_range)
      return validation_error(messages::fill(messages::kOrderByNotKey, {order.name}));
    if (is_hash) hash_direction = order.direction;
    if (is_range && order.direction == OrderBy::Direction::kDescending)
      plan.direction = ReadPlan::Direction::kBackward;
  }
  if (branches.empty()) return validation_error(std::string(messages::kOrderByWithoutHashKey));
  const bool several_partitions = std::ranges::any_of(branches, [&](const Branch& branch) {
    return branch.hash.encoded() != branches.front().hash.encoded();
  });
  const std::string_view hash_name = schema.hash.front().name;
  if (several_partitions &&
      std::ranges::find(statement.order_by, hash_name, &KeyOrder::name) == statement.order_by.end())
    return validation_error(std::string(messages::kOrderByWithoutHashKeyOfSeveral));
  sort_branches(branches, hash_direction, plan.direction);
  if (several_partitions && statement.order_by.front().name != hash_name)
    plan.order = ReadPlan::Order::kBySortKey;
  return {};
}

}  // namespace

ServiceResult<ReadPlan> plan_read(const BoundStatement& statement, const KeySchema& schema) {
  ReadPlan plan;
  std::vector<Branch> branches;
  plan.filter = statement.where;
  if (statement.where) {
    const Planner planner(schema);
    const std::vector<const Node*> conjuncts = conjuncts_of(*statement.where);
    branches = planner.branches(*statement.where);
    DDB_CHECK(planner.check_types(branches));
    const auto hash = std::ranges::find_if(
        conjuncts, [&](const Node* node) { return !planner.hash_branches(*node).empty(); });
    plan.is_keyed = hash != conjuncts.end();
    if (plan.is_keyed) plan.filter = rest_of(conjuncts, {*hash, planner.range_conjunct(conjuncts)});
  }
  DDB_TRY(merged, merge(branches));
  DDB_CHECK(apply_order(statement, schema, plan, merged));
  for (const Branch& branch : merged)
    plan.ranges.push_back(to_range(branch));
  return plan;
}

std::optional<KeyEquality> find_key(const std::optional<Node>& where, const KeySchema& schema) {
  if (!where) return std::nullopt;
  const std::vector<const Node*> conjuncts = conjuncts_of(*where);
  std::vector<const Node*> used;
  value::ItemBuilder builder;
  for (const auto& attributes : {schema.hash, schema.range})
    for (const KeyAttribute& attribute : attributes) {
      const auto equality = std::ranges::find_if(conjuncts, [&](const Node* node) {
        return node->type == NodeType::kEqual && comparison_of(*node, attribute).has_value();
      });
      if (equality == conjuncts.end()) return std::nullopt;
      builder.add(attribute.name, comparison_of(**equality, attribute)->value);
      used.push_back(*equality);
    }
  return KeyEquality{builder.build(), rest_of(conjuncts, used)};
}

}  // namespace ddb::partiql
