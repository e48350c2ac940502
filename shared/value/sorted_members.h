#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/value/name_prefix.h"

namespace ddb::value {

enum class MemberOrder { kByName, kAsGiven };

/// The members of a JSON object, sorted bytewise by name or as they were given. Names are compared by their
/// first eight bytes first, which settles nearly all comparisons without a call. `Object` is
/// `boost::json::object` or `json::Object`.
template <class Object>
class SortedMembers {
 public:
  using Value = std::remove_reference_t<decltype((*std::declval<const Object&>().begin()).value())>;
  struct Member {
    std::uint64_t prefix;
    std::string_view name;
    const Value* value;
  };

  SortedMembers(const Object& object, MemberOrder order) : count_(object.size()) {
    if (count_ > few_.size()) {
      many_.resize(count_);
      members_ = many_.data();
    }
    bool sorted = true;
    Member* out = members_;
    for (const auto& member : object) {
      const std::string_view name(member.key());
      *out = {name_prefix(name), name, &member.value()};
      sorted = sorted && (out == members_ || comes_before(out[-1], *out));
      ++out;
    }
    if (!sorted && order == MemberOrder::kByName) sort();
  }

  std::size_t count() const { return count_; }
  const Member& operator[](std::size_t index) const { return members_[index]; }

 private:
  static bool comes_before(const Member& one, const Member& other) {
    if (one.prefix != other.prefix) return one.prefix < other.prefix;
    return one.name < other.name;
  }

  void sort() {
    if (count_ > few_.size()) {
      std::sort(members_, members_ + count_, comes_before);
      return;
    }
    for (std::size_t i = 1; i < count_; ++i) {
      const Member moving = members_[i];
      std::size_t place = i;
      for (; place > 0 && comes_before(moving, members_[place - 1]); --place)
        members_[place] = members_[place - 1];
      members_[place] = moving;
    }
  }

  std::size_t count_;
  std::array<Member, 16> few_;  // NOLINT: the constructor fills what is used
  std::vector<Member> many_;
  Member* members_ = few_.data();
};

}  // namespace ddb::value
