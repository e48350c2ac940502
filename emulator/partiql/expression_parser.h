#pragma once

#include <cstdint>

#include "emulator/model/service_error.h"
#include "emulator/partiql/syntax.h"
#include "emulator/partiql/token_stream.h"

namespace ddb::partiql {

/// Operator precedence over the expressions of a statement. Every function fails with a ValidationException
/// on the first token that does not fit.
class ExpressionParser {
 public:
  /// Reads from `tokens`, which must outlive it.
  explicit ExpressionParser(TokenStream& tokens) : tokens_(tokens) {}

  /// A whole expression, up to the first token that does not go on with it.
  model::ServiceResult<Expression> read_expression() { return read_above(0); }

  /// A path of names and literal positions: what is assigned, removed, written to or read from.
  model::ServiceResult<Expression> read_simple_path();

  /// How many question marks have been read.
  std::uint32_t parameters() const { return parameters_; }

 private:
  using Precedence = int;
  struct Operator;

  /// An expression of operators that bind more closely than `precedence`.
  model::ServiceResult<Expression> read_above(Precedence precedence);
  model::ServiceResult<Expression> read_unary();
  model::ServiceResult<Expression> read_term_with_path();
  model::ServiceResult<Expression> read_term();
  model::ServiceResult<Expression> read_keyword_term();
  model::ServiceResult<Expression> read_group();
  model::ServiceResult<Expression> read_call();
  model::ServiceResult<Expression> read_struct();
  model::ServiceResult<Expression> read_sequence(ExpressionType type, std::string_view close,
                                                 std::string_view close_name);
  model::ServiceResult<void> read_list(std::vector<Expression>& elements);
  model::ServiceResult<void> read_path_step(Expression& path);

  Operator next_operator() const;
  model::ServiceResult<Expression> read_right_side(Expression left, const Operator& op);
  model::ServiceResult<void> read_operands(Expression& expression, const Operator& op);
  model::ServiceResult<void> read_type_name(Expression& expression);

  TokenStream& tokens_;
  std::uint32_t parameters_ = 0;
  int depth_ = 0;
};

}  // namespace ddb::partiql
