#include <map>

#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_sequence.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"
#include "shared/value/json.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

// ListStreams, DescribeStream, GetShardIterator and GetRecords together, as a client uses them.
namespace ddb::operations {
namespace {

using engine::ChangeKind;
using engine::ChangeOrigin;
using model::ShardIteratorType;
using model::StreamViewType;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class StreamsTest : public engine::StreamFixture {
 protected:
  Call call() { return {engine(), "eu-west-2", "123456789012", "localhost:8000"}; }

  std::string arn_of(const std::string& table_name) {
    const engine::TablePointer table = engine().catalog().find(table_name);
    return table->stream_arn(table->streams.back());
  }
  ServiceResult<model::ListStreamsOutput> list(std::optional<std::string> table_name = {},
                                               std::optional<std::int64_t> limit = {},
                                               std::optional<std::string> start = {}) {
    Call request = call();
    model::ListStreamsInput input{std::move(table_name), limit, std::move(start)};
    return list_streams(request, input);
  }
  ServiceResult<model::DescribeStreamOutput> try_describe(const std::string& stream_arn,
                                                          std::optional<std::int64_t> limit = {},
                                                          std::optional<std::string> start = {},
                                                          std::optional<model::ShardFilter> filter = {}) {
    Call request = call();
    model::DescribeStreamInput input{stream_arn, limit, std::move(start), std::move(filter)};
    return describe_stream(request, input);
  }
  model::StreamDescription describe(const std::string& stream_arn, std::optional<std::int64_t> limit = {},
                                    std::optional<std::string> start = {},
                                    std::optional<model::ShardFilter> filter = {}) {
    return *try_describe(stream_arn, limit, std::move(start), std::move(filter)).value().stream_description;
  }
  std::string only_shard(const std::string& stream_arn) {
    return *describe(stream_arn).shards->at(0).shard_id;
  }

  ServiceResult<model::GetShardIteratorOutput> iterator(const std::string& stream_arn,
                                                        const std::string& shard_id, ShardIteratorType type,
                                                        std::optional<std::string> sequence_number = {}) {
    Call request = call();
    model::GetShardIteratorInput input{stream_arn, shard_id, type, std::move(sequence_number)};
    return get_shard_iterator(request, input);
  }
  std::string iterator_text(const std::string& stream_arn, ShardIteratorType type,
                            std::optional<std::string> sequence_number = {}) {
    return *iterator(stream_arn, only_shard(stream_arn), type, std::move(sequence_number))
                .value()
                .shard_iterator;
  }
  ServiceResult<model::GetRecordsOutput> records(const std::string& shard_iterator,
                                                 std::optional<std::int64_t> limit = {}) {
    Call request = call();
    model::GetRecordsInput input{shard_iterator, limit};
    return get_records(request, input);
  }
  /// The sort keys of all records from `type` on.
  std::vector<std::string> sequence_numbers(const ServiceResult<model::GetRecordsOutput>& output) {
    std::vector<std::string> numbers;
    for (const model::Record& record : *output.value().records)
      numbers.push_back(*record.dynamodb->sequence_number);
    return numbers;
  }
  static std::vector<std::string> numbers(std::initializer_list<std::uint64_t> sequences) {
    std::vector<std::string> texts;
    for (const std::uint64_t sequence : sequences)
      texts.push_back(engine::sequence_number_text(sequence));
    return texts;
  }
};

TEST_F(StreamsTest, ListStreamsHasEveryStreamByTableThenAge) {
  make_table("plain", std::nullopt);
  make_table("zebra", StreamViewType::kKeysOnly);
  make_table("apple", StreamViewType::kKeysOnly);
  turn_stream_off("apple");
  clock_.advance(seconds(1));
  turn_stream_on("apple", StreamViewType::kNewImage);
  const model::ListStreamsOutput output = list().value();
  ASSERT_EQ(output.streams->size(), 3U);
  EXPECT_EQ((*output.streams)[0].table_name, "apple");
  EXPECT_EQ((*output.streams)[1].stream_arn, arn_of("apple"));
  EXPECT_EQ((*output.streams)[2].stream_arn, arn_of("zebra"));
  EXPECT_LT((*output.streams)[0].stream_label, (*output.streams)[1].stream_label);
  EXPECT_EQ(output.last_evaluated_stream_arn, std::nullopt);
}

TEST_F(StreamsTest, ListStreamsPagesToTheEnd) {
  for (const std::string name : {"one", "three", "two"})
    make_table(name, StreamViewType::kKeysOnly);
  std::vector<std::string> tables;
  std::optional<std::string> start;
  do {
    const model::ListStreamsOutput output = list({}, 1, start).value();
    ASSERT_EQ(output.streams->size(), 1U);
    tables.push_back(*output.streams->at(0).table_name);
    start = output.last_evaluated_stream_arn;
  } while (start);
  EXPECT_EQ(tables, (std::vector<std::string>{"one", "three", "two"}));
}

TEST_F(StreamsTest, ListStreamsOfOneTable) {
  make_table("plain", std::nullopt);
  make_table("orders", StreamViewType::kKeysOnly);
  EXPECT_TRUE(list("plain").value().streams->empty());
  EXPECT_EQ(list("orders").value().streams->size(), 1U);
  const auto missing = list("missing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, model::ErrorCode::kResourceNotFound);
}

TEST_F(StreamsTest, ListStreamsRefusesWhatIsWrong) {
  EXPECT_EQ(list({}, 101).error().message,
            "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must "
            "have value less than or equal to 100");
  EXPECT_EQ(list({}, {}, "kossaapaaasdafsdaasdasdasdasasdasfad").error().message, "Invalid StreamArn");
}

TEST_F(StreamsTest, DescribeStreamTellsAll) {
  const engine::TablePointer table = make_table("orders", StreamViewType::kOldImage);
  const model::StreamDescription description = describe(arn_of("orders"));
  EXPECT_EQ(description.stream_arn, arn_of("orders"));
  EXPECT_EQ(description.stream_label, table->streams[0].label);
  EXPECT_EQ(description.stream_status, model::StreamStatus::kEnabled);
  EXPECT_EQ(description.stream_view_type, StreamViewType::kOldImage);
  EXPECT_EQ(description.creation_request_date_time, clock_.now());
  EXPECT_EQ(description.table_name, "orders");
  ASSERT_EQ(description.key_schema->size(), 2U);
  EXPECT_EQ(description.key_schema->at(0).attribute_name, "pk");
  EXPECT_EQ(description.key_schema->at(0).key_type, model::KeyType::kHash);
  EXPECT_EQ(description.key_schema->at(1).key_type, model::KeyType::kRange);
  ASSERT_EQ(description.shards->size(), 1U);
  const model::Shard& shard = description.shards->at(0);
  EXPECT_EQ(shard.parent_shard_id, std::nullopt);
  EXPECT_EQ(shard.sequence_number_range->starting_sequence_number->size(), 21U);
  EXPECT_EQ(shard.sequence_number_range->ending_sequence_number, std::nullopt);
  EXPECT_EQ(description.last_evaluated_shard_id, std::nullopt);
}

TEST_F(StreamsTest, StreamStatusFollowsTheTransientStates) {
  engine_options_.transient_status_duration = seconds(10);
  reopen();
  make_table("orders", StreamViewType::kKeysOnly);
  const std::string arn = arn_of("orders");
  EXPECT_EQ(describe(arn).stream_status, model::StreamStatus::kEnabling);
  clock_.advance(seconds(10));
  EXPECT_EQ(describe(arn).stream_status, model::StreamStatus::kEnabled);
  turn_stream_off("orders");
  EXPECT_EQ(describe(arn).stream_status, model::StreamStatus::kDisabling);
  clock_.advance(seconds(10));
  EXPECT_EQ(describe(arn).stream_status, model::StreamStatus::kDisabled);
}

TEST_F(StreamsTest, DescribeStreamPagesAndFiltersShards) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  engine::roll_shards(engine(), {.open_shards = 3});
  const std::string arn = arn_of("orders");
  const std::vector<model::Shard> all = *describe(arn).shards;
  ASSERT_EQ(all.size(), 4U);

  const model::StreamDescription first = describe(arn, 3);
  EXPECT_EQ(first.shards->size(), 3U);
  EXPECT_EQ(first.last_evaluated_shard_id, all[2].shard_id);
  const model::StreamDescription second = describe(arn, 3, first.last_evaluated_shard_id);
  ASSERT_EQ(second.shards->size(), 1U);
  EXPECT_EQ(second.shards->at(0).shard_id, all[3].shard_id);
  EXPECT_EQ(second.last_evaluated_shard_id, std::nullopt);

  model::ShardFilter filter{model::ShardFilterType::kChildShards, all[0].shard_id};
  const std::vector<model::Shard> children = *describe(arn, {}, {}, filter).shards;
  ASSERT_EQ(children.size(), 3U);
  for (const model::Shard& child : children)
    EXPECT_EQ(child.parent_shard_id, all[0].shard_id);
  filter.shard_id = all[1].shard_id;
  EXPECT_TRUE(describe(arn, {}, {}, filter).shards->empty());
  filter.shard_id.reset();
  EXPECT_EQ(try_describe(arn, {}, {}, filter).error().code, model::ErrorCode::kValidation);
}

TEST_F(StreamsTest, UnknownExclusiveStartShardIdIsAPlaceInTheOrder) {
  make_table("orders", StreamViewType::kKeysOnly);
  EXPECT_TRUE(describe(arn_of("orders"), {}, "zzzzzzzzzzzzzzzzzzzzzzzzsfasdgagadfadfg").shards->empty());
}

TEST_F(StreamsTest, DescribeStreamOfNoStream) {
  EXPECT_EQ(try_describe("sdfadfsdfnlfkajakfgjalksfgklasjklasdjfklasdfasdfgasf").error().message,
            "Invalid StreamArn");
  const std::string arn =
      "arn:aws:dynamodb:eu-west-2:123456789012:table/orders/stream/2026-01-01T00:00:00.000";
  const model::ServiceError error = try_describe(arn).error();
  EXPECT_EQ(error.code, model::ErrorCode::kResourceNotFound);
  EXPECT_EQ(error.message, "Requested resource not found: Stream: " + arn + " not found");
}

TEST_F(StreamsTest, RecordHasEveryMember) {
  make_table("orders", StreamViewType::kNewAndOldImages);
  clock_.advance(std::chrono::milliseconds(1'700));
  append("orders", ChangeKind::kModify, ChangeOrigin::kRequest, make_keys("a", 1), make_item("a", 1, "old"),
         make_item("a", 1, "new"));
  const auto output = records(iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon));
  ASSERT_EQ(output.value().records->size(), 1U);
  const model::Record& record = output.value().records->at(0);
  EXPECT_EQ(record.event_id->size(), 32U);
  EXPECT_EQ(record.event_name, model::OperationType::kModify);
  EXPECT_EQ(record.event_version, "1.1");
  EXPECT_EQ(record.event_source, "aws:dynamodb");
  EXPECT_EQ(record.aws_region, "eu-west-2");
  EXPECT_EQ(record.user_identity, std::nullopt);
  EXPECT_EQ(record.dynamodb->approximate_creation_date_time, std::chrono::floor<seconds>(clock_.now()));
  EXPECT_EQ(record.dynamodb->keys, make_keys("a", 1));
  EXPECT_EQ(record.dynamodb->old_image, make_item("a", 1, "old"));
  EXPECT_EQ(record.dynamodb->new_image, make_item("a", 1, "new"));
  EXPECT_EQ(record.dynamodb->sequence_number, "100000000000000000001");
  EXPECT_EQ(record.dynamodb->size_bytes, 7 + 14 + 14);
  EXPECT_EQ(record.dynamodb->stream_view_type, StreamViewType::kNewAndOldImages);
}

TEST_F(StreamsTest, KeysOnlyHasNoImages) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  const auto output = records(iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon));
  const model::StreamRecord& record = *output.value().records->at(0).dynamodb;
  EXPECT_EQ(record.new_image, std::nullopt);
  EXPECT_EQ(record.old_image, std::nullopt);
  EXPECT_EQ(record.size_bytes, 7);
}

TEST_F(StreamsTest, DeletionByTimeToLiveCarriesTheServicesIdentity) {
  make_table("orders", StreamViewType::kOldImage);
  append("orders", ChangeKind::kRemove, ChangeOrigin::kTimeToLive, make_keys("a", 1),
         make_item("a", 1, "old"), {});
  const auto output = records(iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon));
  const model::Record& record = output.value().records->at(0);
  EXPECT_EQ(record.event_name, model::OperationType::kRemove);
  ASSERT_TRUE(record.user_identity);
  EXPECT_EQ(record.user_identity->principal_id, "dynamodb.amazonaws.com");
  EXPECT_EQ(record.user_identity->type, "Service");
}

