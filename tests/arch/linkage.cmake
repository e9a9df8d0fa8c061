# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# cmake -DPROGRAM=… -DFORBIDDEN=REGEX -P linkage.cmake
# Reads what a program links, directly or through others, and fails on a library whose name matches.

file(GET_RUNTIME_DEPENDENCIES EXECUTABLES "${PROGRAM}" RESOLVED_DEPENDENCIES_VAR found
     UNRESOLVED_DEPENDENCIES_VAR missing PRE_EXCLUDE_REGEXES "^api-ms-" "^ext-ms-")
set(libraries ${found} ${missing})
if(NOT libraries MATCHES "Qt6Core")
    message(FATAL_ERROR "What ${PROGRAM} links could not be read: ${libraries}")
endif()
list(FILTER libraries INCLUDE REGEX "${FORBIDDEN}")
if(libraries)
    message(FATAL_ERROR "${PROGRAM} links ${libraries}")
endif()
