# Compares the events in the sources with the table in docs/operations.md.
#
#   cmake -DROOT=<project> -P tests/lint/log_events.cmake
#
# Events of debug need no row, but are named on the page.
cmake_minimum_required(VERSION 3.25)

set(event "\"([a-z0-9_]+\\.[a-z0-9_.]+)\"")
set(used "")
foreach(folder net actors config)
  file(GLOB_RECURSE files "${ROOT}/${folder}/*.cpp" "${ROOT}/${folder}/*.hpp")
  list(FILTER files EXCLUDE REGEX "/node_modules/")
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    # A semicolon would separate elements of a list, a bracket would join them.
    string(REGEX REPLACE "[][;]" " " text "${text}")
    # Of a call the first text; of a table of events each row, "{warn, "security.unknown"}"; a
    # constant.
    string(REGEX MATCHALL "logging::(log|debug|info|warn|error)\\([^\"]*${event}|{(info|warn|error), ${event}}|event_name [a-z_]*{${event}}"
      calls "${text}")
    foreach(call IN LISTS calls)
      string(REGEX REPLACE ".*${event}.*" "\\1" name "${call}")
      list(APPEND used "${name}")
    endforeach()
  endforeach()
endforeach()
list(REMOVE_DUPLICATES used)
list(LENGTH used count)
if(count EQUAL 0)
  message(FATAL_ERROR "No event found in ${ROOT}.")
endif()

file(READ "${ROOT}/docs/operations.md" page)
file(READ "${ROOT}/config/log/component_levels.hpp" components)
set(faults "")
foreach(name IN LISTS used)
  string(FIND "${page}" "`${name}`" position)
  if(position EQUAL -1)
    set(faults "${faults}  ${name} is logged, but not in docs/operations.md\n")
  endif()
  string(REGEX REPLACE "\\..*" "" component "${name}")
  string(FIND "${components}" "\"${component}\"" position)
  if(position EQUAL -1)
    set(faults "${faults}  ${component}, of ${name}, is not among log_components\n")
  endif()
endforeach()

string(REGEX REPLACE ".*\n### Events\n" "" page "${page}")
string(REGEX REPLACE "\n## .*" "" page "${page}")
string(REGEX REPLACE "[][;]" " " page "${page}")
# The first cell of each row.
string(REGEX MATCHALL "\n\\| `[^|]*\\|" rows "${page}")
foreach(row IN LISTS rows)
  string(REGEX MATCHALL "`[^`]+`" names "${row}")
  foreach(name IN LISTS names)
    string(REPLACE "`" "" name "${name}")
    if(NOT name IN_LIST used)
      set(faults "${faults}  ${name} is in docs/operations.md, but never logged\n")
    endif()
  endforeach()
endforeach()

if(faults)
  message(FATAL_ERROR "The table of events is not that of the program:\n${faults}")
endif()
message(STATUS "${count} events, each in docs/operations.md")
