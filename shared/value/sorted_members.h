#pragma once

#include <algorithm>
#include <array>
#include <boost/endian/conversion.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ddb::value {

/// The members of a JSON object, sorted bytewise by name or as they were given. Names are compared by their
/// first eight bytes first, which settles nearly all comparisons without a call.
class SortedMembers {
 public:
  using Member = const boost::json::key_value_pair*;
  enum class Order { kByName, kAsGiven };

  SortedMembers(const boost::json::object& object, Order order) : count_(object.size()) {
    if (count_ > few_.size()) {
      many_.resize(count_);
      members_ = many_.data();
    }
    bool sorted = true;
    Keyed* out = members_;
    for (const boost::json::key_value_pair& member : object) {
      *out = {prefix_of(name_of(&member)), &member};
      sorted = sorted && (out == members_ || comes_before(out[-1], *out));
      ++out;
    }
    if (!sorted && order == Order::kByName) sort();
  }

  std::size_t count() const { return count_; }
  Member operator[](std::size_t index) const { return members_[index].member; }

  static std::string_view name_of(Member member) { return {member->key().data(), member->key().size()}; }

 private:
  struct Keyed {
    std::uint64_t prefix;
    Member member;
  };

  static std::uint64_t prefix_of(std::string_view name) {
    std::array<unsigned char, 8> bytes{};
    std::memcpy(bytes.data(), name.data(), std::min(name.size(), bytes.size()));
    return boost::endian::load_big_u64(bytes.data());
  }

  static bool comes_before(const Keyed& one, const Keyed& other) {
    if (one.prefix != other.prefix) return one.prefix < other.prefix;
    return name_of(one.member) < name_of(other.member);
  }

  void sort() {
    if (count_ > few_.size()) {
      std::sort(members_, members_ + count_, comes_before);
      return;
    }
    for (std::size_t i = 1; i < count_; ++i) {
      const Keyed moving = members_[i];
      std::size_t place = i;
      for (; place > 0 && comes_before(moving, members_[place - 1]); --place)
        members_[place] = members_[place - 1];
      members_[place] = moving;
    }
  }

  std::size_t count_;
  std::array<Keyed, 16> few_;  // NOLINT: the constructor fills what is used
  std::vector<Keyed> many_;
  Keyed* members_ = few_.data();
};

}  // namespace ddb::value
