#pragma once

#include <cstddef>
#include <string>

#include "tests/property/dice.h"
#include "tests/property/reference/value.h"

namespace ddb::property {

/// Makes values that often meet: small numbers and short texts, and among them the awkward ones.
class RandomValues {
 public:
  explicit RandomValues(Dice& dice) : dice_(dice) {}

  std::string text();
  std::string bytes();
  reference::Decimal number();
  reference::Value scalar(reference::Type type);
  reference::Value set(reference::Type type);
  /// Of any type, nested at most `levels` deep (at least 1).
  reference::Value value(std::size_t levels);
  /// One that is not empty, fit for a key of this type.
  reference::Value key(reference::Type type);
  /// The value itself, or one close to it: what comparisons are decided by.
  reference::Value near(const reference::Value& value);
  /// The name of a member of a Map.
  std::string name();
  /// Attributes called d1 to d6, some of them.
  reference::Item document();

 private:
  Dice& dice_;
};

}  // namespace ddb::property
