// Microbenchmarks of the value codec: what each request pays before and after its real work.
#include <benchmark/benchmark.h>

#include <array>
#include <string>

#include "shared/json/json.h"
#include "shared/value/json.h"

namespace {

using ddb::json::Document;
using namespace ddb::value;

// 89 bytes, as the floor in design/performance.md has it.
constexpr std::string_view kGetItemBody =
    R"({"TableName":"cruddur-messages","Key":{"pk":{"S":"MSG#5ae290ed-5"},"sk":{"S":"2026-11"}}})";
static_assert(kGetItemBody.size() == 89);

// An item of about 150 bytes in DynamoDB's count, as the backend writes them.
constexpr std::string_view kItem =
    R"({"pk":{"S":"MSG#5ae290ed-55d1-47a0-bc6d-fe2bc2700399"},"sk":{"S":"2026-11-21T14:03:59.120000+00:00"},)"
    R"("message":{"S":"Have you seen it? The second half is live."},)"
    R"("user_handle":{"S":"andrew"},"count":{"N":"1042"}})";

void parse_json_89_bytes(benchmark::State& state) {
  for (auto _ : state) {
    auto document = Document::parse(kGetItemBody);
    benchmark::DoNotOptimize(document);
  }
}
BENCHMARK(parse_json_89_bytes);

void parse_json_item(benchmark::State& state) {
  for (auto _ : state) {
    auto document = Document::parse(kItem);
    benchmark::DoNotOptimize(document);
  }
}
BENCHMARK(parse_json_item);

void item_from_json_150_bytes(benchmark::State& state) {
  const Document document = Document::parse(kItem).value();
  for (auto _ : state) {
    auto item = item_from_json(document.root().get_object());
    benchmark::DoNotOptimize(item);
  }
  state.counters["item_size_bytes"] =
      static_cast<double>(item_from_json(document.root().get_object()).value().view().size_bytes());
}
BENCHMARK(item_from_json_150_bytes);

Item make_item(std::string_view text) {
  return item_from_json(Document::parse(text).value().root().as_object()).value();
}

void append_json_150_bytes(benchmark::State& state) {
  const Item item = make_item(kItem);
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_json(out, item);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK(append_json_150_bytes);

void append_json_page_of_1_mb(benchmark::State& state) {
  const Item item = make_item(kItem);
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (int i = 0; i < 7000; ++i)
      append_json(out, item);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK(append_json_page_of_1_mb);

void find_attribute(benchmark::State& state) {
  const Item item = make_item(kItem);
  std::string name = "sk";
  for (auto _ : state) {
    benchmark::DoNotOptimize(name.data());
    auto value = item.view().find(name);
    benchmark::DoNotOptimize(value);
  }
}
BENCHMARK(find_attribute);

void is_well_formed_150_bytes(benchmark::State& state) {
  const Item item = make_item(kItem);
  for (auto _ : state)
    benchmark::DoNotOptimize(is_well_formed_item(item.encoded()));
}
BENCHMARK(is_well_formed_150_bytes);

constexpr std::string_view kNumber = "1763733839.12";

void number_parse(benchmark::State& state) {
  std::string text(kNumber);
  for (auto _ : state) {
    benchmark::DoNotOptimize(text.data());
    auto number = Number::parse(text);
    benchmark::DoNotOptimize(number);
  }
}
BENCHMARK(number_parse);

void number_text_to_encoded(benchmark::State& state) {
  std::string text(kNumber);
  std::array<char, Number::kEncodedBytesMax> encoded;
  for (auto _ : state) {
    benchmark::DoNotOptimize(text.data());
    auto size = Number::encode_text(text, encoded.data());
    benchmark::DoNotOptimize(size);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(number_text_to_encoded);

void number_encoded_to_text(benchmark::State& state) {
  std::string encoded;
  Number::parse(kNumber).value().encode(encoded);
  std::array<char, Number::kTextBytesMax> text;
  for (auto _ : state) {
    benchmark::DoNotOptimize(encoded.data());
    benchmark::DoNotOptimize(Number::write_text(encoded, text.data()));
    benchmark::ClobberMemory();
  }
}
BENCHMARK(number_encoded_to_text);

void number_add(benchmark::State& state) {
  Number left = Number::parse(kNumber).value();
  const Number right = Number::from_integer(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(left);
    auto sum = left.add(right);
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(number_add);

void number_decode_and_encode(benchmark::State& state) {
  std::string encoded;
  Number::parse(kNumber).value().encode(encoded);
  std::string out;
  for (auto _ : state) {
    out.clear();
    Number::decode(encoded).encode(out);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(number_decode_and_encode);

}  // namespace

BENCHMARK_MAIN();
