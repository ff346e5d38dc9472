#include "config/logging.hpp"

#include <gmock/gmock.h>
#include <rapidjson/document.h>
#include <spdlog/details/log_msg.h>
#include <spdlog/spdlog.h>

#include <random>

namespace aurawell::config {
namespace {

using testing::EndsWith;
using testing::MatchesRegex;

std::string line_of(log_format format, const std::string& message, const std::string& logger = "") {
  const std::chrono::system_clock::time_point at{std::chrono::milliseconds{1'700'000'000'123}};
  const spdlog::details::log_msg record{at, {}, logger, spdlog::level::warn, message};
  spdlog::memory_buf_t line;
  make_log_formatter(format)->format(record, line);
  return {line.data(), line.size()};
}

TEST(logging, text_lines_are_for_people) {
  EXPECT_EQ(line_of(log_format::text, "hello 健康"),
            "2023-11-14T22:13:20.123Z warning hello 健康\n");
  EXPECT_EQ(line_of(log_format::text, "hello", "net"),
            "2023-11-14T22:13:20.123Z warning [net] hello\n");
}

TEST(logging, no_message_can_forge_a_text_line) {
  EXPECT_THAT(line_of(log_format::text, "a\nb\r\tc\x1b[31m\xc2\x9b"),
              EndsWith("a\\nb?\\tc?[31m?\n"));
}

TEST(logging, json_lines_hold_all_fields) {
  rapidjson::Document json;
  const auto line = line_of(log_format::json, "a \"b\"\n\x01 健康", "net");
  ASSERT_FALSE(json.Parse(line.c_str()).HasParseError()) << line;
  EXPECT_STREQ(json["time"].GetString(), "2023-11-14T22:13:20.123Z");
  EXPECT_STREQ(json["level"].GetString(), "warning");
  EXPECT_STREQ(json["logger"].GetString(), "net");
  EXPECT_STREQ(json["message"].GetString(), "a \"b\"\n\x01 健康");
  EXPECT_TRUE(json["thread"].IsUint64());
  EXPECT_FALSE(json.Parse(line_of(log_format::json, "x").c_str()).HasMember("logger"));
}

TEST(logging, any_bytes_make_one_line_of_valid_json) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (int round = 0; round < 200; ++round) {
    std::string message(random() % 64, '\0');
    for (char& byte : message) {
      byte = static_cast<char>(random() % 256);
    }
    const auto line = line_of(log_format::json, message);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(line.c_str());
    EXPECT_FALSE(json.HasParseError()) << line;
  }
}

TEST(logging, set_up_writes_to_stderr_from_its_level_on) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::warn, log_format::json});
  spdlog::info("too quiet");
  spdlog::warn("loud {}", 1);
  set_up_logging({log_level::off, log_format::text});
  spdlog::error("nothing at all");
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, MatchesRegex("\\{\"time\":[^\n]*\"message\":\"loud 1\"\\}\n"));
}

}  // namespace
}  // namespace aurawell::config