TEST_F(StreamsTest, IteratorTypesBeginWhereTheySay) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 3; ++i)
    append_insert("orders", "a", i);
  const std::string arn = arn_of("orders");
  const std::string second = engine::sequence_number_text(2);
  const auto read = [&](ShardIteratorType type, std::optional<std::string> number = {}) {
    return sequence_numbers(records(iterator_text(arn, type, std::move(number))));
  };
  EXPECT_EQ(read(ShardIteratorType::kTrimHorizon), numbers({1, 2, 3}));
  EXPECT_EQ(read(ShardIteratorType::kAtSequenceNumber, second), numbers({2, 3}));
  EXPECT_EQ(read(ShardIteratorType::kAfterSequenceNumber, second), numbers({3}));
  EXPECT_EQ(read(ShardIteratorType::kLatest), numbers({}));
  EXPECT_EQ(read(ShardIteratorType::kAfterSequenceNumber, engine::sequence_number_text(3)), numbers({}));
}

TEST_F(StreamsTest, LatestSeesWhatComesAfterIt) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  const std::string latest = iterator_text(arn_of("orders"), ShardIteratorType::kLatest);
  append_insert("orders", "a", 2);
  const auto output = records(latest);
  EXPECT_EQ(sequence_numbers(output), numbers({2}));
  append_insert("orders", "a", 3);
  EXPECT_EQ(sequence_numbers(records(*output.value().next_shard_iterator)), numbers({3}));
}

