#include "emulator/operations/tag_request.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/find_table.h"

namespace ddb::operations {

namespace messages = model::messages;

namespace {

constexpr std::string_view kTableResource = "table/";
constexpr std::size_t kTagKeyLengthMax = 128;
constexpr std::size_t kTagValueLengthMax = 256;

model::ServiceError invalid(std::string_view sentence, std::string_view value) {
  return model::validation_error(messages::fill(sentence, {value}));
}

/// The count of characters of UTF-8 text.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// Letters, digits and spaces of any script, and + - = . _ : / @. Of characters beyond ASCII only those of
/// four bytes (emoji and rare scripts) are refused: the emulator has no table of what is a letter.
bool has_tag_characters(std::string_view text) {
  constexpr std::string_view kPunctuation = "+-=._:/@ ";
  return std::ranges::all_of(text, [&](char byte) {
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x80) return code < 0xF0;
    return std::isalnum(code) != 0 || kPunctuation.find(byte) != std::string_view::npos;
  });
}

bool is_reserved(std::string_view key) {
  constexpr std::string_view kReserved = "aws:";
  return key.size() >= kReserved.size() &&
         std::equal(kReserved.begin(), kReserved.end(), key.begin(), [](char expected, char byte) {
           return expected == std::tolower(static_cast<unsigned char>(byte));
         });
}

ServiceResult<void> check_key(std::string_view key) {
  if (key.empty() || length_of(key) > kTagKeyLengthMax || !has_tag_characters(key))
    return invalid(messages::kInvalidTagKey, key);
  if (is_reserved(key)) return invalid(messages::kReservedTagKey, key);
  return {};
}

/// The six parts of an ARN; the last one keeps its colons. Fewer colons leave later parts empty.
std::array<std::string_view, 6> arn_parts(std::string_view arn) {
  std::array<std::string_view, 6> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = i + 1 < parts.size() ? arn.find(':') : std::string_view::npos;
    parts[i] = arn.substr(0, colon);
    if (colon == std::string_view::npos) break;
    arn.remove_prefix(colon + 1);
  }
  return parts;
}

}  // namespace

ServiceResult<void> check_tags(const std::vector<model::Tag>& tags) {
  std::set<std::string_view> keys;
  for (const model::Tag& tag : tags) {
    DDB_CHECK(check_key(tag.key));
    if (length_of(tag.value) > kTagValueLengthMax || !has_tag_characters(tag.value))
      return invalid(messages::kInvalidTagValue, tag.value);
    if (!keys.insert(tag.key).second) return invalid(messages::kDuplicateTagKey, tag.key);
  }
  return {};
}

ServiceResult<void> check_tag_keys(const std::vector<std::string>& keys) {
  for (const std::string& key : keys)
    DDB_CHECK(check_key(key));
  return {};
}

ServiceResult<void> check_tag_count(const std::map<std::string, std::string>& tags) {
  if (tags.size() > model::kTagsPerTableMax)
    return model::validation_error(std::string(messages::kTooManyTags));
  return {};
}

ServiceResult<void> check_table_arn(const Call& call, std::string_view resource_arn) {
  if (!resource_arn.starts_with("arn:")) return invalid(messages::kNotAnArn, resource_arn);
  const auto [scheme, partition, service, region, account_id, resource] = arn_parts(resource_arn);
  if (!partition.starts_with("aws") || service != "dynamodb" || !resource.starts_with(kTableResource))
    return invalid(messages::kNotADynamoDbArn, resource_arn);
  if (resource.find("/index/") != std::string_view::npos)
    return invalid(messages::kNotATableArn, resource_arn);
  if (account_id != call.account_id) return not_authorized(call, resource_arn);
  if (resource.size() < kTableResource.size() + model::kTableNameCharactersMin)
    return invalid(messages::kInvalidTableArnGiven, resource_arn);
  return {};
}

ServiceResult<engine::TablePointer> resolve_tagged_table(Call& call, std::string_view resource_arn,
                                                         engine::TableUse use) {
  DDB_CHECK(check_table_arn(call, resource_arn));
  const auto [scheme, partition, service, region, account_id, resource] = arn_parts(resource_arn);
  auto table = engine::resolve_table(call.engine, resource.substr(kTableResource.size()), use);
  if (!table && table.error().code == model::ErrorCode::kResourceNotFound)
    return model::ServiceError{model::ErrorCode::kResourceNotFound,
                               messages::fill(messages::kTaggedResourceNotFound, {resource_arn})};
  if (table && (*table)->region != region) return invalid(messages::kInvalidTableArnGiven, resource_arn);
  return table;
}

}  // namespace ddb::operations
