#include "emulator/engine/change_feed.h"

#include "emulator/engine/stream_change_codec.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

namespace ddb::engine {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Clock::TimePoint kEver{};
constexpr std::size_t kNoLimit = 1'000'000;

class ChangeFeedTest : public StreamFixture {
 protected:
  std::int64_t stream_id(const std::string& table) {
    return engine().catalog().find(table)->streams.back().id;
  }
  std::vector<ChangeRecord> read_all(const std::string& table, Clock::TimePoint created_min = kEver) {
    return engine().changes().read(stream_id(table), 0, kNoLimit, kNoLimit, created_min);
  }
};

TEST_F(ChangeFeedTest, RecordsComeBackAsTheyWereAppended) {
  make_table("orders", StreamViewType::kKeysOnly);
  append("orders", ChangeKind::kModify, ChangeOrigin::kTimeToLive, make_keys("a", 1),
         make_item("a", 1, "old"), make_item("a", 1, "new"));
  const std::vector<ChangeRecord> records = read_all("orders");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].sequence, 1U);
  EXPECT_EQ(records[0].created, clock_.now());
  EXPECT_EQ(records[0].kind, ChangeKind::kModify);
  EXPECT_EQ(records[0].origin, ChangeOrigin::kTimeToLive);
  EXPECT_EQ(records[0].keys, make_keys("a", 1));
  EXPECT_EQ(records[0].old_image, make_item("a", 1, "old"));
  EXPECT_EQ(records[0].new_image, make_item("a", 1, "new"));
}

TEST_F(ChangeFeedTest, TableWithoutStreamGetsNoRecord) {
  make_table("orders", std::nullopt);
  append_insert("orders", "a", 1);
  make_table("others", StreamViewType::kKeysOnly);
  EXPECT_EQ(engine().changes().next_sequence(), 1U);
}

TEST_F(ChangeFeedTest, RecordsOfAnAbandonedWriteAreGone) {
  make_table("orders", StreamViewType::kKeysOnly);
  {
    WriteScope scope = engine().begin_write();
    engine().changes().append(scope, *engine().catalog().find("orders"), clock_.now(), ChangeKind::kInsert,
                              ChangeOrigin::kRequest, make_keys("a", 1), {}, make_item("a", 1, "x"));
  }
  EXPECT_TRUE(read_all("orders").empty());
}

TEST_F(ChangeFeedTest, PageStopsAtItsLimitAndSaysWhereTheNextBegins) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 5; ++i)
    append_insert("orders", "a", i);
  const ChangeFeed& changes = engine().changes();
  const ChangePage first = changes.read_page(stream_id("orders"), 0, 2, kNoLimit, kEver);
  EXPECT_EQ(first.records.size(), 2U);
  EXPECT_EQ(first.next, 3U);
  EXPECT_FALSE(first.at_end);
  const ChangePage rest = changes.read_page(stream_id("orders"), first.next, 10, kNoLimit, kEver);
  EXPECT_EQ(rest.records.size(), 3U);
  EXPECT_EQ(rest.next, 6U);
  EXPECT_TRUE(rest.at_end);
}

