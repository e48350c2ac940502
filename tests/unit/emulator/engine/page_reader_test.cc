#include "emulator/engine/page_reader.h"

#include <gmock/gmock.h>

#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

class PageReaderTest : public EngineTest {
 protected:
  void SetUp() override {
    for (int partition = 0; partition < 3; ++partition)
      for (int sort = 0; sort < 10; ++sort)
        put(*table_, R"({"pk":{"S":"p)" + std::to_string(partition) + R"("},"sk":{"N":")" +
                         std::to_string(sort) + R"("},"g":{"S":"all"}})");
  }

  Page page(PageRequest request) {
    request.source.table = table_.get();
    auto transaction = store_->begin_read();
    return read_page(transaction, request);
  }

  /// Reads to the end, page by page; the sort keys seen, in order.
  std::vector<std::string> walk(PageRequest request) {
    std::vector<std::string> seen;
    std::optional<value::Item> start;
    do {
      if (start) request.exclusive_start_key = *start;
      Page read = page(request);
      for (std::size_t i = 0; i < read.items.count(); ++i)
        seen.push_back(read.items[i].whole().view().find("sk")->number().text());
      start = std::move(read.last_evaluated_key);
    } while (start);
    return seen;
  }

  StoredRange partition(const char* key) {
    const value::Value hash = value::Value::string(key);
    expression::KeyRange range;
    range.hash = {hash};
    return range_of(range);
  }

  TablePointer table_ = create(table_with_indexes());
};

TEST_F(PageReaderTest, WalksAPartitionInBothDirections) {
  PageRequest request;
  request.range = partition("p1");
  for (const std::size_t limit : {std::size_t{1}, std::size_t{3}, std::size_t{10}, std::size_t{100}}) {
    request.limit = limit;
    request.direction = storage::Direction::kForward;
    EXPECT_THAT(walk(request), testing::ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    request.direction = storage::Direction::kBackward;
    EXPECT_THAT(walk(request), testing::ElementsAre("9", "8", "7", "6", "5", "4", "3", "2", "1", "0"));
  }
}

TEST_F(PageReaderTest, ALimitThatIsMetGivesALastEvaluatedKey) {
  PageRequest request;
  request.range = partition("p1");
  request.limit = 10;
  EXPECT_EQ(json_of(*page(request).last_evaluated_key), R"({"pk":{"S":"p1"},"sk":{"N":"9"}})");
  request.limit = 11;
  EXPECT_FALSE(page(request).last_evaluated_key);
}

TEST_F(PageReaderTest, SegmentsShareTheTableWithoutOverlap) {
  for (const std::int64_t total : {1, 2, 5}) {
    std::size_t count = 0;
    for (std::int64_t segment = 0; segment < total; ++segment) {
      PageRequest request;
      request.range = range_of_segment(segment, total);
      count += walk(request).size();
    }
    EXPECT_EQ(count, 30U);
  }
}

TEST_F(PageReaderTest, AnIndexPagesByItsKeyAndTheTables) {
  PageRequest request;
  request.source.index = &table_->indexes[0];
  request.range = partition("all");
  request.limit = 7;
  EXPECT_EQ(walk(request).size(), 30U);
  EXPECT_THAT(json_of(*page(request).last_evaluated_key), testing::HasSubstr(R"("g":{"S":"all"})"));
}

TEST_F(PageReaderTest, StopsAfterTheItemThatReachesOneMegabyte) {
  const std::string big(200'000, 'x');
  for (int sort = 0; sort < 8; ++sort)
    put(*table_,
        R"({"pk":{"S":"big"},"sk":{"N":")" + std::to_string(sort) + R"("},"x":{"S":")" + big + R"("}})");
  PageRequest request;
  request.range = partition("big");
  const Page first = page(request);
  EXPECT_EQ(first.count, 6U);
  EXPECT_EQ(walk(request).size(), 8U);
}

TEST_F(PageReaderTest, ChargesWhatWasReadNotWhatWasKept) {
  PageRequest request;
  request.range = partition("p1");
  request.collect = PageRequest::Collect::kCountOnly;
  request.consistency = Consistency::kStrong;
  const Page counted = page(request);
  EXPECT_EQ(counted.count, 10U);
  EXPECT_TRUE(counted.items.empty());
  EXPECT_EQ(counted.capacity.table_units, 1);
}

}  // namespace
}  // namespace ddb::engine
