#pragma once

#include <string_view>

namespace ddb::expression {

/// Whether `name`, in any case of letters, is one of the 573 words that an expression may not use as an
/// attribute name. Source: Amazon DynamoDB Developer Guide, "Reserved words in DynamoDB".
bool is_reserved_word(std::string_view name);

}  // namespace ddb::expression