TEST_F(StreamsTest, StartingSequenceNumberOfAnEmptyShardCanBeUsed) {
  make_table("orders", StreamViewType::kKeysOnly);
  const std::string arn = arn_of("orders");
  const std::string start = *describe(arn).shards->at(0).sequence_number_range->starting_sequence_number;
  const std::string at = iterator_text(arn, ShardIteratorType::kAtSequenceNumber, start);
  append_insert("orders", "a", 1);
  EXPECT_EQ(records(at).value().records->size(), 1U);
}

TEST_F(StreamsTest, GetShardIteratorRefusesWhatIsWrong) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  const std::string arn = arn_of("orders");
  const std::string shard = only_shard(arn);
  const auto error = [&](ShardIteratorType type, std::optional<std::string> number) {
    return iterator(arn, shard, type, std::move(number)).error();
  };
  const std::string first = engine::sequence_number_text(1);
  EXPECT_EQ(error(ShardIteratorType::kAtSequenceNumber, std::nullopt).code, model::ErrorCode::kValidation);
  EXPECT_EQ(error(ShardIteratorType::kAfterSequenceNumber, std::nullopt).code, model::ErrorCode::kValidation);
  EXPECT_EQ(error(ShardIteratorType::kLatest, first).code, model::ErrorCode::kValidation);
  EXPECT_EQ(error(ShardIteratorType::kTrimHorizon, first).code, model::ErrorCode::kValidation);
  EXPECT_EQ(error(ShardIteratorType::kAtSequenceNumber, "sdfsafglldfngjdafnasdflgnaldkl").message,
            "Invalid SequenceNumber");
  EXPECT_EQ(error(ShardIteratorType::kAtSequenceNumber, engine::sequence_number_text(99)).message,
            "Invalid SequenceNumber");
  EXPECT_EQ(iterator("sdfadsfsdfsdgdfsgsfdabadfbabdadsfsdfsdfsdf", shard, ShardIteratorType::kLatest)
                .error()
                .message,
            "Invalid StreamArn");
  const model::ServiceError missing =
      iterator(arn, "semprinidfaasdasfsdvacsdcfsdsvsdvsdvsdv", ShardIteratorType::kLatest).error();
  EXPECT_EQ(missing.code, model::ErrorCode::kResourceNotFound);
  EXPECT_EQ(missing.message, "Requested resource not found: Shard does not exist");
}

