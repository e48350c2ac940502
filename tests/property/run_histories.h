#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "tests/property/history.h"
#include "tests/property/history_step.h"

namespace ddb::property {

/// Where the steps of a history come from.
class StepSource {
 public:
  virtual ~StepSource() = default;
  virtual EmulatorInProcess::Storage storage() const = 0;
  virtual const std::vector<reference::TableDefinition>& tables() const = 0;
  /// A step that makes sense after what `history` has gone through.
  virtual Step next(const History& history) = 0;
};

/// Runs histories as the command line says, each from the source for its seed, and prints how many requests
/// there were. A difference fails the test: it is shrunk to few steps and shown, with the options that replay
/// it.
void run_histories(const std::function<std::unique_ptr<StepSource>(std::uint64_t seed)>& make_source);

}  // namespace ddb::property
