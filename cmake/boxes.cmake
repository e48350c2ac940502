# ddb_box(NAME FOLDER LINKS target...): a static library of every .cc directly in FOLDER, and of the generated
# ones in FOLDER/generated.
function(ddb_box name folder)
  cmake_parse_arguments(BOX "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cc
       ${PROJECT_SOURCE_DIR}/${folder}/generated/*.cc)
  if(sources)
    add_library(${name} STATIC ${sources})
    set(visibility PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_link_libraries(${name} ${visibility} ddb_flags ${BOX_LINKS})
endfunction()

# ddb_program(NAME FOLDER LINKS target...): an executable of every .cc directly in FOLDER.
function(ddb_program name folder)
  cmake_parse_arguments(PROGRAM "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cc)
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ddb_flags ${PROGRAM_LINKS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
endfunction()

# ddb_link_statically(PROGRAM): a release of it needs nothing of the machine but the kernel: it runs on any
# distribution, starts without the dynamic linker, and idles without a megabyte of libraries. The linker would warn
# that names of hosts need the machine's glibc: see emulator/server/main/main.cc for why they don't.
function(ddb_link_statically program)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(${program} PRIVATE $<$<CONFIG:Release>:-static> $<$<CONFIG:Release>:-Wl,--no-warnings>)
  endif()
endfunction()
