#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>

#include "tests/property/history.h"

namespace ddb::property {

using boost::json::object;
using reference::Index;
using reference::Item;
using reference::StreamRecord;

namespace {

/// Records older than this are gone from a stream.
constexpr long long kStreamRetentionSeconds = 24 * 60 * 60;

std::size_t total_size_bytes(const std::vector<Item>& items) {
  std::size_t total = 0;
  for (const Item& item : items)
    total += reference::size_bytes(item);
  return total;
}

std::string text_of(const StreamRecord& record) {
  object text{{"eventName", record.event_name},
              {"Keys", reference::to_json(record.keys)},
              {"SizeBytes", record.size_bytes},
              {"created", record.created_seconds},
              {"timeToLive", record.is_by_time_to_live}};
  if (record.old_image) text["OldImage"] = reference::to_json(*record.old_image);
  if (record.new_image) text["NewImage"] = reference::to_json(*record.new_image);
  return boost::json::serialize(text);
}

StreamRecord record_from_json(const boost::json::value& json) {
  const object& content = json.at("dynamodb").as_object();
  StreamRecord record;
  record.event_name = json.at("eventName").as_string();
  record.keys = reference::item_from_json(content.at("Keys")).value();
  if (const auto* image = content.if_contains("OldImage"))
    record.old_image = reference::item_from_json(*image).value();
  if (const auto* image = content.if_contains("NewImage"))
    record.new_image = reference::item_from_json(*image).value();
  record.size_bytes = content.at("SizeBytes").to_number<std::size_t>();
  record.created_seconds =
      static_cast<long long>(content.at("ApproximateCreationDateTime").to_number<double>());
  record.is_by_time_to_live = json.as_object().contains("userIdentity");
  return record;
}

/// Puts the records of one sweep, which come in no order that counts, into one.
void sort_sweeps(std::vector<StreamRecord>& records) {
  for (auto begin = records.begin(); begin != records.end();) {
    const auto end = std::find_if(begin, records.end(), [&](const StreamRecord& record) {
      return record.is_by_time_to_live != begin->is_by_time_to_live ||
             record.created_seconds != begin->created_seconds;
    });
    if (begin->is_by_time_to_live)
      std::sort(begin, end, [](const StreamRecord& left, const StreamRecord& right) {
        return text_of(left) < text_of(right);
      });
    begin = end;
  }
}

}  // namespace

void History::run_step(const CompareEverything&) {
  for (auto& [name, each] : tables_) {
    each.forget_records_before(now_seconds() - kStreamRetentionSeconds);
    compare_table(each);
    compare_figures(each);
    if (!each.definition().stream_view_type.empty()) compare_stream(each);
  }
}

/// Everything in the table and in every index, read by Scan.
void History::compare_table(const reference::Table& table) {
  Scan scan;
  scan.read.table_name = table.definition().name;
  run_step(scan);
  for (const Index& index : table.definition().indexes) {
    scan.read.index_name = index.name;
    run_step(scan);
  }
}

void History::compare_figures(const reference::Table& table) {
  call("DescribeTable", {{"TableName", table.definition().name}});
  is_error({});
  const object& description = last_answer_.body.at("Table").as_object();
  const auto compare = [&](const object& figures, const char* size_member, const Index* index) {
    const std::vector<Item> entries = table.entries(index);
    const std::string place = index ? "index " + index->name + ": " : "";
    expect(figures.at("ItemCount") == entries.size(), place + "ItemCount " + std::to_string(entries.size()));
    const std::size_t size_bytes = total_size_bytes(entries);
    expect(figures.at(size_member) == size_bytes, place + size_member + " " + std::to_string(size_bytes));
  };
  compare(description, "TableSizeBytes", nullptr);
  std::size_t described = 0;
  for (const char* member : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
    const boost::json::value* indexes = description.if_contains(member);
    if (!indexes) continue;
    for (const boost::json::value& each : indexes->as_array()) {
      const Index* index = table.definition().find_index(std::string(each.at("IndexName").as_string()));
      expect(index != nullptr, "no index that was deleted");
      compare(each.as_object(), "IndexSizeBytes", index);
      ++described;
    }
  }
  expect(described == table.definition().indexes.size(), "every index");
}

void History::compare_stream(const reference::Table& table) {
  const std::string arn(last_answer_.body.at("Table").at("LatestStreamArn").as_string());
  std::vector<StreamRecord> answered = stream_records(arn);
  std::vector<StreamRecord> expected = table.records();
  figures_["stream records"] += expected.size();
  for (const StreamRecord& record : expected)
    figures_["stream records of time to live"] += record.is_by_time_to_live;
  for (StreamRecord& record : expected)
    record.sweep = 0;
  sort_sweeps(answered);
  sort_sweeps(expected);
  const auto [at, at_expected] =
      std::mismatch(answered.begin(), answered.end(), expected.begin(), expected.end());
  if (at == answered.end() && at_expected == expected.end()) return;
  const auto show = [](auto record, auto end) {
    return record == end ? "no more records" : text_of(*record);
  };
  throw Difference{"the stream of " + table.definition().name + " has " + std::to_string(answered.size()) +
                   " records, expected " + std::to_string(expected.size()) + "\nrecord " +
                   std::to_string(at - answered.begin()) + ":\nanswered " + show(at, answered.end()) +
                   "\nexpected " + show(at_expected, expected.end())};
}

/// All records of all shards, from their begin on.
std::vector<StreamRecord> History::stream_records(const std::string& stream_arn) {
  call("DescribeStream", {{"StreamArn", stream_arn}});
  is_error({});
  const boost::json::array shards = last_answer_.body.at("StreamDescription").at("Shards").as_array();
  boost::json::array records;
  for (const boost::json::value& shard : shards) {
    const object from_begin{
        {"StreamArn", stream_arn}, {"ShardId", shard.at("ShardId")}, {"ShardIteratorType", "TRIM_HORIZON"}};
    const boost::json::array of_shard = shard_records(from_begin);
    if (!of_shard.empty()) {
      // From somewhere in the middle on, it is the same.
      const std::size_t middle = of_shard.size() * 2 / 3;
      object from_middle = from_begin;
      from_middle["ShardIteratorType"] = middle % 2 == 0 ? "AT_SEQUENCE_NUMBER" : "AFTER_SEQUENCE_NUMBER";
      from_middle["SequenceNumber"] = of_shard[middle].at("dynamodb").at("SequenceNumber");
      const boost::json::array rest(of_shard.begin() + static_cast<std::ptrdiff_t>(middle + middle % 2),
                                    of_shard.end());
      expect(shard_records(from_middle) == rest, boost::json::serialize(rest));
    }
    records.insert(records.end(), of_shard.begin(), of_shard.end());
  }
  std::vector<StreamRecord> read;
  std::string last_sequence_number;
  for (const boost::json::value& record : records) {
    read.push_back(record_from_json(record));
    const std::string sequence_number(record.at("dynamodb").at("SequenceNumber").as_string());
    expect(last_sequence_number < sequence_number, "ascending sequence numbers");
    last_sequence_number = sequence_number;
  }
  return read;
}

boost::json::array History::shard_records(const object& iterator_request) {
  boost::json::array records;
  call("GetShardIterator", iterator_request);
  is_error({});
  boost::json::value iterator = last_answer_.body.at("ShardIterator");
  while (iterator.is_string()) {
    const object& answer = call("GetRecords", {{"ShardIterator", iterator}});
    is_error({});
    const auto& page = answer.at("Records").as_array();
    records.insert(records.end(), page.begin(), page.end());
    const boost::json::value* next = answer.if_contains("NextShardIterator");
    if (page.empty() || !next) break;
    iterator = boost::json::value(*next);
  }
  return records;
}

}  // namespace ddb::property
