// links: emulator_engine
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emulator/engine/stream_change_codec.h"
#include "emulator/engine/stream_iterator.h"
#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_sequence.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/storage/storage_error.h"

/// The texts of DynamoDB Streams that come from a client, and the bytes that come from a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto iterator = ddb::engine::decode_shard_iterator(text, "key"))
    assert(ddb::engine::encode_shard_iterator(*iterator, "key") == text);
  if (const auto sequence = ddb::engine::parse_sequence_number(text))
    assert(ddb::engine::sequence_number_text(*sequence) == text);
  ddb::engine::parse_stream_arn(text);
  try {
    const auto change = ddb::engine::decode_change(1, {}, text);
    const std::string again = ddb::engine::encode_change(change.kind, change.origin, change.keys,
                                                         change.old_image, change.new_image);
    assert(ddb::engine::decode_change(1, {}, again).new_image == change.new_image);
  } catch (const ddb::storage::StorageError&) {
  }
  try {
    const auto shards = ddb::engine::decode_shards(text);
    assert(ddb::engine::decode_shards(ddb::engine::encode_shards(shards)) == shards);
  } catch (const ddb::storage::StorageError&) {
  }
  return 0;
}
