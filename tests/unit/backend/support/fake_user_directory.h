#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/ports/user_directory.h"

namespace ddb::backend {

/// People in memory.
class FakeUserDirectory final : public UserDirectory {
 public:
  /// `name` is the handle; the rest is made of it: `Person{"…-uuid", name, "Name NAME", "sub-NAME"}`.
  Person add(const std::string& name) {
    return add(Person{name + "-uuid", name, "Name " + name, "sub-" + name});
  }
  Person add(Person person) {
    const std::lock_guard lock(mutex_);
    people_.push_back(person);
    return person;
  }

  /// From now on every call fails with this sentence; nothing: they work again.
  void fail_with(std::optional<std::string> sentence) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(sentence);
  }

  Result<std::optional<Person>> find_by_cognito_user_id(const std::string& cognito_user_id) override {
    return find([&](const Person& person) { return person.cognito_user_id == cognito_user_id; });
  }
  Result<std::optional<Person>> find_by_handle(const std::string& handle) override {
    return find([&](const Person& person) { return person.handle == handle; });
  }

 private:
  Result<std::optional<Person>> find(const auto& is_wanted) {
    const std::lock_guard lock(mutex_);
    if (failure_) return Error{*failure_};
    for (const Person& person : people_)
      if (is_wanted(person)) return std::optional<Person>(person);
    return std::optional<Person>();
  }

  std::mutex mutex_;
  std::vector<Person> people_;
  std::optional<std::string> failure_;
};

}  // namespace ddb::backend
