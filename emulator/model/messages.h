#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

/// Every sentence that DynamoDB says, word for word, with `{}` where a value stands. Recorded answers of the
/// real service are the source.
namespace ddb::model::messages {

/// `sentence` with each `{}` replaced by the next of `values`; asserts that there are as many.
std::string fill(std::string_view sentence, std::initializer_list<std::string_view> values);

inline constexpr std::string_view kConditionalRequestFailed = "The conditional request failed";
inline constexpr std::string_view kResourceNotFound = "Requested resource not found";
inline constexpr std::string_view kKeyDoesNotMatchSchema =
    "The provided key element does not match the schema";

}  // namespace ddb::model::messages