TEST_F(StreamsTest, GetRecordsPagesByLimit) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 5; ++i)
    append_insert("orders", "a", i);
  std::string next = iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon);
  std::vector<std::size_t> sizes;
  for (int page = 0; page < 4; ++page) {
    const auto output = records(next, 2);
    sizes.push_back(output.value().records->size());
    next = *output.value().next_shard_iterator;
  }
  EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 2, 1, 0}));
  EXPECT_EQ(records(next, 1'001).error().message,
            "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must "
            "have value less than or equal to 1000");
}

TEST_F(StreamsTest, GetRecordsStopsAtOneMegabyte) {
  make_table("orders", StreamViewType::kNewImage);
  for (int i = 0; i < 5; ++i)
    append_insert("orders", "a", i, std::string(400'000, 'x'));
  const auto output = records(iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon));
  EXPECT_EQ(output.value().records->size(), 2U);
  EXPECT_EQ(records(*output.value().next_shard_iterator).value().records->size(), 2U);
}

TEST_F(StreamsTest, IteratorsExpireAfterFifteenMinutes) {
  make_table("orders", StreamViewType::kKeysOnly);
  const std::string text = iterator_text(arn_of("orders"), ShardIteratorType::kLatest);
  clock_.advance(minutes(15));
  ASSERT_TRUE(records(text));
  clock_.advance(seconds(1));
  const model::ServiceError refused = records(text).error();
  EXPECT_EQ(refused.code, model::ErrorCode::kExpiredIterator);
  EXPECT_EQ(refused.message, "The provided iterator exceeds the maximum age allowed");
}

TEST_F(StreamsTest, IteratorsThatNobodyGaveOutAreRefused) {
  make_table("orders", StreamViewType::kKeysOnly);
  const std::string text = iterator_text(arn_of("orders"), ShardIteratorType::kLatest);
  for (const std::string& bad :
       {std::string("sdfsdfsgagaddafgagasgasgasdfasdfasdfasdfasdgasdasdgasdg"), std::string("arn|1|AAAA"),
        text.substr(0, text.size() - 4), text.substr(0, text.find("|1|") + 3), text + "AAAA"}) {
    const model::ServiceError error = records(bad).error();
    EXPECT_EQ(error.code, model::ErrorCode::kValidation) << bad;
    EXPECT_EQ(error.message, "Invalid ShardIterator");
  }
}

TEST_F(StreamsTest, ClosedShardIsReadToItsEndAndHasNoNextIterator) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 3; ++i)
    append_insert("orders", "a", i);
  const std::string arn = arn_of("orders");
  turn_stream_off("orders");
  turn_stream_on("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 4);
  EXPECT_EQ(describe(arn).stream_status, model::StreamStatus::kDisabled);
  EXPECT_EQ(describe(arn).shards->at(0).sequence_number_range->ending_sequence_number,
            engine::sequence_number_text(3));
  const auto first = records(iterator_text(arn, ShardIteratorType::kTrimHorizon), 2);
  ASSERT_TRUE(first.value().next_shard_iterator);
  const auto second = records(*first.value().next_shard_iterator, 2);
  EXPECT_EQ(sequence_numbers(second), numbers({3}));
  EXPECT_EQ(second.value().next_shard_iterator, std::nullopt);
  const auto latest = records(iterator_text(arn, ShardIteratorType::kLatest));
  EXPECT_TRUE(latest.value().records->empty());
  EXPECT_EQ(latest.value().next_shard_iterator, std::nullopt);
}

