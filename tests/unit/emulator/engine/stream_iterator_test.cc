#include "emulator/engine/stream_iterator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/engine/stream_sequence.h"

namespace ddb::engine {
namespace {

const ShardIterator kIterator{
    "arn:aws:dynamodb:eu-west-2:123456789012:table/orders/stream/2026-11-21T04:30:00.123",
    "shardId-00000001795235400123-0a1b2c3d",
    {ShardPosition::Kind::kSequence, 12345},
    Clock::TimePoint(std::chrono::milliseconds(1'795'235'400'123))};

TEST(StreamIteratorTest, ComesBackAsItWas) {
  const std::string text = encode_shard_iterator(kIterator, "key");
  EXPECT_EQ(decode_shard_iterator(text, "key"), kIterator);
  EXPECT_EQ(shard_iterator_stream_arn(text), kIterator.stream_arn);
}

TEST(StreamIteratorTest, HasTheFormOfTheRealOne) {
  const std::string text = encode_shard_iterator(kIterator, "key");
  EXPECT_THAT(text, ::testing::StartsWith(kIterator.stream_arn + "|1|AAAAAAAAAAE"));
  EXPECT_LE(text.size(), 2048U);
}

TEST(StreamIteratorTest, EveryChangedCharacterIsNoticed) {
  const std::string text = encode_shard_iterator(kIterator, "key");
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(decode_shard_iterator(changed, "key"), std::nullopt) << i;
  }
}

TEST(StreamIteratorTest, AnotherTablesKeyDoesNotFit) {
  EXPECT_EQ(decode_shard_iterator(encode_shard_iterator(kIterator, "key"), "other"), std::nullopt);
}

TEST(StreamIteratorTest, WhatIsNoIteratorIsRefused) {
  EXPECT_EQ(shard_iterator_stream_arn("nonsense"), std::nullopt);
  EXPECT_EQ(decode_shard_iterator("nonsense", "key"), std::nullopt);
  EXPECT_EQ(decode_shard_iterator("", "key"), std::nullopt);
  EXPECT_EQ(decode_shard_iterator("arn|1|", "key"), std::nullopt);
  EXPECT_EQ(decode_shard_iterator("arn|1|AAAA", "key"), std::nullopt);
}

TEST(StreamSequenceTest, TextsHaveOneLengthAndTheOrderOfTheNumbers) {
  EXPECT_EQ(sequence_number_text(0), "100000000000000000000");
  EXPECT_EQ(sequence_number_text(42), "100000000000000000042");
  EXPECT_EQ(sequence_number_text(42).size(), 21U);
  EXPECT_LT(sequence_number_text(99), sequence_number_text(100));
}

TEST(StreamSequenceTest, OnlyItsOwnTextsAreRead) {
  EXPECT_EQ(parse_sequence_number("100000000000000000042"), 42U);
  EXPECT_EQ(parse_sequence_number("200000000000000000042"), std::nullopt);
  EXPECT_EQ(parse_sequence_number("10000000000000000042"), std::nullopt);
  EXPECT_EQ(parse_sequence_number("1000000000000000000x2"), std::nullopt);
  EXPECT_EQ(parse_sequence_number("199999999999999999999"), std::nullopt);
  EXPECT_EQ(parse_sequence_number(""), std::nullopt);
}

}  // namespace
}  // namespace ddb::engine
