# Writes OUTPUT, a C++ source with the phrase tables of FOLDER: cmake -DFOLDER=dir -DOUTPUT=file.cpp
#   -P embed.cmake
set(cases "")
foreach(level emergency urgent see_doctor)
  file(READ "${FOLDER}/${level}.txt" table)
  string(APPEND cases "    case safety_level::${level}: return R\"table(${table})table\";\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"domain/safety/rules/rule_table.hpp\"

namespace aurawell::safety {

std::string_view phrase_table(safety_level level) noexcept {
  switch (level) {
${cases}    case safety_level::routine: break;
  }
  return {};
}

}  // namespace aurawell::safety
")
