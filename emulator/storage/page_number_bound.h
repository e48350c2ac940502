#pragma once

#include <algorithm>

namespace ddb::storage {

/// Whether a page cache can hold pages from some number on, without visiting them: an upper bound of its page
/// numbers, and beside it the one page that a split of a tree has renamed to a number far away, as a rule for
/// a moment only.
class PageNumberBound {
 public:
  using PageNumber = unsigned int;

  /// The cache holds a page of that number.
  void add(PageNumber number) { number_max_ = std::max(number_max_, number); }

  void rename(PageNumber from, PageNumber to) {
    if (from == far_number_) far_number_ = 0;
    if (to <= number_max_) return;
    // Should a second page go far away, the bound rises, and cuts are made that need not be.
    add(far_number_);
    far_number_ = to;
  }

  /// False only when the cache certainly holds no page from `number_from` on.
  bool may_reach(PageNumber number_from) const {
    return number_max_ >= number_from || far_number_ >= number_from;
  }

  /// The cache has dropped all pages from `number_from`, at least 1, on.
  void cut(PageNumber number_from) {
    number_max_ = std::min(number_max_, number_from - 1);
    if (far_number_ >= number_from) far_number_ = 0;
  }

 private:
  PageNumber number_max_ = 0;
  PageNumber far_number_ = 0;  ///< 0: none.
};

}  // namespace ddb::storage
