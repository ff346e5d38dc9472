# Writes the migrations into a C++ source, so that the program needs no file at run
# time. Called with -DOUTPUT=<file> -DFUNCTION=<name> -DMIGRATIONS=<paths, comma separated>.
string(REPLACE "," ";" paths "${MIGRATIONS}")
set(rows "")
set(expected 1)
foreach(path IN LISTS paths)
  get_filename_component(name "${path}" NAME_WE)
  if(NOT name MATCHES "^0*([1-9][0-9]*)_")
    message(FATAL_ERROR "${path}: the name of a migration starts with its number")
  endif()
  if(NOT CMAKE_MATCH_1 EQUAL expected)
    message(FATAL_ERROR "${path}: migration ${expected} was expected here")
  endif()
  file(READ "${path}" sql)
  string(APPEND rows "    {${expected}, R\"migration(${sql})migration\"},\n")
  math(EXPR expected "${expected} + 1")
endforeach()

file(WRITE "${OUTPUT}.new" "#include \"${HEADER}\"

namespace aurawell::net {

std::span<const migration> ${FUNCTION}() noexcept {
  static constexpr migration all[] = {
${rows}  };
  return all;
}

}  // namespace aurawell::net
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
