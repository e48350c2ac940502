#pragma once

#include <string_view>

/// Files of testdata/ that are built into the program; cmake/embed.cmake writes the definitions.
namespace ddb::cli {

/// testdata/tables/cruddur-messages.json: CreateTable's input.
std::string_view cruddur_messages_table();

/// testdata/seed/conversation.json.
std::string_view sample_conversation();

}  // namespace ddb::cli
