#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/system_error.hpp>

#include "emulator/engine/table.h"
#include "emulator/storage/storage_error.h"

// The JSON form of a table. Members that hold nothing are left out; times are microseconds since 1970.
namespace ddb::engine {

namespace json = boost::json;

namespace {

/// The version says in which form the table's rows are: these, from version 1 on.
constexpr std::array kRowForms = {RowForm::kWholeItem, RowForm::kWithoutKey, RowForm::kNumberedNames};

std::int64_t version_of(RowForm row_form) {
  return std::ranges::find(kRowForms, row_form) - kRowForms.begin() + 1;
}

[[noreturn]] void throw_damaged(const std::string& what) {
  throw storage::StorageError(storage::StorageFailure::kDamaged,
                              "The database holds a table definition that can't be read: " + what + ".");
}

// ---- Writing

json::string text(std::string_view value) {
  return json::string(value);
}

std::int64_t microseconds(Clock::TimePoint time) {
  return time.time_since_epoch().count();
}

void put_time(json::object& out, std::string_view name, const std::optional<Clock::TimePoint>& time) {
  if (time) out[name] = microseconds(*time);
}

void put_number(json::object& out, std::string_view name, const std::optional<std::int64_t>& number) {
  if (number) out[name] = *number;
}

void put_text(json::object& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out[name] = text(value);
}

void put_flag(json::object& out, std::string_view name, bool flag) {
  if (flag) out[name] = true;
}

std::string_view status_name(Status status) {
  switch (status) {
    case Status::kCreating:
      return "CREATING";
    case Status::kUpdating:
      return "UPDATING";
    case Status::kDeleting:
      return "DELETING";
    case Status::kActive:
      break;
  }
  return "ACTIVE";
}

json::array encode_attributes(const std::vector<KeyAttribute>& attributes) {
  json::array out;
  for (const KeyAttribute& attribute : attributes)
    out.push_back(
        json::object{{"name", text(attribute.name)}, {"type", text(value::type_name(attribute.type))}});
  return out;
}

json::object encode_key(const KeySchema& key) {
  return {{"hash", encode_attributes(key.hash)}, {"range", encode_attributes(key.range)}};
}

json::object encode_throughput(const ProvisionedThroughput& throughput) {
  json::object out{{"read", throughput.read_capacity_units}, {"write", throughput.write_capacity_units}};
  put_time(out, "last_increase", throughput.last_increase);
  put_time(out, "last_decrease", throughput.last_decrease);
  if (throughput.decreases_today != 0) out["decreases_today"] = throughput.decreases_today;
  return out;
}

void put_capacity(json::object& out, const std::optional<OnDemandThroughput>& on_demand,
                  const std::optional<WarmThroughput>& warm) {
  if (on_demand) {
    json::object units;
    put_number(units, "read_max", on_demand->read_request_units_max);
    put_number(units, "write_max", on_demand->write_request_units_max);
    out["on_demand_throughput"] = std::move(units);
  }
  if (warm) {
    json::object units;
    put_number(units, "read", warm->read_units_per_second);
    put_number(units, "write", warm->write_units_per_second);
    out["warm_throughput"] = std::move(units);
  }
}

void put_status(json::object& out, Status status, const std::optional<Clock::TimePoint>& until) {
  if (status != Status::kActive) out["status"] = text(status_name(status));
  put_time(out, "status_until", until);
}

json::object encode_index(const SecondaryIndex& index) {
  json::object out{
      {"name", text(index.name)},     {"scope", index.is_global() ? "global" : "local"},
      {"key", encode_key(index.key)}, {"projection", text(model::to_text(index.projection.type))},
      {"entries", index.entries},     {"throughput", encode_throughput(index.throughput)}};
  if (!index.projection.non_key_attributes.empty()) {
    json::array names;
    for (const std::string& name : index.projection.non_key_attributes)
      names.push_back(text(name));
    out["non_key_attributes"] = std::move(names);
  }
  put_capacity(out, index.on_demand_throughput, index.warm_throughput);
  put_status(out, index.status, index.status_until);
  put_flag(out, "is_backfilling", index.is_backfilling);
  return out;
}

json::array encode_indexes(const std::vector<SecondaryIndex>& indexes) {
  json::array out;
  for (const SecondaryIndex& index : indexes)
    out.push_back(encode_index(index));
  return out;
}

json::array encode_streams(const std::vector<TableStream>& streams) {
  json::array out;
  for (const TableStream& stream : streams) {
    json::object entry{{"id", stream.id},
                       {"label", text(stream.label)},
                       {"view_type", text(model::to_text(stream.view_type))},
                       {"created", microseconds(stream.created)},
                       {"shard_id", text(stream.shard_id)}};
    put_time(entry, "disabled", stream.disabled);
    out.push_back(std::move(entry));
  }
  return out;
}

void put_time_to_live(json::object& out, const Table& table) {
  if (table.time_to_live) {
    json::object entry{{"attribute_name", text(table.time_to_live->attribute_name)},
                       {"queue", table.time_to_live->queue}};
    put_time(entry, "changed", table.time_to_live->changed);
    put_flag(entry, "is_backfilling", table.time_to_live->is_backfilling);
    out["time_to_live"] = std::move(entry);
  }
  put_time(out, "time_to_live_disabled", table.time_to_live_disabled);
  put_text(out, "time_to_live_disabled_attribute", table.time_to_live_disabled_attribute);
}

void put_settings(json::object& out, const Table& table) {
  put_flag(out, "deletion_protection", table.deletion_protection);
  if (table.table_class) out["table_class"] = text(model::to_text(*table.table_class));
  put_time(out, "table_class_changed", table.table_class_changed);
  put_text(out, "sse_kms_key_arn", table.sse_kms_key_arn);
  put_text(out, "resource_policy", table.resource_policy);
  if (!table.tags.empty()) {
    json::object tags;
    for (const auto& [key, value] : table.tags)
      tags[key] = text(value);
    out["tags"] = std::move(tags);
  }
}

// ---- Reading: asks for a member and says which one is missing or wrong.

class Members {
 public:
  explicit Members(const json::value& value) : object_(value.if_object()) {
    if (!object_) throw_damaged("an object is missing");
  }

