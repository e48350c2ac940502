#include "tools/ddb/stream_record.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "shared/base/time_format.h"
#include "tools/cli/text.h"
#include "tools/ddb/item_format.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kEventWidth = 6;               // INSERT, MODIFY, REMOVE
constexpr double kUnixSecondsMax = 253'402'300'799;  // The end of the year 9999.

std::string time_text(const json::object& data) {
  const auto* value = data.if_contains("ApproximateCreationDateTime");
  if (!value || !value->is_number()) return "-";
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds <= kUnixSecondsMax)) return "-";
  const std::string text =
      iso8601(Clock::TimePoint(std::chrono::seconds(static_cast<std::int64_t>(seconds))));
  return text.substr(0, text.find('.')) + "Z";
}

/// "name=value" of each attribute but those of `without`, by name.
std::string attributes_text(const json::object& data, std::string_view member, const json::object& without) {
  const auto* value = data.if_contains(member);
  if (!value || !value->is_object()) return "";
  std::map<std::string, std::string> sorted;
  for (const auto& [name, attribute] : value->get_object()) {
    if (!without.contains(name)) sorted.emplace(name, plain_value(attribute));
  }
  std::string text;
  for (const auto& [name, plain] : sorted) {
    if (!text.empty()) text += ", ";
    text.append(name).append("=").append(plain);
  }
  return text;
}

}  // namespace

std::string format_record(const json::object& record, OutputFormat format) {
  if (format == OutputFormat::kJson) return json::serialize(record);
  const auto* member = record.if_contains("dynamodb");
  const json::object data = member && member->is_object() ? member->get_object() : json::object();
  const std::string event = one_line(text_member(record, "eventName"));
  const auto* key_member = data.if_contains("Keys");
  const json::object key = key_member && key_member->is_object() ? key_member->get_object() : json::object();
  const std::string keys = one_line(attributes_text(data, "Keys", {}));
  const std::string image =
      one_line(attributes_text(data, data.contains("NewImage") ? "NewImage" : "OldImage", key));
  if (format == OutputFormat::kPlain) return time_text(data) + "\t" + event + "\t" + keys + "\t" + image;
  std::string line = time_text(data) + "  " + padded(event, kEventWidth) + "  " + keys;
  if (!image.empty()) line += "  |  " + image;
  return line;
}

}  // namespace ddb::cli
