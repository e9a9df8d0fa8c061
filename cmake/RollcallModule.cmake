# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# A static library that may see only what it USES. PCH lists the headers to precompile for it.
function(rollcall_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;PCH")
    qt_add_library(rollcall_${name} STATIC ${arg_SOURCES})
    add_library(rollcall::${name} ALIAS rollcall_${name})
    target_include_directories(rollcall_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(rollcall_${name} PUBLIC ${arg_USES} PRIVATE rollcall::flags)
    if(arg_PCH)
        target_precompile_headers(rollcall_${name} PRIVATE ${arg_PCH})
    endif()
endfunction()

# The code of a test is compiled once and hardly run: what the optimiser would do to it is half of the time of a clean
# build. What it tests keeps the flags of the build.
function(rollcall_compile_quickly target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE -Og)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 warns of a member of std::stop_callback that its own library sets; optimised, it does not.
        target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
    endif()
endfunction()

# What the environment of every test holds, and that of the programs it starts.
set(ROLLCALL_TEST_ENVIRONMENT "")
if("address" IN_LIST ROLLCALL_SANITIZE)
    list(APPEND ROLLCALL_TEST_ENVIRONMENT
         "LSAN_OPTIONS=suppressions='${PROJECT_SOURCE_DIR}/tests/lsan.supp':print_suppressions=0")
endif()

# One test program for a folder: every tst_NAME.cpp registers its class (tests/support/testmain.h) and becomes a
# CTest test NAME of its own, so that link steps stay few and names stay fine. PCH lists other headers to precompile
# than those that most tests need.
function(rollcall_test program)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "TESTS;SOURCES;USES;LABELS;PCH")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(ROLLCALL_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4") # sanitized code is that much slower
    endif()
    set(sources ${arg_SOURCES})
    foreach(test IN LISTS arg_TESTS)
        list(APPEND sources ${test}.cpp)
    endforeach()
    add_executable(${program} ${sources})
    target_link_libraries(${program} PRIVATE rollcall::flags rollcall::testsupport ${arg_USES})
    rollcall_compile_quickly(${program})
    if(NOT arg_PCH)
        set(arg_PCH <QFuture> <QHash> <QJsonArray> <QJsonObject> <QList> <QSet> <QString> <QTest> <QThread>
                    <functional> <memory>)
    endif()
    target_precompile_headers(${program} PRIVATE ${arg_PCH})
    foreach(test IN LISTS arg_TESTS)
        add_test(NAME ${test} COMMAND ${program} ${test})
        set_tests_properties(${test} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
                             ENVIRONMENT "${ROLLCALL_TEST_ENVIRONMENT}")
    endforeach()
endfunction()
