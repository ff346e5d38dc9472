#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "net/llm/curl/curl_loop.hpp"
#include "net/llm/llm_client.hpp"
#include "net/server/io_threads.hpp"
#include "tests/net/llm/recording_sink.hpp"
#include "tests/net/llm/scripted_server.hpp"

namespace aurawell::net {

inline completion_request sample_request() {
  completion_request request;
  request.question.user = {"ann"};
  request.question.member = {"ann"};
  request.messages = {{message_role::user, "Why am I tired?"}};
  return request;
}

/// One answer from its request on.
struct asked {
  std::shared_ptr<recording_sink> sink;
  std::unique_ptr<completion_transfer> transfer;
};

/// A client with two loops on two threads.
class llm_fixture : public testing::Test {
 protected:
  using act = scripted_server::act;

  llm_client& client_of(const scripted_server& server, llm_options options = {}) {
    options.base_url = server.base_url();
    return client_with(std::move(options));
  }

  llm_client& client_with(llm_options options) {
    client_ = std::make_unique<llm_client>(options, loops_);
    return *client_;
  }

  static asked ask(completion_source& source, completion_request request = sample_request()) {
    auto sink = std::make_shared<recording_sink>();
    auto transfer = source.start(std::move(request), sink);
    return {std::move(sink), std::move(transfer)};
  }

  /// Sends a whole answer as one event stream.
  static scripted_server::script answer(const std::string& text) {
    return {{act::send, chunked_head() + chunk(text_event(text) + end_events()) + last_chunk()}};
  }

  io_threads threads_{2};
  std::vector<std::shared_ptr<curl_loop>> loops_{std::make_shared<curl_loop>(threads_.loop(0)),
                                                 std::make_shared<curl_loop>(threads_.loop(1))};
  std::unique_ptr<llm_client> client_;
};

}  // namespace aurawell::net