TEST_F(StreamsTest, ParentAndChildrenTogetherHoldEveryRecordOnce) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 10; ++i)
    append_insert("orders", "customer-" + std::to_string(i), 1);
  engine::roll_shards(engine(), {.open_shards = 3});
  for (int i = 0; i < 20; ++i)
    append_insert("orders", "customer-" + std::to_string(i), 2);
  const std::string arn = arn_of("orders");
  std::vector<std::string> all;
  const std::vector<model::Shard> shards = *describe(arn).shards;
  for (const model::Shard& shard : shards) {
    std::optional<std::string> next =
        iterator(arn, *shard.shard_id, ShardIteratorType::kTrimHorizon).value().shard_iterator;
    for (int page = 0; next && page < 20; ++page) {
      const auto output = records(*next, 4);
      for (std::string& number : sequence_numbers(output))
        all.push_back(std::move(number));
      next = output.value().next_shard_iterator;
    }
    EXPECT_EQ(next.has_value(), !shard.sequence_number_range->ending_sequence_number.has_value());
  }
  std::ranges::sort(all);
  ASSERT_EQ(all.size(), 30U);
  EXPECT_EQ(all.front(), engine::sequence_number_text(1));
  EXPECT_EQ(all.back(), engine::sequence_number_text(30));
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

