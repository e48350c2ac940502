#include "shared/value/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::value::encoding {
namespace {

TEST(Writer, GrowsByWhatItWritesNotByWhatTheStringHeldBefore) {
  constexpr std::size_t kBefore = 1 << 20;
  std::string page(kBefore, 'x');
  {
    Writer writer(page, 10);
    for (int i = 0; i < 10; ++i)
      writer.put(std::string(50, 'y'));
    EXPECT_LT(page.size(), kBefore + 4 * 500U);  // a page of many items was filled again for each once
  }
  EXPECT_EQ(page.size(), kBefore + 500U);
}

}  // namespace
}  // namespace ddb::value::encoding