  const json::value* find(std::string_view name) const { return object_->if_contains(name); }
  const json::value& at(std::string_view name) const {
    const json::value* member = find(name);
    if (!member) throw_damaged("no " + std::string(name));
    return *member;
  }

  static std::string text_of(const json::value& value) {
    const json::string* string = value.if_string();
    if (!string) throw_damaged("a text is missing");
    return std::string(*string);
  }
  std::string text(std::string_view name) const { return text_of(at(name)); }
  std::string text_or_empty(std::string_view name) const {
    const json::value* member = find(name);
    return member ? text_of(*member) : std::string();
  }
  bool flag(std::string_view name) const {
    const json::value* member = find(name);
    return member && member->is_bool() && member->get_bool();
  }
  std::int64_t number(std::string_view name) const {
    boost::system::error_code failure;
    const auto number = at(name).to_number<std::int64_t>(failure);
    if (failure) throw_damaged(std::string(name) + " is no number");
    return number;
  }
  std::optional<std::int64_t> optional_number(std::string_view name) const {
    if (!find(name)) return std::nullopt;
    return number(name);
  }
  Clock::TimePoint time(std::string_view name) const {
    return Clock::TimePoint(std::chrono::microseconds(number(name)));
  }
  std::optional<Clock::TimePoint> optional_time(std::string_view name) const {
    if (!find(name)) return std::nullopt;
    return time(name);
  }
  /// The elements of the array `name`; none when it is absent.
  const json::array& elements(std::string_view name) const {
    static const json::array kNone;
    const json::value* member = find(name);
    if (!member) return kNone;
    if (!member->is_array()) throw_damaged(std::string(name) + " is no array");
    return member->get_array();
  }
  /// What `from_text` makes of the text `name`.
  template <class FromText>
  auto named(std::string_view name, FromText&& from_text) const {
    const auto value = from_text(text(name));
    if (!value) throw_damaged("an unknown " + std::string(name));
    return *value;
  }

