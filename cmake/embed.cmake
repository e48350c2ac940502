# ddb_embed(TARGET HEADER FUNCTION=FILE...): adds to TARGET a source that defines, for each pair, the function of
# HEADER (`std::string_view FUNCTION()` in namespace ddb::cli) that returns the text of FILE, so that the program
# needs no file beside itself. Changing a file configures anew.
function(ddb_embed target header)
  set(code "#include \"${header}\"\n\nnamespace ddb::cli {\n")
  foreach(pair ${ARGN})
    string(REGEX MATCH "^([^=]+)=(.*)$" matched "${pair}")
    set(function_name ${CMAKE_MATCH_1})
    set(path ${PROJECT_SOURCE_DIR}/${CMAKE_MATCH_2})
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} text)
    string(APPEND code "std::string_view ${function_name}() { return R\"embedded(${text})embedded\"; }\n")
  endforeach()
  string(APPEND code "}  // namespace ddb::cli\n")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cc)
  file(WRITE ${source}.new "${code}")
  file(COPY_FILE ${source}.new ${source} ONLY_IF_DIFFERENT)
  target_sources(${target} PRIVATE ${source})
endfunction()
