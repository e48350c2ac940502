#include <algorithm>
#include <map>

#include "tests/property/expression_text.h"
#include "tests/property/history_step.h"

namespace ddb::property {
namespace {

using boost::json::array;
using boost::json::object;
using reference::Write;

array key_schema(const reference::KeySchema& key) {
  array schema;
  for (const reference::KeyAttribute& attribute : key.hash)
    schema.push_back({{"AttributeName", attribute.name}, {"KeyType", "HASH"}});
  for (const reference::KeyAttribute& attribute : key.range)
    schema.push_back({{"AttributeName", attribute.name}, {"KeyType", "RANGE"}});
  return schema;
}

array attribute_definitions(const std::vector<reference::KeySchema>& keys) {
  std::map<std::string, std::string> types;
  for (const reference::KeySchema& key : keys)
    for (const reference::KeyAttribute& attribute : key.attributes())
      types[attribute.name] = reference::type_name(attribute.type);
  array definitions;
  for (const auto& [name, type] : types)
    definitions.push_back({{"AttributeName", name}, {"AttributeType", type}});
  return definitions;
}

object index_definition(const reference::Index& index) {
  object projection;
  projection["ProjectionType"] = index.projects_all       ? "ALL"
                                 : index.included.empty() ? "KEYS_ONLY"
                                                          : "INCLUDE";
  if (!index.projects_all && !index.included.empty())
    projection["NonKeyAttributes"] = array(index.included.begin(), index.included.end());
  return {{"IndexName", index.name}, {"KeySchema", key_schema(index.key)}, {"Projection", projection}};
}

/// Adds ProjectionExpression, and the placeholders of all expressions.
void add_projection(object& request, const std::vector<reference::Path>& projection, ExpressionText& text) {
  if (!projection.empty()) request["ProjectionExpression"] = text.projection(projection);
  text.add_placeholders(request);
}

object read_request(const PagedRead& read) {
  object request{{"TableName", read.table_name}};
  if (!read.index_name.empty()) request["IndexName"] = read.index_name;
  if (read.limit != 0) request["Limit"] = read.limit;
  if (read.counts_only) request["Select"] = "COUNT";
  if (read.wants_all_attributes) request["Select"] = "ALL_ATTRIBUTES";
  return request;
}

/// Adds FilterExpression, ProjectionExpression and the placeholders.
void add_expressions(object& request, const PagedRead& read, ExpressionText& text) {
  if (read.filter) request["FilterExpression"] = text.condition(*read.filter);
  add_projection(request, read.projection, text);
}

std::string key_condition_text(const Query::KeyCondition& condition, ExpressionText& text) {
  const std::string attribute = text.path({{condition.attribute_name, {}}});
  const std::string value = text.value(condition.value);
  if (condition.name == "begins_with") return "begins_with(" + attribute + ", " + value + ")";
  if (condition.name == "BETWEEN")
    return attribute + " " + text.word("BETWEEN") + " " + value + " " + text.word("AND") + " " +
           text.value(condition.upper);
  return attribute + " " + condition.name + " " + value;
}

}  // namespace

std::string operation_name(Write::Kind kind) {
  switch (kind) {
    case Write::Kind::kPut:
      return "PutItem";
    case Write::Kind::kUpdate:
      return "UpdateItem";
    case Write::Kind::kDelete:
      return "DeleteItem";
    case Write::Kind::kConditionCheck:
      break;
  }
  return "ConditionCheck";
}

object create_table_request(const reference::TableDefinition& definition) {
  std::vector<reference::KeySchema> keys = {definition.key};
  array local;
  array global;
  for (const reference::Index& index : definition.indexes) {
    keys.push_back(index.key);
    (index.is_global ? global : local).push_back(index_definition(index));
  }
  object request{{"TableName", definition.name},
                 {"BillingMode", "PAY_PER_REQUEST"},
                 {"KeySchema", key_schema(definition.key)},
                 {"AttributeDefinitions", attribute_definitions(keys)}};
  if (!local.empty()) request["LocalSecondaryIndexes"] = local;
  if (!global.empty()) request["GlobalSecondaryIndexes"] = global;
  if (!definition.stream_view_type.empty())
    request["StreamSpecification"] = {{"StreamEnabled", true},
                                      {"StreamViewType", definition.stream_view_type}};
  return request;
}

object create_index_request(const reference::TableDefinition& table, const reference::Index& index) {
  return {{"TableName", table.name},
          {"AttributeDefinitions", attribute_definitions({table.key, index.key})},
          {"GlobalSecondaryIndexUpdates", {{{"Create", index_definition(index)}}}}};
}

object write_request(const WriteItem& step) {
  const Write& write = step.write;
  ExpressionText text(step.style);
  object request{{"TableName", write.table_name}};
  request[write.kind == Write::Kind::kPut ? "Item" : "Key"] = reference::to_json(write.item_or_key);
  if (write.condition) request["ConditionExpression"] = text.condition(*write.condition);
  if (write.update) request["UpdateExpression"] = text.update(*write.update);
  text.add_placeholders(request);
  if (!step.return_values.empty()) request["ReturnValues"] = step.return_values;
  if (step.returns_item_on_failure) request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  return request;
}

object batch_write_request(const BatchWriteItem& batch) {
  object items;
  for (const Write& write : batch.writes) {
    boost::json::value& of_table = items[write.table_name];
    if (of_table.is_null()) of_table.emplace_array();
    if (write.kind == Write::Kind::kPut)
      of_table.get_array().push_back(
          object{{"PutRequest", {{"Item", reference::to_json(write.item_or_key)}}}});
    else
      of_table.get_array().push_back(
          object{{"DeleteRequest", {{"Key", reference::to_json(write.item_or_key)}}}});
  }
  return {{"RequestItems", items}};
}

object transact_write_request(const TransactWriteItems& transaction) {
  array actions;
  for (const WriteItem& write : transaction.writes) {
    std::string name = operation_name(write.write.kind);
    if (name.ends_with("Item")) name.erase(name.size() - 4);
    object action;
    action[name] = write_request(write);
    actions.push_back(action);
  }
  object request{{"TransactItems", actions}};
  if (!transaction.token.empty()) request["ClientRequestToken"] = transaction.token;
  return request;
}

object get_request(const GetItem& get) {
  ExpressionText text(get.style);
  object request{{"TableName", get.table_name}, {"Key", reference::to_json(get.key)}};
  add_projection(request, get.projection, text);
  return request;
}

object batch_get_request(const BatchGetItem& batch) {
  object items;
  for (const GetItem& get : batch.gets) {
    boost::json::value& of_table = items[get.table_name];
    if (of_table.is_null()) {
      ExpressionText text(get.style);
      object& keys = of_table.emplace_object();
      keys["Keys"].emplace_array();
      add_projection(keys, get.projection, text);
    }
    of_table.get_object()["Keys"].get_array().push_back(reference::to_json(get.key));
  }
  return {{"RequestItems", items}};
}

object transact_get_request(const TransactGetItems& transaction) {
  array actions;
  for (const GetItem& get : transaction.gets)
    actions.push_back(object{{"Get", get_request(get)}});
  return {{"TransactItems", actions}};
}

object query_request(const Query& query) {
  ExpressionText text(query.read.style);
  object request = read_request(query.read);
  std::string conditions;
  for (const Query::KeyCondition& condition : query.key_conditions)
    conditions +=
        (conditions.empty() ? "" : " " + text.word("AND") + " ") + key_condition_text(condition, text);
  request["KeyConditionExpression"] = conditions;
  if (!query.forward) request["ScanIndexForward"] = false;
  if (query.start_key) request["ExclusiveStartKey"] = reference::to_json(*query.start_key);
  add_expressions(request, query.read, text);
  return request;
}

object scan_request(const Scan& scan) {
  ExpressionText text(scan.read.style);
  object request = read_request(scan.read);
  if (scan.segments > 1) {
    request["Segment"] = 0;
    request["TotalSegments"] = scan.segments;
  }
  add_expressions(request, scan.read, text);
  return request;
}

}  // namespace ddb::property
