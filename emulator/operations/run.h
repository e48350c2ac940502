#pragma once

#include <string>
#include <utility>

#include "emulator/model/decoder.h"
#include "emulator/model/messages.h"
#include "emulator/operations/operation_table.h"
#include "emulator/storage/storage_error.h"

namespace ddb::operations {

/// What an operation without output answers: nothing at all, or `{}`.
enum class Answer { kJson, kEmpty };

/// Runs the handler. A read looks its table up first, and meets nothing when the table or its index is
/// deleted then: to its caller the table is gone.
template <class Input, class Output, model::ServiceResult<Output> (*kHandler)(Call&, Input&)>
model::ServiceResult<Output> handle(Call& call, Input& input) {
  try {
    return kHandler(call, input);
  } catch (const storage::StorageError& error) {
    if (error.failure() != storage::StorageFailure::kMissing) throw;
    return model::ServiceError{model::ErrorCode::kResourceNotFound,
                               std::string(model::messages::kResourceNotFound)};
  }
}

/// The way of one request through its operation: JSON -> input, constraints of the model, handler, output ->
/// JSON. The rows of the operation table are instances of it.
template <class Input, class Output, model::ServiceResult<Output> (*kHandler)(Call&, Input&),
          model::ValidationStyle kStyle, Answer kAnswer>
model::ServiceResult<void> run(Call& call, json::Object body, std::string& answer) {
  Input input;
  model::Decoder decoder;
  if (!decode(decoder, model::JsonPath{}, body, input)) return decoder.serialization_error();
  if (auto error = decoder.validation_error(kStyle)) return *std::move(error);
  DDB_TRY(output, (handle<Input, Output, kHandler>(call, input)));
  if constexpr (kAnswer == Answer::kJson) encode(answer, output);
  return {};
}

}  // namespace ddb::operations