TEST_F(ChangeFeedTest, PageStopsAtItsSizeButHasOneRecord) {
  make_table("orders", StreamViewType::kKeysOnly);
  for (int i = 0; i < 3; ++i)
    append_insert("orders", "a", i, std::string(1'000, 'x'));
  const ChangeFeed& changes = engine().changes();
  EXPECT_EQ(changes.read_page(stream_id("orders"), 0, 10, 1, kEver).records.size(), 1U);
  EXPECT_EQ(changes.read_page(stream_id("orders"), 0, 10, 2'500, kEver).records.size(), 2U);
}

TEST_F(ChangeFeedTest, IdleReaderMovesOnWithTheStore) {
  make_table("orders", StreamViewType::kKeysOnly);
  make_table("others", StreamViewType::kKeysOnly);
  append_insert("others", "a", 1);
  append_insert("others", "a", 2);
  const ChangePage page = engine().changes().read_page(stream_id("orders"), 1, 10, kNoLimit, kEver);
  EXPECT_TRUE(page.records.empty());
  EXPECT_EQ(page.next, 3U);
}

TEST_F(ChangeFeedTest, OldRecordsAreInvisibleBeforeTheyAreRemoved) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  clock_.advance(hours(24));
  append_insert("orders", "a", 2);
  const Clock::TimePoint created_min = clock_.now() - hours(24) + seconds(1);
  const std::vector<ChangeRecord> records = read_all("orders", created_min);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].sequence, 2U);
  const ChangeFeed& changes = engine().changes();
  EXPECT_TRUE(changes.is_trimmed(stream_id("orders"), 1, created_min));
  EXPECT_FALSE(changes.is_trimmed(stream_id("orders"), 2, created_min));
  EXPECT_EQ(read_all("orders").size(), 2U);
}

TEST_F(ChangeFeedTest, TrimRemovesOldRecordsAndRemembersWhich) {
  make_table("orders", StreamViewType::kKeysOnly);
  make_table("others", StreamViewType::kKeysOnly);
  for (std::size_t i = 0; i < ChangeFeed::kTrimmedRecordsPerWrite + 5; ++i)
    append_insert("orders", "a", static_cast<int>(i));
  const std::uint64_t last_old = engine().changes().next_sequence() - 1;
  clock_.advance(hours(25));
  append_insert("others", "b", 1);
  append_insert("orders", "a", 1);
  ChangeFeed& changes = engine().changes();
  changes.trim(clock_.now() - hours(24));
  ASSERT_EQ(read_all("orders").size(), 1U);
  EXPECT_EQ(read_all("others").size(), 1U);
  EXPECT_TRUE(changes.is_trimmed(stream_id("orders"), last_old, kEver));
  // Between the last trimmed record and the first one left there was none of this stream.
  EXPECT_FALSE(changes.is_trimmed(stream_id("orders"), last_old + 1, kEver));
  EXPECT_FALSE(changes.is_trimmed(stream_id("others"), 1, kEver));
}

TEST_F(ChangeFeedTest, LastSequenceOutlivesTrimming) {
  make_table("orders", StreamViewType::kKeysOnly);
  EXPECT_EQ(engine().changes().last_sequence(stream_id("orders")), std::nullopt);
  append_insert("orders", "a", 1);
  append_insert("orders", "a", 2);
  EXPECT_EQ(engine().changes().last_sequence(stream_id("orders")), 2U);
  engine().changes().trim(clock_.now() + seconds(1));
  EXPECT_TRUE(read_all("orders").empty());
  EXPECT_EQ(engine().changes().last_sequence(stream_id("orders")), 2U);
}

TEST_F(ChangeFeedTest, ListenersHearOfCommittedRecordsOnly) {
  make_table("orders", StreamViewType::kKeysOnly);
  std::vector<std::string> heard;
  const int listener =
      engine().changes().add_listener([&heard](std::string_view table) { heard.emplace_back(table); });
  {
    WriteScope scope = engine().begin_write();
    engine().changes().append(scope, *engine().catalog().find("orders"), clock_.now(), ChangeKind::kInsert,
                              ChangeOrigin::kRequest, make_keys("a", 1), {}, make_item("a", 1, "x"));
    EXPECT_TRUE(heard.empty());
  }
  EXPECT_TRUE(heard.empty());
  append_insert("orders", "a", 1);
  EXPECT_EQ(heard, std::vector<std::string>{"orders"});
  engine().changes().remove_listener(listener);
  append_insert("orders", "a", 2);
  EXPECT_EQ(heard.size(), 1U);
}

TEST_F(ChangeFeedTest, DroppedStreamLeavesNothing) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  engine().changes().trim(clock_.now() + seconds(1));
  const std::int64_t id = stream_id("orders");
  {
    WriteScope scope = engine().begin_write();
    ChangeFeed::drop(scope, id);
    scope.commit();
  }
  const storage::ReadTransaction transaction = engine().store().begin_read();
  EXPECT_TRUE(transaction.streams().empty());
  EXPECT_TRUE(transaction.settings("stream-").empty());
}

TEST(ChangeCodecTest, EveryCutAndEveryFlippedLengthIsRefusedOrWellFormed) {
  value::ItemBuilder builder;
  const value::Value text = value::Value::string("text");
  builder.add("name", text);
  const value::Item item = builder.build();
  const std::string encoded = encode_change(ChangeKind::kModify, ChangeOrigin::kRequest, item, item, item);
  EXPECT_EQ(decode_change(1, {}, encoded).new_image, item);
  for (std::size_t size = 0; size < encoded.size(); ++size)
    EXPECT_THROW(decode_change(1, {}, std::string_view(encoded).substr(0, size)), storage::StorageError);
  for (const std::size_t byte : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    std::string damaged = encoded;
    damaged[byte] = static_cast<char>(damaged[byte] ^ 0x55);
    EXPECT_THROW(decode_change(1, {}, damaged), storage::StorageError);
  }
  EXPECT_THROW(decode_change(1, {}, encoded + "x"), storage::StorageError);
}

}  // namespace
}  // namespace ddb::engine
