#include "shared/base/service_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>

#include "tests/unit/temporary_directory.h"

namespace ddb {

namespace {

constexpr std::size_t kFileBytes = 64 * 1024;

/// Where a file is mapped, that is cut to nothing after that.
const volatile char* lost_part_of_a_file() {
  const TemporaryDirectory directory;
  const auto path = directory / "file";
  std::ofstream(path) << std::string(kFileBytes, 'x');
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  void* const mapped = ::mmap(nullptr, kFileBytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED || ::ftruncate(descriptor, 0) != 0) return nullptr;
  ::close(descriptor);
  return static_cast<const volatile char*>(mapped);
}

}  // namespace

TEST(ServiceProcessDeathTest, AMappedFileThatTheDiskFailsToGiveBackEndsTheProcessWithASentence) {
  const volatile char* const lost = lost_part_of_a_file();
  ASSERT_NE(lost, nullptr);
  EXPECT_EXIT(
      {
        explain_failing_disk();
        static_cast<void>(*lost);
      },
      testing::ExitedWithCode(kExitFailure), "^The disk failed to give back .* start again");
}

TEST(ServiceProcessDeathTest, AnotherBusErrorIsLeftToTheSystem) {
  EXPECT_EXIT(
      {
        explain_failing_disk();
        std::raise(SIGBUS);
        std::raise(SIGBUS);
      },
      testing::KilledBySignal(SIGBUS), "");
}

}  // namespace ddb