/// The shards in an order in which every parent comes before its children, by nothing but the parents' names.
std::vector<model::Shard> parents_first(std::vector<model::Shard> shards) {
  std::vector<model::Shard> ordered;
  const auto is_left = [&](const std::optional<std::string>& id) {
    return std::ranges::any_of(shards, [&](const model::Shard& shard) { return shard.shard_id == id; });
  };
  while (!shards.empty()) {
    const auto ready = std::ranges::find_if(
        shards, [&](const model::Shard& shard) { return !is_left(shard.parent_shard_id.value_or("")); });
    ordered.push_back(*ready);
    shards.erase(ready);
  }
  return ordered;
}

TEST_F(StreamsTest, ReaderThatFollowsParentsToChildrenSeesEachKeyInOrder) {
  engine_options_.shard_policy = {.open_shards = 3, .lifetime = seconds(60)};
  reopen();
  make_table("orders", StreamViewType::kKeysOnly);
  const std::string arn = arn_of("orders");
  constexpr int kRounds = 5;
  for (int round = 0; round < kRounds; ++round) {
    for (int customer = 0; customer < 12; ++customer)
      append_insert("orders", "customer-" + std::to_string(customer), round);
    clock_.advance(seconds(60));
    engine::roll_shards(engine(), engine_options_.shard_policy);
  }
  std::vector<model::Shard> shards = *describe(arn).shards;
  EXPECT_EQ(shards.size(), 3U * (kRounds + 1));
  std::ranges::reverse(shards);
  std::map<std::string, std::vector<std::string>> by_customer;
  for (const model::Shard& shard : parents_first(shards)) {
    std::optional<std::string> next =
        iterator(arn, *shard.shard_id, ShardIteratorType::kTrimHorizon).value().shard_iterator;
    for (int page = 0; next && page < 20; ++page) {
      const auto output = records(*next, 4);
      for (const model::Record& record : *output.value().records) {
        const value::ItemView keys = record.dynamodb->keys->view();
        std::string round;
        value::append_json(round, *keys.find("sk"));
        by_customer[std::string(keys.find("pk")->bytes())].push_back(round);
      }
      next = output.value().next_shard_iterator;
    }
  }
  EXPECT_EQ(by_customer.size(), 12U);
  for (const auto& [customer, rounds] : by_customer)
    EXPECT_EQ(rounds, (std::vector<std::string>{R"({"N":"0"})", R"({"N":"1"})", R"({"N":"2"})",
                                                R"({"N":"3"})", R"({"N":"4"})"}))
        << customer;
}

