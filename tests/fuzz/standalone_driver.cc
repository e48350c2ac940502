// Runs a libFuzzer target without libFuzzer: its seeds (testdata/fuzz/<target>/*), then changed seeds and
// random bytes, for the seconds given as the first argument. The same bytes on every run.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kRandomBytesMax = 512;

std::vector<Bytes> read_seeds(const std::filesystem::path& folder) {
  std::vector<Bytes> seeds;
  if (!std::filesystem::is_directory(folder)) return seeds;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

std::uint8_t random_byte(std::mt19937& random) {
  static constexpr std::string_view kTelling = "{}[]\":,\\#()=<>.-+eE0129 \r\n\tANDORSETSNBLM:v#n";
  const auto bits = static_cast<std::uint32_t>(random());
  return (bits & 3U) == 0 ? static_cast<std::uint8_t>(bits >> 8U)
                          : static_cast<std::uint8_t>(kTelling[(bits >> 8U) % kTelling.size()]);
}

/// A seed with some bytes replaced, added and taken away; or random bytes.
Bytes next_input(const std::vector<Bytes>& seeds, std::mt19937& random) {
  Bytes input;
  if (!seeds.empty() && random() % 4 != 0) {
    input = seeds[random() % seeds.size()];
    for (auto changes = random() % 8; changes > 0 && !input.empty(); --changes) {
      const auto at = input.begin() + static_cast<std::ptrdiff_t>(random() % input.size());
      switch (random() % 3) {
        case 0:
          *at = random_byte(random);
          break;
        case 1:
          input.insert(at, random_byte(random));
          break;
        default:
          input.erase(at);
          break;
      }
    }
    return input;
  }
  input.resize(random() % kRandomBytesMax);
  for (std::uint8_t& byte : input)
    byte = random_byte(random);
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  const std::chrono::seconds duration(argc > 1 ? std::atoi(argv[1]) : 1);
  const std::string name = std::filesystem::path(argv[0]).filename().string();
  const std::vector<Bytes> seeds =
      read_seeds(std::filesystem::path(DDB_SOURCE_DIR) / "testdata" / "fuzz" / name);
  for (const Bytes& seed : seeds)
    LLVMFuzzerTestOneInput(seed.data(), seed.size());
  std::mt19937 random(1);
  std::size_t runs = seeds.size();
  const auto end = std::chrono::steady_clock::now() + duration;
  while (std::chrono::steady_clock::now() < end) {
    const Bytes input = next_input(seeds, random);
    LLVMFuzzerTestOneInput(input.data(), input.size());
    ++runs;
  }
  std::printf("%s: %zu runs, no finding\n", name.c_str(), runs);
  return 0;
}
