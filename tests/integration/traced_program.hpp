#pragma once

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/net/llm/scripted_server.hpp"
#include "tests/net/trace/otlp/collected_spans.hpp"

namespace aurawell::test_support {

/// The real program between a model's server that keeps what it receives and a collector.
class traced_program : public ::testing::Test {
 protected:
  using act = net::scripted_server::act;
  using script = net::scripted_server::script;

  static script one_answer() {
    return {{act::send, net::chunked_head() +
                            net::chunk(net::text_event("Sleep more.") + net::end_events()) +
                            net::last_chunk()}};
  }
  static script reply(std::string_view status, std::string_view headers = "") {
    return {{act::send, net::response(status, headers, "{}")}};
  }

  void start(std::vector<std::string> settings) {
    for (auto& one : asking(model.base_url())) {
      settings.push_back(std::move(one));
    }
    program = std::make_unique<running_program>(with_settings(settings));
    port = program->port();
    ASSERT_NE(port, 0);
  }

  /// Settings for spans that go to a collector at this port soon.
  static std::vector<std::string> exporting_to(std::uint16_t collector_port,
                                               std::vector<std::string> more = {}) {
    more.push_back("trace.endpoint=http://127.0.0.1:" + std::to_string(collector_port));
    more.emplace_back("trace.interval=10ms");
    return more;
  }

  /// Asks over a new chat. @param members Of the message, with the comma behind them.
  heard_answer ask(const std::string& members = {}, const header_list& headers = {}) const {
    ws_client client{port, "/ws/chat/ann?lang=en", {headers}};
    EXPECT_TRUE(client.connected());
    read_event(client);
    client.send("{" + members + R"("type":"general_chat","data":{"message":"QuestionWords7"}})");
    auto heard = read_answer(client);
    EXPECT_EQ(heard.last().status(), "done");
    client.close();
    return heard;
  }

  /// The value of a metric on the operators' page; -1 without it.
  double metric(const std::string& name) const {
    const auto page = http_get(operators_port(*program), "/metrics").body;
    const auto at = page.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(page.substr(at + name.size() + 2));
  }

  /// Stops the program; returns its whole log.
  std::string stop() {
    program->signal(SIGTERM);
    std::string log;
    for (const auto& line : program->whole_log()) {
      log += line + '\n';
    }
    EXPECT_EQ(program->wait(), 0);
    return log;
  }

  net::scripted_server model{one_answer()};
  std::unique_ptr<running_program> program;
  std::uint16_t port = 0;
};

}  // namespace aurawell::test_support
