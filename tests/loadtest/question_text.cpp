#include "tests/loadtest/question_text.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace aurawell::loadtest {

std::string question_text(const load_options& options, std::string_view request_id,
                          std::uint64_t seed) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
  const auto put = [&writer](std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  auto message = options.message;
  if (options.verify == verification::mock) {
    message += " #seed=" + std::to_string(seed);
  }
  writer.StartObject();
  put("type");
  put(options.kind);
  put("request_id");
  put(request_id);
  if (options.own_conversations) {
    put("conversation_id");
    put(request_id);
  }
  put("data");
  writer.StartObject();
  put("message");
  put(message);
  writer.EndObject();
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace aurawell::loadtest
