# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# One INTERFACE target carries language level, warnings and Qt definitions. Every target links it; nothing is global.
add_library(rollcall_flags INTERFACE)
add_library(rollcall::flags ALIAS rollcall_flags)

target_compile_features(rollcall_flags INTERFACE cxx_std_20)
target_compile_definitions(rollcall_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    ROLLCALL_VERSION="${ROLLCALL_VERSION}")

if(MSVC)
    target_compile_options(rollcall_flags INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus
                           $<$<BOOL:${ROLLCALL_WERROR}>:/WX>)
    target_compile_definitions(rollcall_flags INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN)
else()
    target_compile_options(rollcall_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
        -Wcast-align -Wformat=2 -Wundef -Wunused -Wvla
        $<$<BOOL:${ROLLCALL_WERROR}>:-Werror>)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)

if(ROLLCALL_SANITIZE)
    list(JOIN ROLLCALL_SANITIZE "," rollcall_sanitizers)
    target_compile_options(rollcall_flags INTERFACE -fsanitize=${rollcall_sanitizers}
                           -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(rollcall_flags INTERFACE -fsanitize=${rollcall_sanitizers})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 loses track of std::optional in instrumented code and warns of values that are never read. The release
        # build has the warning on.
        target_compile_options(rollcall_flags INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
if(ROLLCALL_FUZZ)
    target_compile_options(rollcall_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
