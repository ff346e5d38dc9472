# Fails, naming file and line, when an include goes the wrong way.
#
#   cmake -DROOT=<project> -P tests/include_rules.cmake
#
#         config         may include everything of ours but tests
#         /    \
#       net    actors    siblings: neither includes the other
#         \    /
#         domain         the standard library only
cmake_minimum_required(VERSION 3.25)

if(NOT IS_DIRECTORY "${ROOT}/domain")
  message(FATAL_ERROR "ROOT must name the project's folder, not '${ROOT}'.")
endif()

# What a folder must not include. Own headers are written "domain/ids.hpp", others <caf/actor.hpp>.
# The standard library's names have neither a slash nor a dot.
set(sockets "<(sys/socket|netinet|arpa/|netdb)")
set(forbidden_domain "\"(net|actors|config|tests)/" "<[^>]*[./]")
set(forbidden_net "\"(actors|config|tests)/" "<caf/" "<rapidjson/")
set(forbidden_actors "\"(net|config|tests)/" "<(boost|curl|rapidjson)/" "<(sqlite3|toml)" "${sockets}")
set(forbidden_config "\"tests/" "<rapidjson/")
set(forbidden_tests)
# The exceptions. JSON from outside has one reader.
set(allowed_net/json "<rapidjson/")

set(violations "")
set(files_seen 0)

# Adds a line to violations; the line's number is found only now, so that good files cost nothing.
function(report file include reason)
  file(READ "${ROOT}/${file}" text)
  string(FIND "${text}" "${include}" position)
  string(SUBSTRING "${text}" 0 ${position} before)
  string(REGEX MATCHALL "\n" newlines "${before}")
  list(LENGTH newlines number)
  math(EXPR number "${number} + 1")
  set(violations "${violations}  ${file}:${number}: ${reason}: ${include}\n" PARENT_SCOPE)
endfunction()

foreach(folder domain net actors config tests)
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.cpp")
  list(FILTER files EXCLUDE REGEX "/node_modules/")
  foreach(file IN LISTS files)
    math(EXPR files_seen "${files_seen} + 1")
    get_filename_component(own_folder "${file}" DIRECTORY)
    file(STRINGS "${ROOT}/${file}" includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include IN LISTS includes)
      if(include MATCHES "include[ \t]*\"" AND
         NOT include MATCHES "include[ \t]*\"(domain|net|actors|config|tests)/")
        report("${file}" "${include}" "includes are written from the project's root")
        continue()
      endif()
      foreach(pattern IN LISTS forbidden_${folder})
        if(include MATCHES "${pattern}" AND NOT pattern IN_LIST allowed_${own_folder})
          report("${file}" "${include}" "${folder} must not include this")
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()

if(files_seen EQUAL 0)
  message(FATAL_ERROR "No C++ file found in ${ROOT}.")
endif()
if(violations)
  message(FATAL_ERROR "Includes that go the wrong way:\n${violations}")
endif()
message(STATUS "${files_seen} files, every include in the right direction")
