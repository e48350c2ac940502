#include "tests/fault/workload.h"

#include <boost/json/serialize.hpp>
#include <set>
#include <utility>

namespace ddb::fault {

namespace {

constexpr std::string_view kTables[] = {"items", "ledger"};
constexpr unsigned kKeys = 10;
constexpr std::size_t kSizes[] = {10, 80, 300, 900, 3'000, 20'000};

std::string json_text(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string key_json(std::string_view key) {
  return R"({"pk":{"S":)" + json_text(key) + "}}";
}

/// A text whose length and letter follow from the version: small rows, large rows, overflow pages.
std::string text_of(std::int64_t version) {
  const auto number = static_cast<std::size_t>(version);
  const std::size_t size = kSizes[number * 7 % 23 == 0 ? 5 : number % 5];
  return std::string(size, static_cast<char>('a' + number % 26));
}

std::string item_json(std::string_view key, std::int64_t version) {
  return R"({"pk":{"S":)" + json_text(key) + R"(},"version":{"N":")" + std::to_string(version) +
         R"("},"owner":{"S":"owner)" + std::to_string(version % 3) + R"("},"text":{"S":")" +
         text_of(version) + R"("}})";
}

std::pair<std::string, std::string> split(std::string_view place) {
  const std::size_t slash = place.find('/');
  return {std::string(place.substr(0, slash)), std::string(place.substr(slash + 1))};
}

std::string text_at(const boost::json::value& item, std::string_view name, std::string_view type) {
  return std::string(item.at(name).at(type).as_string());
}

/// Adds the item to `model`, and to `wrong` when it is not what its version makes it.
void read_item(std::string_view table, const boost::json::value& item, Model& model,
               std::vector<std::string>& wrong) {
  const std::string key = text_at(item, "pk", "S");
  const std::int64_t version = std::stoll(text_at(item, "version", "N"));
  model.emplace(std::string(table) + '/' + key, version);
  const bool is_whole = item.as_object().size() == 4 && text_at(item, "text", "S") == text_of(version) &&
                        text_at(item, "owner", "S") == "owner" + std::to_string(version % 3);
  if (!is_whole) wrong.push_back("an item is torn: " + boost::json::serialize(item).substr(0, 200));
}

/// The items of a whole table, or of an index of it.
Model scan(Service& service, std::string_view table, std::string_view index,
           std::vector<std::string>& wrong) {
  Model model;
  std::string start;
  while (true) {
    const std::string body =
        R"({"TableName":)" + json_text(table) +
        (index.empty() ? R"(,"ConsistentRead":true)" : R"(,"IndexName":)" + json_text(index)) + start + "}";
    const Answer answer = service.call("Scan", body);
    if (!answer.is_ok()) {
      wrong.push_back("Scan of " + std::string(table) + " failed: " + boost::json::serialize(answer.body));
      return model;
    }
    for (const boost::json::value& item : answer.body.at("Items").as_array())
      read_item(table, item, model, wrong);
    const auto* last = answer.body.as_object().if_contains("LastEvaluatedKey");
    if (!last) return model;
    start = R"(,"ExclusiveStartKey":)" + boost::json::serialize(*last);
  }
}

void apply_record(std::string_view table, const boost::json::value& record, Model& model,
                  std::vector<std::string>& wrong) {
  const boost::json::value& change = record.at("dynamodb");
  const std::string place = std::string(table) + '/' + text_at(change.at("Keys"), "pk", "S");
  Model before;
  if (const auto* old = change.as_object().if_contains("OldImage")) read_item(table, *old, before, wrong);
  const auto found = model.find(place);
  const bool chains = found == model.end() ? before.empty() : before == Model{{place, found->second}};
  if (!chains) wrong.push_back("a stream record's old image is not what was at " + place);
  model.erase(place);
  if (const auto* image = change.as_object().if_contains("NewImage")) read_item(table, *image, model, wrong);
}

/// What the stream of `table` makes of nothing.
Model replay(Service& service, std::string_view table, const std::string& stream_arn,
             std::vector<std::string>& wrong) {
  Model model;
  const auto ask = [&](std::string_view operation, const std::string& body) {
    const Answer answer = service.call(operation, body);
    if (!answer.is_ok()) wrong.push_back(std::string(operation) + ": " + boost::json::serialize(answer.body));
    return answer;
  };
  const std::string arn = R"({"StreamArn":)" + json_text(stream_arn);
  const Answer stream = ask("DescribeStream", arn + "}");
  if (!stream.is_ok()) return model;
  for (const boost::json::value& shard : stream.body.at("StreamDescription").at("Shards").as_array()) {
    const Answer first = ask("GetShardIterator", arn + R"(,"ShardIteratorType":"TRIM_HORIZON","ShardId":)" +
                                                     boost::json::serialize(shard.at("ShardId")) + "}");
    if (!first.is_ok()) return model;
    boost::json::value iterator = first.body.at("ShardIterator");
    while (true) {
      const Answer page = ask("GetRecords", R"({"ShardIterator":)" + boost::json::serialize(iterator) + "}");
      if (!page.is_ok() || page.body.at("Records").as_array().empty()) break;
      for (const boost::json::value& record : page.body.at("Records").as_array())
        apply_record(table, record, model, wrong);
      const auto* next = page.body.as_object().if_contains("NextShardIterator");
      if (!next) break;
      iterator = *next;
    }
  }
  return model;
}

}  // namespace

