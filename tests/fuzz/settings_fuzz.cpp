// A settings file.
#include <variant>

#include "config/loading/loader.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/memory_file.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const memory_file file{input};
  config::command_line wish;
  wish.config_file = file.path();
  const auto loaded = config::load_settings(wish, {});
  if (const auto* problems = std::get_if<std::vector<config::problem>>(&loaded)) {
    must(!problems->empty(), "what is refused has a problem");
  }
}

}  // namespace aurawell::fuzz
