#include "tests/integration/service.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace aurawell::test_support {

config::settings test_settings() {
  config::settings values;
  values.server.port = values.admin.port = 0;
  values.server.host_names = {"x"};
  values.drain = {.notice = {}, .answers = {}, .spread = {}};
  values.server.io_threads = 2;
  values.actors.threads = 2;
  values.storage.url = "memory:";
  values.server.connects_per_user = values.session.messages_per_user = 0;
  values.providers.at("offline").offline.tokens_per_second = 0;
  return values;
}

config::settings settings_with(const mock::mock_llm& upstream) {
  auto values = test_settings();
  auto& provider = values.providers.at("deepseek");
  provider.llm.base_url = upstream.base_url();
  provider.llm.model = "mock";
  for (auto& [name, pool] : values.pools) {
    pool.providers = {"deepseek", "offline"};
  }
  return values;
}

running_service::running_service(const config::settings& values)
    : service_{config::loaded_settings{values, {}}} {
  if (const auto started = service_.start(); !started) {
    throw std::runtime_error{started.failure().detail};
  }
}

running_service::~running_service() {
  stop();
}

void running_service::stop() {
  if (!std::exchange(stopped_, true)) {
    service_.stop();
  }
}

ws_client running_service::connect(const std::string& user, const std::string& query) const {
  ws_client client{port(), "/ws/chat/" + user + query};
  EXPECT_TRUE(client.connected()) << client.handshake().status;
  EXPECT_EQ(read_event(client).type(), "connection_established");
  return client;
}

event::event(const std::string& json) : document_{std::make_shared<rapidjson::Document>()} {
  document_->Parse(json.c_str(), json.size());
  EXPECT_FALSE(document_->HasParseError()) << json;
}

const rapidjson::Value* event::find(const std::string& path) const {
  const rapidjson::Value* at = document_.get();
  for (std::size_t begin = 0; at != nullptr && begin <= path.size();) {
    const auto end = std::min(path.find('.', begin), path.size());
    const auto name = path.substr(begin, end - begin);
    if (!at->IsObject() || !at->HasMember(name.c_str())) {
      return nullptr;
    }
    at = &(*at)[name.c_str()];
    begin = end + 1;
  }
  return at;
}

std::string event::text(const std::string& path) const {
  const auto* value = find(path);
  return value != nullptr && value->IsString()
             ? std::string{value->GetString(), value->GetStringLength()}
             : std::string{};
}

double event::number(const std::string& path) const {
  const auto* value = find(path);
  return value != nullptr && value->IsNumber() ? value->GetDouble() : -1;
}

bool event::flag(const std::string& path) const {
  const auto* value = find(path);
  return value != nullptr && value->IsBool() && value->GetBool();
}

event read_event(ws_client& client) {
  const auto frame = client.read();
  EXPECT_TRUE(frame.is_text()) << "closed with " << frame.code << ": " << frame.text;
  return event{frame.is_text() ? frame.text : "{}"};
}

heard_answer read_answer(ws_client& client, const std::string& request) {
  static const std::vector<std::string> terminal{"done", "cancelled", "incomplete", "error"};
  heard_answer heard;
  while (!::testing::Test::HasFailure()) {
    const auto next = read_event(client);
    if (!request.empty() && next.text("request_id") != request) {
      continue;
    }
    heard.events.push_back(next);
    if (next.type() == "chat_stream") {
      heard.joined += next.text("delta");
    } else if (next.type() == "status_update") {
      heard.statuses.push_back(next.status());
      if (std::find(terminal.begin(), terminal.end(), next.status()) != terminal.end()) {
        break;
      }
    }
  }
  if (heard.events.empty()) {
    heard.events.emplace_back("{}");
  }
  return heard;
}

}  // namespace aurawell::test_support
