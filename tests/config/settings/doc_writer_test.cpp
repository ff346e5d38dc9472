#include "config/settings/doc_writer.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "config/settings/options.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;

std::string written() {
  std::ostringstream out;
  write_config_doc(out);
  return out.str();
}

TEST(doc_writer, the_published_page_is_its_output) {
  std::ifstream file{AURAWELL_SOURCE_DIR "/docs/configuration.md"};
  std::ostringstream published;
  published << file.rdbuf();
  EXPECT_EQ(published.str(), written()) << "run: aurawell config-doc > docs/configuration.md";
}

TEST(doc_writer, names_every_option_and_how_to_set_it) {
  const auto page = written();
  for (const auto& row : all_options()) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string{row.name} + "`"));
    if (!row.secret) {
      EXPECT_THAT(page, HasSubstr(environment_name(key_of(row, "NAME"))));
    }
  }
  EXPECT_THAT(page, HasSubstr("- `deepseek`: `api_key_env = \"DEEPSEEK_API_KEY\"`"));
  EXPECT_THAT(page, HasSubstr("- `offline`: `kind = \"offline\"`"));
}

TEST(doc_writer, tables_are_aligned) {
  std::istringstream page{written()};
  std::string line;
  std::size_t width = 0;
  while (std::getline(page, line)) {
    if (!line.starts_with('|')) {
      width = 0;
      continue;
    }
    const auto length = count_code_points(line);
    EXPECT_TRUE(width == 0 || width == length) << line;
    width = length;
  }
}

}  // namespace
}  // namespace aurawell::config
