# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# cmake -DCOMPILER=… -DCOMPILER_ID=… -DINCLUDES=a|b -DHEADER=QWidget -DEXPECT=missing|found -DFOLDER=… -P tryinclude.cmake
# Compiles one #include with the include folders of a target. "missing" wants it refused, and for no other reason
# than that the header is not found.

file(MAKE_DIRECTORY "${FOLDER}")
set(source "${FOLDER}/include_${HEADER}.cpp")
file(WRITE "${source}" "#include <${HEADER}>\n")
string(REPLACE "|" ";" folders "${INCLUDES}")
list(REMOVE_DUPLICATES folders)

if(COMPILER_ID STREQUAL "MSVC")
    set(options /nologo /std:c++20 /permissive- /Zc:__cplusplus /Zs)
    set(option_include /I)
else()
    set(options -std=c++20 -fPIC -fsyntax-only)
    set(option_include -I)
endif()
foreach(folder IN LISTS folders)
    if(folder)
        list(APPEND options "${option_include}${folder}")
    endif()
endforeach()

execute_process(COMMAND "${COMPILER}" ${options} "${source}"
                RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(EXPECT STREQUAL "found")
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "<${HEADER}> should compile here:\n${output}")
    endif()
elseif(status EQUAL 0)
    message(FATAL_ERROR "<${HEADER}> compiles here although its module must not be linked")
elseif(NOT output MATCHES "${HEADER}.*(No such file|not found|Cannot open include)")
    message(FATAL_ERROR "<${HEADER}> was refused for another reason than being missing:\n${output}")
endif()