TEST_F(StreamsTest, RecordsOfABatchComeInItsOrder) {
  make_table("orders", StreamViewType::kKeysOnly);
  model::BatchWriteItemInput input;
  std::vector<model::WriteRequest> writes;
  for (const std::string_view customer : {"c", "a", "d", "b"}) {
    model::WriteRequest write;
    write.put_request.emplace().item.item = make_item(customer, 1, "text");
    writes.push_back(std::move(write));
  }
  input.request_items.add("orders", std::move(writes));
  Call request = call();
  ASSERT_TRUE(batch_write_item(request, input));
  std::string order;
  const auto output = records(iterator_text(arn_of("orders"), ShardIteratorType::kTrimHorizon));
  for (const model::Record& record : *output.value().records)
    order += record.dynamodb->keys->view().find("pk")->bytes();
  EXPECT_EQ(order, "cadb");
}

TEST_F(StreamsTest, RecordsAreTrimmedAfterADay) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  append_insert("orders", "a", 2);
  const std::string arn = arn_of("orders");
  clock_.advance(hours(24) - minutes(10));
  const std::string at_first =
      iterator_text(arn, ShardIteratorType::kAtSequenceNumber, engine::sequence_number_text(2));
  append_insert("orders", "a", 3);
  clock_.advance(minutes(11));
  EXPECT_EQ(sequence_numbers(records(iterator_text(arn, ShardIteratorType::kTrimHorizon))), numbers({3}));
  const model::ServiceError error = records(at_first).error();
  EXPECT_EQ(error.code, model::ErrorCode::kTrimmedDataAccess);
  EXPECT_EQ(error.message, "The data you are trying to access has been trimmed");
  const auto again =
      iterator(arn, only_shard(arn), ShardIteratorType::kAtSequenceNumber, engine::sequence_number_text(2));
  EXPECT_EQ(again.error().code, model::ErrorCode::kTrimmedDataAccess);
  engine::trim_streams(engine());
  EXPECT_EQ(records(at_first).error().code, model::ErrorCode::kTrimmedDataAccess);
  EXPECT_EQ(sequence_numbers(records(iterator_text(arn, ShardIteratorType::kTrimHorizon))), numbers({3}));
}

TEST_F(StreamsTest, ConsumerOfAnIdleStreamIsNotToldOfTrimming) {
  make_table("idle", StreamViewType::kKeysOnly);
  append_insert("idle", "a", 1);
  make_table("busy", StreamViewType::kKeysOnly);
  std::string next = iterator_text(arn_of("idle"), ShardIteratorType::kTrimHorizon);
  for (int i = 0; i < 30; ++i) {
    append_insert("busy", "a", i);
    const auto output = records(next);
    ASSERT_TRUE(output);
    next = *output.value().next_shard_iterator;
    for (int tick = 0; tick < 6; ++tick) {
      clock_.advance(minutes(10));
      const auto polled = records(next);
      ASSERT_TRUE(polled) << polled.error().message;
      next = *polled.value().next_shard_iterator;
    }
    engine::trim_streams(engine());
  }
}

}  // namespace
}  // namespace ddb::operations
