#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/property/random_values.h"
#include "tests/property/reference/condition.h"
#include "tests/property/reference/update.h"

namespace ddb::property {

/// Makes expressions that have to do with an item: most paths lead somewhere, most comparisons are close. A
/// few are refused by every service.
class RandomExpressions {
 public:
  /// Expressions name the attributes of `sample`, and d1 to d6, but none of `excluded`.
  RandomExpressions(Dice& dice, const reference::Item& sample, std::vector<std::string> excluded = {});

  reference::Condition condition(std::size_t levels);
  /// One to four actions on attributes of documents (d1 to d6) and those in `more_targets`.
  reference::Update update(const std::vector<std::string>& more_targets = {});
  /// One to four paths for a projection.
  std::vector<reference::Path> paths();

 private:
  std::string attribute();
  reference::Path path();
  /// `path` and, sometimes, steps further down.
  reference::Path walk(reference::Path path);
  reference::Value literal_for(const reference::Path& path);
  reference::Operand operand(const reference::Path& other);
  reference::Condition comparison();
  reference::Condition function();
  reference::UpdateOperand update_operand(const reference::Path& target, std::size_t levels);
  /// What may stand inside a function or sum.
  reference::UpdateOperand inner_operand(const reference::Path& target, std::size_t levels);
  reference::UpdateOperand sum(const reference::Path& target, std::size_t levels);
  reference::UpdateOperand appended_list(const reference::Path& target, std::size_t levels);
  reference::UpdateAction action(const std::vector<std::string>& more_targets);

  Dice& dice_;
  RandomValues values_;
  reference::Item sample_;
  std::vector<std::string> names_;
};

}  // namespace ddb::property
