#pragma once

#include <optional>
#include <string_view>

namespace ddb::protocol {

inline constexpr std::string_view kJsonContentType = "application/x-amz-json-1.0";
inline constexpr std::string_view kPlainJsonContentType = "application/json";

/// The Content-Type to answer with, by that of the request (parameters after ';' do not count): the same one;
/// nothing when the service does not take it. Source: recorded answers.
std::optional<std::string_view> answer_content_type(std::string_view request_content_type);

}  // namespace ddb::protocol