void Write::apply_to(Model& model) const {
  for (const auto& [place, version] : changes) {
    if (version < 0)
      model.erase(place);
    else
      model[place] = version;
  }
}

std::vector<std::string> Workload::create_table_bodies() {
  std::vector<std::string> bodies;
  for (const std::string_view table : kTables)
    bodies.push_back(R"({"TableName":)" + json_text(table) + R"(,"BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
        {"AttributeName":"owner","AttributeType":"S"},{"AttributeName":"version","AttributeType":"N"}],
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
      "GlobalSecondaryIndexes":[{"IndexName":"by-owner","Projection":{"ProjectionType":"ALL"},
        "KeySchema":[{"AttributeName":"owner","KeyType":"HASH"},{"AttributeName":"version","KeyType":"RANGE"}]}],
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})");
  return bodies;
}

Write Workload::next() {
  const std::uint64_t choice = random_() % 100;
  if (choice < 40) return put();
  if (choice < 55) return update();
  if (choice < 70) return erase();
  return transaction();
}

std::string Workload::place(std::string& table, std::string& key) {
  table = kTables[random_() % std::size(kTables)];
  key = "key" + std::to_string(random_() % kKeys);
  return table + '/' + key;
}

Write Workload::put() {
  std::string table;
  std::string key;
  const std::string target = place(table, key);
  ++version_;
  return {"PutItem",
          R"({"TableName":)" + json_text(table) + R"(,"Item":)" + item_json(key, version_) + "}",
          {{target, version_}}};
}

Write Workload::update() {
  std::string table;
  std::string key;
  const std::string target = place(table, key);
  ++version_;
  return {"UpdateItem",
          R"({"TableName":)" + json_text(table) + R"(,"Key":)" + key_json(key) +
              R"(,"UpdateExpression":"SET #v=:v, #o=:o, #t=:t",)"
              R"("ExpressionAttributeNames":{"#v":"version","#o":"owner","#t":"text"},)"
              R"("ExpressionAttributeValues":{":v":{"N":")" +
              std::to_string(version_) + R"("},":o":{"S":"owner)" + std::to_string(version_ % 3) +
              R"("},":t":{"S":")" + text_of(version_) + R"("}}})",
          {{target, version_}}};
}

Write Workload::erase() {
  std::string table;
  std::string key;
  const std::string target = place(table, key);
  return {"DeleteItem",
          R"({"TableName":)" + json_text(table) + R"(,"Key":)" + key_json(key) + "}",
          {{target, -1}}};
}

Write Workload::transaction() {
  Write write{"TransactWriteItems", R"({"TransactItems":[)", {}};
  for (int i = 0; i < 4; ++i) {
    std::string table;
    std::string key;
    const std::string target = place(table, key);
    if (write.changes.contains(target)) continue;
    if (i > 0) write.body += ',';
    const bool deletes = random_() % 5 == 0;
    if (!deletes) ++version_;
    write.changes[target] = deletes ? -1 : version_;
    write.body +=
        deletes
            ? R"({"Delete":{"TableName":)" + json_text(table) + R"(,"Key":)" + key_json(key) + "}}"
            : R"({"Put":{"TableName":)" + json_text(table) + R"(,"Item":)" + item_json(key, version_) + "}}";
  }
  write.body += "]}";
  return write;
}

Model read_model(Service& service, std::vector<std::string>& wrong) {
  Model all;
  for (const std::string_view table : kTables) {
    const Model items = scan(service, table, "", wrong);
    if (scan(service, table, "by-owner", wrong) != items)
      wrong.push_back("the index of " + std::string(table) + " is not what its items make it");
    const Answer description = service.call("DescribeTable", R"({"TableName":)" + json_text(table) + "}");
    if (!description.is_ok()) {
      wrong.push_back("DescribeTable failed: " + boost::json::serialize(description.body));
      continue;
    }
    const boost::json::value& facts = description.body.at("Table");
    if (facts.at("ItemCount").as_int64() != static_cast<std::int64_t>(items.size()))
      wrong.push_back("the count of " + std::string(table) + " is not that of its items");
    if (replay(service, table, std::string(facts.at("LatestStreamArn").as_string()), wrong) != items)
      wrong.push_back("the stream of " + std::string(table) + " does not lead to its items");
    all.insert(items.begin(), items.end());
  }
  return all;
}

std::string get_body(std::string_view place) {
  const auto [table, key] = split(place);
  return R"({"TableName":)" + json_text(table) + R"(,"ConsistentRead":true,"Key":)" + key_json(key) + "}";
}

std::int64_t version_in(const Answer& answer) {
  const auto* item = answer.is_ok() ? answer.body.as_object().if_contains("Item") : nullptr;
  return item ? std::stoll(text_at(*item, "version", "N")) : -1;
}

}  // namespace ddb::fault
