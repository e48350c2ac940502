#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "shared/value/name_prefix.h"

namespace ddb::value {

/// A dictionary of names: which number stands for which name in the rows of a table (docs/item-format.md,
/// "Rows"). It only grows: a name keeps its number, 0 being the first one's. Made by `std::make_shared`, as
/// who keeps rows keeps what their numbers mean (`ItemList`). Any number of threads may look something up
/// beside the one that appends; none of them waits.
class AttributeNames : public std::enable_shared_from_this<AttributeNames> {
 public:
  static constexpr std::size_t kNamesMax = 255;
  /// A longer name gets no number.
  static constexpr std::size_t kNameBytesMax = 64;
  /// In place of a number.
  static constexpr std::size_t kNone = SIZE_MAX;

  /// Throws what says that a row is damaged, as it has a number that stands for no name.
  using ThrowUnknown = void (*)();

  class Name {
   public:
    /// How much may be read from `json()` on, whatever its size.
    static constexpr std::size_t kJsonBytesMax = 48;

    /// From its beginning on, `kNameBytesMax` bytes may be read, whatever its size.
    std::string_view text() const { return {text_.data(), size_}; }
    /// The name as a member's in JSON: `"name":`. Nothing when that is longer than `kJsonBytesMax`.
    std::string_view json() const { return {json_.data(), json_size_}; }

   private:
    friend class AttributeNames;
    /// `prefix` is the other name's.
    bool is(std::string_view name, std::uint64_t prefix) const {
      return prefix_ == prefix && size_ == name.size() && (name.size() <= sizeof prefix || text() == name);
    }

    // NOLINTBEGIN: filled when the name is appended, so that names to come take no memory yet
    std::uint64_t prefix_;  // as `name_prefix` gives it
    std::uint8_t size_;
    std::uint8_t json_size_;
    std::array<char, kNameBytesMax> text_;
    std::array<char, kJsonBytesMax> json_;
    // NOLINTEND
  };

  explicit AttributeNames(ThrowUnknown throw_unknown) : throw_unknown_(throw_unknown) {}
  AttributeNames(const AttributeNames&) = delete;
  AttributeNames& operator=(const AttributeNames&) = delete;
  ~AttributeNames() = default;

  std::size_t count() const { return count_.load(std::memory_order_acquire); }
  bool is_full() const { return count() == kNamesMax; }

  /// The name of that number. Throws what the constructor was given when there is none.
  const Name& operator[](std::size_t number) const {
    if (number >= count()) [[unlikely]]
      throw_unknown();
    return names_[number];
  }
  /// Throws what the constructor was given.
  [[noreturn, gnu::cold]] void throw_unknown() const;
  /// The number of that name, or `kNone`.
  std::size_t number_of(std::string_view name) const;
  /// The same, for a name that is likely to have the number `expected`: those of a table's items often come
  /// in one order.
  std::size_t number_of(std::string_view name, std::size_t expected) const;

  /// Whether a name may get a number, were there one left: not what is empty or too long.
  static bool may_have_number(std::string_view name) { return !name.empty() && name.size() <= kNameBytesMax; }
  /// Gives the next number to `name`, which may have one and has none; there is one left. One thread at a
  /// time.
  void append(std::string_view name);

 private:
  /// Open addressing, never more than half full. A slot holds a number and one, or zero when it is free.
  static constexpr unsigned kSlotBits = 9;
  using Slots = std::array<std::atomic<std::uint8_t>, std::size_t{1} << kSlotBits>;
  static_assert(kNamesMax <= UINT8_MAX && 2 * kNamesMax <= std::tuple_size_v<Slots>);

  /// Where the search for a name begins.
  static std::size_t first_slot(std::string_view name, std::uint64_t prefix);
  /// Where the search for a name ends: a free slot when it has no number.
  struct Place {
    std::atomic<std::uint8_t>& slot;
    std::size_t number;
  };
  Place find(std::string_view name, std::uint64_t prefix) const;

  const ThrowUnknown throw_unknown_;
  /// Once it tells of a name, what follows is there: neither pointer is an atomic.
  std::atomic<std::size_t> count_{0};
  std::unique_ptr<Name[]> names_;  ///< Room for all. Made with the first name, as the slots are.
  std::unique_ptr<Slots> slots_;
};

inline std::size_t AttributeNames::number_of(std::string_view name, std::size_t expected) const {
  if (expected < count() && names_[expected].is(name, name_prefix(name))) [[likely]]
    return expected;
  return number_of(name);
}

}  // namespace ddb::value
