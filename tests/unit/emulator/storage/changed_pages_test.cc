#include "emulator/storage/changed_pages.h"

#include <gtest/gtest.h>

#include <vector>

namespace ddb::storage {

namespace {

/// The pages that were changed since, or one 0 when they can't be told.
std::vector<ChangedPages::PageNumber> since(const ChangedPages& changed, ChangedPages::Position position) {
  std::array<ChangedPages::PageNumber, ChangedPages::kToldAtOnceMax> pages;
  std::vector<ChangedPages::PageNumber> all;
  std::optional<std::size_t> count;
  do {
    count = changed.since(position + all.size(), pages);
    if (!count) return {0};
    all.insert(all.end(), pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(*count));
  } while (*count == pages.size());
  return all;
}

using Pages = std::vector<ChangedPages::PageNumber>;

}  // namespace

TEST(ChangedPages, TellsWhatCameSinceAPosition) {
  ChangedPages changed;
  EXPECT_EQ(since(changed, 0), Pages{});
  changed.add(5);
  changed.add(7);
  changed.commit();
  const ChangedPages::Position position = changed.committed();
  changed.add(5);
  EXPECT_EQ(changed.committed(), position);
  EXPECT_EQ(since(changed, position), Pages{5});
  EXPECT_EQ(since(changed, 0), (Pages{5, 7, 5}));
}

TEST(ChangedPages, DoesNotTellMoreThanItRemembers) {
  ChangedPages changed;
  for (ChangedPages::PageNumber number = 1; number <= ChangedPages::kToldMax; ++number)
    changed.add(number);
  const Pages all = since(changed, 0);
  ASSERT_EQ(all.size(), ChangedPages::kToldMax);
  for (std::size_t i = 0; i < all.size(); ++i)
    ASSERT_EQ(all[i], i + 1);
  changed.add(9);
  EXPECT_EQ(since(changed, 0), Pages{0});
  EXPECT_EQ(since(changed, 1).size(), ChangedPages::kToldMax);
  EXPECT_EQ(since(changed, 1).back(), 9U);
}

TEST(ChangedPages, DoesNotTellAnUnknownChange) {
  ChangedPages changed;
  changed.add(1);
  changed.commit();
  const ChangedPages::Position before = changed.committed();
  changed.add_unknown();
  changed.commit();
  changed.add(2);
  EXPECT_EQ(since(changed, before), Pages{0});
  EXPECT_EQ(since(changed, changed.committed()), Pages{2});
}

}  // namespace ddb::storage
