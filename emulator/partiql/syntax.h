#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emulator/partiql/lexer.h"

/// What a PartiQL statement says, as it is written: nothing is looked up, bound or checked but the grammar.
namespace ddb::partiql {

enum class ExpressionType : std::uint8_t {
  // Values.
  kString,   ///< `text`
  kNumber,   ///< `text`, with its sign
  kBoolean,  ///< `text` is "true" or "false".
  kNull,
  kMissing,
  kParameter,  ///< `index` counts the question marks of the statement from 0.
  kList,       ///< [...] or (..., ...)
  kBag,        ///< <<...>>
  kStruct,     ///< {...}: names and values by turns in `operands`
  // References.
  kPath,  ///< `steps`
  kCall,  ///< `text` is the function in lower case.
  kStar,  ///< `*` of COUNT(*)
  // Operators.
  kAnd,  ///< Two or more.
  kOr,   ///< Two or more.
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kAdd,
  kSubtract,
  kBetween,  ///< Three: the operand, the lower and the upper bound.
  kIn,       ///< Two: the operand, and the list.
  kIs,       ///< One; `text` is the type's name in lower case.
  kOther,    ///< An operator that DynamoDB does not have; `text` is its sign.
};

/// One step of a path: a name, or a position in a list.
struct PathStep {
  std::optional<std::string> name;  ///< Nothing: `index`.
  std::uint32_t index = 0;
  bool operator==(const PathStep&) const = default;
};

struct Expression {
  ExpressionType type = ExpressionType::kNull;
  Position position = {};  ///< Of its first token; of an operator's sign.
  std::string text = {};
  std::uint32_t index = 0;
  /// Never empty for kPath, and the first is a name.
  std::vector<PathStep> steps = {};
  std::vector<Expression> operands = {};
};

/// "table" or "table"."index", as written.
struct TableReference {
  std::vector<std::string> components;  ///< At least one.
};

struct OrderBy {
  enum class Direction : std::uint8_t { kAscending, kDescending };
  Expression key;
  Direction direction = Direction::kAscending;
};

/// One action of an UPDATE.
struct Assignment {
  enum class Type : std::uint8_t { kSet, kRemove };
  Type type = Type::kSet;
  Expression target;  ///< kPath
  Expression value;   ///< Of kSet.
};

enum class Returning : std::uint8_t { kNothing, kAllOld, kAllNew, kModifiedOld, kModifiedNew };

/// "ALL OLD", ...
std::string_view returning_text(Returning returning);

/// A clause that the grammar has and DynamoDB has not.
struct UnsupportedClause {
  std::string name;  ///< "LIMIT"
  Position position;
};

struct Statement {
  enum class Type : std::uint8_t {
    kSelect,
    kInsert,
    kUpdate,
    kDelete,
    kExists,  ///< EXISTS(SELECT ...): its SELECT is what the other members say.
    kOther,   ///< An expression or a form of INSERT that DynamoDB does not run: `unsupported` says which.
  };
  Type type = Type::kOther;
  TableReference table;
  bool has_alias = false;
  bool has_several_tables = false;
  bool selects_all = false;            ///< SELECT *
  std::vector<Expression> projection;  ///< SELECT, unless it selects all.
  std::optional<Expression> where;
  std::vector<OrderBy> order_by;
  Expression inserted;                  ///< INSERT ... VALUE
  std::vector<Assignment> assignments;  ///< UPDATE
  Returning returning = Returning::kNothing;
  std::optional<UnsupportedClause> unsupported;  ///< The first one.
  std::uint32_t parameters = 0;                  ///< How many question marks there are.
};

}  // namespace ddb::partiql
