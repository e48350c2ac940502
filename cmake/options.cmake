# What every target of the project is compiled and linked with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

option(DDB_TESTS "Build the tests" ON)
option(DDB_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(DDB_SANITIZE "" CACHE STRING "Sanitizers for every target, as -fsanitize takes them")

# Assertions stay on in every build: an emulator that goes on after a broken invariant writes wrong data.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

find_program(DDB_CCACHE ccache)
if(DDB_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DDB_CCACHE})
endif()

# One small binary that starts fast: everything but the C library is linked in.
set(Boost_USE_STATIC_LIBS ON)
set(OPENSSL_USE_STATIC_LIBS ON)
set(ZLIB_USE_STATIC_LIBS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_path(DDB_DEFLATE_INCLUDE libdeflate.h REQUIRED)
find_library(DDB_DEFLATE_LIBRARY NAMES libdeflate.a deflate REQUIRED)
add_library(Deflate::Deflate UNKNOWN IMPORTED)
set_target_properties(Deflate::Deflate PROPERTIES
  IMPORTED_LOCATION "${DDB_DEFLATE_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${DDB_DEFLATE_INCLUDE}")
find_path(DDB_SQLITE_INCLUDE sqlite3.h REQUIRED)
find_library(DDB_SQLITE_LIBRARY NAMES libsqlite3.a sqlite3 REQUIRED)
add_library(SQLite::SQLite3 UNKNOWN IMPORTED)
set_target_properties(SQLite::SQLite3 PROPERTIES
  IMPORTED_LOCATION ${DDB_SQLITE_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${DDB_SQLITE_INCLUDE}
  INTERFACE_LINK_LIBRARIES "Threads::Threads;m;${CMAKE_DL_LIBS}")
# Not linked in: Kerberos and LDAP would come with it. It brings the system's OpenSSL, so a program that has its own
# must keep the names of its own to itself, or the two would call each other.
find_package(PostgreSQL REQUIRED)
set_property(TARGET PostgreSQL::PostgreSQL APPEND PROPERTY
  INTERFACE_LINK_OPTIONS "-Wl,--exclude-libs,libssl.a:libcrypto.a")

add_library(ddb_flags INTERFACE)
target_include_directories(ddb_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(ddb_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror -fno-omit-frame-pointer)
target_compile_definitions(ddb_flags INTERFACE DDB_VERSION="${PROJECT_VERSION}" BOOST_ASIO_NO_DEPRECATED)
target_compile_options(ddb_flags INTERFACE $<$<CONFIG:Release>:-ffunction-sections -fdata-sections>)
target_link_options(ddb_flags INTERFACE $<$<CONFIG:Release>:-Wl,--gc-sections>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlapping copies where a string is put before another one (GCC bug 105651).
  target_compile_options(ddb_flags INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
  target_link_options(ddb_flags INTERFACE -static-libstdc++ -static-libgcc)
endif()
if(DDB_SANITIZE)
  target_compile_options(ddb_flags INTERFACE -fsanitize=${DDB_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(ddb_flags INTERFACE -fsanitize=${DDB_SANITIZE})
  if(DDB_SANITIZE MATCHES "thread")
    # Asio's fences are not understood by the sanitizer; what they order is locked as well.
    target_compile_options(ddb_flags INTERFACE -Wno-tsan)
  endif()
endif()
if(DDB_FUZZ)
  target_compile_options(ddb_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -O1)
  target_link_options(ddb_flags INTERFACE -fsanitize=address,undefined)
endif()

# A position-independent program has 26,000 addresses to relocate at every start, and half a megabyte of them to
# keep: placed at a fixed address, it starts and idles without.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(ddb_flags INTERFACE $<$<CONFIG:Release>:-no-pie>)
endif()
