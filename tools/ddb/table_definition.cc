#include "tools/ddb/table_definition.h"

#include <array>
#include <boost/json/array.hpp>
#include <map>

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::int64_t kCapacityUnitsMax = 1'000'000'000;

struct Key {
  std::string name;
  std::string type;
};

Result<Key, CommandError> parse_key(std::string_view text) {
  const auto colon = text.rfind(':');
  Key key{std::string(text.substr(0, colon)),
          colon == std::string_view::npos ? "S" : std::string(text.substr(colon + 1))};
  if (key.name.empty() || (key.type != "S" && key.type != "N" && key.type != "B")) {
    return usage_error("\"" + std::string(text) +
                       "\" is no key: write NAME:TYPE, where the type is S (string), N "
                       "(number) or B (binary), such as pk:S.");
  }
  return key;
}

/// Builds CreateTable's input piece by piece; attribute definitions are collected from all keys.
class Definition {
 public:
  Result<json::array, CommandError> key_schema(std::string_view partition_key,
                                               std::optional<std::string_view> sort_key) {
    json::array schema;
    DDB_TRY(hash, parse_key(partition_key));
    DDB_CHECK(add(hash, "HASH", schema));
    if (sort_key) {
      DDB_TRY(range, parse_key(*sort_key));
      DDB_CHECK(add(range, "RANGE", schema));
    }
    return schema;
  }

  json::array attribute_definitions() const {
    json::array definitions;
    for (const auto& [name, type] : types_) {
      definitions.push_back(json::object{{"AttributeName", name}, {"AttributeType", type}});
    }
    return definitions;
  }

 private:
  Result<void, CommandError> add(const Key& key, std::string_view role, json::array& schema) {
    const auto [found, is_new] = types_.emplace(key.name, key.type);
    if (!is_new && found->second != key.type) {
      return usage_error("The attribute " + key.name + " is given as type " + found->second +
                         " and as type " + key.type + ".");
    }
    schema.push_back(json::object{{"AttributeName", key.name}, {"KeyType", role}});
    return {};
  }

  std::map<std::string, std::string> types_;
};

Result<std::optional<json::object>, CommandError> throughput(const Options& options) {
  DDB_TRY(read, options.integer("read-capacity", 1, kCapacityUnitsMax));
  DDB_TRY(write, options.integer("write-capacity", 1, kCapacityUnitsMax));
  if (!read && !write) return std::optional<json::object>();
  return std::optional(
      json::object{{"ReadCapacityUnits", read.value_or(5)}, {"WriteCapacityUnits", write.value_or(5)}});
}

Result<json::array, CommandError> global_indexes(const Options& options, Definition& definition,
                                                 const std::optional<json::object>& capacity) {
  json::array indexes;
  for (const auto& text : options.all("global-index")) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0) {
      return usage_error("\"" + text +
                         "\" is no index: write NAME:PARTITION_KEY or NAME:PARTITION_KEY,SORT_KEY, such as "
                         "by-group:group_uuid:S,sk:S.");
    }
    const std::string_view keys = std::string_view(text).substr(colon + 1);
    const auto comma = keys.find(',');
    std::optional<std::string_view> sort_key;
    if (comma != std::string_view::npos) sort_key = keys.substr(comma + 1);
    DDB_TRY(schema, definition.key_schema(keys.substr(0, comma), sort_key));
    json::object index{{"IndexName", text.substr(0, colon)},
                       {"KeySchema", std::move(schema)},
                       {"Projection", {{"ProjectionType", "ALL"}}}};
    if (capacity) index.emplace("ProvisionedThroughput", *capacity);
    indexes.push_back(std::move(index));
  }
  return indexes;
}

}  // namespace

std::span<const OptionSpec> table_definition_options() {
  static constexpr std::array<OptionSpec, 6> options{{
      {"partition-key", "NAME:TYPE", "The partition key; the type is S, N or B (default S)"},
      {"sort-key", "NAME:TYPE", "The sort key, if the table has one"},
      {"global-index", "NAME:KEY[,KEY]",
       "A global secondary index with its partition key and sort\nkey, each NAME:TYPE; may be repeated"},
      {"read-capacity", "UNITS",
       "Provisioned read capacity; without it and the next one,\nthe table is on demand"},
      {"write-capacity", "UNITS", "Provisioned write capacity; of the two, the one left out\nis 5"},
      {"stream", "VIEW", "Turn on the stream: NEW_IMAGE, OLD_IMAGE,\nNEW_AND_OLD_IMAGES or KEYS_ONLY"},
  }};
  return options;
}

Result<json::object, CommandError> table_definition(const std::string& table, const Options& options) {
  const auto partition_key = options.find("partition-key");
  if (!partition_key)
    return usage_error("--partition-key is missing: write, for example, --partition-key pk:S.");
  Definition definition;
  const auto sort_key = options.find("sort-key");
  DDB_TRY(schema, definition.key_schema(
                      *partition_key, sort_key ? std::optional<std::string_view>(*sort_key) : std::nullopt));
  DDB_TRY(capacity, throughput(options));
  DDB_TRY(indexes, global_indexes(options, definition, capacity));

  json::object input{{"TableName", table},
                     {"AttributeDefinitions", definition.attribute_definitions()},
                     {"KeySchema", std::move(schema)},
                     {"BillingMode", capacity ? "PROVISIONED" : "PAY_PER_REQUEST"}};
  if (capacity) input.emplace("ProvisionedThroughput", *capacity);
  if (!indexes.empty()) input.emplace("GlobalSecondaryIndexes", std::move(indexes));
  if (const auto view = options.find("stream")) {
    input.emplace("StreamSpecification", json::object{{"StreamEnabled", true}, {"StreamViewType", *view}});
  }
  return input;
}

}  // namespace ddb::cli
