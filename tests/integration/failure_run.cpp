#include "tests/integration/failure_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include "net/storage/store/make_store.hpp"
#include "tests/integration/service.hpp"
#include "tests/mock_llm/answer_text.hpp"

namespace aurawell::test_support {
namespace {

std::string url_of(const std::string& database) {
  return database.find("://") == std::string::npos ? "sqlite:" + database : database;
}

std::vector<std::string> arguments_for(const std::string& database, const mock::mock_llm& upstream,
                                       const std::vector<std::string>& more_settings) {
  std::vector<std::string> settings{
      "storage.url=" + url_of(database),
      "server.port=0",
      "admin.port=0",
      "log.level=info",
      "session.save_interval=200ms",
      "drain.notice=0s",
      "drain.answers=0s",
      "drain.spread=0s",
      "limits.connects_per_user=0",
      "limits.connects_per_address=0",
      "limits.messages_per_user=0",
      "limits.messages_per_address=0",
      "providers.deepseek.base_url=" + upstream.base_url(),
      "providers.deepseek.model=mock",
      "pools.health_chat.providers=deepseek",
  };
  settings.insert(settings.end(), more_settings.begin(), more_settings.end());
  std::vector<std::string> arguments{"serve"};
  for (const auto& setting : settings) {
    arguments.emplace_back("--set");
    arguments.push_back(setting);
  }
  return arguments;
}

/// The number at the end of the line.
std::uint16_t last_number(const std::string& line) {
  const auto begin = line.find_last_not_of("0123456789") + 1;
  return static_cast<std::uint16_t>(std::atoi(line.c_str() + begin));
}

}  // namespace

std::uint64_t environment_number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

mock::mock_llm_options quick_model(std::uint32_t tokens, double rate) {
  mock::mock_llm_options model;
  model.answer.tokens = tokens;
  model.answer.rate = rate;
  model.answer.first_token = std::chrono::milliseconds{20};
  return model;
}

test_program::test_program(const std::string& database, const mock::mock_llm& upstream,
                           const std::vector<std::string>& more_settings)
    : program_{arguments_for(database, upstream, more_settings)} {
  admin_port_ = last_number(program_.log_line("admin.listening port=").value_or(""));
  port_ = program_.port();
  log_reader_ = std::thread{[this] {
    while (!ended_) {
      log_ = program_.whole_log();
    }
  }};
}

test_program::~test_program() {
  kill();
}

bool test_program::degraded() const {
  const auto ready = http_get(admin_port_, "/readyz");
  EXPECT_EQ(ready.status, 200);
  ws_client client{port_, "/ws/chat/watcher?lang=en"};
  EXPECT_TRUE(client.connected());
  read_event(client);
  client.send(R"({"type":"get_status"})");
  const bool said = read_event(client).flag("data.degraded");
  return said && ready.body.find(R"("degraded":true)") != std::string::npos;
}

void test_program::kill() {
  if (ended_.exchange(true)) {
    return;
  }
  program_.signal(SIGKILL);
  if (log_reader_.joinable()) {
    log_reader_.join();
  }
}

bool test_program::logged(const std::string& text) const {
  return std::any_of(log_.begin(), log_.end(),
                     [&](const auto& line) { return line.find(text) != std::string::npos; });
}

std::optional<int> test_program::stop() {
  program_.signal(SIGTERM);
  const auto code = program_.wait();
  ended_ = true;
  log_reader_.join();
  return code;
}

raw_database::raw_database(const std::string& path) {
  if (sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
    throw std::runtime_error{"cannot open " + path};
  }
  sqlite3_busy_timeout(handle_, 10'000);
}

raw_database::~raw_database() {
  sqlite3_close(handle_);
}

void raw_database::run(const char* sql) {
  char* why = nullptr;
  EXPECT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, &why), SQLITE_OK) << sql << ": " << why;
  sqlite3_free(why);
}

std::vector<std::pair<std::string, std::string>> raw_database::pairs(const char* sql) {
  std::vector<std::pair<std::string, std::string>> rows;
  const auto take = [](void* to, int columns, char** values, char**) {
    static_cast<std::vector<std::pair<std::string, std::string>>*>(to)->emplace_back(
        values[0] == nullptr ? "" : values[0],
        columns < 2 || values[1] == nullptr ? "" : values[1]);
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(handle_, sql, take, &rows, nullptr), SQLITE_OK) << sql;
  return rows;
}

std::string raw_database::text(const char* sql) {
  const auto rows = pairs(sql);
  EXPECT_EQ(rows.size(), 1U) << sql;
  return rows.empty() ? "" : rows.front().first;
}

void expect_kept(const std::string& database, const std::vector<asked_question>& asked,
                 std::uint32_t tokens) {
  net::store_options options;
  options.url = url_of(database);
  auto opened = net::open_store(options);
  ASSERT_TRUE(opened.has_value()) << opened.failure().detail;
  for (const auto& question : asked) {
    const auto found = (*opened)->find_exchange({question.user}, {question.request});
    ASSERT_TRUE(found.has_value()) << found.failure().detail;
    if (!*found) {
      EXPECT_FALSE(question.accepted) << question.request << " was accepted and is gone";
      continue;
    }
    const auto& kept = **found;
    const auto whole = mock::answer_text(question.seed, tokens);
    ASSERT_TRUE(kept.status.has_value()) << question.request << " has no end";
    if (question.ending == "done") {
      EXPECT_EQ(*kept.status, request_status::done) << question.request;
      EXPECT_EQ(*kept.summary.text, whole) << question.request;
    } else {
      EXPECT_TRUE(whole.starts_with(*kept.summary.text)) << question.request;
    }
  }
}

std::vector<std::string> missing_answers(const net::store_options& options,
                                         const std::vector<asked_question>& asked,
                                         std::uint32_t tokens) {
  const auto store = net::open_store(options);
  EXPECT_TRUE(store.has_value()) << store.failure().detail;
  std::vector<std::string> missing;
  for (const auto& question : asked) {
    const auto found = (*store)->find_exchange({question.user}, {question.request});
    const bool is_there = found && *found;
    const bool is_whole = is_there && (*found)->status == request_status::done &&
                          *(*found)->summary.text == mock::answer_text(question.seed, tokens);
    if ((question.accepted && !is_there) || (question.ending == "done" && !is_whole)) {
      missing.push_back(question.request);
    }
  }
  return missing;
}

void expect_in_order(const std::string& database) {
  raw_database raw{database};
  std::map<std::string, int> last;
  for (const auto& [user, request] :
       raw.pairs("SELECT user_id, request_id FROM exchanges ORDER BY id")) {
    const int turn = std::atoi(request.c_str() + request.rfind('-') + 1);
    const auto [entry, is_first] = last.try_emplace(user, -1);
    EXPECT_LT(entry->second, turn) << request << " came late";
    entry->second = turn;
  }
}

}  // namespace aurawell::test_support
