#pragma once

#include <string_view>

#include "emulator/model/service_error.h"
#include "emulator/partiql/syntax.h"

namespace ddb::partiql {

/// How deep expressions may nest in each other. The service's own limit is not known; a statement has at most
/// 8,192 characters.
inline constexpr int kNestingMax = 128;

/// What `statement` says. A ValidationException "Statement wasn't well formed, ..." when it follows no
/// grammar, with the words of PartiQL's reference implementation, whose parser the service uses.
model::ServiceResult<Statement> parse(std::string_view statement);

}  // namespace ddb::partiql