 private:
  const json::object* object_;
};

std::optional<Status> status_from_name(std::string_view name) {
  for (const Status status : {Status::kCreating, Status::kUpdating, Status::kDeleting, Status::kActive})
    if (status_name(status) == name) return status;
  return std::nullopt;
}

std::vector<KeyAttribute> decode_attributes(const json::array& array) {
  std::vector<KeyAttribute> attributes;
  for (const json::value& element : array) {
    const Members members(element);
    attributes.push_back({members.text("name"), members.named("type", value::type_from_name)});
  }
  return attributes;
}

KeySchema decode_key(const json::value& value) {
  const Members members(value);
  return {decode_attributes(members.elements("hash")), decode_attributes(members.elements("range"))};
}

ProvisionedThroughput decode_throughput(const json::value& value) {
  const Members members(value);
  return {members.number("read"), members.number("write"), members.optional_time("last_increase"),
          members.optional_time("last_decrease"), members.optional_number("decreases_today").value_or(0)};
}

std::optional<OnDemandThroughput> decode_on_demand(const Members& owner) {
  const json::value* value = owner.find("on_demand_throughput");
  if (!value) return std::nullopt;
  const Members members(*value);
  return OnDemandThroughput{members.optional_number("read_max"), members.optional_number("write_max")};
}

std::optional<WarmThroughput> decode_warm(const Members& owner) {
  const json::value* value = owner.find("warm_throughput");
  if (!value) return std::nullopt;
  const Members members(*value);
  return WarmThroughput{members.optional_number("read"), members.optional_number("write")};
}

RowForm decode_row_form(std::int64_t version) {
  if (version < 1 || version > std::ssize(kRowForms))
    throw_damaged("it has version " + std::to_string(version) + ", which a newer ddb-emulator wrote");
  return kRowForms.at(static_cast<std::size_t>(version - 1));
}

Status decode_status(const Members& members) {
  return members.find("status") ? members.named("status", status_from_name) : Status::kActive;
}

SecondaryIndex decode_index(const json::value& value) {
  const Members members(value);
  SecondaryIndex index;
  index.name = members.text("name");
  index.scope = members.text("scope") == "local" ? IndexScope::kLocal : IndexScope::kGlobal;
  index.key = decode_key(members.at("key"));
  index.projection.type = members.named("projection", model::projection_type_from_text);
  for (const json::value& name : members.elements("non_key_attributes"))
    index.projection.non_key_attributes.push_back(Members::text_of(name));
  index.entries = members.number("entries");
  index.throughput = decode_throughput(members.at("throughput"));
  index.on_demand_throughput = decode_on_demand(members);
  index.warm_throughput = decode_warm(members);
  index.status = decode_status(members);
  index.status_until = members.optional_time("status_until");
  index.is_backfilling = members.flag("is_backfilling");
  return index;
}

std::vector<SecondaryIndex> decode_indexes(const json::array& array) {
  std::vector<SecondaryIndex> indexes;
  for (const json::value& element : array)
    indexes.push_back(decode_index(element));
  return indexes;
}

std::vector<TableStream> decode_streams(const json::array& array) {
  std::vector<TableStream> streams;
  for (const json::value& element : array) {
    const Members members(element);
    streams.push_back({members.number("id"), members.text("label"),
                       members.named("view_type", model::stream_view_type_from_text), members.time("created"),
                       members.optional_time("disabled"), members.text("shard_id")});
  }
  return streams;
}

void decode_settings(const Members& members, Table& table) {
  if (const json::value* value = members.find("time_to_live")) {
    const Members setting(*value);
    table.time_to_live = TimeToLive{setting.text("attribute_name"), setting.number("queue"),
                                    setting.optional_time("changed"), setting.flag("is_backfilling")};
  }
  table.time_to_live_disabled = members.optional_time("time_to_live_disabled");
  table.time_to_live_disabled_attribute = members.text_or_empty("time_to_live_disabled_attribute");
  table.deletion_protection = members.flag("deletion_protection");
  if (members.find("table_class"))
    table.table_class = members.named("table_class", model::table_class_from_text);
  table.table_class_changed = members.optional_time("table_class_changed");
  table.sse_kms_key_arn = members.text_or_empty("sse_kms_key_arn");
  table.resource_policy = members.text_or_empty("resource_policy");
  if (const json::value* value = members.find("tags")) {
    if (!value->is_object()) throw_damaged("tags is no object");
    for (const auto& [key, tag] : value->get_object())
      table.tags.emplace(std::string(key), Members::text_of(tag));
  }
}

}  // namespace

std::string encode_table(const Table& table) {
  json::object out{{"version", version_of(table.row_form)},
                   {"name", text(table.name)},
                   {"id", text(table.id)},
                   {"region", text(table.region)},
                   {"account_id", text(table.account_id)},
                   {"created", microseconds(table.created)},
                   {"attribute_definitions", encode_attributes(table.attribute_definitions)},
                   {"key", encode_key(table.key)},
                   {"items", table.items},
                   {"billing_mode", text(model::to_text(table.billing_mode))},
                   {"throughput", encode_throughput(table.throughput)}};
  put_status(out, table.status, table.status_until);
  if (!table.indexes.empty()) out["indexes"] = encode_indexes(table.indexes);
  if (!table.deleted_indexes.empty()) out["deleted_indexes"] = encode_indexes(table.deleted_indexes);
  put_time(out, "pay_per_request_since", table.pay_per_request_since);
  put_capacity(out, table.on_demand_throughput, table.warm_throughput);
  if (!table.streams.empty()) out["streams"] = encode_streams(table.streams);
  put_time_to_live(out, table);
  put_settings(out, table);
  return json::serialize(out);
}

Table decode_table(std::string_view encoded) {
  boost::system::error_code failure;
  const json::value root = json::parse(encoded, failure);
  if (failure) throw_damaged(failure.message());
  const Members members(root);
  Table table;
  table.row_form = decode_row_form(members.number("version"));
  table.name = members.text("name");
  table.id = members.text("id");
  table.region = members.text("region");
  table.account_id = members.text("account_id");
  table.created = members.time("created");
  table.status = decode_status(members);
  table.status_until = members.optional_time("status_until");
  table.attribute_definitions = decode_attributes(members.elements("attribute_definitions"));
  table.key = decode_key(members.at("key"));
  table.items = members.number("items");
  table.indexes = decode_indexes(members.elements("indexes"));
  table.deleted_indexes = decode_indexes(members.elements("deleted_indexes"));
  table.billing_mode = members.named("billing_mode", model::billing_mode_from_text);
  table.pay_per_request_since = members.optional_time("pay_per_request_since");
  table.throughput = decode_throughput(members.at("throughput"));
  table.on_demand_throughput = decode_on_demand(members);
  table.warm_throughput = decode_warm(members);
  table.streams = decode_streams(members.elements("streams"));
  decode_settings(members, table);
  return table;
}

}  // namespace ddb::engine
