# Fails with file and line for each forbidden include.
#
#   cmake -DROOT=<project> -P tests/include_rules.cmake
#
#         config         may include everything of ours but tests
#         /    \
#       net    actors    siblings: neither includes the other
#         \    /
#         domain         the standard library only
#
# Each folder below these is a target, aurawell_ and its path with _ for /. A file may include its
# own folder and the folders that its target names in target_link_libraries. Cycles of folders are
# not allowed.
cmake_minimum_required(VERSION 3.25)

if(NOT IS_DIRECTORY "${ROOT}/domain")
  message(FATAL_ERROR "ROOT must name the project's folder, not '${ROOT}'.")
endif()

# What a folder must not include. Own headers are written "domain/ids.hpp", others <caf/actor.hpp>.
# The standard library's names have neither a slash nor a dot.
set(sockets "<(sys/socket|netinet|arpa/|netdb)")
set(forbidden_domain "\"(net|actors|config|tests)/" "<[^>]*[./]")
set(forbidden_net "\"(actors|config|tests)/" "<(caf|spdlog)/" "<rapidjson/")
set(forbidden_actors "\"(net|config|tests)/" "<(boost|curl|rapidjson|spdlog)/" "<(sqlite3|toml)" "${sockets}")
set(forbidden_config "\"tests/" "<rapidjson/" "<spdlog/")
set(forbidden_tests)
# The exceptions. JSON from outside has one reader; only one folder writes the log, so all its lines
# have one shape.
set(allowed_net/json "<rapidjson/")
set(allowed_config/log "<spdlog/")

set(violations "")
set(files_seen 0)

# Adds a line to violations. Finds the line's number only now, so that files without violations cost
# nothing.
function(report file include reason)
  file(READ "${ROOT}/${file}" text)
  string(FIND "${text}" "${include}" position)
  string(SUBSTRING "${text}" 0 ${position} before)
  string(REGEX MATCHALL "\n" newlines "${before}")
  list(LENGTH newlines number)
  math(EXPR number "${number} + 1")
  set(violations "${violations}  ${file}:${number}: ${reason}: ${include}\n" PARENT_SCOPE)
endfunction()

# The target of a folder, and the folders' targets that it links, as links_<target>.
function(read_links folder result)
  string(REPLACE "/" "_" target "aurawell_${folder}")
  file(READ "${ROOT}/${folder}/CMakeLists.txt" text)
  string(REGEX MATCHALL "target_link_libraries\\((${target}|aurawell)[ \n][^)]*\\)" calls "${text}")
  string(REGEX MATCHALL "aurawell_[a-z_]+" links "${calls}")
  list(REMOVE_DUPLICATES links)
  list(REMOVE_ITEM links ${target} aurawell_flags)
  set(links_${target} "${links}" PARENT_SCOPE)
  set(${result} ${target} PARENT_SCOPE)
endfunction()

set(product_folders "")
foreach(folder domain net actors config)
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.cpp")
  foreach(file IN LISTS files)
    get_filename_component(own_folder "${file}" DIRECTORY)
    list(APPEND product_folders "${own_folder}")
  endforeach()
endforeach()
list(REMOVE_DUPLICATES product_folders)
set(targets "")
foreach(folder IN LISTS product_folders)
  read_links("${folder}" target)
  list(APPEND targets ${target})
endforeach()

foreach(folder domain net actors config tests)
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.cpp")
  list(FILTER files EXCLUDE REGEX "/node_modules/")
  foreach(file IN LISTS files)
    math(EXPR files_seen "${files_seen} + 1")
    get_filename_component(own_folder "${file}" DIRECTORY)
    string(REPLACE "/" "_" own_target "aurawell_${own_folder}")
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
      if(NOT folder STREQUAL "tests" AND include MATCHES "\"((domain|net|actors|config)[a-z_/]*)/[a-z0-9_]+\\.hpp\"")
        string(REPLACE "/" "_" target "aurawell_${CMAKE_MATCH_1}")
        if(NOT target STREQUAL own_target AND NOT target IN_LIST links_${own_target})
          report("${file}" "${include}" "${own_folder} does not link ${target}")
        endif()
      endif()
    endforeach()
  endforeach()
endforeach()

# Repeatedly removes folders that link only removed folders. The remaining folders are in cycles.
set(left ${targets})
set(shrinks TRUE)
while(shrinks)
  set(shrinks FALSE)
  foreach(target IN LISTS left)
    set(waits FALSE)
    foreach(link IN LISTS links_${target})
      if(link IN_LIST left)
        set(waits TRUE)
      endif()
    endforeach()
    if(NOT waits)
      list(REMOVE_ITEM left ${target})
      set(shrinks TRUE)
    endif()
  endforeach()
endwhile()
if(left)
  list(JOIN left ", " circle)
  set(violations "${violations}  a circle of folders, or folders above one: ${circle}\n")
endif()

if(files_seen EQUAL 0)
  message(FATAL_ERROR "No C++ file found in ${ROOT}.")
endif()
if(violations)
  message(FATAL_ERROR "Includes that go the wrong way:\n${violations}")
endif()
message(STATUS "${files_seen} files, every include in the right direction, no circle of folders")
