#include "emulator/protocol/content_type.h"

#include <array>

namespace ddb::protocol {
namespace {

constexpr std::array<std::string_view, 2> kContentTypes = {kJsonContentType, kPlainJsonContentType};

}  // namespace

std::optional<std::string_view> answer_content_type(std::string_view request_content_type) {
  std::string_view type = request_content_type.substr(0, request_content_type.find(';'));
  const std::size_t first = type.find_first_not_of(" \t");
  if (first == std::string_view::npos) return std::nullopt;
  type = type.substr(first, type.find_last_not_of(" \t") - first + 1);
  for (std::string_view known : kContentTypes)
    if (type == known) return known;
  return std::nullopt;
}

}  // namespace ddb::protocol
