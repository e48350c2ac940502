#pragma once

#include <string>

#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// SSESpecification of CreateTable and UpdateTable. The emulator encrypts nothing; it remembers what was
/// asked for, so that DescribeTable answers what the service would.
namespace ddb::operations {

/// Fails with ValidationException when its members contradict each other.
ServiceResult<void> check_encryption(const model::SSESpecification& specification);

/// Whether the specification asks for encryption with a KMS key, rather than with the service's own.
bool wants_kms_key(const model::SSESpecification& specification);

/// The ARN of the key that the specification names; of a key of its own for the account when it names none,
/// or an alias.
std::string kms_key_arn(const Call& call, const model::SSESpecification& specification);

}  // namespace ddb::operations
